"""Refused rows of any list come back as a workbook that finishes the job once it is mended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

from relmanager_desktop.commands.imports import apply_import
from relmanager_desktop.domain.imports.fates import Fate
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.queries.import_plans import preview_import
from relmanager_desktop.queries.import_refusals import refused_again
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
Rows = list[list[object]]
ACCOUNTS: Rows = [
    ["Company", "City", "Annual value"],
    ["Acme Werke", "Ulm", 1200],
    ["Bolt Ltd", "Leeds", "ca. 40"],
    ["Cold AS", "Oslo", 7],
]
ISSUES: Rows = [
    ["Issue", "Company", "Severity", "Opened"],
    ["Late delivery", "Acme Werke", "high", "2026-11-03"],
    ["Wrong colour", "Cold AS", "low", "some day"],
]
FORECAST: Rows = [
    ["Company", "Jan 2026", "Feb 2026", "Mar 2026"],
    ["Acme Werke", 10, 20, 30],
    ["Bolt Ltd", 11, "many", 31],
    ["Cold AS", 12, 22, 32],
]
PARTNERS: Rows = [
    ["Supplier", "Country", "Employees"],
    ["Steel AG", "DE", 50],
    ["Iron SA", "FR", "many"],
    ["Zinc BV", "NL", 7],
]
SIDE_BY_SIDE: Rows = [[*left, None, *right] for left, right in zip(ACCOUNTS, PARTNERS, strict=True)]
MENDED = {"ca. 40": 40, "some day": "2026-11-04", "many": 21}


def workbook(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write sheets of plain cells."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def imported(database: Database, path: Path, wishes: Wishes = Wishes()) -> tuple[ImportPlan, int]:  # noqa: B008 - frozen
    """Import a file; return its plan and its change set."""
    with database.write("Import", source="import") as session:
        plan = preview_import(session, path, wishes, now=NOW).plan
        report = apply_import(session, plan)
    return plan, report.change_set or 0


def mend(path: Path) -> None:
    """Type what was wrong anew, as a person would in a spreadsheet."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value in MENDED:
                    assert cell.comment is not None
                    cell.value = MENDED[cell.value]
    book.save(path)


def held(database: Database, kind: str) -> int:
    with database.read() as session:
        return session.execute(select(func.count()).select_from(TABLES[kind])).scalar_one()


@pytest.mark.parametrize(
    ("sheets", "refused", "come"),
    [
        pytest.param({"List": ACCOUNTS}, 1, {"account": 3}, id="one sheet"),
        pytest.param(
            {"Customers": ACCOUNTS, "Tickets": ISSUES}, 2, {"account": 3, "issue": 2},
            id="several sheets",
        ),
        pytest.param({"Both": SIDE_BY_SIDE}, 2, {"account": 6}, id="two on a sheet"),
        pytest.param(
            {"Below": [*ACCOUNTS, [], *ISSUES]}, 2, {"account": 3, "issue": 2}, id="one below one"
        ),
        pytest.param({"Plan": FORECAST}, 1, {"account": 3}, id="matrix"),
    ],
)  # fmt: skip
def test_mended_rows_bring_what_was_left_behind(
    database: Database, tmp_path: Path, sheets: Mapping[str, Rows], refused: int,
    come: Mapping[str, int],
) -> None:  # fmt: skip
    source = workbook(tmp_path / "list.xlsx", sheets)
    plan, number = imported(database, source)
    assert plan.count(Fate.REFUSED) == refused
    with database.read() as session:
        place = refused_again(session, number, tmp_path / "mend.xlsx")
    mend(place)
    rest, _ = imported(database, place)
    assert (rest.count(Fate.REFUSED), rest.problems) == (0, [])
    assert {kind: held(database, kind) for kind in come} == dict(come)
    again, _ = imported(database, place)
    assert not again.writes_anything


def test_rows_of_a_text_file_come_back_with_the_mapping_that_was_said(
    database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Haus;Wert\nAcme;1.200,50\nBolt;ca. 40\n", encoding="utf-8")
    wishes = Wishes("account", fields={"haus": "account.name", "wert": "account.annual_value"})
    plan, number = imported(database, path, wishes)
    assert plan.count(Fate.REFUSED) == 1
    with database.read() as session:
        place = refused_again(session, number, tmp_path / "mend.xlsx")
    mend(place)
    rest, _ = imported(database, place)
    assert (rest.count(Fate.NEW), rest.count(Fate.REFUSED)) == (1, 0)
    with database.read() as session:
        table = TABLES["account"].c
        values = dict(session.execute(select(table.name, table.annual_value)).all())
    assert values == {"Acme": 120_050, "Bolt": 4_000}
