"""A workbook of refused rows remembers how its list was read; the unknown is forgotten."""

from __future__ import annotations

import json
from typing import Any

import pytest

from relmanager_desktop.domain.cells import Cell, Sheet, SheetInfo
from relmanager_desktop.domain.imports.memories import (
    MEMORY_SHEET,
    Memory,
    header_row_of,
    memory_of,
    memory_rows,
)
from relmanager_desktop.domain.imports.profiles import profile_of
from relmanager_desktop.domain.mapping.maps import Matrix, Reading, Wishes
from tests.domain.imports.lists import sheet_map, with_reading

FOUND = with_reading(
    sheet_map({"Firma": "account.name", "Umsatz": "account.turnover", "X": None}, "account"),
    "Umsatz",
    Reading(decimal_mark=",", factor=1000.0, values={"x": "y"}),
)
KEPT = Memory(profile_of("list.csv", [FOUND], {"": "overwrite"}), ("reference",))


def sheets_of(rows: list[list[Cell]]) -> list[Sheet]:
    return [Sheet(SheetInfo(MEMORY_SHEET, True, len(rows), 2), rows)]


def stored() -> Any:
    return json.loads("".join(text for _, text in memory_rows(KEPT)))


def test_a_reading_comes_back_as_it_was() -> None:
    assert memory_of(sheets_of([list(row) for row in memory_rows(KEPT)])) == KEPT


def test_a_matrix_comes_back_as_it_was() -> None:
    columns = {"Task": "action.title", "TPM": None}
    raci = sheet_map(columns, "action", matrix=Matrix("raci", (1,), "role", "letter"))
    kept = Memory(profile_of("raci.csv", [raci]))
    assert memory_of(sheets_of([list(row) for row in memory_rows(kept)])) == kept


@pytest.mark.parametrize(
    "change",
    [
        {"mapping": 7},
        {"mapping": {"x": {"kinds": [], "fields": {"a": {"path": "no.such"}}}}},
        {"readings": {"x": {"a": {"dates": "dmy"}}}},
        {"match": None},
    ],
)
def test_what_is_not_as_we_write_it_is_forgotten(change: dict[str, Any]) -> None:
    ((what, _),) = memory_rows(KEPT)
    assert memory_of(sheets_of([[what, json.dumps(stored() | change)]])) is None


def test_a_file_without_the_sheet_remembers_nothing() -> None:
    assert memory_of([]) is None


def test_wishes_win_over_what_is_remembered() -> None:
    assert KEPT.completed(Wishes(match=("name",), collisions="keep")) == Wishes(
        match=("name",), collisions="keep"
    )
    assert KEPT.completed(Wishes()) == Wishes(match=("reference",), collisions="overwrite")


def test_the_headers_stand_where_our_reasons_do() -> None:
    rows = [["Please mend"], ["Firma", "Why it was refused"], ["Acme", "bad"]]
    assert header_row_of(rows) == 2
    assert header_row_of(rows[:1]) is None
