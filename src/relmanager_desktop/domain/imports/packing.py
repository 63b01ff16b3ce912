"""Refused rows packed small, so that their workbook can be made again from the run that is kept."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from relmanager_desktop.domain.cells import Cell, ErrorCell
from relmanager_desktop.domain.imports.fates import CellProblem
from relmanager_desktop.domain.imports.refusals import RefusedRow, RefusedTable
from relmanager_desktop.domain.texts import verbatim

_PLAIN = frozenset({str, int, float, bool, type(None)})
# What JSON has no word for is a list of a letter and a text.
_UNPACKED: dict[str, Callable[[Any], Cell]] = {
    "m": datetime.fromisoformat,
    "d": date.fromisoformat,
    "t": time.fromisoformat,
    "s": lambda seconds: timedelta(seconds=seconds),
    "e": ErrorCell,
}


def packed_refusals(tables: Sequence[RefusedTable]) -> str:
    """Return refused rows as a short text, '' for none: JSON, deflated, in base 64."""
    if not tables:
        return ""
    text = json.dumps([_table(table) for table in tables], ensure_ascii=False)
    return base64.b64encode(zlib.compress(text.encode(), 6)).decode()


def unpacked_refusals(text: str) -> tuple[RefusedTable, ...]:
    """Return the refused rows that `packed_refusals` wrote; their reasons in the words of then."""
    if not text:
        return ()
    stored = json.loads(zlib.decompress(base64.b64decode(text)))
    return tuple(_unpacked_table(table) for table in stored)


def _table(table: RefusedTable) -> list[Any]:
    rows = [
        [row.row, [_cell(cell) for cell in row.cells], [_problem(p) for p in row.problems]]
        for row in table.rows
    ]
    return [table.sheet, table.header, rows]


def _problem(problem: CellProblem) -> list[Any]:
    return [problem.column, problem.header, problem.value, str(problem.message), problem.lacks]


def _cell(cell: Cell) -> Any:
    if cell.__class__ in _PLAIN:
        return cell
    if isinstance(cell, datetime):
        return ["m", cell.isoformat()]
    if isinstance(cell, date):
        return ["d", cell.isoformat()]
    if isinstance(cell, time):
        return ["t", cell.isoformat()]
    if isinstance(cell, timedelta):
        return ["s", cell.total_seconds()]
    return ["e", cell.code] if isinstance(cell, ErrorCell) else cell


def _unpacked_table(stored: Any) -> RefusedTable:
    sheet, header, rows = stored
    return RefusedTable(
        sheet,
        tuple(header),
        tuple(
            RefusedRow(
                number,
                tuple(_unpacked_cell(cell) for cell in cells),
                tuple(_unpacked_problem(sheet, number, problem) for problem in problems),
            )
            for number, cells, problems in rows
        ),
    )


def _unpacked_problem(sheet: str, row: int, stored: Any) -> CellProblem:
    column, header, value, message, lacks = stored
    return CellProblem(sheet, row, column, header, value, verbatim(message), lacks)


def _unpacked_cell(stored: Any) -> Cell:
    if isinstance(stored, list):
        letter, value = stored
        return _UNPACKED[letter](value)
    cell: Cell = stored
    return cell
