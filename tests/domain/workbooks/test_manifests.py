"""The hidden sheet tells what a workbook was at its export."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.workbooks import (
    Manifest,
    manifest_rows,
    read_manifest,
    row_checksum,
    row_checksums,
    same_cell,
)

MANIFEST = Manifest(
    portfolio="0SA4RG10GSGMH",
    change_set=67,
    schema="0001",
    zone="Europe/Berlin",
    currency="EUR",
    filter={"owner": "Jane"},
    headers={"Accounts": ("account", {"Zeta": "notes", "Key": "id", "Name": "name"})},
    checksums={"account": {n: row_checksum([n]) for n in range(2500)}},
)
FIRST, LAST = (datetime.fromisoformat(day) for day in ("1901-01-01", "9998-01-01"))
LATE = datetime.fromisoformat("2026-11-03T10:15")
MOMENTS = st.datetimes(min_value=FIRST, max_value=LAST)
CELLS = st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.booleans(), MOMENTS)


def test_a_manifest_reads_back() -> None:
    assert read_manifest(manifest_rows(MANIFEST)) == MANIFEST


def test_a_manifest_keeps_the_order_of_the_columns() -> None:
    manifest = read_manifest(manifest_rows(MANIFEST))
    assert manifest is not None
    assert list(manifest.headers["Accounts"][1]) == ["Zeta", "Key", "Name"]


def test_no_cell_of_the_manifest_is_too_long_for_a_sheet() -> None:
    assert max(len(cell) for row in manifest_rows(MANIFEST) for cell in row) <= 32_767


@pytest.mark.parametrize("rows", [[], [("hello",)], [("format", "", "99")], [(None, None)]])
def test_another_sheet_is_no_manifest(rows: list[tuple[object, ...]]) -> None:
    assert read_manifest(rows) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (42, 42.0),
        ("Acme ", "Acme"),
        ("a\r\nb", "a\nb"),
        ("A\u0308hre", "Ähre"),
        (None, ""),
        (date(2026, 11, 3), datetime.fromisoformat("2026-11-03")),
        (
            datetime.fromisoformat("2026-11-03T10:15"),
            datetime.fromisoformat("2026-11-03T10:14:59.999998"),
        ),
        (0.1 + 0.2, 0.3),
        (time(8, 30), time(8, 30, 0)),
    ],
)
def test_spellings_of_one_value_are_the_same_cell(one: object, other: object) -> None:
    assert same_cell(one, other)
    assert row_checksum([one]) == row_checksum([other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 2),
        ("a", "b"),
        ("1", "1.0"),
        (None, 0),
        (None, False),
        (date(2026, 1, 1), date(2026, 1, 2)),
    ],
)
def test_different_values_are_different_cells(one: object, other: object) -> None:
    assert not same_cell(one, other)
    assert row_checksum([one]) != row_checksum([other])


@given(st.lists(CELLS, max_size=5))
def test_every_cell_is_the_same_as_itself(cells: list[object]) -> None:
    again = list(cells)
    assert all(same_cell(one, other) for one, other in zip(cells, again, strict=True))
    assert row_checksum(cells) == row_checksum(again)


@given(st.lists(st.tuples(CELLS, st.text(" a\r\né", max_size=3), st.none()), min_size=1))
def test_rows_together_have_the_checksums_of_each(rows: list[tuple[object, ...]]) -> None:
    columns = [*zip(*rows, strict=True)]
    assert row_checksums(columns) == [row_checksum(row) for row in rows]


@given(MOMENTS)
def test_a_moment_is_the_same_by_its_serial_number(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    days = (whole - datetime.fromisoformat("1899-12-30")) / timedelta(days=1)
    assert same_cell(whole, datetime.fromisoformat("1899-12-30") + timedelta(days=days))


def test_cells_do_not_run_into_each_other() -> None:
    assert row_checksum(["ab", "c"]) != row_checksum(["a", "bc"])
