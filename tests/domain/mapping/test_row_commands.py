"""Columns that say what is to be done with each row."""

from __future__ import annotations

from relmanager_desktop.domain.imports.rows import read_rows
from tests.domain.imports.lists import new_of, plain_reader, plan_of
from tests.domain.mapping.sheets_of import column_of, sheet_of, understood

TEXT = (
    "Action;Name;E-mail Address;Job Title\nadd;Ann Lee;ann@x.example;Buyer\n"
    "delete;Bob Ray;bob@x.example;Clerk\nupdate;Cy Doe;cy@x.example;Buyer"
)


def test_a_column_of_add_and_delete_is_no_list_of_actions() -> None:
    found = understood(sheet_of(TEXT))
    assert found.main == "contact"
    column = column_of(found, "Action")
    assert column.target is None
    assert "what to do with each row" in str(column.reason)


def test_a_row_that_is_to_be_deleted_is_skipped_with_its_reason() -> None:
    sheet = sheet_of(TEXT)
    plan = plan_of(read_rows(sheet.rows, understood(sheet), plain_reader))
    assert new_of(plan, "contact", "name") == [("Ann Lee",), ("Cy Doe",)]
    ((row, reason),) = [(s.row, str(s.reason)) for s in plan.sheets[0].skipped]
    assert row == 3
    assert "says to delete" in reason


def test_a_list_of_actions_stays_one() -> None:
    found = understood(sheet_of("Action;Due\nCall them;2026-12-01\nDelete;2026-12-02"))
    assert found.main == "action"
