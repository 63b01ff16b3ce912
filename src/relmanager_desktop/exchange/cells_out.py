"""What every value passes before it goes into a file of ours: it stays a value, and stays the same.

Text is typed as text and never becomes a formula: that is for the writer of each format to keep.
Here goes what no cell can hold, and it is said what went.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import Any

from relmanager_desktop.domain.cells import Cell, cell_name
from relmanager_desktop.domain.texts import Text, tr

MOST_CHARACTERS = 32_767  # in UTF-16 units, as Excel counts
MOST_DIGITS = 15
FIRST_DAY = date(1900, 3, 1)  # before it, programs disagree about the days of 1900
LAST_SECOND = time(23, 59, 59)
_SHORT = MOST_CHARACTERS // 2  # fits even if each character takes two units
# C0 but tab and line feed, DEL, C1, non-characters, halves of surrogate pairs.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
_CUT_MARK = "…"


class Loss(StrEnum):
    """What a cell could not hold."""

    CONTROLS = "controls"
    CUT = "cut"
    DIGITS = "digits"
    NO_NUMBER = "no number"
    EARLY_DAY = "early day"
    UNKNOWN = "unknown"


LOSSES: dict[Loss, Text] = {
    Loss.CONTROLS: tr("control characters were left out"),
    Loss.CUT: tr("the text was cut: a cell holds 32,767 characters"),
    Loss.DIGITS: tr("written as text: a cell keeps 15 digits of a number"),
    Loss.NO_NUMBER: tr("left empty: it is no number"),
    Loss.EARLY_DAY: tr("written as text: Excel knows no days before March 1900"),
    Loss.UNKNOWN: tr("left empty: a cell cannot hold it"),
}


@dataclass(frozen=True)
class ChangedCell:
    """A cell that does not hold just what the record does; row and column count from 0."""

    sheet: str
    row: int
    column: int
    header: str
    loss: Loss

    @property
    def message(self) -> Text:
        """Which cell, and what became of it."""
        return tr(
            "{sheet}!{cell} ({header}): {what}.",
            sheet=self.sheet,
            cell=cell_name(self.row, self.column),
            header=self.header,
            what=LOSSES[self.loss],
        )


def to_cell(value: object, zone: tzinfo = UTC) -> tuple[Cell, Loss | None]:
    """Return a value as a cell holds it, and what was lost on the way, if anything.

    Aware datetimes become wall time in ``zone``; line ends become ``\\n`` and empty text a blank,
    which is no loss. No datetime that comes out has a zone, no float is infinite or no number.
    """
    if value is None:
        return None, None
    convert = _CONVERSIONS.get(type(value))
    if convert is not None:
        return convert(value)
    if isinstance(value, datetime):
        return _moment(value, zone)
    for known, convert in _CONVERSIONS.items():
        if isinstance(value, known):
            return convert(value)
    return None, Loss.UNKNOWN


def text_cell(text: str) -> tuple[str | None, Loss | None]:
    """Return a text without what no cell can hold."""
    loss = None
    if not text.replace("\n", "").isprintable():  # nothing unfit is; far cheaper than to search
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text, removed = _UNFIT.subn("", text)
        loss = Loss.CONTROLS if removed else None
    if len(text) > _SHORT and _units(text) > MOST_CHARACTERS:
        return _cut(text), Loss.CUT
    return text or None, loss


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str) -> str:
    kept = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - 1)]
    return kept.decode("utf-16-le", "ignore") + _CUT_MARK


def _whole(number: int) -> tuple[Cell, Loss | None]:
    if -(10**MOST_DIGITS) < number < 10**MOST_DIGITS:
        return number, None
    return str(number), Loss.DIGITS


def _number(number: float) -> tuple[Cell, Loss | None]:
    return (float(number), None) if math.isfinite(number) else (None, Loss.NO_NUMBER)


def _decimal(number: Decimal) -> tuple[Cell, Loss | None]:
    if not number.is_finite():
        return None, Loss.NO_NUMBER
    if len(number.normalize().as_tuple().digits) > MOST_DIGITS:
        return str(number), Loss.DIGITS
    return float(number), None


def _day(day: date) -> tuple[Cell, Loss | None]:
    return (day, None) if day >= FIRST_DAY else (day.isoformat(), Loss.EARLY_DAY)


def _moment(moment: datetime, zone: tzinfo) -> tuple[Cell, Loss | None]:
    if moment.tzinfo is not None:
        moment = moment.astimezone(zone).replace(tzinfo=None)
    if moment.date() < FIRST_DAY:
        return moment.isoformat(" "), Loss.EARLY_DAY
    if moment.date() == date.max and moment.time() > LAST_SECOND:  # would round into year 10000
        moment = moment.replace(microsecond=0)
    return moment, None


_CONVERSIONS: dict[type, Callable[[Any], tuple[Cell, Loss | None]]] = {
    str: text_cell,
    bool: lambda value: (value, None),
    int: _whole,
    float: _number,
    Decimal: _decimal,
    date: _day,
    time: lambda value: (value.replace(tzinfo=None), None),
    timedelta: lambda value: (value, None),
}


def _pass_as_they_are(values: list[Any]) -> bool:
    """Whether a column of blanks and values of one type surely has nothing that has to change."""
    types = set(map(type, values)) - {type(None)}
    if not types:
        return True
    known = [value for value in values if value is not None]
    is_plain = _PLAIN.get(types.pop()) if len(types) == 1 else None
    return is_plain is not None and is_plain(known)


# By type, whether all of some values pass as they are.
_PLAIN: dict[type, Callable[[list[Any]], bool]] = {
    str: lambda texts: (
        "" not in texts and max(map(len, texts)) < _SHORT and "".join(texts).isprintable()
    ),
    bool: lambda _values: True,
    int: lambda numbers: min(numbers) > -(10**MOST_DIGITS) and max(numbers) < 10**MOST_DIGITS,
    float: lambda numbers: all(map(math.isfinite, numbers)),
    date: lambda days: min(days) >= FIRST_DAY,
}


class Outlet:
    """The way out of one kind: passes columns of values through ``to_cell`` and notes losses.

    Rows go on to the next of ``sheets`` after every ``rows_per_sheet``; each sheet has a header.
    """

    def __init__(
        self,
        sheets: Sequence[str],
        headers: Sequence[str],
        zone: tzinfo = UTC,
        rows_per_sheet: int = sys.maxsize,
    ) -> None:
        self.sheets = sheets
        self.headers = headers
        self.zone = zone
        self.rows_per_sheet = rows_per_sheet
        self.changed: list[ChangedCell] = []

    def pass_column(self, values: list[Any], column: int, first: int) -> list[Cell]:
        """Return a column's values as cells; ``first`` counts the rows that went before."""
        if _pass_as_they_are(values):
            return values
        safe: list[Cell] = []
        keep = safe.append
        for offset, value in enumerate(values):
            kind = type(value)
            if value is None or (kind is str and value.isprintable() and 0 < len(value) < _SHORT):
                keep(value)
                continue
            cell, loss = to_cell(value, self.zone)
            keep(cell)
            if loss is not None:
                self._note(first + offset, column, loss)
        return safe

    def _note(self, number: int, column: int, loss: Loss) -> None:
        sheet, row = divmod(number, self.rows_per_sheet)
        header = self.headers[column]
        self.changed.append(ChangedCell(self.sheets[sheet], row + 1, column, header, loss))
