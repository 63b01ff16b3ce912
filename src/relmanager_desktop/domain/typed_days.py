"""Days as people type them between two thoughts: 'friday', '3.12.', '+10', 'in 2 weeks'."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from relmanager_desktop.domain.days import WEEKDAYS_SHORT
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.dates import day_reader, month_number
from relmanager_desktop.domain.mapping.unreadable import ValueProblem, shown
from relmanager_desktop.domain.texts import Text, shown_value, tr

# Where the month is written before the day: the United States and what writes as they do.
MONTH_FIRST = frozenset({"AS", "FM", "GU", "MH", "MP", "PH", "PR", "PW", "UM", "US", "VI"})
NEAR = {"today": 0, "now": 0, "tomorrow": 1, "yesterday": -1}
# Weekdays from Monday in English, German, French, Spanish, Portuguese, Italian and Dutch, folded.
_WEEKDAY_WORDS = """
monday mon montag mo lundi lun lunes segunda lunedi maandag
tuesday tue tues dienstag di mardi martes terca martedi dinsdag
wednesday wed mittwoch mi mercredi miercoles quarta mercoledi woensdag
thursday thu thur thurs donnerstag do jeudi jueves quinta giovedi donderdag
friday fri freitag fr vendredi viernes sexta venerdi vrijdag
saturday sat samstag sonnabend sa samedi sabado sabato zaterdag
sunday sun sonntag so dimanche domingo domenica zondag
"""
WEEKDAYS = {
    word: number
    for number, line in enumerate(_WEEKDAY_WORDS.strip().splitlines())
    for word in line.split()
}
_UNITS = r"(d|days?|w|weeks?|m|months?|y|years?)"
_AHEAD = re.compile(rf"(?:in\s+|\+\s*)(\d{{1,4}}|an?)\s*{_UNITS}?")
_AGO = re.compile(rf"(?:-\s*(\d{{1,4}})\s*{_UNITS}?|(\d{{1,4}}|an?)\s*{_UNITS}\s+ago)")
_WEEKDAY = re.compile(r"(?:(next|this|last|on)\s+)?([^\W\d_]+)\.?")
_NUMBERS = re.compile(r"(\d{1,2})\s?([./-])\s?(\d{1,2})\.?")
_WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:of\s+)?([^\W\d_]+)\.?")
_WORD_FIRST = re.compile(r"([^\W\d_]+)\.?\s*(\d{1,2})(?:st|nd|rd|th|\.)?")
_CLOCK = re.compile(r"(.+?)[\s,]+(?:at\s+)?(\d{1,2}):(\d{2})")
MONTHS = 12
YEARS_AROUND = 8  # 29 February comes back within eight


def day_order(locale: str) -> str:
    """Return 'mdy' for a locale such as 'en_US' that writes the month first, else 'dmy'."""
    territory = re.split(r"[.@]", locale)[0].replace("-", "_").rpartition("_")[2]
    return "mdy" if territory.upper() in MONTH_FIRST else "dmy"


def typed_day(text: str, today: date, order: str = "dmy") -> date | None:
    """Return the day that a person means, None for a blank.

    Whole dates are read as in a spreadsheet; ``order`` says whether '3/12' is December or March.

    Raises:
        ValueProblem: If it is no day, with ways to write one.
    """
    if not text.strip():
        return None
    if (near := near_day(text, today, order)) is not None:
        return near
    try:
        return day_reader("dmy" if "." in text else order)(text.strip())
    except ValueProblem as problem:
        raise ValueProblem(
            tr(
                "“{text}” is no day. Write it as {day}, 3.12., friday, +10 or in 2 weeks.",
                text=shown(text),
                day=shown_value(today),
            )
        ) from problem


def near_day(text: str, today: date, order: str = "dmy") -> date | None:
    """Return the day that words or a date without its year mean, None for anything else.

    A weekday is the coming one, after today; 'next friday' is that of next week. A day without
    a year is the one that lies nearest to today. With the order '?' only what can be read in one
    way alone is taken.
    """
    word = " ".join(fold(text).split())
    for name, days in NEAR.items():
        if word in {name, fold(str(tr(name)))}:
            return today + timedelta(days=days)
    readers: tuple[Callable[[], date | None], ...] = (
        lambda: _counted(word, today),
        lambda: _span(word, today),
        lambda: _weekday(word, today),
        lambda: _without_year(word, today, order),
    )
    try:
        return next((day for read in readers if (day := read()) is not None), None)
    except (OverflowError, ValueError):
        return None


def near_moment(text: str, today: date, order: str = "dmy") -> date | datetime | None:
    """Return such a day, or with a clock behind it ('tomorrow 14:30') the moment on that day."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return near_day(text, today, order)
    day = near_day(match[1], today, order)
    hour, minute = int(match[2]), int(match[3])
    if day is None or hour > 23 or minute > 59:
        return None
    return datetime.combine(day, time(hour, minute))


def understood(day: date) -> Text:
    """Return a day with its weekday, for who wants to see how it was understood."""
    weekday = WEEKDAYS_SHORT[day.weekday()]
    return tr("{weekday} {day}", weekday=weekday, day=shown_value(day))


def _counted(word: str, today: date) -> date | None:
    if match := _AHEAD.fullmatch(word):
        return _moved(today, _count(match[1]), match[2] or "d")
    if match := _AGO.fullmatch(word):
        return _moved(today, -_count(match[1] or match[3]), match[2] or match[4] or "d")
    return None


def _count(text: str) -> int:
    return int(text) if text.isdigit() else 1


def _moved(today: date, count: int, unit: str) -> date:
    if unit[0] in "dw":
        return today + timedelta(days=count * (7 if unit[0] == "w" else 1))
    months = today.year * 12 + today.month - 1 + count * (12 if unit[0] == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _span(word: str, today: date) -> date | None:
    monday = today - timedelta(days=today.weekday())
    if word == "next week":
        return monday + timedelta(days=7)
    if word == "next month":
        return _moved(today.replace(day=1), 1, "m")
    if word in {"end of month", "end of the month"}:
        return _moved(today.replace(day=1), 1, "m") - timedelta(days=1)
    return None


def _weekday(word: str, today: date) -> date | None:
    match = _WEEKDAY.fullmatch(word)
    number = WEEKDAYS.get(match[2]) if match else None
    if match is None or number is None:
        return None
    monday = today - timedelta(days=today.weekday())
    if match[1] in {"next", "this"}:
        return monday + timedelta(days=number + (7 if match[1] == "next" else 0))
    coming = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if match[1] != "last":
        return coming
    return coming - timedelta(days=14 if coming - today == timedelta(days=7) else 7)


def _without_year(word: str, today: date, order: str) -> date | None:
    found = _day_and_month(word, order)
    if found is None:
        return None
    days = list(_years_around(*found, today))
    return min(days, key=lambda day: (abs((day - today).days), day < today), default=None)


def _day_and_month(word: str, order: str) -> tuple[int, int] | None:
    if match := _NUMBERS.fullmatch(word):
        first, second = int(match[1]), int(match[3])
        if order == "?" and match[2] != "." and first != second:
            return _only_reading(first, second)
        is_month_first = order == "mdy" and match[2] != "."
        return (second, first) if is_month_first else (first, second)
    if match := _WORDED.fullmatch(word):
        day, name = match[1], match[2]
    elif match := _WORD_FIRST.fullmatch(word):
        name, day = match[1], match[2]
    else:
        return None
    month = month_number(name)
    return (int(day), month) if month else None


def _only_reading(first: int, second: int) -> tuple[int, int] | None:
    if max(first, second) <= MONTHS:
        return None
    return (first, second) if first > second else (second, first)


def _years_around(day: int, month: int, today: date) -> Iterator[date]:
    for year in range(today.year - YEARS_AROUND, today.year + YEARS_AROUND + 1):
        try:
            yield date(year, month, day)
        except ValueError:
            continue
