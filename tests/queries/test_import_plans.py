"""Files from end to end: read, understood, planned, applied; and our own workbook come home."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from relmanager_desktop.commands.imports import apply_import, save_profile
from relmanager_desktop.commands.records import add_record, change_record
from relmanager_desktop.domain.imports.fates import Fate
from relmanager_desktop.domain.imports.profiles import profile_of
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.domain.problems import InvalidError, NotFoundError
from relmanager_desktop.queries.exports import export_workbook
from relmanager_desktop.queries.import_plans import Preview, preview_import
from relmanager_desktop.queries.import_refusals import refused_workbook
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.journal import journal_of
from relmanager_desktop.store.portfolios import create_portfolio
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.undo import undo

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    portfolio = create_portfolio(tmp_path / "north.relm", clock=lambda: NOW)
    yield portfolio
    portfolio.close()


def written(path: Path, *rows: Sequence[object]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def looked_at(database: Database, path: Path, **more: Any) -> Preview:
    wishes = more.pop("wishes", Wishes())
    with database.read() as session:
        return preview_import(session, path, wishes, now=NOW, **more)


def taken(database: Database, path: Path, **more: Any) -> Preview:
    preview = looked_at(database, path, **more)
    with database.write("Import") as session:
        apply_import(session, preview.plan)
    return preview


def held(database: Database, kind: str, *fields: str) -> list[tuple[Any, ...]]:
    table = TABLES[kind]
    with database.read() as session:
        rows = session.execute(select(*(table.c[f] for f in fields)).order_by(table.c.id))
        return [tuple(row) for row in rows]


CUSTOMERS = (
    ("Customer No", "Company", "Contact", "E-mail", "City", "Annual revenue"),
    ("C-001", "Northgate Foods Ltd", "Ana Silva", "ana@northgate.example.net", "Leeds", "1200.50"),
    ("C-002", "Hansa-Kühl GmbH", "Jo Hill", "jo@hansa.example.net", "Hamburg", "900"),
)


def test_a_list_of_customers_is_understood_and_taken(database: Database, tmp_path: Path) -> None:
    preview = taken(database, written(tmp_path / "customers.csv", *CUSTOMERS))
    assert preview.plan.count(Fate.NEW) == 2
    assert held(database, "account", "reference", "name", "city") == [
        ("C-001", "Northgate Foods Ltd", "Leeds"),
        ("C-002", "Hansa-Kühl GmbH", "Hamburg"),
    ]
    assert held(database, "contact", "name") == [("Ana Silva",), ("Jo Hill",)]


def test_the_same_file_again_gives_nothing_new(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path / "customers.csv", *CUSTOMERS)
    taken(database, path)
    again = looked_at(database, path).plan
    assert (again.count(Fate.SAME), again.writes_anything) == (2, False)


def test_refused_rows_complete_the_job_once_mended(database: Database, tmp_path: Path) -> None:
    bad = ("C-003", "Bolt Ltd", "Kim Park", "kim@bolt.example.net", "Ulm", "a lot")
    plan = taken(database, written(tmp_path / "customers.csv", *CUSTOMERS, bad)).plan
    assert plan.count(Fate.REFUSED) == 1
    refused_workbook(tmp_path / "mend.xlsx", plan)
    book = openpyxl.load_workbook(tmp_path / "mend.xlsx")
    book.worksheets[0]["F2"].value = 7
    book.save(tmp_path / "mend.xlsx")
    mended = taken(database, tmp_path / "mend.xlsx").plan
    assert (mended.count(Fate.NEW), mended.count(Fate.REFUSED)) == (1, 0)
    assert len(held(database, "account", "id")) == 3


OPAQUE = (("Firm", "Bucket", "Odd"), ("Acme", "VIPs", "R-1"), ("Bolt", "Unheard", "R-2"))
SAID = Wishes(
    fields={"firm": "account.name", "bucket": "account.status", "odd": "account.reference"},
    values={"bucket": {"vips": "active", "normals": "prospect"}},
    constants={"account.industry": "Food"},
)


@pytest.fixture
def mended(database: Database, tmp_path: Path) -> Path:
    """The refused row of a list that only wishes explain, with the cell mended."""
    path = written(tmp_path / "list.csv", *OPAQUE)
    plan = taken(database, path, wishes=SAID).plan
    assert plan.count(Fate.REFUSED) == 1
    target = refused_workbook(tmp_path / "mend.xlsx", plan)
    book = openpyxl.load_workbook(target)
    book.worksheets[0]["B2"].value = "Normals"
    book.save(target)
    return target


def test_refused_rows_are_read_again_as_their_list_was(database: Database, mended: Path) -> None:
    assert taken(database, mended).plan.count(Fate.NEW) == 1
    assert held(database, "account", "name", "industry", "reference", "status") == [
        ("Acme", "Food", "R-1", "active"),
        ("Bolt", "Food", "R-2", "prospect"),
    ]


def test_a_profile_of_a_list_reads_its_refused_rows(
    database: Database, tmp_path: Path, mended: Path
) -> None:
    listed = looked_at(database, written(tmp_path / "list.csv", *OPAQUE), wishes=SAID)
    with database.write("Keep a profile") as session:
        save_profile(session, profile_of("ERP", listed.maps))
    book = openpyxl.load_workbook(mended)
    del book["_relmanager_reading"]
    book.save(mended)
    (found,) = looked_at(database, mended, profile="ERP").maps
    targets = [column.target and column.target.path for column in found.columns]
    assert targets == ["account.name", "account.status", "account.reference", None]


def test_a_profile_of_other_headers_is_refused(database: Database, tmp_path: Path) -> None:
    preview = looked_at(database, written(tmp_path / "customers.csv", *CUSTOMERS))
    with database.write("Keep a profile") as session:
        save_profile(session, profile_of("ERP", preview.maps))
    with pytest.raises(InvalidError, match="kept for other headers"):
        looked_at(database, written(tmp_path / "list.csv", *OPAQUE), profile="ERP")


def test_rows_refused_twice_say_only_the_last_reason(database: Database, mended: Path) -> None:
    book = openpyxl.load_workbook(mended)
    book.worksheets[0]["B2"].value = "Nobody"
    book.save(mended)
    refused_workbook(mended, looked_at(database, mended).plan)
    header = [cell.value for cell in openpyxl.load_workbook(mended).worksheets[0][1]]
    assert header == ["Firm", "Bucket", "Odd", "Why it was refused"]


def test_a_profile_for_the_same_headers_wins_over_guessing(
    database: Database, tmp_path: Path
) -> None:
    path = written(tmp_path / "customers.csv", *CUSTOMERS)
    wishes = Wishes(fields={"city": "account.region"})
    preview = looked_at(database, path, wishes=wishes)
    with database.write("Keep a profile") as session:
        save_profile(session, profile_of("ERP", preview.maps))
    again = looked_at(database, path)
    assert again.profile is not None
    assert [c.target.path for c in again.maps[0].columns if c.header == "City" and c.target] == [
        "account.region"
    ]


def test_a_company_merged_over_its_people_is_the_company_of_each(
    database: Database, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("Supplier", "Contact person", "E-mail"),
        ("Foo Ltd", "Ann Hall", "ann@foo.example"),
        (None, "Ben Moor", "ben@foo.example"),
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "merged.xlsx")
    taken(database, tmp_path / "merged.xlsx")
    assert len(held(database, "account", "name")) == 1
    assert len({account for (account,) in held(database, "contact_role", "account")}) == 1
    assert len(held(database, "contact_role", "account")) == 2


def test_a_profile_that_is_not_there_is_named(database: Database, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="“ERP”"):
        looked_at(database, written(tmp_path / "c.csv", *CUSTOMERS), profile="ERP")


def test_a_sheet_that_is_not_there_is_named(database: Database, tmp_path: Path) -> None:
    with pytest.raises(InvalidError, match="no sheet “Nope”"):
        looked_at(database, written(tmp_path / "c.csv", *CUSTOMERS), sheets=["Nope"])


@pytest.fixture
def workbook(database: Database, tmp_path: Path) -> Path:
    """The workbook of a small portfolio that has something of everything."""
    with database.write("Set up") as session:
        kim = add_record(session, "member", {"name": "Kim"}, TODAY)
        acme = {
            "name": "Acme",
            "city": "Ulm",
            "roles": ["customer", "supplier"],
            "owner": kim,
            "annual_value": 1234567,
            "margin_percent": 12.5,
            "since": date(2020, 1, 2),
        }
        first = add_record(session, "account", acme, TODAY)
        second = {"name": "Acme", "city": "Bonn", "parent": first, "currency": "JPY"}
        add_record(session, "account", {**second, "annual_value": 500}, TODAY)
        ana = add_record(session, "contact", {"name": "Ana Maria Silva"}, TODAY)
        role = {"contact": ana, "account": first, "title": "Buyer"}
        at = add_record(session, "contact_role", role, TODAY)
        level = {"contact_role": at, "member": kim, "level": "trusted_advisor"}
        add_record(session, "relationship_level", level, TODAY)
        call = {"account": first, "at": NOW, "subject": "=Prices", "channel": "email"}
        add_record(session, "interaction", call, TODAY)
    with database.read() as session:
        export_workbook(session, tmp_path / "home.xlsx")
    return tmp_path / "home.xlsx"


def edited(path: Path, sheet: str, find: str, header: str, value: object) -> Path:
    """Type a value over a cell of the row that holds ``find`` and save."""
    book = openpyxl.load_workbook(path)
    headers = [cell.value for cell in book[sheet][1]]
    row = next(r for r in book[sheet].iter_rows(min_row=2) if find in [c.value for c in r])
    row[headers.index(header)].value = value
    book.save(path)
    return path


def test_our_workbook_unchanged_is_nothing_to_do(database: Database, workbook: Path) -> None:
    plan = looked_at(database, workbook).plan
    assert not plan.writes_anything
    assert plan.problems == []
    assert all(sheet.is_complete for sheet in plan.sheets)


def test_our_workbook_saved_elsewhere_is_nothing_to_do(database: Database, workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    book.save(workbook)
    assert not looked_at(database, workbook).plan.writes_anything


def test_without_its_checksums_it_is_still_nothing_to_do(
    database: Database, workbook: Path
) -> None:
    book = openpyxl.load_workbook(workbook)
    hidden = book["_relmanager"]
    for row in hidden.iter_rows():
        if row[0].value == "rows":
            row[0].value = "lost"
    book.save(workbook)
    plan = looked_at(database, workbook).plan
    assert plan.cells == []
    assert not plan.writes_anything


def test_a_changed_cell_is_that_change_and_no_other(database: Database, workbook: Path) -> None:
    plan = taken(database, edited(workbook, "Accounts", "Bonn", "Annual value", 501)).plan
    assert [(c.field, c.old, c.new) for c in plan.cells] == [("annual_value", 500, 501)]
    assert held(database, "account", "annual_value") == [(1234567,), (501,)]


def test_a_cell_that_was_emptied_is_emptied(database: Database, workbook: Path) -> None:
    taken(database, edited(workbook, "Accounts", "Ulm", "City", None))
    assert held(database, "account", "city") == [(None,), ("Bonn",)]


def test_a_record_changed_here_meanwhile_keeps_our_value(
    database: Database, workbook: Path
) -> None:
    (ulm, _), _ = held(database, "account", "id", "city")
    with database.write("Move") as session:
        change_record(session, "account", ulm, {"city": "Neu-Ulm"}, TODAY)
    plan = taken(database, edited(workbook, "Accounts", "Ulm", "Notes", "Likes tea")).plan
    assert [(c.field, c.taken) for c in plan.cells] == [("notes", True)]
    assert held(database, "account", "city", "notes")[0] == ("Neu-Ulm", "Likes tea")


def test_a_cell_changed_here_and_there_is_a_conflict(database: Database, workbook: Path) -> None:
    (ulm, _), _ = held(database, "account", "id", "city")
    with database.write("Move") as session:
        change_record(session, "account", ulm, {"city": "Neu-Ulm"}, TODAY)
    plan = taken(database, edited(workbook, "Accounts", "Ulm", "City", "Senden")).plan
    assert [(c.field, c.taken) for c in plan.cells] == [("city", False)]
    assert held(database, "account", "city")[0] == ("Neu-Ulm",)


def test_what_was_undone_since_is_no_change_of_ours(database: Database, workbook: Path) -> None:
    (ulm, _), _ = held(database, "account", "id", "city")
    with database.write("Move") as session:
        change_record(session, "account", ulm, {"city": "Neu-Ulm"}, TODAY)
        number = journal_of(session).open_change_set()
    with database.write("Undo") as session:
        undo(session, number)
    plan = taken(database, edited(workbook, "Accounts", "Ulm", "City", "Senden")).plan
    assert [(c.field, c.taken) for c in plan.cells] == [("city", True)]


def test_a_row_without_a_key_is_new(database: Database, workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    sheet = book["Accounts"]
    headers = [cell.value for cell in sheet[1]]
    sheet.append([{"Name": "Bolt", "Owner": "Kim"}.get(header) for header in headers])
    book.save(workbook)
    plan = taken(database, workbook).plan
    assert plan.count(Fate.NEW) == 1
    assert held(database, "account", "name", "status")[-1] == ("Bolt", "active")


def test_a_copied_row_is_a_new_record(database: Database, workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    sheet = book["Accounts"]
    headers = [cell.value for cell in sheet[1]]
    copy = [cell.value for cell in sheet[2]]
    copy[headers.index("Name")] = "Acme Werke"
    sheet.append(copy)
    book.save(workbook)
    taken(database, workbook)
    assert sorted(held(database, "account", "name")) == [("Acme",), ("Acme",), ("Acme Werke",)]


def test_the_workbook_of_another_portfolio_is_a_list(tmp_path: Path, workbook: Path) -> None:
    other = create_portfolio(tmp_path / "south.relm", clock=lambda: NOW)
    plan = taken(other, workbook).plan
    assert plan.count(Fate.REFUSED) == 0
    assert held(other, "account", "name", "city", "annual_value") == [
        ("Acme", "Ulm", 1234567),
        ("Acme", "Bonn", 500),
    ]
    again = looked_at(other, workbook).plan
    assert not again.writes_anything
    other.close()


SIDE_BY_SIDE = (
    ("Customer", "City", None, "Supplier", "Country"),
    ("Acme", "Leeds", None, "Steel", "DE"),
    ("Zeta", "Berlin", None, "Iron", "FR"),
    (None, None, None, "Copper", "PL"),
    ("Total: 2", None, None, None, None),
)


def test_two_lists_beside_each_other_are_each_accounted_for(
    database: Database, tmp_path: Path
) -> None:
    path = written(tmp_path / "lists.csv", *SIDE_BY_SIDE)
    plan = taken(database, path).plan
    assert [sheet.map.sheet for sheet in plan.sheets] == ["lists (A–B)", "lists (D–E)"]
    for sheet in plan.sheets:
        assert sheet.rows == len(sheet.fates) + len(sheet.skipped)
    assert sorted(held(database, "account", "name", "city", "country")) == [
        ("Acme", "Leeds", None),
        ("Copper", None, "PL"),
        ("Iron", None, "FR"),
        ("Steel", None, "DE"),
        ("Zeta", "Berlin", None),
    ]


def test_a_sheet_that_is_named_is_read_with_all_its_lists(
    database: Database, tmp_path: Path
) -> None:
    path = written(tmp_path / "lists.csv", *SIDE_BY_SIDE)
    assert len(looked_at(database, path, sheets=["lists"]).plan.sheets) == 2
    (right,) = looked_at(database, path, sheets=["lists (D–E)"]).plan.sheets
    assert right.map.header[3:] == ("Supplier", "Country")
