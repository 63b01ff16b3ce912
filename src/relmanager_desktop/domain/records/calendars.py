"""Working calendars: when we and the others are at work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relmanager_desktop.domain.records import fields as f
from relmanager_desktop.domain.records.kinds import SeenRecord, Standing, kind

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"


@kind("Working calendar", keys=(("name",),), standing=Standing.SETTINGS, icon="calendar-days")
@dataclass(kw_only=True, eq=False)
class WorkingCalendar(SeenRecord):
    """A week of working hours in a zone, with a country's holidays."""

    name: str = f.text("Name", required=True, search="title")
    zone: str = f.zone(required=True)
    country: str | None = f.country("Country, for holidays")
    region: str | None = f.text("Region, for holidays")
    all_hours: bool = f.yes_no("Round the clock")


@kind(
    "Working hours",
    "Working hours",
    title=("calendar", "weekday", "from"),
    keys=(("calendar", "weekday", "from"),),
    standing=Standing.SETTINGS,
)
@dataclass(kw_only=True, eq=False)
class CalendarWindow(SeenRecord):
    """One stretch of working time on a weekday; a day may have several."""

    calendar: int = f.link("Calendar", "working_calendar", required=True)
    weekday: str = f.choice("Weekday", WEEKDAYS, required=True)
    from_: str = f.time_of_day("From", required=True)
    to: str = f.time_of_day("To", required=True)


@kind(
    "Special day",
    title=("calendar", "on"),
    keys=(("calendar", "on"),),
    standing=Standing.SETTINGS,
)
@dataclass(kw_only=True, eq=False)
class CalendarDay(SeenRecord):
    """An extra day off, or a working Saturday."""

    calendar: int = f.link("Calendar", "working_calendar", required=True)
    on: date = f.day("On", required=True)
    name: str | None = f.text("Name")
    working: bool = f.yes_no("Working day")
