"""Lists that people really have: every row and column of each arrives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.exchange.readings import RefusedFile, read_file


@pytest.fixture
def data(shared: Path) -> Path:
    return shared / "data"


def expected(folder: Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return answer


def only_sheet(path: Path) -> list[list[Cell]]:
    (sheet,) = read_file(path).sheets
    return sheet.rows


def test_contact_lists_have_their_rows_and_columns(data: Path) -> None:
    folder = data / "contact-imports"
    for name, wanted in expected(folder).items():
        if name.endswith(".csv"):
            header, *rows = only_sheet(folder / name)
            assert header == wanted["columns"], name
            assert len([row for row in rows if row]) == wanted["rows"], name
            assert sum(len(row) > len(header) for row in rows) == wanted["long_rows"], name


def test_old_workbooks_have_their_rows_and_columns(data: Path) -> None:
    folder = data / "contact-imports"
    for name, sheets in expected(folder).items():
        if name.endswith("template.xls"):
            for sheet in read_file(folder / name).sheets:
                wanted = sheets[sheet.info.name]
                assert (sheet.info.rows, sheet.info.columns) == (wanted["rows"], wanted["cols"])
                assert sheet.rows[0] == wanted["first_row"]


def test_a_damaged_workbook_is_refused_in_a_sentence(data: Path) -> None:
    with pytest.raises(RefusedFile, match=r"is damaged.*Open it in Excel"):
        read_file(data / "contact-imports" / "odoo_crm_lead_DAMAGED.xls")


def test_northwind_keeps_its_long_rows_and_literal_nulls(data: Path) -> None:
    folder = data / "northwind"
    figures = expected(folder)
    quirks = figures["quirks"]
    for name, count in figures["rows"].items():
        header, *rows = only_sheet(folder / f"{name}.csv")
        assert len(rows) == count
        long_rows = sum(len(row) > len(header) for row in rows)
        assert long_rows == quirks["rows_with_unquoted_comma_in_address"][name]
    nulls = sum(row.count("NULL") for row in only_sheet(folder / "customers.csv"))
    assert nulls == quirks["null_literal_cells"]["customers"]


def test_sales_lists_have_their_rows(data: Path) -> None:
    folder = data / "crm-sales-opportunities"
    wanted = expected(folder)["rows"]
    for name, count in wanted.items():
        assert len(only_sheet(folder / f"{name}.csv")) == count + 1
    sheets = read_file(folder / "crm_sales_workbook_with_pivots.xlsx").sheets
    tables = {table.name: table for sheet in sheets for table in sheet.info.tables}
    assert len(tables) == 4
    by_name = {sheet.info.name: sheet for sheet in sheets}
    assert {name: len(by_name[name].rows) - 1 for name in wanted} == wanted


def test_trackers_have_their_headers_and_last_rows(data: Path) -> None:
    folder = data / "trackers"
    for name, sheets in expected(folder).items():
        for sheet in read_file(folder / name).sheets:
            wanted = sheets[sheet.info.name]
            header = sheet.rows[wanted["likely_header_row"] - 1]
            assert [cell for cell in header if cell is not None][: len(wanted["header"])] == (
                wanted["header"]
            )
            assert len(sheet.rows) == wanted["last_non_empty_row"], name
            assert len([row for row in sheet.rows if row]) == wanted["non_empty_rows"]
