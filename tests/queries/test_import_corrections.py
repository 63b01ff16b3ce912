"""What a person corrects of how a list is read, and what a saved mapping remembers of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from relmanager_desktop.commands.imports import apply_import, save_profile
from relmanager_desktop.domain.imports.profiles import profile_of
from relmanager_desktop.domain.mapping.maps import SheetMap, Wishes
from relmanager_desktop.domain.problems import InvalidError
from relmanager_desktop.queries.import_looks import Look, Request, look
from relmanager_desktop.queries.import_plans import Preview, preview_import
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.portfolios import create_portfolio
from tests.queries.test_import_plans import held

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
GROUPS: tuple[Sequence[object], ...] = (
    ("Firm", None, "Deal", None),
    ("Company", "City", "Gate", "Lamp"),
    ("Alster GmbH", "Hamburg", "N1", "x"),
    ("Bolt AG", "Bremen", "N2", "y"),
)
STACKED: tuple[Sequence[object], ...] = (
    ("Company", "City", "Phone"),
    ("Alster GmbH", "Hamburg", "+49 40 1234567"),
    (),
    ("Contact", "E-mail", "Job title"),
    ("Petra Lindner", "petra@alster.example", "Buyer"),
    ("Jens Olsen", "jens@alster.example", "Head"),
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    portfolio = create_portfolio(tmp_path / "north.relm", clock=lambda: NOW)
    yield portfolio
    portfolio.close()


def book(tmp_path: Path, *rows: Sequence[object], name: str = "list.xlsx") -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "List"
    for row in rows:
        sheet.append(list(row))
    made.save(tmp_path / name)
    return tmp_path / name


def seen(database: Database, path: Path, profile: str = "", **said: Any) -> Preview:
    with database.read() as session:
        return preview_import(session, path, Wishes(**said), now=NOW, profile=profile)


def looked(database: Database, path: Path, **more: Any) -> Look:
    with database.read() as session:
        return look(session, Request(path, more.pop("wishes", {}), "fill", NOW, **more))


def only(preview: Preview) -> SheetMap:
    (found,) = preview.maps
    return found


def test_a_header_of_two_rows_can_be_said_and_taken_back(
    database: Database, tmp_path: Path
) -> None:
    path = book(tmp_path, *GROUPS)
    two = only(seen(database, path, header_rows=2))
    assert (two.header_row, two.header_rows) == (2, 2)
    assert two.header[2] == "Deal / Gate"
    one = only(seen(database, path, header_rows=1))
    assert one.header == ("Company", "City", "Gate", "Lamp")


def test_the_last_row_of_the_list_can_be_said(database: Database, tmp_path: Path) -> None:
    path = book(tmp_path, *GROUPS[1:])
    assert seen(database, path).plan.sheets[0].rows == 2
    assert seen(database, path, last_row=2).plan.sheets[0].rows == 1


def test_totals_are_taken_where_they_are_records(database: Database, tmp_path: Path) -> None:
    rows = (("Company", "Annual revenue"), ("A GmbH", 10), ("B GmbH", 20), ("Total", 30))
    path = book(tmp_path, *rows)
    assert len(seen(database, path).plan.sheets[0].numbers) == 2
    assert len(seen(database, path, keeps_totals=True).plan.sheets[0].numbers) == 3


def test_one_of_several_tables_can_be_chosen(database: Database, tmp_path: Path) -> None:
    path = book(tmp_path, *STACKED)
    assert [found.place for found in seen(database, path).maps] == ["List", "List#2"]
    assert only(seen(database, path, table=1)).main == "contact"
    with pytest.raises(InvalidError, match="has 2 tables"):
        seen(database, path, table=4)


def test_each_table_of_a_sheet_is_corrected_and_left_out_by_itself(
    database: Database, tmp_path: Path
) -> None:
    path = book(tmp_path, *STACKED)
    second = {"List#2": Wishes(fields={"job title": ""}, table=1)}
    one, two = (table.map for table in looked(database, path, wishes=second).tables)
    assert one.columns[2].target is not None
    assert two.columns[2].target is None
    one, two = (
        table.map for table in looked(database, path, left_out=frozenset({"List#2"})).tables
    )
    assert (bool(one.kinds), bool(two.kinds)) == (True, False)


def test_the_header_of_one_table_of_several_is_moved(database: Database, tmp_path: Path) -> None:
    path = book(tmp_path, *STACKED)
    moved = {"List#2": Wishes(header_row=5, table=1)}
    one, two = (table.map for table in looked(database, path, wishes=moved).tables)
    assert (one.header_row, one.last_row) == (1, 2)
    assert two.header[0] == "Petra Lindner"


MONTHS = ("Company", "2026-01", "2026-02", "2026-03")


def test_a_matrix_is_read_as_rows_where_it_is_none(database: Database, tmp_path: Path) -> None:
    path = book(tmp_path, MONTHS, ("Alster GmbH", 1, 2, 3), ("Bolt AG", 4, 5, 6))
    assert only(seen(database, path)).matrix is not None
    flat = only(seen(database, path, matrix="rows"))
    assert flat.matrix is None
    assert not flat.is_unfolded


def test_a_matrix_of_two_months_can_be_said(database: Database, tmp_path: Path) -> None:
    path = book(tmp_path, MONTHS[:3], ("Alster GmbH", 1, 2))
    assert only(seen(database, path)).matrix is None
    assert only(seen(database, path, matrix="cells")).matrix is not None


def test_how_one_column_is_read_can_be_said(database: Database, tmp_path: Path) -> None:
    header = ("Company", "Since", "Annual revenue", "City")
    path = book(tmp_path, header, ("Alster GmbH", "03/04/2019", "1.250", "Hamburg"))
    said = {
        "since": {"dates": "mdy"},
        "annual revenue": {"decimals": ".", "currency": "USD"},
        "d": {"blanks": "clear"},
    }
    found = only(seen(database, path, readings=said))
    readings = [column.reading for column in found.columns]
    assert readings[1].dates == "mdy"
    assert (readings[2].decimal_mark, readings[2].currency) == (".", "USD")
    assert readings[3].clears
    assert not [question for question in found.questions if question.column in {1, 2}]


def test_collisions_are_said_of_single_columns(database: Database, tmp_path: Path) -> None:
    header = ("Company", "City", "Phone")
    first = book(tmp_path, header, ("Alster GmbH", "Kiel", "+49 40 1"), name="a.xlsx")
    with database.write("Import") as session:
        apply_import(session, seen(database, first).plan)
    second = book(tmp_path, header, ("Alster GmbH", "Bonn", "+49 40 2"), name="b.xlsx")
    plan = seen(database, second, columns={"city": "overwrite", "account.phone": "keep"}).plan
    assert [(c.field, c.taken) for c in plan.cells] == [("city", True)]


def test_a_saved_mapping_remembers_how_the_table_lies(database: Database, tmp_path: Path) -> None:
    preview = seen(database, book(tmp_path, *GROUPS), header_rows=2, keeps_totals=True)
    with database.write("Keep") as session:
        save_profile(session, profile_of("Two", preview.maps, match=("account.city",)))
    later = book(tmp_path, ("A title",), (), *GROUPS, name="later.xlsx")
    again = seen(database, later)
    found = only(again)
    assert (found.header_row, found.header_rows, found.keeps_totals) == (4, 2, True)
    assert found.header == only(preview).header
    assert again.profile is not None


def test_a_saved_mapping_remembers_that_a_matrix_is_none(
    database: Database, tmp_path: Path
) -> None:
    path = book(tmp_path, MONTHS, ("Alster GmbH", 1, 2, 3), ("Bolt AG", 4, 5, 6))
    with database.write("Keep") as session:
        save_profile(session, profile_of("Flat", seen(database, path, matrix="rows").maps))
    assert only(seen(database, path)).matrix is None


def test_records_are_matched_by_the_fields_that_a_mapping_remembers(
    database: Database, tmp_path: Path
) -> None:
    header = ("Company", "City")
    path = book(tmp_path, header, ("Alster GmbH", "Kiel"))
    preview = seen(database, path)
    with database.write("Import") as session:
        apply_import(session, preview.plan)
        save_profile(session, profile_of("City", preview.maps, match=("account.city",)))
    other = book(tmp_path, header, ("Something else", "Kiel"), name="other.xlsx")
    assert not seen(database, other).plan.new["account"].rows
    assert held(database, "account", "name") == [("Alster GmbH",)]
