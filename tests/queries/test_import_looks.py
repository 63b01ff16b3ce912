"""Tests of a file looked at: previews with their marks, pairs side by side, decisions taken in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from relmanager_desktop.commands.imports import save_profile
from relmanager_desktop.commands.records import add_record
from relmanager_desktop.domain.imports.decisions import Decisions
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.queries.exports import export_workbook
from relmanager_desktop.queries.import_looks import Look, Request, look, profile_to_keep
from relmanager_desktop.store.database import Database

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LIST = (
    "Company,City,Annual value",
    "Acme Werke,Ulm,12",
    "Bolt Ltd,Leeds,about 12",
    "Cold AS,Oslo,7",
    "Total,,19",
)


def looked(database: Database, request: Request) -> Look:
    with database.read() as session:
        return look(session, request)


def add_account(database: Database, **values: object) -> int:
    with database.write("Add an account") as session:
        return add_record(session, "account", values, NOW.date())


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    path = tmp_path / "list.csv"
    path.write_text("\n".join(LIST) + "\n", encoding="utf-8")
    return Request(path, {}, "fill", NOW)


def test_cells_that_keep_their_row_out_are_marked_where_they_stand(
    database: Database, request_: Request
) -> None:
    (table,) = looked(database, request_).tables
    assert list(table.refused) == [(3, 2)]
    assert table.skipped == {5: "The row is a total."}
    assert table.samples(1) == ("Ulm", "Leeds", "Oslo")


def test_a_row_with_two_wrong_cells_is_one_refused_row(
    database: Database, request_: Request
) -> None:
    rows = ("Company,Annual value,Employees", "Bolt Ltd,about 12,some", "Cold AS,7,8")
    request_.path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = looked(database, request_)
    (line,) = found.lines["refused"]
    assert (found.totals["refused"], found.counts["refused"]) == (1, 1)
    assert (line.place, line.detail) == ("list!B2", "Annual value, Employees")
    assert "about 12" in line.title
    assert "some" in line.title


def test_our_own_workbook_is_no_riddle(database: Database, request_: Request) -> None:
    add_account(database, name="Acme Werke", annual_value=1200)
    path = request_.path.with_suffix(".xlsx")
    with database.read() as session:
        export_workbook(session, path)
    found = looked(database, replace(request_, path=path))
    assert "Read me" not in [table.map.sheet for table in found.tables]
    assert (found.hidden, found.totals["skipped"], found.sums) == ((), 0, ())
    assert not any(table.map.questions for table in found.tables)


def test_a_header_far_down_is_shown_with_the_rows_around_it(
    database: Database, request_: Request
) -> None:
    titles = ["Customers of the north"] * 12
    request_.path.write_text("\n".join([*titles, *LIST]) + "\n", encoding="utf-8")
    (table,) = looked(database, request_).tables
    assert table.map.header_row == 13
    assert (table.first, table.rows[table.map.header_row - table.first][0]) == (8, "Company")
    assert table.samples(0)[0] == "Acme Werke"


def test_a_new_record_stands_beside_the_one_it_looks_like(
    database: Database, request_: Request
) -> None:
    known = add_account(database, name="Acme Werk", city="Bonn", website="https://www.acme.de")
    (pair,) = looked(database, request_).pairs
    assert (pair.place, pair.other, pair.other_name) == (("list", 2), known, "Acme Werk")
    assert ("City", "Ulm", "Bonn") in pair.facts
    assert ("Website", "", "acme.de") in pair.facts


def test_what_was_decided_of_a_pair_holds_at_the_next_look(
    database: Database, request_: Request
) -> None:
    known = add_account(database, name="Acme Werk")
    same = replace(request_, decisions=Decisions(same={("list", 2): known}))
    found = looked(database, same)
    assert (found.counts["new"], found.pairs) == (1, ())
    left = replace(request_, decisions=Decisions(left=frozenset({("list", 2)})))
    assert looked(database, left).totals["skipped"] == 2


def test_a_cell_in_conflict_can_be_decided_by_itself(database: Database, request_: Request) -> None:
    known = add_account(database, name="Acme Werke", city="Bonn")
    (line,) = looked(database, request_).lines["conflict"]
    assert (line.field, line.old, line.new) == ("City", "Bonn", "Ulm")
    assert line.cell == ("account", known, "city", "list", 2)
    taken = replace(request_, decisions=Decisions(taken=frozenset({line.cell})))
    assert looked(database, taken).counts["conflict"] == 0


def test_a_mapping_that_was_kept_is_used_and_named(database: Database, request_: Request) -> None:
    corrected = replace(request_, wishes={"list": Wishes(fields={"city": ""})})
    with database.write("Keep the mapping") as session:
        save_profile(session, profile_to_keep(session, corrected, "North"))
    found = looked(database, request_)
    assert found.profile == "North"
    assert found.tables[0].map.columns[1].target is None
    anew = looked(database, replace(request_, profile=None))
    assert (anew.profile, anew.tables[0].map.columns[1].target is None) == ("", False)


def test_a_hidden_sheet_is_named_and_taken_once_it_is_wished(
    database: Database, tmp_path: Path
) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Customers"
    hidden = book.create_sheet("Old")
    hidden.sheet_state = "hidden"
    for sheet in book.worksheets:
        sheet.append(["Company", "City"])
        sheet.append([f"{sheet.title} GmbH", "Ulm"])
    book.save(tmp_path / "list.xlsx")
    request = Request(tmp_path / "list.xlsx", {}, "fill", NOW)
    assert looked(database, request).hidden == ("Old",)
    wished = looked(database, replace(request, wishes={"Old": Wishes()}))
    assert (wished.hidden, wished.counts["new"]) == ((), 2)
