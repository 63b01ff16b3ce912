"""Our own workbook: cells are read the way they were written, or as people type."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.cells import Sheet, SheetInfo
from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.imports.homecoming import (
    Home,
    home_map,
    home_of,
    home_reader,
    unchanged_rows,
)
from relmanager_desktop.domain.mapping.maps import Reading
from relmanager_desktop.domain.mapping.values import reader_of
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.workbooks import Manifest, manifest_rows, row_checksum
from relmanager_desktop.domain.workbooks.values import PERCENT_FACTOR

MANIFEST = Manifest("P1", 7, "0001", "Europe/Berlin", "EUR")


def read(path: str, cell: Any) -> object:
    kind, _, name = path.partition(".")
    reader = home_reader(reader_of, "Europe/Berlin")(KINDS[kind].field(name), Reading())
    return reader(cell)


@pytest.mark.parametrize(
    ("path", "cell", "value"),
    [
        ("account.margin_percent", 0.125, 12.5),
        ("account.margin_percent", "12.5 %", 12.5),
        ("account.roles", "Customer; Supplier", ["customer", "supplier"]),
        ("account.status", "Active", "active"),
        ("contact.do_not_contact", "No", False),
        (
            "interaction.at",
            datetime.fromisoformat("2026-07-01T12:00"),
            datetime(2026, 7, 1, 10, tzinfo=UTC),
        ),
        ("interaction.at", date(2026, 1, 1), datetime(2025, 12, 31, 23, tzinfo=UTC)),
        ("calendar_window.from", time(9, 30), "09:30"),
        ("campaign.segment_filter", '{"tier":"A"}', {"tier": "A"}),
        ("raci.subject", f"Action: Plan [{to_letters(77)}]", 77),
    ],
)
def test_a_cell_is_read_as_it_was_spelled(path: str, cell: object, value: object) -> None:
    assert read(path, cell) == value


@given(st.decimals(0, 1000, places=3).map(float))
def test_a_percentage_survives_the_way_there_and_back(percent: float) -> None:
    assert read("account.margin_percent", percent / PERCENT_FACTOR) == percent


def sheet(name: str, *rows: Sequence[Any]) -> Sheet:
    return Sheet(SheetInfo(name), [list(row) for row in rows])


def hidden(manifest: Manifest = MANIFEST) -> Sheet:
    return sheet("_relmanager", *manifest_rows(manifest))


def test_a_workbook_is_ours_by_its_hidden_sheet() -> None:
    assert home_of([sheet("Accounts")], "P1") is None
    assert home_of([hidden()], "P1") == Home(MANIFEST, is_own=True)
    assert home_of([hidden()], "P2") == Home(MANIFEST, is_own=False)


def test_the_header_is_found_under_titles_that_somebody_put_there() -> None:
    accounts = sheet("Accounts", ["My accounts"], [], ["Key", "Name", "City"])
    found = home_map(accounts, Home(MANIFEST, is_own=True))
    assert found is not None
    assert found.header_row == 3
    assert [c.target.path for c in found.columns if c.target] == [
        "account.id",
        "account.name",
        "account.city",
    ]


def test_keys_of_another_portfolio_say_nothing() -> None:
    accounts = sheet("Accounts", ["Key", "Name"])
    found = home_map(accounts, Home(MANIFEST, is_own=False))
    assert found is not None
    assert [c.target is None for c in found.columns] == [True, False]
    assert not any(c.reading.clears for c in found.columns)


def test_a_sheet_that_somebody_put_in_is_not_ours() -> None:
    assert home_map(sheet("My notes", ["Key", "Name"]), Home(MANIFEST, is_own=True)) is None


def test_a_row_is_unchanged_by_its_checksum_wherever_its_columns_stand() -> None:
    values = {"name": "Acme", "city": "Ulm"}
    checksum = row_checksum(values.get(field.name) for field in KINDS["account"].shown_fields)
    home = Home(Manifest("P1", 7, "", "UTC", "EUR", checksums={"account": {5: checksum}}), True)
    accounts = sheet("Accounts", ["City", "Name", "Key"])
    found = home_map(accounts, home)
    assert found is not None
    unchanged = unchanged_rows(found, home)
    assert unchanged is not None
    assert unchanged(["Ulm", "Acme", to_letters(5)]) == 5
    assert unchanged(["Bonn", "Acme", to_letters(5)]) is None
    assert unchanged(["Ulm", "Acme", None]) is None
