"""Working calendars: business days, holidays, special days."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.calendars import (
    OFFICE,
    SpecialDay,
    WorkingCalendar,
    holidays_of,
    knows_holidays,
    unknown_holidays,
)

CHRISTMAS = date(2026, 12, 25)
SATURDAY = date(2026, 11, 28)


def test_a_weekend_is_no_business_day_and_says_why() -> None:
    assert str(OFFICE.why_not(SATURDAY)) == "Saturday"
    assert OFFICE.next_business_day(SATURDAY) == date(2026, 11, 30)


def test_a_holiday_of_the_country_is_off() -> None:
    calendar = WorkingCalendar(country="GB")
    assert not calendar.is_business_day(CHRISTMAS)
    assert str(calendar.why_not(CHRISTMAS)) == "holiday: Christmas Day"


def test_holidays_are_named_in_one_language() -> None:
    assert holidays_of("DE", "BY", 2026)[date(2026, 1, 6)] == "Epiphany"
    assert date(2026, 1, 6) not in holidays_of("de", "", 2026)


def test_a_special_day_wins_over_the_rule() -> None:
    wednesday, thursday = date(2026, 11, 25), date(2026, 11, 26)
    days = {
        SATURDAY: SpecialDay("Fair", is_working=True),
        wednesday: SpecialDay(""),
        thursday: SpecialDay("stocktaking"),
    }
    calendar = WorkingCalendar(days=days)
    assert calendar.is_business_day(SATURDAY)
    assert str(calendar.why_not(wednesday)) == "closed"
    assert str(calendar.why_not(thursday)) == "closed: stocktaking"
    assert calendar.next_business_day(wednesday) == date(2026, 11, 27)


def test_a_worked_holiday_is_a_business_day() -> None:
    days = {CHRISTMAS: SpecialDay("Christmas fair", is_working=True)}
    assert WorkingCalendar(country="GB", days=days).is_business_day(CHRISTMAS)


def test_a_calendar_without_windows_of_its_own_has_office_hours_and_its_holidays() -> None:
    calendar = WorkingCalendar("Europe/London", country="GB", region="SCT")
    assert calendar.windows == OFFICE.windows
    assert str(calendar.why_not(date(2026, 11, 30))) == "holiday: Saint Andrew's Day"


def test_several_windows_a_day_are_one_business_day() -> None:
    split = WorkingCalendar(windows=((5, time(9), time(12)), (5, time(13), time(17))))
    assert split.is_business_day(SATURDAY)
    assert str(split.why_not(date(2026, 11, 27))) == "Friday"


def test_round_the_clock_knows_no_day_off() -> None:
    assert WorkingCalendar(country="GB", all_hours=True).is_business_day(CHRISTMAS)


def test_an_unknown_country_or_region_has_fewer_holidays_not_an_error() -> None:
    assert holidays_of("XX", "", 2026) == {}
    assert CHRISTMAS in holidays_of("GB", "nowhere", 2026)
    assert knows_holidays("GB")
    assert not knows_holidays("GB", "nowhere")


def test_what_is_not_known_of_holidays_is_said() -> None:
    assert unknown_holidays("") is None
    assert unknown_holidays("GB", "SCT") is None
    assert str(unknown_holidays("XX")) == (
        "The holidays of XX are not known: enter them as special days."
    )
    assert str(unknown_holidays("GB", "Kent")).startswith(
        "The holidays of Kent are not known, those of GB count"
    )


def test_a_calendar_that_never_works_gives_the_day_back() -> None:
    assert WorkingCalendar(windows=()).next_business_day(SATURDAY) == SATURDAY


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)))
def test_the_next_business_day_is_the_first_one(day: date) -> None:
    calendar = WorkingCalendar(country="DE", region="BY")
    found = calendar.next_business_day(day)
    between = [day + timedelta(days=ahead) for ahead in range((found - day).days)]
    assert calendar.is_business_day(found)
    assert not any(calendar.is_business_day(passed) for passed in between)
