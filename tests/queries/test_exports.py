"""The portfolio as a workbook holds every record, as people read it, and can come home again."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record, archive_record
from relmanager_desktop.domain.cells import Cell, Sheet
from relmanager_desktop.domain.ids import from_letters, to_letters
from relmanager_desktop.domain.problems import InvalidError, NotFoundError
from relmanager_desktop.domain.records import KINDS, SEEN
from relmanager_desktop.domain.workbooks import (
    MANIFEST_SHEET,
    Manifest,
    read_layout,
    read_manifest,
    row_checksum,
    sheet_name,
)
from relmanager_desktop.exchange.readings import read_file
from relmanager_desktop.queries import export_rows, export_sheets, exports
from relmanager_desktop.queries.exports import ExportReport, export_csv, export_workbook
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.upgrade import head
from tests.queries.full_portfolio import fill

TODAY = date(2026, 11, 24)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "portfolio.xlsx"


def sheets_of(path: Path) -> dict[str, Sheet]:
    return {sheet.info.name: sheet for sheet in read_file(path).sheets}


def records_of(path: Path, kind: str) -> list[dict[str, Cell]]:
    header, *rows = sheets_of(path)[sheet_name(kind)].rows
    return [dict(zip(map(str, header), [*row, *[None] * 50], strict=False)) for row in rows]


def manifest_of(path: Path) -> Manifest:
    manifest = read_manifest(sheets_of(path)[MANIFEST_SHEET].rows)
    assert manifest is not None
    return manifest


def names_in(path: Path, kind: str) -> set[Cell]:
    return {record["Name"] for record in records_of(path, kind)}


def add(session: Session, kind_name: str, /, **values: Any) -> int:
    return add_record(session, kind_name, values, TODAY)


def test_every_row_of_every_kind_reads_back_as_it_was_written(
    database: Database, book: Path
) -> None:
    with database.write("Fill") as session:
        fill(session)
    with database.read() as session:
        report = export_workbook(session, book)
    manifest = manifest_of(book)
    sheets = sheets_of(book)
    for name, (kind, headers) in manifest.headers.items():
        header, *rows = sheets[name].rows
        reading = read_layout(name, header)
        assert reading is not None
        assert [c.field.name for c in reading.columns.values()] == list(headers.values())
        padded = [[*row, *[None] * (len(header) - len(row))] for row in rows]
        sums = {from_letters(str(row[0])): row_checksum(row[1:]) for row in padded}
        assert sums == manifest.checksums[kind], name
        assert len(sums) == report.sheets[name]
    assert report.changed_cells == ()


def test_of_many_rows_as_of_few_every_cell_is_written(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.write("Fill") as session:
        fill(session)
    few, many = tmp_path / "few.xlsx", tmp_path / "many.xlsx"
    with database.read() as session:
        export_workbook(session, few)
        monkeypatch.setattr(export_rows, "BATCH_ROWS", 1)
        export_workbook(session, many)
    rows = {name: sheet.rows for name, sheet in sheets_of(few).items()}
    assert {name: sheet.rows for name, sheet in sheets_of(many).items()} == rows


def test_every_seen_kind_can_have_its_sheet(database: Database, book: Path) -> None:
    kinds = [kind.name for kind in SEEN]
    with database.read() as session:
        report = export_workbook(session, book, kinds=kinds)
    assert len(report.sheets) == len(SEEN)
    assert set(report.sheets.values()) == {0}


def test_no_cell_is_a_formula(database: Database, book: Path) -> None:
    with database.write("Fill") as session:
        fill(session)
    with database.read() as session:
        export_workbook(session, book)
    with zipfile.ZipFile(book) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not [name for name in sheets if b"<f" in parts.read(name).replace(b"<formula", b"")]


def test_kinds_without_records_are_left_out_unless_they_are_the_main_ones(
    database: Database, book: Path
) -> None:
    with database.read() as session:
        report = export_workbook(session, book)
    assert {"Accounts", "Contacts", "Interactions", "Issues"} <= set(report.sheets)
    assert "Loyalty entries" not in report.sheets


def test_the_sheets_stand_in_the_order_of_the_work(database: Database, book: Path) -> None:
    with database.read() as session:
        export_workbook(session, book, kinds=["interaction", "account"])
    assert openpyxl.load_workbook(book).sheetnames == [
        *("Read me", "Accounts", "Interactions"),
        *("Lists", "_relmanager"),
    ]


def test_an_export_writes_nothing_into_the_portfolio(database: Database, book: Path) -> None:
    with database.write("Open Acme") as session:
        add(session, "account", name="Acme")
    with database.read() as session:
        export_workbook(session, book)
    with database.read() as session:
        assert session.scalar(select(func.max(TABLES["change_set"].c.number))) == 1


def test_the_hidden_sheet_knows_whose_workbook_it_is(database: Database, book: Path) -> None:
    with database.write("Open Acme") as session:
        add(session, "account", name="Acme")
    with database.read() as session:
        first = session.scalar(select(TABLES["change_set"].c.id))
        export_workbook(session, book, where=["name=Acme"], kinds=["account"])
    manifest = manifest_of(book)
    assert (manifest.portfolio, manifest.change_set) == (to_letters(first or 0), 1)
    assert (manifest.schema, manifest.zone, manifest.currency) == (head(), "UTC", "EUR")
    assert manifest.filter == {"kinds": ["account"], "where": ["name=Acme"]}


def test_amounts_stand_in_whole_units_of_their_currency(session: Session, book: Path) -> None:
    yen = add(session, "account", name="Sakura", currency="JPY", turnover=1234)
    add(session, "account", name="Acme", turnover=1234)
    add(session, "account", name="Kuwait Oil", currency="KWD", turnover=1234)
    add(session, "revenue_entry", account=yen, month=date(2026, 1, 1), amount=500)
    session.flush()
    export_workbook(session, book)
    turnover = {r["Name"]: r["Turnover"] for r in records_of(book, "account")}
    assert turnover == {"Sakura": 1234, "Acme": 12.34, "Kuwait Oil": 1.234}
    assert records_of(book, "revenue_entry")[0]["Amount"] == 500


def test_moments_are_told_in_the_zone_of_my_calendar(session: Session, book: Path) -> None:
    calendar = add(session, "working_calendar", name="Berlin", zone="Europe/Berlin")
    add(session, "member", name="Jane", is_me=True, working_calendar=calendar)
    account = add(session, "account", name="Acme")
    at = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    add(session, "interaction", account=account, at=at, subject="Call")
    session.flush()
    export_workbook(session, book)
    told = records_of(book, "interaction")[0]["When"]
    assert told == datetime.fromisoformat("2026-07-02T00:30")
    note = openpyxl.load_workbook(book)["Interactions"]["C1"].comment.text
    assert "Europe/Berlin" in note


def test_links_are_names_and_two_of_one_name_have_their_place(session: Session, book: Path) -> None:
    for city in ("Berlin", "Kiel"):
        account = add(session, "account", name="Acme", city=city)
        add(session, "action", account=account, title=f"Call {city}")
    session.flush()
    export_workbook(session, book)
    named = {r["Title"]: r["Account"] for r in records_of(book, "action")}
    assert named == {"Call Berlin": "Acme (Berlin)", "Call Kiel": "Acme (Kiel)"}


def test_two_people_of_one_name_have_their_account(session: Session, book: Path) -> None:
    for firm in ("Acme", "Beta"):
        account = add(session, "account", name=firm)
        contact = add(session, "contact", name="Ana Silva")
        add(session, "contact_role", contact=contact, account=account)
    session.flush()
    export_workbook(session, book)
    named = {r["Contact"] for r in records_of(book, "contact_role")}
    assert named == {"Ana Silva (Acme)", "Ana Silva (Beta)"}


def test_a_record_of_any_kind_is_named_with_its_kind_and_key(session: Session, book: Path) -> None:
    issue = add(session, "issue", number="ISS-1", title="Late", opened_at=datetime.now(UTC))
    add(session, "action", title="Call", origin_kind="issue", origin=issue)
    add(session, "action", title="Mail", origin_kind="score", origin=7)
    session.flush()
    export_workbook(session, book)
    told = [r["Origin"] for r in records_of(book, "action")]
    assert told == [f"Issue: Late [{to_letters(issue)}]", f"Score: [{to_letters(7)}]"]


def test_archived_records_are_left_out_but_still_named(session: Session, book: Path) -> None:
    account = add(session, "account", name="Gone")
    add(session, "action", account=account, title="Call")
    archive_record(session, "account", account)
    session.flush()
    export_workbook(session, book)
    assert records_of(book, "account") == []
    assert records_of(book, "action")[0]["Account"] == "Gone"
    export_workbook(session, book, archived=True)
    assert names_in(book, "account") == {"Gone"}


def test_the_users_own_fields_are_columns(session: Session, book: Path) -> None:
    own = {"kind": "account", "name": "fleet", "label": "Fleet", "type": "integer"}
    add(session, "field_definition", **own)
    day = {"kind": "account", "name": "audit", "label": "Audit", "type": "date"}
    add(session, "field_definition", **day)
    id_ = add(session, "account", name="Acme")
    record: Any = session.get(KINDS["account"].record, id_)
    record.custom = {"fleet": 7, "audit": "2026-01-02"}
    session.flush()
    export_workbook(session, book)
    (row,) = records_of(book, "account")
    assert (row["Fleet"], row["Audit"]) == (7, date(2026, 1, 2))


def test_a_kind_of_many_rows_goes_on_on_a_second_sheet(
    session: Session, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_sheets, "ROWS_PER_SHEET", 2)
    for number in range(5):
        add(session, "tag", name=f"T{number}\x07")
    session.flush()
    report = export_workbook(session, book, kinds=["tag"])
    assert report.sheets == {"Tags": 2, "Tags 2": 2, "Tags 3": 1}
    tables = {s.title: list(s.tables) for s in openpyxl.load_workbook(book) if s.tables}
    assert tables == {"Tags": ["tblTags"], "Tags 2": ["tblTags2"], "Tags 3": ["tblTags3"]}
    assert [(c.sheet, c.row) for c in report.changed_cells[-2:]] == [("Tags 2", 2), ("Tags 3", 1)]
    assert len(manifest_of(book).checksums["tag"]) == 5


def test_what_was_changed_is_reported_and_listed_on_the_first_sheet(
    session: Session, book: Path
) -> None:
    add(session, "account", name="Ac\x07me", notes="x" * 40_000)
    session.flush()
    report = export_workbook(session, book)
    assert len(report.changed_cells) == 2
    told = [str(row[0]) for row in sheets_of(book)["Read me"].rows if row]
    assert str(report.changed_cells[0].message) in told
    assert "Accounts!B2 (Name): control characters were left out." in told


def test_the_first_sheet_says_what_the_workbook_is(session: Session, book: Path) -> None:
    now = datetime.fromisoformat("2026-11-24T09:30")
    export_workbook(session, book, owner="", since=date(2026, 1, 1), now=now)
    told = [str(row[0]) for row in sheets_of(book)["Read me"].rows if row]
    assert told[:3] == [
        "Portfolio workbook",
        "Written on 24 Nov 2026 at 09:30.",
        "A part of the portfolio: since: 2026-01-01.",
    ]


def test_drop_downs_offer_names_words_and_choices(session: Session, book: Path) -> None:
    add(session, "member", name="Jane")
    add(session, "choice", list="segment", code="retail", label="Retail")
    session.flush()
    export_workbook(session, book)
    workbook = openpyxl.load_workbook(book)
    lists = {column[0].value: [c.value for c in column[1:]] for column in workbook["Lists"].columns}
    assert lists["link:member"][0] == "Jane"
    assert lists["listed:segment"][0] == "Retail"
    assert lists["choice:account.status"][:2] == ["Prospect", "Active"]
    rules = workbook["Accounts"].data_validations.dataValidation
    offering = {str(rule.sqref)[0] for rule in rules if rule.type == "list"}
    assert offering >= set("DHKLM")


def test_too_many_names_are_not_offered_and_that_is_said(
    session: Session, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("relmanager_desktop.queries.export_lists.MOST_NAMES", 2)
    for number in range(3):
        add(session, "account", name=f"A{number}")
    session.flush()
    report = export_workbook(session, book)
    assert [str(note) for note in report.notes] == [
        "There are too many Accounts for a drop-down: their names are typed."
    ]


def test_a_cancelled_export_leaves_the_old_file(session: Session, book: Path) -> None:
    book.write_bytes(b"old")

    def cancel(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_workbook(session, book, progress=cancel)
    assert book.read_bytes() == b"old"
    assert list(book.parent.glob(".*")) == []


def test_a_text_file_holds_one_kind(session: Session, tmp_path: Path) -> None:
    add(session, "account", name="=1+1", margin_percent=12.5, phone="+44 20 7946 0000")
    session.flush()
    report = export_csv(session, tmp_path / "accounts.csv", "account")
    assert isinstance(report, ExportReport)
    assert report.sheets == {"Accounts": 1}
    header, row = (line.split(",") for line in report.path.read_text("utf-8-sig").splitlines())
    told = dict(zip(header, row, strict=True))
    assert (told['"Name"'], told['"Margin"']) == ('"\'=1+1"', '"12.5%"')
    assert told['"Phone"'] == '"+44 20 7946 0000"'
    (read,) = read_file(report.path).sheets
    assert read.rows[1][1] == "=1+1"


def rows(path: Path, kind: str, column: str) -> Sequence[Cell]:
    return sorted(str(record[column]) for record in records_of(path, kind))


@pytest.fixture
def two_firms(session: Session) -> Session:
    jane, john = (add(session, "member", name=name) for name in ("Jane", "John"))
    for name, owner, city in (("Acme", jane, "Berlin"), ("Beta", john, "Kiel")):
        account = add(session, "account", name=name, owner=owner, city=city)
        contact = add(session, "contact", name=f"Ana of {name}")
        add(session, "contact_role", contact=contact, account=account)
        for month in (1, 6):
            at = datetime(2026, month, 2, tzinfo=UTC)
            held = add(session, "interaction", account=account, at=at, subject=f"{name} {month}")
            add(session, "interaction_contact", interaction=held, contact=contact)
    session.flush()
    return session


def test_an_owners_part_holds_what_hangs_on_her_accounts(two_firms: Session, book: Path) -> None:
    report = export_workbook(two_firms, book, owner="Jane")
    assert names_in(book, "account") == {"Acme"}
    assert names_in(book, "contact") == {"Ana of Acme"}
    assert names_in(book, "member") == {"Jane", "John"}
    assert rows(book, "interaction", "Subject") == ["Acme 1", "Acme 6"]
    assert report.sheets["Interaction contacts"] == 2


def test_a_part_since_a_day_leaves_out_what_happened_before(two_firms: Session, book: Path) -> None:
    report = export_workbook(two_firms, book, since=date(2026, 6, 1))
    assert rows(book, "interaction", "Subject") == ["Acme 6", "Beta 6"]
    assert report.sheets["Interaction contacts"] == 2
    assert names_in(book, "account") == {"Acme", "Beta"}


def test_a_condition_on_an_unknown_field_is_refused(session: Session, book: Path) -> None:
    with pytest.raises(InvalidError, match="Account has no field “citty”"):
        export_workbook(session, book, where=["citty=Kiel"])


def test_a_file_that_is_open_elsewhere_gets_a_neighbour_and_a_sentence(
    session: Session, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = book.with_name("portfolio (2).xlsx")
    monkeypatch.setattr(exports, "atomic_write", lambda *_, **__: beside)
    report = export_workbook(session, book)
    assert report.path == beside
    assert "portfolio (2).xlsx" in str(report.notes[0])


def test_a_part_of_an_unknown_kind_is_refused(session: Session, book: Path) -> None:
    with pytest.raises(NotFoundError, match="accountz"):
        export_workbook(session, book, kinds=["accountz"])
    assert not book.exists()


def test_conditions_speak_of_accounts_or_of_the_kind_they_name(
    two_firms: Session, book: Path
) -> None:
    export_workbook(two_firms, book, where=["city=Kiel", "interaction.subject~6"])
    assert names_in(book, "account") == {"Beta"}
    assert rows(book, "interaction", "Subject") == ["Beta 6"]
