"""Tests of effects: kept as JSON, told in words, and open for what is counted later."""

from __future__ import annotations

from relmanager_desktop.domain.imports.effect_words import (
    effect_lines,
    moved_days,
    over_capacity,
    told_figures,
)
from relmanager_desktop.domain.imports.effects import (
    NOTHING_COUNTED,
    Effect,
    Effects,
    Figure,
    Moved,
    Shift,
    effects_as_json,
    effects_from_json,
)

TOUCHES = Effect("touches", (Figure("this_week", 20, 29), Figure("capacity_a_week", 25, 25)))
TIERS = Effect(
    "tiers", (Figure("A", 13, 15), Figure("", 4, 4)), (Shift("B", "A", 2),), 2,
    (Moved("Acme", "B", "A"),),
)  # fmt: skip
SUMS = Effect("sums", (Figure("account.annual_value", 306_000_000, 719_000_000, "GBP"),))
ALL = Effects({effect.name: effect for effect in (TOUCHES, TIERS, SUMS)})


def test_effects_come_back_from_json_as_they_were() -> None:
    assert effects_from_json(effects_as_json(ALL)) == ALL
    assert not effects_from_json(None)


def test_an_effect_that_was_not_counted_is_an_empty_one() -> None:
    assert NOTHING_COUNTED.of("health") == Effect("health")
    assert list(effect_lines(NOTHING_COUNTED)) == []


def test_only_what_moves_is_told() -> None:
    assert [str(line) for line in effect_lines(ALL)] == [
        "Touches due within seven days: 20 → 29",
        "Tier A: 13 → 15",
        "Annual value: £3.06m → £7.19m",
        "2 accounts move their tier: B → A",
    ]
    assert list(told_figures(ALL, "records")) == []


def test_touches_beyond_what_a_week_has_room_for_are_told() -> None:
    assert str(over_capacity(ALL)) == "4 more than a week has room for"
    assert over_capacity(Effects({"touches": Effect("touches", TOUCHES.figures[:1])})) is None


def test_a_next_touch_says_its_days() -> None:
    assert str(moved_days(Moved("Acme", "", "2026-11-24"))) == "none → 24 Nov 2026"
