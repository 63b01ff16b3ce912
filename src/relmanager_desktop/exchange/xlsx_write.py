"""Writing a workbook: XlsxWriter's shell around rows that are streamed straight into it.

The rows go as XML into the shell's empty sheets, so that a table, its drop-downs and notes cost no
memory by the row, and text can never become a formula: every text is an inline string.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from relmanager_desktop.domain.cells import column_letters
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.exchange.beside import written_beside
from relmanager_desktop.exchange.layouts import Row, SheetSpec, counted
from relmanager_desktop.exchange.xlsx_rows import RowWriter
from relmanager_desktop.exchange.xlsx_shell import SHELL_LAST_ROW, STYLES, make_shell

BATCH_ROWS = 1_000
COMPRESSION = (
    1  # of 9; beyond it whoever makes the rows waits, and 3 saves a fourteenth of the size
)
_SHEET_PART = "xl/worksheets/sheet{number}.xml"
_TABLE_PART = re.compile(r"xl/tables/table\d+\.xml")
_STYLED = re.compile(r'<c r="[A-Z]+2" s="(\d+)"/>')
_HEADER = re.compile(r'<row r="1".*?</row>', re.DOTALL)
_SHEET_DATA = re.compile(r"<sheetData\s*/>|<sheetData>.*</sheetData>", re.DOTALL)
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')
_TABLE_NAME = re.compile(r' name="([^"]*)"')

Progress = Callable[[int, int, str], None]


class DamagedWorkbookError(OSError):
    """A workbook that was just written does not read back; it is not to be used."""


def write_workbook(
    path: Path,
    sheets: Sequence[SheetSpec],
    *,
    created: datetime | None = None,
    progress: Progress | None = None,
) -> None:
    """Write a workbook of these sheets; cells are as ``to_cell`` gives them.

    ``created`` is naive. ``progress`` is told rows done, rows in all and the sheet; what it
    raises ends the writing, and the file is then not to be used.

    Raises:
        RowCountError: If a sheet's rows are not as many as it said.
    """
    shell = zipfile.ZipFile(io.BytesIO(make_shell(sheets, created)))
    first = shell.read(_SHEET_PART.format(number=1)).decode()
    styles = dict(zip(STYLES, _STYLED.findall(first), strict=False))
    styles[""] = ""
    parts = {_SHEET_PART.format(number=n): spec for n, spec in enumerate(sheets, start=1)}
    told = _Told(progress, sum(spec.row_count or 0 for spec in sheets))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION) as book:
        for name in shell.namelist():
            if name not in parts:
                book.writestr(name, _table_part(name, shell.read(name), sheets))
        for name, spec in sorted(parts.items(), key=lambda item: item[1].order):
            with book.open(name, "w", force_zip64=True) as part:
                _write_sheet(part, shell.read(name).decode(), spec, styles, told)


def verify_workbook(path: Path) -> None:
    """Read a workbook's parts back.

    Raises:
        DamagedWorkbookError: If one is not as it was written.
    """
    try:
        with zipfile.ZipFile(path) as book:
            damaged = book.testzip()
    except zipfile.BadZipFile:
        damaged = path.name
    if damaged:
        message = tr("{part} did not read back from the disk. Try another disk.", part=damaged)
        raise DamagedWorkbookError(str(message))


class _Told:
    """Counts rows over all sheets for whoever wants to know."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def add(self, rows: int, sheet: str) -> None:
        self._done += rows
        if self._progress is not None:
            self._progress(self._done, max(self._done, self._total), sheet)


def _write_sheet(
    part: Any, shell: str, spec: SheetSpec, styles: dict[str, str], told: _Told
) -> None:
    before, after = _SHEET_DATA.split(shell, maxsplit=1)
    header = _HEADER.search(shell) if spec.has_header else None
    writer = RowWriter(
        [styles[column.style] for column in spec.columns],
        1 + spec.has_header,
        {row + 1: styles[name] for row, name in spec.row_styles.items()},
    )
    rows = iter(counted(spec.rows, spec.row_count))
    with written_beside(part) as write:
        write(_DIMENSION.sub(_dimension(spec), before, count=1).encode())
        write(b"<sheetData>" + (header[0].encode() if header else b""))
        while batch := list(islice(rows, BATCH_ROWS)):
            write(writer.render(_of_equal_length(batch)).encode())
            told.add(len(batch), spec.name)
        write(b"</sheetData>" + after.encode())


def _of_equal_length(rows: Sequence[Row]) -> Sequence[Row]:
    width = max(map(len, rows))
    if set(map(len, rows)) == {width}:
        return rows
    return [(*row, *[None] * (width - len(row))) for row in rows]


def _dimension(spec: SheetSpec) -> str:
    if spec.row_count is None or not spec.columns:
        return ""
    last = max(1, spec.row_count + spec.has_header)
    return f'<dimension ref="A1:{column_letters(len(spec.columns) - 1)}{last}"/>'


def _table_part(name: str, part: bytes, sheets: Sequence[SheetSpec]) -> bytes:
    """Return a part of the shell; a table reaches as far down as its rows will."""
    if not _TABLE_PART.fullmatch(name):
        return part
    text = part.decode()
    stated = _TABLE_NAME.search(text)
    spec = next(spec for spec in sheets if stated and spec.table == stated[1])
    letters = column_letters(len(spec.columns) - 1)
    last = 1 + max(1, spec.row_count or 0)
    return text.replace(f'"A1:{letters}{SHELL_LAST_ROW + 1}"', f'"A1:{letters}{last}"').encode()


__all__ = ["DamagedWorkbookError", "verify_workbook", "write_workbook"]
