"""Working calendars: business days, holidays, special days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.calendars import (
    OFFICE,
    SpecialDay,
    WorkingCalendar,
    holidays_of,
    knows_holidays,
)

CHRISTMAS = date(2026, 12, 25)
SATURDAY = date(2026, 11, 28)


def test_a_weekend_is_no_business_day_and_says_why() -> None:
    assert str(OFFICE.why_not(SATURDAY)) == "Saturday"
    assert OFFICE.next_business_day(SATURDAY) == date(2026, 11, 30)


def test_a_holiday_of_the_country_is_off() -> None:
    calendar = WorkingCalendar(country="GB")
    assert not calendar.is_business_day(CHRISTMAS)
    assert "Christmas" in str(calendar.why_not(CHRISTMAS))


def test_a_special_day_wins_over_the_rule() -> None:
    days = {SATURDAY: SpecialDay("Fair", is_working=True), date(2026, 11, 25): SpecialDay("")}
    calendar = WorkingCalendar(days=days)
    assert calendar.is_business_day(SATURDAY)
    assert str(calendar.why_not(date(2026, 11, 25))) == "closed"


def test_round_the_clock_knows_no_day_off() -> None:
    assert WorkingCalendar(country="GB", all_hours=True).is_business_day(CHRISTMAS)


def test_an_unknown_country_or_region_has_fewer_holidays_not_an_error() -> None:
    assert holidays_of("XX", "", 2026) == {}
    assert CHRISTMAS in holidays_of("GB", "nowhere", 2026)
    assert knows_holidays("GB") and not knows_holidays("GB", "nowhere")


def test_business_days_are_counted_forwards_only() -> None:
    assert OFFICE.add_business_days(date(2026, 11, 27), 1) == date(2026, 11, 30)
    with pytest.raises(ValueError, match="forwards"):
        OFFICE.add_business_days(SATURDAY, -1)


def test_a_calendar_that_never_works_gives_the_day_back() -> None:
    assert WorkingCalendar(windows=()).next_business_day(SATURDAY) == SATURDAY


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(0, 60))
def test_added_business_days_end_on_one(day: date, count: int) -> None:
    reached = OFFICE.add_business_days(OFFICE.next_business_day(day), count)
    assert OFFICE.is_business_day(reached)
