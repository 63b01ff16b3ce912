"""Days as sentences name them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relmanager_desktop.domain.days import days_silent, short_day, spoken_day

TODAY = date(2026, 11, 24)


def test_a_day_of_another_year_carries_its_year() -> None:
    assert str(short_day(date(2026, 11, 3), TODAY)) == "3 Nov"
    assert str(short_day(date(2025, 11, 3), TODAY)) == "3 Nov 2025"


@pytest.mark.parametrize(
    ("days", "word"),
    [(-1, "yesterday"), (0, "today"), (1, "tomorrow"), (2, "Thu 26 Nov"), (7, "1 Dec")],
)
def test_near_days_have_names(days: int, word: str) -> None:
    assert str(spoken_day(TODAY + timedelta(days=days), TODAY)) == word


def test_silence_is_counted_in_whole_days() -> None:
    assert days_silent(date(2026, 11, 20), TODAY) == 4


def test_a_touch_in_the_future_is_no_silence() -> None:
    with pytest.raises(ValueError, match="lies after"):
        days_silent(date(2026, 11, 25), TODAY)
