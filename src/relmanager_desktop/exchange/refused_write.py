"""Refused rows as a workbook: the same columns, the reason last, a note on the cell to mend."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from relmanager_desktop.domain.cells import Cell, ErrorCell
from relmanager_desktop.domain.imports.fates import CellProblem
from relmanager_desktop.domain.imports.memories import MEMORY_SHEET, Memory, memory_rows
from relmanager_desktop.domain.imports.refusals import REASON, RefusedRow, RefusedTable
from relmanager_desktop.exchange.cells_out import to_cell

_UNFIT_FOR_SHEETS = dict.fromkeys(map(ord, "[]:*?/\\"), " ")
_LONGEST_SHEET_NAME = 31
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}


def write_refused(path: Path, tables: Sequence[RefusedTable], memory: Memory | None = None) -> None:
    """Write refused rows as they stood, so that mending and importing them completes the job.

    ``memory`` goes on a hidden sheet: by it the rows are read again as the list was. Write to a
    temporary path and rename: a crash leaves half a workbook.
    """
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        styles = {
            "header": book.add_format({"bold": True, "bottom": 1}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            "reason": book.add_format({"italic": True}),
        }
        names = {MEMORY_SHEET}
        for table in tables:
            sheet = book.add_worksheet(_free_name(table.sheet, names))
            _write_table(sheet, table, styles)
        if memory is not None:
            _write_memory(book.add_worksheet(MEMORY_SHEET), memory)


def _free_name(wished: str, taken: set[str]) -> str:
    bare = wished.translate(_UNFIT_FOR_SHEETS).strip("' ") or "Sheet"
    name, number = bare[:_LONGEST_SHEET_NAME], 2
    while name.casefold() in taken:
        ending = f" {number}"
        name = bare[: _LONGEST_SHEET_NAME - len(ending)] + ending
        number += 1
    taken.add(name.casefold())
    return name


def _write_table(sheet: Any, table: RefusedTable, styles: dict[str, Any]) -> None:
    for column, name in enumerate(table.header):
        if name:
            sheet.write_string(0, column, name, styles["header"])
    sheet.write_string(0, table.width, str(REASON), styles["header"])
    sheet.set_column(0, table.width - 1, 16)
    sheet.set_column(table.width, table.width, 60)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(table.rows, start=1):
        _write_row(sheet, number, row, table.width, styles)


def _write_memory(sheet: Any, memory: Memory) -> None:
    for number, cells in enumerate(memory_rows(memory)):
        for column, text in enumerate(cells):
            sheet.write_string(number, column, text)
    sheet.very_hidden()


def _write_row(
    sheet: Any, number: int, row: RefusedRow, width: int, styles: dict[str, Any]
) -> None:
    for column, cell in enumerate(row.cells):
        _write_cell(sheet, number, column, cell, styles)
    sheet.write_string(number, width, str(row.reason), styles["reason"])
    for column, problems in _by_column(row.problems, width).items():
        note = "\n".join(str(problem.message) for problem in problems)
        sheet.write_comment(number, column, note, {"author": "", "x_scale": 1.6})


def _by_column(problems: Sequence[CellProblem], width: int) -> dict[int, list[CellProblem]]:
    found: dict[int, list[CellProblem]] = {}
    for problem in problems:
        column = width if problem.column is None else problem.column
        found.setdefault(column, []).append(problem)
    return found


def _write_cell(sheet: Any, row: int, column: int, cell: Cell, styles: dict[str, Any]) -> None:
    value, _ = to_cell(str(cell) if isinstance(cell, ErrorCell) else cell)
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        is_day = isinstance(value, date) and not isinstance(value, datetime)
        sheet.write_datetime(row, column, value, styles["day" if is_day else "moment"])
