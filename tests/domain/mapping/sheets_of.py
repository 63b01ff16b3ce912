"""Sheets for the tests of understanding: of rows, of a text file, of a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

from relmanager_desktop.domain.cells import Cell, Sheet, SheetInfo
from relmanager_desktop.domain.mapping.looks import KnownNames
from relmanager_desktop.domain.mapping.maps import ColumnMap, SheetMap, Wishes
from relmanager_desktop.domain.mapping.sheets import understand
from relmanager_desktop.exchange.aliases import load_vocabulary

LISTS = Path(__file__).resolve().parents[2] / "data" / "lists"


def sheet_of(text: str, name: str = "Sheet1") -> Sheet:
    """Return the sheet of a text with ';' between cells; what is blank is None."""
    rows = [[cell.strip() or None for cell in line.split(";")] for line in text.strip().split("\n")]
    return Sheet(SheetInfo(name), [list(row) for row in rows])


def sheet_in(path: Path) -> Sheet:
    """Return the sheet that a text file holds."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    found = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return Sheet(SheetInfo(path.stem), [[cell or None for cell in row] for row in found])


def sheets_in(path: Path) -> list[Sheet]:
    """Return the sheets of a workbook."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    return [
        Sheet(SheetInfo(name), [[_cell(c) for c in row] for row in _rows(book, name)])
        for name in book.sheet_names
    ]


def _rows(book: Any, name: str) -> Sequence[Sequence[Any]]:
    rows: Sequence[Sequence[Any]] = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return rows


def _cell(value: Any) -> Cell:
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if value == "" else value


def understood(
    sheet: Sheet,
    file_name: str = "list.csv",
    wishes: Wishes | None = None,
    known: KnownNames | None = None,
) -> SheetMap:
    """Return how the first table of a sheet is understood."""
    words = load_vocabulary()
    return understand(sheet, file_name, wishes or Wishes(), known or KnownNames(), words)[0]


def fields_of(found: SheetMap) -> dict[str, str]:
    """Return header → 'kind.field', '' for a column that is left out."""
    return {c.header: c.target.path if c.target else "" for c in found.columns}


def column_of(found: SheetMap, header: str) -> ColumnMap:
    """Return one column by its header."""
    return next(column for column in found.columns if column.header == header)
