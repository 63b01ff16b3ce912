"""The sentence of each line, put together from rule, touch and day."""

from __future__ import annotations

from datetime import date

import pytest

from relmanager_desktop.domain.cadence_rules import Rule
from relmanager_desktop.domain.cadence_words import channel_word, reason_of, why, why_this_rule
from relmanager_desktop.domain.touches import LastTouch

TODAY = date(2026, 11, 24)
TIER_A = Rule(1, "Strategic", "tier", "A", "check_in", 14, 28)


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("tier", "tier A"),
        ("role", "role A"),
        ("segment", "segment A"),
        ("tag", "tag 'A'"),
        ("account", "this account has a rule of its own"),
        ("contact", "this person has a rule of their own"),
    ],
)
def test_every_target_has_a_reason(kind: str, reason: str) -> None:
    assert str(reason_of(TIER_A._replace(target_kind=kind))) == reason


def test_a_rhythm_of_one_day_is_singular() -> None:
    daily = TIER_A._replace(ideal_days=1)
    assert str(why(daily, None, None, TODAY)).startswith("Never contacted: every 1 day because")


def test_a_touch_of_another_year_carries_its_year() -> None:
    last = LastTouch(date(2025, 12, 20), "visit", "check_in")
    assert str(why(TIER_A, last, date(2026, 1, 3), TODAY)).startswith(
        "Due since 3 Jan: last visit 20 Dec 2025, every 14 days"
    )


@pytest.mark.parametrize(
    ("channels", "words"),
    [
        (("call",), "by call because"),
        (("call", "visit"), "by call or visit because"),
        (("call", "visit", "email"), "by call, visit or e-mail because"),
    ],
)
def test_the_channels_that_count_are_named(channels: tuple[str, ...], words: str) -> None:
    assert words in str(why(TIER_A._replace(channels=channels), None, None, TODAY))


def test_a_channel_or_purpose_without_a_word_is_named_as_it_is() -> None:
    pigeons = TIER_A._replace(purpose="racing")
    last = LastTouch(TODAY, "pigeon", "check_in")
    assert str(channel_word("pigeon")) == "pigeon"
    assert str(why(pigeons, None, None, TODAY, passed_over=last)).startswith("No racing yet: every")


def test_a_name_with_braces_is_only_a_name() -> None:
    assert str(why(TIER_A._replace(name="{x}"), None, None, TODAY)).endswith("(rule '{x}')")


@pytest.mark.parametrize(
    ("won", "reason"),
    [
        (Rule(9, "Own", "account", "Acme", "check_in", 7, 9), "the nearer target wins"),
        (TIER_A._replace(id=9, name="Own", order=-1), "its order is lower"),
        (TIER_A._replace(id=0, name="Own"), "it is the older one"),
    ],
)
def test_it_is_said_why_a_rule_goes_before_another(won: Rule, reason: str) -> None:
    assert str(why_this_rule(won, [TIER_A])) == (
        f"Rule 'Own' goes before 'Strategic' (tier A): {reason}"
    )
