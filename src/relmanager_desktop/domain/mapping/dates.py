"""Days and moments as people type them, read in the order that the column proves."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from relmanager_desktop.domain.cells import Cell, ErrorCell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.unreadable import (
    ValueProblem,
    is_blank_text,
    is_endless,
    refuse_error,
    shown,
)
from relmanager_desktop.domain.texts import Text, tr

FIRST_YEAR, LAST_YEAR = 1800, 2199
_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet, its false 29 February 1900 allowed for
_FIRST_SERIAL, _LAST_SERIAL = 14_611, 73_050  # 1 Jan 1940 and 31 Dec 2099
_CENTURY_TURNS = 69  # '68' is 2068 and '69' is 1969, as POSIX has it

# Months from January in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish and
# Russian, folded; the first three letters alone count where they are told apart.
_MONTH_WORDS = """
january jan janvier januar jaenner janner enero ene janeiro gennaio gen januari styczen stycznia
    sty январь января янв
february feb februar fevrier fev fevr febrero fevereiro febbraio februari luty lutego lut
    февраль февраля фев
march mar marz maerz mrz mars marzo marco maart mrt marzec marca март марта мар
april apr avril avr abril abr aprile kwiecien kwietnia kwi апрель апреля апр
may mai mayo maio maggio mag mei maj maja май мая маи
june jun juni juin junio junho giugno giu czerwiec czerwca cze июнь июня июн
july jul juli juillet juil julio julho luglio lug lipiec lipca lip июль июля июл
august aug aout agosto ago augustus sierpien sierpnia sie август августа авг
september sep sept septembre septiembre setembro set settembre wrzesien wrzesnia wrz
    сентябрь сентября сен сент
october oct oktober okt octobre octubre outubro out ottobre ott pazdziernik pazdziernika paz
    октябрь октября окт
november nov novembre noviembre novembro listopad listopada lis ноябрь ноября ноя нояб
december dec dezember dez decembre diciembre dic dezembro dicembre grudzien grudnia gru
    декабрь декабря дек
"""
MONTHS = {
    fold(word): number
    for number, line in enumerate(_MONTH_WORDS.replace("\n    ", " ").strip().splitlines(), start=1)
    for word in line.split()
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"(1[89]|20|21)\d{6}")
_NUMERIC = re.compile(r"(\d{1,2})\s?([./\- ])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})")
_WORDED = re.compile(
    r"(?:[^\W\d_]+\.?,? )?(\d{1,2})(?:st|nd|rd|th|\.|º|er)?[\s/.\-]*(?:de |of )?"
    r"([^\W\d_]+)\.?[\s/.,\-']*(?:de |del )?(\d{4}|\d{2})(?:\s?(?:г|г\.|года|r|r\.|roku))?"
)
_WORD_FIRST = re.compile(
    r"(?:[^\W\d_]+\.?, )?([^\W\d_]+)\.?[\s/.\-]*(\d{1,2})(?:st|nd|rd|th)?[\s/.,\-]+(\d{4}|\d{2})"
)
_CLOCK = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*([ap]\.?m\.?)?\s*"
    r"(Z|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:[T\s,]+|\s+(?:at|um|à|a las)\s+)(\d{1,2}:\d{2}.*|0?0\.00)$", re.IGNORECASE)
_NO_DAY = re.compile(r"0{1,4}[-/.]0{1,2}[-/.]0{1,4}(?:\s+0?0:00(?::00)?)?")
_ORDERS = {
    "dmy": tr("day/month/year"),
    "mdy": tr("month/day/year"),
    "ymd": tr("year-month-day"),
}


def day_reader(order: str) -> Callable[[Cell], date | None]:
    """Return what reads a cell as a day; ``order`` is that of ``Reading.dates``.

    The reader raises ValueProblem for what is no day, and for a day that can be read in two ways
    while ``order`` is '?'.
    """

    def read(cell: Cell) -> date | None:
        moment = read_moment(cell, order)
        return moment.date() if isinstance(moment, datetime) else moment

    return read


def instant_reader(order: str, zone: tzinfo) -> Callable[[Cell], datetime | None]:
    """Return what reads a cell as a moment in UTC; a cell without a zone is told in ``zone``."""

    def read(cell: Cell) -> datetime | None:
        moment = read_moment(cell, order)
        if moment is None:
            return None
        if not isinstance(moment, datetime):
            moment = datetime(moment.year, moment.month, moment.day, tzinfo=zone)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        return aware.astimezone(UTC)

    return read


def read_moment(cell: Cell, order: str) -> date | datetime | None:
    """Return a cell as a day or, where it tells the time, as a moment; None for a blank.

    Raises:
        ValueProblem: If it is neither, or lies outside the years 1800 to 2199.
    """
    kind = type(cell)
    if kind is date or kind is datetime:
        return _in_range(cell, cell)  # type: ignore[arg-type]  # narrowed by its exact type
    if kind is str:
        return _read_text(cell, order)  # type: ignore[arg-type]  # narrowed by its exact type
    if cell is None:
        return None
    if isinstance(cell, ErrorCell):
        refuse_error(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_serial(cell)
    raise _no_date(cell, order)


def _read_text(cell: str, order: str) -> date | datetime | None:
    text = cell.strip()
    if is_blank_text(text) or is_no_day(text) or is_endless(text):
        return None
    found = parse_date(text, order)
    if found is None:
        if text.replace(".", "", 1).isdigit() and len(text.partition(".")[0]) == 5:
            return _from_serial(float(text))
        raise _no_date(cell, order)
    return _in_range(found, cell)


def _from_serial(number: float) -> date | datetime:
    if not _FIRST_SERIAL <= number <= _LAST_SERIAL:
        raise ValueProblem(
            tr("“{cell}” is a number, not a date. Write it as 2026-12-31.", cell=shown(number))
        )
    day = _EPOCH + timedelta(days=int(number))
    if number == int(number):
        return day
    seconds = round((number - int(number)) * 86_400)
    return datetime.combine(day, time()) + timedelta(seconds=seconds)


def _in_range(found: date | datetime, cell: Cell) -> date | datetime:
    if FIRST_YEAR <= found.year <= LAST_YEAR:
        return found
    raise ValueProblem(
        tr(
            "“{cell}” lies in the year {year}. Years from {first} to {last} are taken.",
            cell=shown(cell),
            year=str(found.year),
            first=str(FIRST_YEAR),
            last=str(LAST_YEAR),
        )
    )


def _no_date(cell: Cell, order: str) -> ValueProblem:
    wanted: Text | str = _ORDERS.get(order, tr("day/month/year"))
    if order == "?" and isinstance(cell, str) and len(readings_of(cell)) > 1:
        message = tr(
            "“{cell}” can be read in two ways. Say whether the day or the month comes first.",
            cell=shown(cell),
        )
        return ValueProblem(message)
    return ValueProblem(tr("“{cell}” is not a date. Use {order}.", cell=shown(cell), order=wanted))


def is_no_day(text: str) -> bool:
    """Whether a stripped text is a date of zeros, as programs write for none: '0/0/00'."""
    return _NO_DAY.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def parse_date(text: str, order: str) -> date | datetime | None:
    """Return a stripped text as a day or moment in this order, None if it is none.

    With the order '?' only what can be read in one way alone is taken; with '' a day comes first.
    """
    clock = None
    day_text = text
    if ":" in text and (tail := _TAIL.search(text)):
        clock, day_text = tail[1], text[: tail.start()].rstrip(" ,")
    day = _parse_day(day_text, order)
    if day is None or clock is None:
        return day
    return _with_clock(day, clock)


def _parse_day(text: str, order: str) -> date | None:
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(text):
        days = _numeric_days(match, order)
        return days.pop() if len(days) == 1 else None
    if _COMPACT.fullmatch(text):
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    return _parse_worded(text)


def _numeric_days(match: re.Match[str], order: str) -> set[date]:
    first, second, year = int(match[1]), int(match[3]), _full_year(match[4])
    orders = ("dmy", "mdy") if order == "?" else ("mdy",) if order == "mdy" else ("dmy",)
    if match[2] == "." and order == "?":  # where points part the numbers the day comes first
        orders = ("dmy",)
    if order == "ymd" and len(match[4]) == 2:
        found = {_day(_full_year(match[1]), second, int(match[4]))}
    else:
        found = {
            _day(year, second, first) if each == "dmy" else _day(year, first, second)
            for each in orders
        }
    return {day for day in found if day is not None}


def readings_of(text: str) -> dict[str, date]:
    """Return the days that a numeric text can mean, by order: '3/4/2026' has two, '13/4' one."""
    body = text.strip()
    if ":" in body and (tail := _TAIL.search(body)):
        body = body[: tail.start()].rstrip(" ,")
    match = _NUMERIC.fullmatch(body)
    if match is None:
        return {}
    found = {order: _numeric_days(match, order) for order in ("dmy", "mdy")}
    return {order: days.pop() for order, days in found.items() if days}


def _parse_worded(text: str) -> date | None:
    folded = fold(text)
    for pattern, is_day_first in ((_WORDED, True), (_WORD_FIRST, False)):
        if match := pattern.fullmatch(folded):
            day, word, year = (
                match[1 if is_day_first else 2],
                match[2 if is_day_first else 1],
                match[3],
            )
            if month := month_number(word):
                return _day(_full_year(year), month, int(day))
    return None


def month_number(word: str) -> int | None:
    """Return the month, from 1, that a word in any of nine languages names, short or whole."""
    folded = fold(word).strip(". ")
    return MONTHS.get(folded) or (MONTHS.get(folded[:3]) if len(folded) == 4 else None)


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    return year + (1900 if year >= _CENTURY_TURNS else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _with_clock(day: date, text: str) -> datetime | date | None:
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if half := (match[5] or "").lower()[:1]:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59 or second > 59:
        return None
    start = datetime.combine(day, time()) + timedelta(hours=hour, minutes=minute, seconds=second)
    micro = int((match[4] or "0")[:6].ljust(6, "0"))
    return start.replace(microsecond=micro, tzinfo=_zone(match[6]))


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text[0] in "+-":
        return datetime.strptime(text.replace(":", ""), "%z").tzinfo
    return UTC
