"""Tests of days as people type them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.mapping.unreadable import ValueProblem
from relmanager_desktop.domain.typed_days import (
    WEEKDAYS,
    day_order,
    near_day,
    near_moment,
    typed_day,
    understood,
)

TUESDAY = date(2026, 11, 24)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 24)),
        ("Tomorrow", date(2026, 11, 25)),
        ("yesterday", date(2026, 11, 23)),
        ("+10", date(2026, 12, 4)),
        ("in 2 weeks", date(2026, 12, 8)),
        ("in a month", date(2026, 12, 24)),
        ("+3m", date(2027, 2, 24)),
        ("3 days ago", date(2026, 11, 21)),
        ("-1w", date(2026, 11, 17)),
        ("friday", date(2026, 11, 27)),
        ("on Fri.", date(2026, 11, 27)),
        ("tuesday", date(2026, 12, 1)),
        ("next friday", date(2026, 12, 4)),
        ("this friday", date(2026, 11, 27)),
        ("last friday", date(2026, 11, 20)),
        ("last tuesday", date(2026, 11, 17)),
        ("freitag", date(2026, 11, 27)),
        ("next week", date(2026, 11, 30)),
        ("next month", date(2026, 12, 1)),
        ("end of month", date(2026, 11, 30)),
        ("3.12.", date(2026, 12, 3)),
        ("3.12", date(2026, 12, 3)),
        ("3/12", date(2026, 12, 3)),
        ("3 Dec", date(2026, 12, 3)),
        ("Dec 3rd", date(2026, 12, 3)),
        ("3.1.", date(2027, 1, 3)),
        ("20.11.", date(2026, 11, 20)),
        ("29 Feb", date(2028, 2, 29)),
        ("3 Dec 2025", date(2025, 12, 3)),
        ("2026-12-03", date(2026, 12, 3)),
        ("03/12/2026", date(2026, 12, 3)),
    ],
)
def test_a_day_is_understood(text: str, day: date) -> None:
    assert typed_day(text, TUESDAY) == day


def test_the_month_comes_first_where_the_locale_has_it_so() -> None:
    assert typed_day("12/3", TUESDAY, "mdy") == date(2026, 12, 3)
    assert typed_day("12/03/2026", TUESDAY, "mdy") == date(2026, 12, 3)


def test_points_always_part_day_from_month() -> None:
    assert typed_day("3.12.", TUESDAY, "mdy") == date(2026, 12, 3)
    assert typed_day("3.12.2026", TUESDAY, "mdy") == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [("3/12", None), ("24/12", date(2026, 12, 24)), ("12/24", date(2026, 12, 24)),
     ("3.12.", date(2026, 12, 3)), ("1/1", date(2027, 1, 1)), ("friday", date(2026, 11, 27))],
)  # fmt: skip
def test_what_has_two_readings_is_none_where_nobody_knows_the_order(
    text: str, day: date | None
) -> None:
    assert near_day(text, TUESDAY, "?") == day


@pytest.mark.parametrize(
    ("locale", "order"),
    [("en_US", "mdy"), ("en-US", "mdy"), ("en_US.UTF-8", "mdy"), ("es_US", "mdy"),
     ("en_GB", "dmy"), ("de_DE@euro", "dmy"), ("C", "dmy"), ("", "dmy")],
)  # fmt: skip
def test_the_order_follows_the_territory(locale: str, order: str) -> None:
    assert day_order(locale) == order


@pytest.mark.parametrize("text", ["soon", "31.2.", "13/13", "+99999", "next blue", "friday 13"])
def test_what_is_no_day_says_how_to_write_one(text: str) -> None:
    with pytest.raises(ValueProblem, match=r"is no day\. Write it as 24 Nov 2026, 3\.12\., friday"):
        typed_day(text, TUESDAY)


def test_nothing_is_no_day() -> None:
    assert typed_day("  ", TUESDAY) is None


def test_a_clock_may_stand_behind_a_day() -> None:
    tomorrow = datetime.combine(date(2026, 11, 25), time(14, 30))
    assert near_moment("tomorrow 14:30", TUESDAY) == tomorrow
    assert near_moment("3.12. at 9:05", TUESDAY) == datetime.combine(date(2026, 12, 3), time(9, 5))
    assert near_moment("friday", TUESDAY) == date(2026, 11, 27)
    assert near_moment("friday 25:00", TUESDAY) is None


def test_an_understood_day_shows_its_weekday() -> None:
    assert str(understood(date(2026, 12, 3))) == "Thu 3 Dec 2026"


@given(today=DAYS, days=st.integers(-150, 150))
def test_a_day_near_by_needs_no_year(today: date, days: int) -> None:
    meant = today + timedelta(days=days)
    if (meant.day, meant.month) != (29, 2):
        assert near_day(f"{meant.day}.{meant.month}.", today) == meant
        assert near_day(f"{meant.day}/{meant.month}", today) == meant
        assert near_day(f"{meant.month}/{meant.day}", today, "mdy") == meant


@given(today=DAYS, days=st.integers(0, 9999))
def test_days_ahead_are_counted(today: date, days: int) -> None:
    assert near_day(f"+{days}", today) == near_day(f"in {days} days", today)
    assert near_day(f"+{days}", today) == today + timedelta(days=days)


@given(today=DAYS, word=st.sampled_from(sorted(WEEKDAYS)))
def test_a_weekday_is_the_coming_one(today: date, word: str) -> None:
    day, last = near_day(word, today), near_day(f"last {word}", today)
    assert day is not None
    assert last is not None
    assert day.weekday() == last.weekday() == WEEKDAYS[word]
    assert 1 <= (day - today).days <= 7
    assert 1 <= (today - last).days <= 7


@given(text=st.text(max_size=12), today=DAYS, order=st.sampled_from(["dmy", "mdy"]))
def test_no_text_breaks_the_reader(text: str, today: date, order: str) -> None:
    with suppress(ValueProblem):
        assert isinstance(typed_day(text, today, order), date | None)
