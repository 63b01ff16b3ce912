"""Tests of what a write can move: what it cannot is not counted."""

from __future__ import annotations

import pytest

from relmanager_desktop.store.effects import Scope


def scope_of(new: set[str], changed: dict[str, set[str]]) -> Scope:
    return Scope(frozenset(new), {k: frozenset(v) for k, v in changed.items()}, {}, "EUR")


@pytest.mark.parametrize(
    ("new", "changed", "cadence", "standing", "tiers"),
    [
        ({"account"}, {}, True, False, True),
        ({"interaction"}, {}, True, True, False),
        (set(), {"account": {"city"}}, False, False, False),
        (set(), {"account": {"tier"}}, True, True, True),
        (set(), {"account": {"status"}}, True, True, False),
        ({"order_line"}, {}, False, False, False),
        ({"cadence_rule"}, {}, True, True, False),
    ],
)
def test_a_write_is_measured_where_it_can_move_something(
    new: set[str], changed: dict[str, set[str]], cadence: bool, standing: bool, tiers: bool
) -> None:
    scope = scope_of(new, changed)
    assert scope.moves_cadence is cadence
    assert scope.notes_accounts is standing
    assert scope.moves_tiers is tiers
