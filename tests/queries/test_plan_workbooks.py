"""Tests of the plan as a workbook: every row with what becomes of it, and what changes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.commands.rehearsals import rehearse_import
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.queries.import_plans import preview_import
from relmanager_desktop.queries.plan_workbooks import plan_workbook
from relmanager_desktop.store.database import Database

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LIST = (
    "Company,City,Annual value,Owner,Contact,E-mail\n"
    "Acme Werke,Bonn,1200,Kim,Ana Hill,ana@acme.example\n"
    "Bolt Ltd,Leeds,about 12,Kim,,\n"
    "Cold AS,Oslo,7,Kim,,\n"
    "Total,,1219,,,\n"
)
Sheets = dict[str, list[dict[str, object]]]


@pytest.fixture
def sheets(database: Database, tmp_path: Path) -> Sheets:
    """The plan of a list with a row of every fate, as its workbook holds it: rows by header."""
    with database.write("Add") as session:
        add_record(session, "account", {"name": "Acme Werke", "city": "Ulm"}, NOW.date())
    path, place = tmp_path / "list.csv", tmp_path / "plan.xlsx"
    path.write_text(LIST, encoding="utf-8")
    with database.read() as session:
        wishes = Wishes(collisions="overwrite")
        plan = preview_import(session, path, wishes, now=NOW).plan
        plan_workbook(session, place, plan, rehearse_import(session, plan, NOW))
    book = openpyxl.load_workbook(place)
    found = {}
    for sheet in book.worksheets:
        header, *rows = sheet.iter_rows(values_only=True)
        names = range(len(header)) if sheet.title == "Plan" else header
        found[sheet.title] = [dict(zip(map(str, names), row, strict=True)) for row in rows]
    return found


def test_each_row_says_what_becomes_of_it(sheets: Sheets) -> None:
    told = {row["From"]: row["What becomes of it"] for row in sheets["Accounts"]}
    assert told == {"list!2": "Changed", "list!3": "Refused", "list!4": "New"}


def test_a_changed_field_shows_both_values_and_a_new_one_its_own(sheets: Sheets) -> None:
    acme, bolt, cold = sheets["Accounts"]
    assert (acme["Record"], acme["City"]) == ("Acme Werke", "Ulm → Bonn")
    assert acme["Annual value"] == "(empty) → 1,200"
    assert (cold["City"], cold["Annual value"], cold["Owner"]) == ("Oslo", 7, "Kim")
    assert "about 12" in str(bolt["Why"])
    assert bolt["City"] is None


def test_records_that_come_along_have_their_sheets(sheets: Sheets) -> None:
    assert [row["Record"] for row in sheets["Contacts"]] == ["Ana Hill"]
    assert [row["Record"] for row in sheets["Members"]] == ["Kim"]


def test_the_first_sheet_sums_up_and_the_last_says_what_was_skipped(sheets: Sheets) -> None:
    first = [list(row.values()) for row in sheets["Plan"]]
    assert ["list", 4, 1, 1, 0, 0, 1, 1] in [row[:8] for row in first]
    assert any(row[0] == "No tier" for row in first)
    assert sheets["Skipped rows"][0]["Why"] == "The row is a total."
