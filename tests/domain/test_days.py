"""Days as sentences name them."""

from __future__ import annotations

import gettext
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.days import days_silent, short_day, spoken_day
from relmanager_desktop.domain.texts import use_translations

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


def test_a_day_is_put_into_words_when_it_is_shown() -> None:
    class Catalogue(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return {"Nov": "nov.", "tomorrow": "demain"}.get(message, message)

    shown = [short_day(date(2026, 11, 3), TODAY), spoken_day(date(2026, 11, 25), TODAY)]
    use_translations(Catalogue())
    try:
        assert [str(text) for text in shown] == ["3 nov.", "demain"]
    finally:
        use_translations(gettext.NullTranslations())


@given(st.dates(), st.dates())
def test_every_day_has_words_without_holes(day: date, today: date) -> None:
    words = str(spoken_day(day, today))
    assert words
    assert "{" not in words


def test_silence_is_counted_in_whole_days() -> None:
    assert days_silent(date(2026, 11, 20), TODAY) == 4
    assert days_silent(TODAY, TODAY) == 0


def test_a_touch_in_the_future_is_no_silence() -> None:
    with pytest.raises(ValueError, match="lies after"):
        days_silent(date(2026, 11, 25), TODAY)
