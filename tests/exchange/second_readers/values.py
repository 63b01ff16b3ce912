"""What the second readers share: serial numbers of days, formats that show days, error codes."""

from __future__ import annotations

import math
import re
from datetime import datetime, time, timedelta

from relmanager_desktop.domain.cells import Cell, ErrorCell

Place = tuple[int, int]
Cells = dict[Place, Cell]

# ECMA-376 part 1, 18.8.30: the formats with these numbers show days or times.
DAY_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
SPAN_FORMAT = 46
_DAY_ZERO = datetime.fromisoformat("1899-12-31")
_LAST_SERIAL = 2_958_466
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def kind_of_format(number: int, code: str | None) -> str:
    """Return "day", "span", zeros to fill up with, or "" for a number format.

    ``code`` is how the workbook defines it, None for a format that needs no definition.
    """
    if code is None:
        return "span" if number == SPAN_FORMAT else "day" if number in DAY_FORMATS else ""
    if re.fullmatch(r"0[0\-/ ]*0", plain := re.sub(r'[\\"]', "", code)):
        return plain
    bare = _LITERAL.sub("", code.split(";")[0])
    if _ELAPSED.search(bare):
        return "span"
    is_day = "general" not in bare.lower() and re.search(r"[dmyhs]", bare, re.IGNORECASE)
    return "day" if is_day else ""


def as_shown(number: float, kind: str, is_1904: bool) -> Cell:
    """Return a number as the day, time or span that its format makes of it, else as it is."""
    if not math.isfinite(number):
        return ErrorCell("#NUM!")
    if kind == "span":
        return timedelta(days=number)
    if kind == "day":
        return _day(number, is_1904)
    if kind and 0 <= number == int(number):
        return _filled(str(int(number)), kind)
    return int(number) if number.is_integer() and abs(number) < 1e21 else number


def _filled(digits: str, pattern: str) -> str:
    """Return digits put into the zeros of a pattern from the right, what is left over in front."""
    left = list(digits)
    shown = [(left.pop() if left else "0") if sign == "0" else sign for sign in pattern[::-1]]
    return "".join([*left, *shown[::-1]])


def _day(number: float, is_1904: bool) -> Cell:
    if 0 <= number < 1:
        return (_DAY_ZERO + timedelta(days=number)).time()
    serial = number + 1462 if is_1904 and number > 0 else number
    # Day 60 of the calendar of 1900 is a 29 February that never was.
    if not 0 < serial < _LAST_SERIAL or 60 <= serial < 61:
        return int(number) if number.is_integer() else number
    first = datetime.fromisoformat("1899-12-30" if serial > 60 else "1899-12-31")
    moment = first + timedelta(days=serial)
    return moment.date() if moment.time() == time() else moment
