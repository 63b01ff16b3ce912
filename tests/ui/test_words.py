"""Tests of days, amounts and codes in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from relmanager_desktop.ui import words

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "yesterday"), (11, "11 days ago")],
)
def test_how_long_ago_is_told_in_words(days: int, said: str) -> None:
    at = datetime(2026, 11, 24, 12, tzinfo=UTC) - timedelta(days=days)
    assert words.ago(at, TODAY) == said


def test_never_is_a_dash() -> None:
    assert words.ago(None, TODAY) == "–"


@pytest.mark.parametrize(
    ("days", "said", "tone"),
    [
        (-1, "1 day late", "warn"),
        (-9, "9 days late", "bad"),
        (0, "Today", "info"),
        (1, "Tomorrow", "neutral"),
    ],
)
def test_a_due_day_is_a_word_and_a_tone(days: int, said: str, tone: str) -> None:
    assert words.due_word(TODAY + timedelta(days=days), TODAY) == (said, tone)


def test_money_is_short_in_tiles_and_exact_in_lists() -> None:
    assert words.money(131_000_050, "GBP", short=True) == "£1.31m"
    assert words.money(41_200_050, "GBP") == "£412,000.50"
    assert words.money(41_200_000, "GBP") == "£412,000"
    assert words.money(None, "GBP") == ""


def test_a_short_tier_says_what_it_is() -> None:
    assert (words.tier_word("A"), words.tier_word("Strategic")) == ("Tier A", "Strategic")


def test_an_unknown_status_is_neutral() -> None:
    assert words.tone_of("never heard of") == "neutral"


def test_the_strip_of_weeks_is_told_to_who_listens() -> None:
    said = words.weeks_spoken([(TODAY, 9), (TODAY + timedelta(7), 0)], 50, [("Acme", TODAY)])
    assert said.startswith("Touches a week: 9 from 24 Nov 2026")
    assert "50 fit" in said
    assert "Acme on 24 Nov 2026" in said


@pytest.mark.parametrize(
    ("days", "is_red", "tone"),
    [(-6, False, "warn"), (-6, True, "bad"), (0, False, "info"), (3, False, "neutral")],
)
def test_a_touch_is_amber_past_its_ideal_day_and_red_past_the_last(
    days: int, is_red: bool, tone: str
) -> None:
    found = words.touch_word(TODAY + timedelta(days=days), TODAY, is_red=is_red)
    assert found[1] == tone
