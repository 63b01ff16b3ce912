"""Tests of cells that hold more than their field takes."""

from __future__ import annotations

from typing import Any

from relmanager_desktop.domain.imports.rows import read_rows
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.mapping.values import reader_of
from tests.domain.imports.lists import Columns, fates_of, new_of, plan_of, sheet_map

LIST = {"Company": "account.name", "Mail": "account.email", "Staff": "account.employees"}


def rows_of(columns: Columns, rows: list[list[Any]], kind: str) -> SheetRows:
    """Read rows as they are read from a file."""
    return read_rows([list(columns), *rows], sheet_map(columns, kind), reader_of, is_text=False)


def test_of_several_addresses_the_first_is_kept_and_that_is_told() -> None:
    rows = [["Acme", "a@acme.example; b@acme.example", 5]]
    plan = plan_of(rows_of(LIST, rows, "account"))
    assert new_of(plan, "account", "email") == [("a@acme.example",)]
    assert [r.cell for r in plan.remarks] == ["Customers!B2"]


def test_where_one_of_several_is_no_address_the_row_is_refused() -> None:
    plan = plan_of(rows_of(LIST, [["Acme", "a@acme.example; office", 5]], "account"))
    assert fates_of(plan) == ["refused"]


def test_of_a_band_the_lower_bound_is_kept_and_that_is_told() -> None:
    plan = plan_of(rows_of(LIST, [["Acme", None, "11-50"], ["Bolt", None, "> 1000"]], "account"))
    assert new_of(plan, "account", "employees") == [(11,), (1000,)]
    assert [r.cell for r in plan.remarks] == ["Customers!C2", "Customers!C3"]


def test_many_bands_are_told_once_for_their_column() -> None:
    rows = [[f"Acme {n}", None, "11-50"] for n in range(30)]
    plan = plan_of(rows_of(LIST, rows, "account"))
    assert [str(r.message)[:14] for r in plan.remarks] == ["30 cells hold "]


def test_a_band_of_what_is_counted_is_refused() -> None:
    columns = {"Order": "order_line.order_number", "Qty": "order_line.quantity"}
    columns |= {"Customer": "order_line.account", "Day": "order_line.ordered_on"}
    plan = plan_of(rows_of(columns, [["1", "10-20", "Acme", "2026-01-05"]], "order_line"))
    assert fates_of(plan) == ["refused"]
