"""Tests of where a value stands: which side is better, how near is near, whose target it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.standings import (
    Measured,
    Standing,
    Target,
    is_better,
    nearest_target,
    standing_of,
)

FIGURES = st.floats(-1e6, 1e6)


@pytest.mark.parametrize(
    ("value", "target", "direction", "expected"),
    [
        (96.0, 95.0, "higher", Standing.MET),
        (95.0, 95.0, "higher", Standing.MET),
        (91.0, 95.0, "higher", Standing.NEAR),
        (90.0, 95.0, "higher", Standing.MISSED),
        (30.0, 35.0, "lower", Standing.MET),
        (36.0, 35.0, "lower", Standing.NEAR),
        (40.0, 35.0, "lower", Standing.MISSED),
        (101.0, 100.0, "ideal", Standing.MET),
        (94.0, 100.0, "ideal", Standing.NEAR),
        (92.0, 100.0, "ideal", Standing.MISSED),
        (-21.0, -20.0, "higher", Standing.NEAR),
        (95.0, None, "higher", Standing.OPEN),
        (None, 95.0, "higher", Standing.OPEN),
    ],
)
def test_a_value_stands_by_its_direction(
    value: float | None, target: float | None, direction: str, expected: Standing
) -> None:
    assert standing_of(value, target, direction) is expected


@given(FIGURES, st.sampled_from(["higher", "lower", "ideal"]))
def test_a_target_reached_exactly_is_met(target: float, direction: str) -> None:
    assert standing_of(target, target, direction) is Standing.MET


@given(FIGURES, FIGURES)
def test_what_is_better_one_way_is_worse_the_other(before: float, after: float) -> None:
    up, down = is_better(before, after, "higher", None), is_better(before, after, "lower", None)
    assert (up is None and down is None) or up is not down


def test_nearer_to_the_ideal_is_better() -> None:
    assert is_better(90, 105, "ideal", 100) is True
    assert is_better(90, 111, "ideal", 100) is False
    assert is_better(90, 111, "ideal", None) is None


WHOSE = Measured(account=7, tier=1, segment="Strategic", roles=("supplier", "partner"))
ALL = Target(1, 90)
BY_ROLE = Target(1, 91, role="supplier")
BY_SEGMENT = Target(1, 92, segment="Strategic")
BY_TIER = Target(1, 93, tier=1)
BY_ACCOUNT = Target(1, 94, account=7)
IN_PERIOD = Target(1, 95, account=7, period="2026-Q3")


@pytest.mark.parametrize("count", range(1, 7))
def test_the_narrowest_target_wins(count: int) -> None:
    targets = [ALL, BY_ROLE, BY_SEGMENT, BY_TIER, BY_ACCOUNT, IN_PERIOD][:count]
    assert nearest_target(targets, 1, WHOSE, "2026-Q3") == 89 + count


@pytest.mark.parametrize(
    "target",
    [
        Target(2, 90),
        Target(1, 90, account=8),
        Target(1, 90, tier=2),
        Target(1, 90, segment="Small"),
        Target(1, 90, role="customer"),
        Target(1, 90, period="2026-Q2"),
    ],
)
def test_a_target_of_others_is_none(target: Target) -> None:
    assert nearest_target([target], 1, WHOSE, "2026-Q3") is None
