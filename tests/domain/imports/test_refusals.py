"""A sheet of refused rows is known again, and a shifted row stays out until it is mended."""

from __future__ import annotations

from relmanager_desktop.domain.imports.refusals import reason_column, without_reasons
from tests.domain.imports.lists import fates_of, plan_of, rows_of, sheet_map

MENDED = {
    "Company": "account.name",
    "City": "account.city",
    "": None,
    "Why it was refused": "account.notes",
}


def test_the_column_of_our_reasons_is_known_and_left_out() -> None:
    found = without_reasons(sheet_map(MENDED, "account"))
    assert reason_column(found.header) == 3
    assert found.columns[3].target is None


def test_a_row_that_is_still_shifted_is_refused_again() -> None:
    rows = [
        ["Acme", "Rua do Paço", "67", "too many"],
        ["Bolt", "Rua do Paço, 67", None, "too many"],
    ]
    plan = plan_of(rows_of(MENDED, rows, "account", is_text=False))
    assert fates_of(plan) == ["refused", "new"]


def test_refused_rows_are_kept_with_their_cells() -> None:
    rows = [["Acme", "bad"], ["Bolt", "Ulm"]]
    columns = {"Company": "account.name", "City": "account.city"}
    (table,) = plan_of(rows_of(columns, rows, "account")).refused
    assert [(row.row, row.cells) for row in table.rows] == [(2, ("Acme", "bad"))]
    assert str(table.rows[0].reason) == "“bad” is not a City."
