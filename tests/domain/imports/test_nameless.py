"""Rows without a name: refused with their reason, never silently left out."""

from __future__ import annotations

from relmanager_desktop.domain.imports.fates import Fate
from relmanager_desktop.domain.mapping.maps import Matrix
from tests.domain.imports.lists import count_of, fates_of, new_of, plan_of, rows_of

ACCOUNTS = {"Company": "account.name", "City": "account.city", "Note": None}
PEOPLE = {"Company": "account.name", "Name": "contact.name", "Town": "contact.city"}


def test_a_row_without_its_name_is_refused_with_a_reason() -> None:
    plan = plan_of(rows_of(ACCOUNTS, [["Acme", "Ulm", None], [None, "Bonn", None]], "account"))
    assert fates_of(plan) == ["new", "refused"]
    (problem,) = plan.problems
    assert (problem.cell, problem.header) == ("Customers!A3", "Company")
    assert str(problem.message) == (
        "The row names no account: fill in its Company, or take the row out."
    )


def test_a_row_with_nothing_but_a_column_left_out_is_refused_as_well() -> None:
    plan = plan_of(rows_of(ACCOUNTS, [["Acme", "Ulm", None], [None, None, "as agreed"]], "account"))
    assert fates_of(plan) == ["new", "refused"]


def test_a_nameless_row_comes_back_to_be_mended() -> None:
    plan = plan_of(rows_of(ACCOUNTS, [["Acme", "Ulm", None], [None, "Bonn", None]], "account"))
    assert [row.row for row in plan.refused[0].rows] == [3]


def test_a_row_that_names_only_the_company_counts_as_what_becomes_of_it() -> None:
    rows = [["Acme", "Ana Silva", "Ulm"], ["Bolt", None, None], ["Acme", None, None]]
    plan = plan_of(rows_of(PEOPLE, rows, "contact", "account"))
    assert fates_of(plan) == ["new", "new", "same"]
    assert count_of(plan, "contact", Fate.NEW) == 1
    assert new_of(plan, "account", "name") == [("Acme",), ("Bolt",)]


def test_a_row_that_names_neither_person_nor_company_is_refused() -> None:
    rows = [["Acme", "Ana Silva", "Ulm"], [None, None, "Bonn"]]
    plan = plan_of(rows_of(PEOPLE, rows, "contact", "account"))
    assert fates_of(plan) == ["new", "refused"]


def test_a_row_of_a_matrix_without_a_figure_says_nothing() -> None:
    columns = {"Company": "account.name", "2026-01": None, "2026-02": None}
    matrix = Matrix("revenue_entry", (1, 2), "month", "amount")
    rows = rows_of(columns, [["Acme", 5, 6], ["Bolt", None, None]], "revenue_entry", matrix=matrix)
    (sheet,) = plan_of(rows).sheets
    assert [(s.row, str(s.reason)) for s in sheet.skipped] == [
        (3, "The row has no value in any column.")
    ]
