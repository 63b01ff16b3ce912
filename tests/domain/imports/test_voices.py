"""Tests of several rows of one file about one record: the first stands, and twice is as once."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.imports.decisions import CellPlace, Decisions
from relmanager_desktop.domain.imports.plans import ImportPlan
from tests.domain.imports.lists import (
    MemoryPortfolio,
    fates_of,
    new_of,
    plan_of,
    rows_of,
)

ACCOUNTS = {"Company": "account.name", "Sector": "account.industry", "Phone": "account.phone"}
TWO = [["Acme", "Ulm", None], ["Acme", "Bonn", None]]


def acme(**values: object) -> MemoryPortfolio:
    return MemoryPortfolio(account={1: {"name": "Acme", **values}})


def overwritten(portfolio: MemoryPortfolio, rows: object) -> ImportPlan:
    return plan_of(rows_of(ACCOUNTS, rows, "account"), portfolio=portfolio, collisions="overwrite")


def told(plan: ImportPlan) -> list[tuple[str, object, object, object]]:
    return [(c.cell, c.old, c.new, c.said_in) for c in plan.cells if not c.taken]


def test_the_first_row_overwrites_and_the_others_are_told() -> None:
    plan = overwritten(acme(industry="Linz"), TWO)
    assert plan.changes == {"account": {1: {"industry": "Ulm"}}}
    assert fates_of(plan) == ["changed", "conflict"]
    assert told(plan) == [("Customers!B3", "Ulm", "Bonn", ("Customers", 2))]


def test_the_same_list_again_changes_nothing() -> None:
    portfolio = acme(industry="Linz")
    portfolio.take(overwritten(portfolio, TWO))
    again = overwritten(portfolio, TWO)
    assert (again.changes, fates_of(again)) == ({}, ["same", "conflict"])
    assert told(again) == [("Customers!B3", "Ulm", "Bonn", ("Customers", 2))]


def test_a_row_does_not_overwrite_what_a_row_before_it_made() -> None:
    plan = overwritten(MemoryPortfolio(), TWO)
    assert new_of(plan, "account", "industry") == [("Ulm",)]
    assert told(plan) == [("Customers!B3", "Ulm", "Bonn", ("Customers", 2))]


def test_a_later_row_fills_what_the_first_leaves_blank() -> None:
    plan = overwritten(MemoryPortfolio(), [["Acme", None, None], *TWO])
    assert new_of(plan, "account", "industry") == [("Ulm",)]
    assert told(plan) == [("Customers!B4", "Ulm", "Bonn", ("Customers", 3))]


def test_another_spelling_is_no_contradiction() -> None:
    plan = overwritten(acme(industry="Linz"), [["Acme", "Ulm", None], ["ACME", "ulm", None]])
    assert plan.changes == {"account": {1: {"industry": "Ulm"}}}
    assert fates_of(plan) == ["changed", "same"]


def test_a_blank_that_empties_says_nothing_beside_a_row_that_says_something() -> None:
    rows = rows_of(ACCOUNTS, [["Acme", None, None], ["Acme", "Ulm", None]], "account")
    rows.parts[0].clears.add("industry")
    portfolio = acme(industry="Linz")
    plan = plan_of(rows, portfolio=portfolio, collisions="overwrite")
    assert plan.changes == {"account": {1: {"industry": "Ulm"}}}


def test_where_ours_is_kept_no_row_is_said_to_stand() -> None:
    plan = plan_of(rows_of(ACCOUNTS, TWO, "account"), portfolio=acme(industry="Linz"))
    assert told(plan) == [
        ("Customers!B2", "Linz", "Ulm", None),
        ("Customers!B3", "Linz", "Bonn", None),
    ]


@pytest.mark.parametrize("collisions", ["fill", "overwrite"])
def test_the_row_that_a_person_chooses_speaks_for_the_file(collisions: str) -> None:
    taken = Decisions(taken=frozenset({CellPlace("account", 1, "industry", "Customers", 3)}))
    rows = rows_of(ACCOUNTS, TWO, "account")
    plan = plan_of(rows, portfolio=acme(industry="Linz"), collisions=collisions, decisions=taken)
    assert plan.changes == {"account": {1: {"industry": "Bonn"}}}
    assert told(plan) == [("Customers!B2", "Bonn", "Ulm", ("Customers", 3))]


def test_lists_of_several_rows_unite_before_they_overwrite() -> None:
    columns = {"Company": "account.name", "Roles": "account.roles"}
    rows = rows_of(columns, [["Acme", "supplier"], ["Acme", "partner"]], "account")
    portfolio = acme(roles=["customer"])
    portfolio.take(plan_of(rows, portfolio=portfolio, collisions="overwrite"))
    assert portfolio.records["account"][1]["roles"] == ["supplier", "partner"]
    again = rows_of(columns, [["Acme", "supplier"], ["Acme", "partner"]], "account")
    assert fates_of(plan_of(again, portfolio=portfolio, collisions="overwrite")) == ["same"] * 2
