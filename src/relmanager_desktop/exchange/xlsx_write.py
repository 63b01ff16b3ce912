"""Writing a workbook: XlsxWriter's shell around rows that are streamed straight into it.

The rows go as XML into the shell's empty sheets, so that a table, its drop-downs and notes cost no
memory by the row, and text can never become a formula: every text is an inline string.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from relmanager_desktop.domain.cells import column_letters
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.exchange.layouts import Row, SheetSpec, counted
from relmanager_desktop.exchange.xlsx_shell import SHELL_LAST_ROW, STYLES, make_shell

BATCH_ROWS = 1_000
_REMEMBERED = 20_000
_WORTH_REMEMBERING = 60
COMPRESSION = 3  # of 9; a level more costs a quarter of the time and saves a twentieth of the size
_DAY_ZERO = date(1899, 12, 30).toordinal()
_DAY_SECONDS = 86_400
_SHEET_PART = "xl/worksheets/sheet{number}.xml"
_TABLE_PART = re.compile(r"xl/tables/table\d+\.xml")
_STYLED = re.compile(r'<c r="[A-Z]+2" s="(\d+)"/>')
_HEADER = re.compile(r'<row r="1".*?</row>', re.DOTALL)
_SHEET_DATA = re.compile(r"<sheetData\s*/>|<sheetData>.*</sheetData>", re.DOTALL)
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')
_TABLE_NAME = re.compile(r' name="([^"]*)"')
# What needs care in XML: markup, blanks at the ends, and what looks like an escape of Excel's.
_CAREFUL = re.compile(r"[&<>\t\n]|^ | $|_x[0-9A-Fa-f]{4}_")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

Progress = Callable[[int, int, str], None]
Render = Callable[[Any], str]


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
    part.write(_DIMENSION.sub(_dimension(spec), before, count=1).encode())
    part.write(b"<sheetData>")
    if spec.has_header and (header := _HEADER.search(shell)):
        part.write(header[0].encode())
    writer = _RowWriter([styles[column.style] for column in spec.columns], 1 + spec.has_header)
    writer.row_styles = {row + 1: styles[name] for row, name in spec.row_styles.items()}
    rows = iter(counted(spec.rows, spec.row_count))
    while batch := list(islice(rows, BATCH_ROWS)):
        part.write(writer.render(batch).encode())
        told.add(len(batch), spec.name)
    part.write(b"</sheetData>" + after.encode())


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


class _RowWriter:
    """Renders rows of one sheet from a row number on, each column in its own format."""

    def __init__(self, styles: Sequence[str], first_row: int = 1) -> None:
        self._starts = [f'<c r="{column_letters(n)}' for n in range(len(styles))]
        self._ends = [f'" s="{style}"' if style else '"' for style in styles]
        self._next = first_row
        self._texts = _Texts()
        self.row_styles: dict[int, str] = {}

    def render(self, rows: Iterable[Row]) -> str:
        """Return the XML of the next rows; blank cells are left out."""
        written = []
        starts, ends, texts = self._starts, self._ends, self._texts
        number = self._next
        for row in rows:
            written.append(f'<row r="{number}">')
            if number in self.row_styles:
                ends = [f'" s="{self.row_styles[number]}"'] * len(starts)
            written += [
                f"{start}{number}{end}"
                f"{texts[cell] if type(cell) is str else _RENDERS[type(cell)](cell)}"
                for start, end, cell in zip(starts, ends, row, strict=False)
                if cell is not None
            ]
            written.append("</row>")
            ends = self._ends
            number += 1
        self._next = number
        return "".join(written)


class _Texts(dict[str, str]):
    """Texts already rendered: choices, names and places come again and again."""

    def __missing__(self, text: str) -> str:
        rendered = _text(text)
        if len(self) < _REMEMBERED and len(text) < _WORTH_REMEMBERING:
            self[text] = rendered
        return rendered


def _text(text: str) -> str:
    if _CAREFUL.search(text) is None:
        return f' t="inlineStr"><is><t>{text}</t></is></c>'
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "_x" in text:
        text = _ESCAPE_LIKE.sub("_x005F_", text)
    return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _number(number: float) -> str:
    return f"><v>{number!r}</v></c>"


def _day(day: date) -> str:
    return f"><v>{day.toordinal() - _DAY_ZERO}</v></c>"


def _moment(moment: datetime) -> str:
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
    return f"><v>{moment.toordinal() - _DAY_ZERO + seconds / _DAY_SECONDS!r}</v></c>"


def _time(moment: time) -> str:
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
    return f"><v>{seconds / _DAY_SECONDS!r}</v></c>"


def _span(span: timedelta) -> str:
    return f"><v>{span.total_seconds() / _DAY_SECONDS!r}</v></c>"


def _yes_no(value: bool) -> str:
    return f' t="b"><v>{value:d}</v></c>'


_RENDERS: dict[type, Render] = {
    int: _number,
    float: _number,
    bool: _yes_no,
    date: _day,
    datetime: _moment,
    time: _time,
    timedelta: _span,
}

__all__ = ["DamagedWorkbookError", "verify_workbook", "write_workbook"]
