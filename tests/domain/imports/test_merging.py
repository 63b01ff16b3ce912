"""Merging: what a row may change in a record, by the collision rule of its column."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from relmanager_desktop.domain.imports.fates import CLEARED, Collision, Fate
from relmanager_desktop.domain.imports.merging import Difference, Merge, fate_of

LAYOUT = ("name", "phone", "roles", "employees")
HELD = ("Acme", None, ["customer"], 5)


def differences(row: Any, collision: str = "fill", held: Any = HELD) -> list[Any]:
    merge = Merge("account", LAYOUT, {"": Collision(collision)})
    return [(d.position, d.new, d.taken) for d in merge.differences(row, held)]


def test_no_opinion_changes_nothing() -> None:
    assert differences((None, None, None, None)) == []


@pytest.mark.parametrize(
    ("collision", "expected"),
    [
        ("fill", [(1, "+49", True), (2, ["customer", "supplier"], True), (3, 6, False)]),
        ("overwrite", [(1, "+49", True), (2, ["supplier"], True), (3, 6, True)]),
        ("keep", []),
    ],
)
def test_each_collision_rule(collision: str, expected: list[Any]) -> None:
    assert differences((None, "+49", ["supplier"], 6), collision) == expected


def test_a_rule_of_one_column_goes_before_that_of_all() -> None:
    merge = Merge("account", LAYOUT, {"": Collision.FILL, "employees": Collision.OVERWRITE})
    (difference,) = merge.differences((None, None, None, 6), HELD)
    assert difference.taken


def test_another_spelling_is_no_conflict_but_may_overwrite() -> None:
    assert differences(("ACME", None, None, None)) == []
    assert differences(("ACME", None, None, None), "overwrite") == [(0, "ACME", True)]


def test_lists_in_another_order_are_the_same() -> None:
    held = ("Acme", None, ["customer", "supplier"], 5)
    assert differences((None, None, ["supplier", "customer"], None), "overwrite", held) == []


def test_a_cleared_cell_empties_what_is_there() -> None:
    assert differences((None, CLEARED, None, CLEARED)) == [(3, None, True)]


def test_a_cleared_cell_is_a_conflict_where_ours_was_changed_meanwhile() -> None:
    merge = Merge("account", LAYOUT, {"": Collision.OVERWRITE})
    (difference,) = merge.three_way((None, None, None, CLEARED), HELD, {"employees": 4})
    assert (difference.new, difference.taken) == (None, False)


def test_a_moment_is_compared_as_finely_as_a_cell_tells_it() -> None:
    merge = Merge("interaction", ("at",), {"": Collision.OVERWRITE})
    held = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
    assert merge.differences((held.replace(microsecond=0),), (held,)) == []


def test_another_label_of_an_address_is_no_conflict() -> None:
    merge = Merge("contact_point", ("value", "label"), {"": Collision.FILL})
    assert merge.differences(("+49 30 123456", "Fax"), ("+49 30 123456", "Home")) == []


def test_the_fate_of_a_row_is_that_of_its_worst_cell() -> None:
    taken = Difference(0, None, 1, taken=True)
    kept = Difference(1, 1, 2, taken=False)
    assert fate_of([]) is Fate.SAME
    assert fate_of([taken]) is Fate.CHANGED
    assert fate_of([taken, kept]) is Fate.CONFLICT


def test_a_cleared_cell_stays_itself_on_its_way_to_another_process() -> None:
    import pickle

    assert pickle.loads(pickle.dumps(CLEARED)) is CLEARED  # noqa: S301 - our own bytes
    assert repr(CLEARED) == "CLEARED"
