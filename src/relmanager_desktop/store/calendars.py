"""The working calendars and zones of a portfolio."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.calendars import (
    OFFICE,
    SpecialDay,
    WorkingCalendar,
    unknown_holidays,
)
from relmanager_desktop.domain.records.calendars import WEEKDAYS
from relmanager_desktop.domain.texts import Text
from relmanager_desktop.store.tables import TABLES

_CALENDARS = select(TABLES["working_calendar"])
_WINDOWS = select(TABLES["calendar_window"])
_DAYS = select(TABLES["calendar_day"])
_PLACES = select(TABLES["working_calendar"].c.country, TABLES["working_calendar"].c.region)
_SETTING = TABLES["setting"].c
ZONE = "zone"  # the setting that names the zone of the portfolio
_ZONE = select(_SETTING.value).where(_SETTING.key == ZONE)


def load_calendars(session: Session) -> dict[int, WorkingCalendar]:
    """Return the working calendars by id."""
    connection = session.connection()
    windows: dict[int, list[tuple[int, time, time]]] = defaultdict(list)
    names = WEEKDAYS.split()
    for row in connection.execute(_WINDOWS).mappings():
        start, end = time.fromisoformat(row["from"]), time.fromisoformat(row["to"])
        windows[row["calendar"]].append((names.index(row["weekday"]), start, end))
    days: dict[int, dict[date, SpecialDay]] = defaultdict(dict)
    for row in connection.execute(_DAYS).mappings():
        days[row["calendar"]][row["on"]] = SpecialDay(row["name"] or "", bool(row["working"]))
    return {
        row.id: WorkingCalendar(
            zone=row.zone,
            windows=tuple(windows[row.id]) or OFFICE.windows,
            country=row.country or "",
            region=row.region or "",
            days=days[row.id],
            all_hours=bool(row.all_hours),
        )
        for row in connection.execute(_CALENDARS)
    }


def unknown_holidays_of(session: Session) -> list[Text]:
    """Return what is not known of the holidays that the calendars count on, each once."""
    places = session.connection().execute(_PLACES.distinct())
    said = (unknown_holidays(country or "", region or "") for country, region in places)
    return [sentence for sentence in said if sentence is not None]


def home_zone(session: Session) -> Any:
    """Return the zone of the portfolio, UTC where none is set."""
    return zone_named(session.connection().execute(_ZONE).scalar(), UTC)


def zone_named(name: str | None, home: Any) -> Any:
    """Return a zone by name, or the portfolio's where the name is unknown."""
    try:
        return ZoneInfo(name) if name else home
    except (ZoneInfoNotFoundError, ValueError):
        return home
