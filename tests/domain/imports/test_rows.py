"""Rows: which count, which do not and why, and which cells are too many."""

from __future__ import annotations

from dataclasses import replace

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.imports.rows import read_rows
from relmanager_desktop.domain.mapping.maps import Matrix, Reading, Target
from relmanager_desktop.domain.mapping.values import reader_of
from tests.domain.imports.lists import (
    fates_of,
    new_of,
    plain_reader,
    plan_of,
    rows_of,
    sheet_map,
    with_reading,
)

COLUMNS = {"Company": "account.name", "City": "account.city", "Staff": "account.employees"}


def skipped(*rows: list[Cell]) -> list[tuple[int, str]]:
    plan = plan_of(rows_of(COLUMNS, rows, "account"))
    return [(s.row, str(s.reason)) for s in plan.sheets[0].skipped]


def test_blank_rows_between_are_named_and_those_at_the_end_are_none() -> None:
    found = rows_of(COLUMNS, [["Acme"], [], ["Bolt"], [None, None, None], []], "account")
    assert found.total == 3
    assert [(s.row, str(s.reason)) for s in found.skipped] == [(3, "The row is blank.")]


def test_a_repeated_header_is_no_record() -> None:
    assert skipped(["Acme", "Ulm", 3], ["Company", "City", "Staff"]) == [
        (3, "The row repeats the header.")
    ]


def test_a_row_longer_than_the_header_is_refused_and_never_shifted() -> None:
    plan = plan_of(rows_of(COLUMNS, [["Acme", "Rua do Paço", " 67", 3]], "account"))
    assert fates_of(plan) == ["refused"]
    assert [str(problem.message) for problem in plan.problems] == [
        "The row has 4 cells under 3 headers: a text with a comma is probably missing its "
        "quotes. Put quotes around it."
    ]


def test_no_row_of_a_list_without_a_header_is_shifted() -> None:
    bare = replace(sheet_map({"": "account.name", " ": None}, "account"), header_row=0)
    bare = replace(bare, header=("", ""))
    plan = plan_of(read_rows([["Acme", "K2"], ["Bolt", "K1"]], bare, plain_reader, is_text=True))
    assert fates_of(plan) == ["new", "new"]


def test_a_workbook_may_have_notes_beside_its_table() -> None:
    found = rows_of(COLUMNS, [["Acme", "Ulm", 3, "look here"]], "account", is_text=False)
    assert fates_of(plan_of(found)) == ["new"]


def test_every_row_is_accounted_for() -> None:
    rows: list[list[Cell]] = [["Acme"], [], ["Total", None, 1], ["bad"], [None, "Ulm"], ["Acme"]]
    (sheet,) = plan_of(rows_of(COLUMNS, rows, "account")).sheets
    assert sheet.is_complete
    assert (sheet.rows, len(sheet.fates), len(sheet.skipped)) == (6, 4, 2)


def test_cells_of_several_values_make_a_record_each() -> None:
    columns = {
        "Name": "contact.name",
        "Tags": Target("contact_tag", "tag"),
    }
    found = with_reading(sheet_map(columns, "contact"), "Tags", Reading(separator=";"))
    rows: list[list[Cell]] = [["Name", "Tags"], ["Ana Silva", "UI; design"], ["Jo Hill", "ui"]]
    plan = plan_of(read_rows(rows, found, plain_reader))
    assert new_of(plan, "tag", "name") == [("UI",), ("design",)]
    assert new_of(plan, "contact_tag", "contact", "tag") == [(-1, -1), (-2, -1), (-1, -2)]


def test_the_second_column_of_a_field_speaks_where_the_first_is_silent() -> None:
    columns = {
        "Company": "account.name",
        "Mobile": "account.phone",
        "Office": "account.phone",
    }
    rows: list[list[Cell]] = [["Acme", "1", "2"], ["Bolt", None, "3"]]
    assert new_of(plan_of(rows_of(columns, rows, "account")), "account", "phone") == [
        ("1",),
        ("3",),
    ]


def test_notes_beneath_a_table_are_listed_and_no_records() -> None:
    rows: list[list[Cell]] = [["Acme", "Ulm", 3], [], ["Exported on 3 May", None, None]]
    found = rows_of(COLUMNS, rows, "account", last_row=2)
    assert [(s.row, str(s.reason)) for s in found.skipped] == [
        (3, "The row is blank."),
        (4, "The row is a note beneath the table."),
    ]
    assert found.total == 3


def test_what_stands_in_another_table_beneath_is_not_listed_with_the_first() -> None:
    rows: list[list[Cell]] = [["Acme", "Ulm", 3], [], ["Name", "Mail", None]]
    found = rows_of(COLUMNS, rows, "account", last_row=2)
    assert (found.skipped, found.total) == ([], 1)


def test_either_row_of_a_joined_header_that_is_repeated_is_no_record() -> None:
    columns = {"Company": "account.name", "Address / City": "account.city"}
    rows: list[list[Cell]] = [["Acme", "Ulm"], ["Company", "Address"], ["Company", "City"]]
    found = rows_of(columns, rows, "account")
    assert [s.row for s in found.skipped] == [3, 4]


def test_a_phone_of_a_person_is_read_as_what_is_dialled() -> None:
    phone = Target("contact_point", "value", "phone:1", (("kind", "phone"),))
    found = sheet_map({"Name": "contact.name", "Phone": phone}, "contact")
    rows = [["Name", "Phone"], ["Ann", "2125550199.0"], ["Bob", "by way of reception"]]
    plan = plan_of(read_rows(rows, found, reader_of, is_text=True))
    assert new_of(plan, "contact_point", "value") == [("2125550199",), ("by way of reception",)]


def test_no_other_column_stands_for_the_cells_of_a_matrix() -> None:
    columns = {
        "Customer": "revenue_entry.account",
        "2026-01": Target("revenue_entry", "amount", "column:1"),
        "2026-02": Target("revenue_entry", "amount", "column:2"),
        "Total": "revenue_entry.amount",
    }
    matrix = Matrix("revenue_entry", (1, 2), "month", "amount")
    found = rows_of(columns, [["Acme", 100, 200, 300]], "revenue_entry", matrix=matrix)
    assert [part.column("amount") for part in found.parts_of("revenue_entry")] == [[100], [200]]
