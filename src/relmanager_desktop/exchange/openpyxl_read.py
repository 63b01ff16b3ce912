"""The second reader, asked only where calamine refuses a workbook: slower, forgiving elsewhere."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Collection
from datetime import datetime, time
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from relmanager_desktop.domain.cells import Cell, ErrorCell, SheetInfo, TableRange
from relmanager_desktop.exchange.limits import CELLS, COLUMNS, TEXT_CHARACTERS, Refusal
from relmanager_desktop.exchange.wire import Rows, Sender, batch_rows


def send_with_openpyxl(
    file: Path | BinaryIO,
    wanted: Collection[str] | None,
    others: Collection[str],
    sender: Sender,
    tables_on: Callable[[str], tuple[TableRange, ...]],
) -> dict[str, int]:
    """Send the sheets of a workbook and return how many cells each holds, by name.

    ``others`` are the names of sheets that hold no list. ``tables_on`` tells the Excel Tables of a
    sheet by its name, for this reader sees none.

    Raises Refusal or whatever openpyxl raises.
    """
    # 0.2 s of import that hardly any workbook needs.
    import openpyxl  # noqa: PLC0415 - slow to load

    with warnings.catch_warnings():
        # It warns of styles and extensions it does not keep; we keep none.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    sheets = [
        sheet
        for sheet in book.worksheets
        if hasattr(sheet, "reset_dimensions") and sheet.title not in others
    ]
    if not sheets:
        raise Refusal("no_sheets")
    return {
        sheet.title: _send_sheet(sheet, sender, tables_on(sheet.title))
        for sheet in sheets
        if wanted is None or sheet.title in wanted
    }


def _send_sheet(sheet: Any, sender: Sender, tables: tuple[TableRange, ...]) -> int:
    # The declared extent lies in one of seventy real workbooks, and this reader believes it.
    sheet.reset_dimensions()
    rows = _rows(sheet)
    columns = max(map(len, rows), default=0)
    hidden = sheet.sheet_state != "visible"
    sender.sheet(SheetInfo(sheet.title, hidden, len(rows), columns, tables=tables))
    source = iter(rows)
    while batch := list(islice(source, batch_rows(columns))):
        sender.rows(batch)
    return sum(cell is not None for row in rows for cell in row)


def _rows(sheet: Any) -> Rows:
    rows: Rows = []
    cells = 0
    for row in sheet.iter_rows():
        plain = [_plain(cell) for cell in row]
        while plain and plain[-1] is None:
            plain.pop()
        if len(plain) > COLUMNS:
            raise Refusal("too_many_columns", sheet=sheet.title, columns=len(row), limit=COLUMNS)
        cells += len(plain)
        if cells > CELLS:
            raise Refusal("too_many_cells", cells=CELLS, megabytes=TEXT_CHARACTERS // 1_000_000)
        rows.append(plain)
    return rows


def _plain(cell: Any) -> Cell:
    value: Cell = cell.value
    if cell.data_type == "e" and isinstance(value, str):
        return ErrorCell(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if isinstance(value, float) and value.is_integer() and abs(value) < CELLS:
        return int(value)
    return None if value == "" else value
