"""RACI entries: several letters in one cell, and letters that change."""

from __future__ import annotations

from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.mapping.maps import Matrix
from tests.domain.imports.lists import MemoryPortfolio, fates_of, new_of, plan_of, rows_of

RACI = {"Task": "action.title", "Alice": None, "Bob": None}


def raci_of(*rows: list[str | None]) -> SheetRows:
    return rows_of(RACI, [*rows], "action", matrix=Matrix("raci", (1, 2), "role", "letter"))


def test_a_cell_with_two_letters_is_two_entries() -> None:
    plan = plan_of(raci_of(["Plan", "A/R", "CI"], ["Build", "R, A", "I"]))
    assert sorted(new_of(plan, "raci", "subject", "role", "letter")) == [
        (-2, "Alice", "A"),
        (-2, "Alice", "R"),
        (-2, "Bob", "I"),
        (-1, "Alice", "A"),
        (-1, "Alice", "R"),
        (-1, "Bob", "C"),
        (-1, "Bob", "I"),
    ]


def test_the_same_letters_twice_give_nothing_new() -> None:
    portfolio = MemoryPortfolio()
    portfolio.take(plan_of(raci_of(["Plan", "A/R", "C"])))
    again = plan_of(raci_of(["Plan", "R/A", "C"]), portfolio=portfolio)
    assert (fates_of(again), new_of(again, "raci", "letter")) == (["same"], [])


def test_another_letter_for_the_same_role_is_a_change_and_no_second_entry() -> None:
    portfolio = MemoryPortfolio()
    portfolio.take(plan_of(raci_of(["Plan", "A", "C"])))
    again = plan_of(raci_of(["Plan", "R", "C"]), portfolio=portfolio, collisions="overwrite")
    assert new_of(again, "raci", "letter") == []
    assert list(again.changes["raci"].values()) == [{"letter": "R"}]


def test_a_letter_beside_a_known_one_is_added() -> None:
    portfolio = MemoryPortfolio()
    portfolio.take(plan_of(raci_of(["Plan", "A", "C"])))
    again = plan_of(raci_of(["Plan", "R/A", "C"]), portfolio=portfolio, collisions="overwrite")
    assert (new_of(again, "raci", "letter"), again.changes) == ([("R",)], {})
