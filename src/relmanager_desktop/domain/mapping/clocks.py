"""Times of day in a column of their own, beside the days that they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.mapping.columns import Column
from relmanager_desktop.domain.mapping.maps import Clock, ColumnMap
from relmanager_desktop.domain.mapping.readings import field_of
from relmanager_desktop.domain.records import FieldType
from relmanager_desktop.domain.texts import tr

_WORDS = frozenset(
    {
        "time",
        "start time",
        "time of day",
        "at time",
        "uhrzeit",
        "zeit",
        "startzeit",
        "heure",
        "hora",
    }
    | {"hora inicio", "ora", "ore", "tijd", "tijdstip", "godzina", "время", "horaire", "h"}
)
_TEXT = re.compile(r"(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*(am|pm)?", re.IGNORECASE)
_MOSTLY, _SURE = 0.7, 0.95


def with_clock(
    maps: Sequence[ColumnMap], columns: Sequence[Column]
) -> tuple[list[ColumnMap], Clock | None]:
    """Return the columns, and the pair of day and time of day if there is one.

    The column of times is said to belong to the days, and has no field of its own.
    """
    clock = _clock_of(maps, columns)
    if clock is None:
        return [*maps], None
    header = next(mapped.header for mapped in maps if mapped.column == clock.day)
    reason = tr("It gives “{header}” its time of day.", header=" ".join(header.split()))
    told = [
        replace(mapped, confidence=_SURE, reason=reason, alternatives=())
        if mapped.column == clock.time
        else mapped
        for mapped in maps
    ]
    return told, clock


def _clock_of(maps: Sequence[ColumnMap], columns: Sequence[Column]) -> Clock | None:
    looks = {column.number: column.look for column in columns}
    days = [m.column for m in maps if _is_instant(m) and looks[m.column].clock < _MOSTLY]
    wished = {column.number for column in columns if column.wish is not None}
    phrases = {column.number: column.header.phrase for column in columns}
    for mapped in maps:
        number = mapped.column
        if mapped.target is not None or number in wished or phrases[number] not in _WORDS:
            continue
        day = days[0] if len(days) == 1 else number - 1
        if looks[number].clock >= _MOSTLY and day in days:
            return Clock(day, number)
    return None


def _is_instant(mapped: ColumnMap) -> bool:
    if mapped.target is None:
        return False
    field = field_of(mapped.target)
    return field is not None and field.type is FieldType.INSTANT


def at_time(day: Cell, clock: Cell) -> Cell:
    """Return a day at a time of day as one cell; the day alone where either says nothing."""
    hour = _time_in(clock)
    if day is None or hour is None:
        return day
    if isinstance(day, str):
        return f"{day.strip()} {hour:%H:%M}"
    if isinstance(day, datetime):
        return day if day.time() != time() else datetime.combine(day.date(), hour)
    return datetime.combine(day, hour) if isinstance(day, date) else day


def _time_in(cell: Cell) -> time | None:
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    match = _TEXT.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if match is None:
        return None
    hours, minutes, half = int(match[1]), int(match[2]), (match[3] or "").lower()
    hours = hours % 12 + 12 * (half == "pm") if half else hours
    return time(hours, minutes) if hours < 24 and minutes < 60 else None
