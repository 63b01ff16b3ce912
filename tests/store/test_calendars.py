"""The working calendars as a portfolio keeps them."""

from __future__ import annotations

from datetime import UTC, date, time
from zoneinfo import ZoneInfo

from relmanager_desktop.domain.calendars import OFFICE
from relmanager_desktop.domain.records.calendars import CalendarDay, CalendarWindow, WorkingCalendar
from relmanager_desktop.domain.records.own import Setting
from relmanager_desktop.store.calendars import home_zone, load_calendars, zone_named
from relmanager_desktop.store.database import Database


def test_a_calendar_has_its_hours_and_its_special_days(database: Database) -> None:
    with database.write("Set up") as session:
        ours = WorkingCalendar(name="Ours", zone="Asia/Tokyo", country="JP")
        session.add(ours)
        session.flush()
        hours = CalendarWindow(calendar=ours.id, weekday="tuesday", from_="09:00", to="12:30")
        session.add_all([hours, CalendarDay(calendar=ours.id, on=date(2026, 11, 28), working=True)])
    with database.read() as session:
        found = load_calendars(session)[ours.id]
    assert (found.zone, found.country) == ("Asia/Tokyo", "JP")
    assert found.windows == ((1, time(9), time(12, 30)),)
    assert found.is_business_day(date(2026, 11, 28))


def test_a_calendar_without_hours_has_those_of_an_office(database: Database) -> None:
    with database.write("Set up") as session:
        session.add(ours := WorkingCalendar(name="Ours", zone="UTC"))
    with database.read() as session:
        assert load_calendars(session)[ours.id].windows == OFFICE.windows


def test_the_zone_of_a_portfolio_is_its_setting_or_utc(database: Database) -> None:
    with database.read() as session:
        assert home_zone(session) is UTC
    with database.write("Set up") as session:
        session.add(Setting(key="zone", value="Asia/Tokyo"))
    with database.read() as session:
        assert home_zone(session) == ZoneInfo("Asia/Tokyo")


def test_a_zone_that_nobody_knows_is_that_of_the_portfolio() -> None:
    assert zone_named("Mars/Olympus", UTC) is UTC
    assert zone_named(None, UTC) is UTC
