"""What openpyxl reads of a workbook: forgiving where we are, and written by somebody else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl

from relmanager_desktop.domain.cells import Cell, ErrorCell
from tests.exchange.second_readers.values import Cells

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# It opens six of a hundred real workbooks not at all, and says so in every way there is.
_GIVES_UP = (ValueError, TypeError, KeyError, IndexError, SyntaxError, OverflowError, BadZipFile)


def read_by_openpyxl(path: Path) -> list[tuple[str, Cells]] | None:
    """Return (name, cells) of the sheets with cells, None of files that it does not open."""
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        sheets = [(sheet.title, _cells(sheet)) for sheet in _lists(book)]
        book.close()
    except _GIVES_UP:
        return None
    return sheets or None


def _lists(book: Any) -> list[Any]:
    return [
        sheet
        for sheet in book.worksheets
        if not re.search("macro|dialog", getattr(sheet, "_worksheet_path", ""))
    ]


def _cells(sheet: Any) -> Cells:
    # The declared extent lies in one of seventy real workbooks, and it believes it.
    sheet.reset_dimensions()
    return {
        (cell.row - 1, cell.column - 1): _plain(cell)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _plain(cell: Any) -> Cell:
    value: Cell = cell.value
    if cell.data_type == "e":
        return ErrorCell(str(value))
    if isinstance(value, str):
        return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), value)
    is_padded = re.fullmatch("0{2,}", cell.number_format or "") and isinstance(value, int)
    return str(value).zfill(len(cell.number_format)) if is_padded else value
