"""Tests of what a person decides of single rows and cells of an import."""

from __future__ import annotations

from relmanager_desktop.domain.imports.decisions import CellPlace, Decisions
from relmanager_desktop.domain.imports.fates import Collision
from tests.domain.imports.lists import MemoryPortfolio, fates_of, new_of, plan_of, rows_of

ACCOUNTS = {"Company": "account.name", "City": "account.city"}


def acme(**values: object) -> MemoryPortfolio:
    return MemoryPortfolio(account={1: {"name": "Acme GmbH", **values}})


def test_a_row_said_to_be_a_standing_record_fills_its_blanks() -> None:
    rows = rows_of(ACCOUNTS, [["Acme Inc", "Ulm"]], "account")
    decisions = Decisions(same={("Customers", 2): 1})
    plan = plan_of(rows, portfolio=acme(), decisions=decisions)
    assert plan.changes == {"account": {1: {"city": "Ulm"}}}
    assert (plan.doubles, new_of(plan, "account", "name")) == ([], [])
    assert str(plan.sheets[0].notes[2]) == "You said which one it is."


def test_a_row_said_to_be_an_earlier_row_makes_no_second_record() -> None:
    rows = rows_of(ACCOUNTS, [["Acme Inc", None], ["Acme AG", "Ulm"]], "account")
    decisions = Decisions(same={("Customers", 3): ("Customers", 2)})
    plan = plan_of(rows, decisions=decisions)
    assert new_of(plan, "account", "name", "city") == [("Acme Inc", "Ulm")]


def test_a_row_that_is_left_out_is_skipped_and_counted() -> None:
    rows = rows_of(ACCOUNTS, [["Acme Inc", "Ulm"], ["Bolt", None]], "account")
    plan = plan_of(rows, decisions=Decisions(left=frozenset({("Customers", 2)})))
    sheet = plan.sheets[0]
    assert new_of(plan, "account", "name") == [("Bolt",)]
    assert [(s.row, str(s.reason)) for s in sheet.skipped] == [(2, "You left this row out.")]
    assert sheet.is_complete


def test_a_refused_row_that_is_left_out_is_no_longer_refused() -> None:
    rows = rows_of(ACCOUNTS, [["bad", "Ulm"], ["Bolt", None]], "account")
    plan = plan_of(rows, decisions=Decisions(left=frozenset({("Customers", 2)})))
    assert (fates_of(plan), plan.problems) == (["new"], [])


def test_one_cell_is_taken_and_the_others_are_kept() -> None:
    rows = rows_of(ACCOUNTS, [["ACME GmbH", "Ulm"]], "account")
    decisions = Decisions(taken=frozenset({CellPlace("account", 1, "city", "Customers", 2)}))
    plan = plan_of(rows, portfolio=acme(city="Bonn"), decisions=decisions)
    assert (fates_of(plan), plan.changes) == (["changed"], {"account": {1: {"city": "Ulm"}}})


def test_one_column_may_overwrite_while_the_others_fill() -> None:
    columns = {**ACCOUNTS, "Sector": "account.industry"}
    rows = rows_of(columns, [["Acme GmbH", "Ulm", "Steel"]], "account")
    decisions = Decisions(collisions={"account.city": Collision.OVERWRITE})
    plan = plan_of(rows, portfolio=acme(city="Bonn", industry="Wood"), decisions=decisions)
    assert plan.changes == {"account": {1: {"city": "Ulm"}}}
    assert [(c.field, c.taken) for c in plan.cells] == [("city", True), ("industry", False)]
