"""A value merged over several rows is the value of each of them."""

from __future__ import annotations

from relmanager_desktop.domain.cells import Cell, MergedRange
from relmanager_desktop.domain.imports.spreading import spread_rows
from tests.domain.imports.lists import sheet_map

FOUND = sheet_map(
    {
        "Supplier": "account.name",
        "Contact person": "contact.name",
        "Turnover": "account.turnover",
    },
    "account",
)
HEADER: list[Cell] = ["Supplier", "Contact person", "Turnover"]


def test_a_merged_value_stands_in_each_of_its_rows() -> None:
    rows: list[list[Cell]] = [HEADER, ["Foo", "Ann", 7], [None, "Ben", None], ["Bar", "Cid", 8]]
    spread = spread_rows(rows, [MergedRange(1, 0, 2, 0)], FOUND)
    assert [row[0] for row in spread] == ["Supplier", "Foo", "Foo", "Bar"]
    assert rows[2] == [None, "Ben", None]


def test_an_amount_counts_once() -> None:
    rows: list[list[Cell]] = [HEADER, ["Foo", "Ann", 7], ["Foo", "Ben", None]]
    assert spread_rows(rows, [MergedRange(1, 2, 2, 2)], FOUND) == rows


def test_headers_and_headings_do_not_spread() -> None:
    rows: list[list[Cell]] = [HEADER, ["North", None, None], ["Foo", "Ann", 7]]
    merged = [MergedRange(0, 0, 1, 0), MergedRange(1, 0, 1, 2)]
    assert spread_rows(rows, merged, FOUND) == rows


def test_a_row_that_is_blank_otherwise_stays_blank() -> None:
    rows: list[list[Cell]] = [HEADER, ["Foo", "Ann", 7], [None, None, None]]
    assert spread_rows(rows, [MergedRange(1, 0, 2, 0)], FOUND) == rows


def test_ranges_that_end_beyond_the_rows_or_overlap_are_harmless() -> None:
    rows: list[list[Cell]] = [HEADER, ["Foo", "Ann", 7], [None, "Ben"], []]
    merged = [MergedRange(1, 0, 10**6, 0), MergedRange(2, 0, 10**6, 0), MergedRange(9, 5, 12, 5)]
    assert [row[:1] for row in spread_rows(rows, merged, FOUND)][1:] == [["Foo"], ["Foo"], []]
