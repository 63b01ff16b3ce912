"""Writing a text file that a spreadsheet shows as it is and never runs.

Texts stand in quotes. A text that a spreadsheet would take for a formula gets an apostrophe in
front, unless it is a phone number; our reader (``csv_read``) takes it off again by the same rule.
Values are as the workbook's cells: days as 2026-11-24, moments as 2026-11-24 09:30:00.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from relmanager_desktop.domain.cells import Cell, ErrorCell

BATCH_ROWS = 1_000
LINE_END = "\r\n"
# What runs, and what our reader would take for an apostrophe of ours.
_RISKY = re.compile(r"[\s']*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")
_PHONE = re.compile(r"\+\d[\d ()./\-]*\d")
_PHONE_DIGITS = range(7, 16)
_DAY_SECONDS = 86_400


def write_csv(
    path: Path,
    headers: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    is_raw: bool = False,
    delimiter: str = ",",
) -> None:
    """Write headers and rows as UTF-8 with a mark, so that Excel knows the encoding.

    ``is_raw`` leaves texts without the apostrophes: for programs, not for spreadsheets.
    """
    spell = _raw if is_raw else _guarded
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        batch = [_line(headers, spell, delimiter)]
        for row in rows:
            batch.append(_line(row, spell, delimiter))
            if len(batch) >= BATCH_ROWS:
                stream.write("".join(batch))
                batch.clear()
        stream.write("".join(batch))


def guard(text: str) -> str:
    """Return a text as it may stand in a text file: with an apostrophe if it might be run."""
    return f"'{text}" if _RISKY.match(text) and not is_phone(text) else text


def is_phone(text: str) -> bool:
    """Whether a text is a phone number in international form, of 7 to 15 digits."""
    return bool(_PHONE.fullmatch(text)) and sum(map(str.isdigit, text)) in _PHONE_DIGITS


def _line(row: Sequence[Cell], spell: Callable[[str], str], delimiter: str) -> str:
    return delimiter.join(_field(cell, spell) for cell in row) + LINE_END


def _field(cell: Cell, spell: Callable[[str], str]) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return spell(cell)
    return _PLAIN[type(cell)](cell)


def _guarded(text: str) -> str:
    return _raw(guard(text))


def _raw(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


_PLAIN: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "TRUE" if value else "FALSE",
    int: str,
    float: repr,
    date: date.isoformat,
    datetime: lambda value: value.isoformat(" "),
    time: time.isoformat,
    timedelta: lambda value: repr(value.total_seconds() / _DAY_SECONDS),
    ErrorCell: str,
}
