"""Columns that become own fields, tags or lines of notes: in, merged, grown, out and home again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from relmanager_desktop.commands.imports import apply_import, save_profile
from relmanager_desktop.domain.imports.fates import Fate
from relmanager_desktop.domain.imports.profiles import profile_of
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.domain.problems import InvalidError
from relmanager_desktop.queries.exports import export_workbook
from relmanager_desktop.queries.import_plans import Preview, preview_import
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.portfolios import create_portfolio
from relmanager_desktop.store.undo import undo
from tests.queries.test_import_plans import held, written

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HEADER = ("Company", "City", "Region code", "Since when", "Score X", "Likes us")
ALSTER = ("Alster GmbH", "Hamburg", "N-14", "03.04.2019", "12", "Yes")
OSTSEE = ("Ostsee AG", "Rostock", "M-02", "17.02.2021", "7", "No")
WISHES = Wishes(
    fields={
        "region code": "own",
        "since when": "account.own:Customer since",
        "score x": "own",
        "likes us": "own",
    }
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    portfolio = create_portfolio(tmp_path / "north.relm", clock=lambda: NOW)
    yield portfolio
    portfolio.close()


def taken(database: Database, path: Path, wishes: Wishes = WISHES) -> Preview:
    with database.read() as session:
        preview = preview_import(session, path, wishes, now=NOW)
    with database.write("Import") as session:
        apply_import(session, preview.plan)
    return preview


def listed(tmp_path: Path, *rows: Sequence[object]) -> Path:
    return written(tmp_path / "list.csv", HEADER, *rows)


def own_values(database: Database) -> list[Any]:
    return [custom for (custom,) in held(database, "account", "custom")]


def test_unknown_columns_become_own_fields_of_guessed_types(
    database: Database, tmp_path: Path
) -> None:
    taken(database, listed(tmp_path, ALSTER, OSTSEE))
    assert own_values(database)[0] == {
        "region_code": "N-14",
        "customer_since": "2019-04-03",
        "score_x": 12,
        "likes_us": True,
    }
    fields = ("kind", "name", "label", "type")
    assert held(database, "field_definition", *fields) == [
        ("account", "region_code", "Region code", "text"),
        ("account", "customer_since", "Customer since", "date"),
        ("account", "score_x", "Score X", "integer"),
        ("account", "likes_us", "Likes us", "yes_no"),
    ]


def test_the_same_file_twice_gives_nothing_new(database: Database, tmp_path: Path) -> None:
    path = listed(tmp_path, ALSTER, OSTSEE)
    taken(database, path)
    again = taken(database, path)
    assert not again.plan.writes_anything
    assert again.plan.count(Fate.SAME) == 2


def test_an_own_field_is_known_by_its_label_from_then_on(
    database: Database, tmp_path: Path
) -> None:
    taken(database, listed(tmp_path, ALSTER))
    preview = taken(database, listed(tmp_path, ALSTER, OSTSEE), Wishes())
    assert own_values(database)[1]["region_code"] == "M-02"
    column = next(c for c in preview.maps[0].columns if c.header == "Region code")
    assert column.target is not None
    assert column.target.spoken == "account.own:Region code"


def test_own_fields_are_filled_kept_or_overwritten_one_by_one(
    database: Database, tmp_path: Path
) -> None:
    taken(database, listed(tmp_path, (*ALSTER[:2], "N-14", "", "", "")))
    changed = listed(tmp_path, (*ALSTER[:2], "N-15", "", "9", ""))
    preview = taken(database, changed)
    cells = {c.field: (c.old, c.new, c.taken) for c in preview.plan.cells}
    assert cells == {
        "custom.region_code": ("N-14", "N-15", False),
        "custom.score_x": (None, 9, True),
    }
    assert own_values(database) == [{"region_code": "N-14", "score_x": 9}]


def test_undoing_the_import_takes_the_fields_back_too(database: Database, tmp_path: Path) -> None:
    taken(database, listed(tmp_path, ALSTER))
    with database.write("Undo") as session:
        undo(session, 1)
    assert held(database, "field_definition", "name") == []
    assert own_values(database) == []


def test_a_choice_of_few_words_grows_by_the_next_list(database: Database, tmp_path: Path) -> None:
    names = [f"Firm {n} GmbH" for n in range(8)]
    colours = ["Red", "Blue"] * 4
    header = ("Company", "Colour code")
    wishes = Wishes(fields={"colour code": "account.own:Lamp"})
    taken(
        database,
        written(tmp_path / "a.csv", header, *zip(names, colours, strict=True)),
        wishes,
    )
    assert held(database, "field_definition", "type", "choices") == [("choice", "Red;Blue")]
    taken(database, written(tmp_path / "b.csv", header, ("Firm 9 GmbH", "Green")), wishes)
    assert held(database, "field_definition", "choices") == [("Red;Blue;Green",)]


def test_columns_become_tags(database: Database, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", ("Company", "Cluster"), ("Alster GmbH", "Nord; Key"))
    taken(database, path, Wishes(fields={"cluster": "tags"}))
    assert held(database, "tag", "name") == [("Nord",), ("Key",)]


def test_columns_become_lines_of_the_notes_beside_what_stands_there(
    database: Database, tmp_path: Path
) -> None:
    taken(
        database,
        written(tmp_path / "a.csv", ("Company", "Notes"), ("Alster GmbH", "By hand")),
        Wishes(),
    )
    wishes = Wishes(fields={"gate": "notes", "dog": "notes"})
    path = written(
        tmp_path / "b.csv",
        ("Company", "Gate", "Dog"),
        ("Alster GmbH", "4", "Rex"),
        ("New AG", "", "x"),
    )
    taken(database, path, wishes)
    assert held(database, "account", "notes") == [("By hand\nGate: 4\nDog: Rex",), ("Dog: x",)]
    assert not taken(database, path, wishes).plan.writes_anything


def test_a_mapping_kept_in_one_portfolio_makes_the_fields_in_another(
    database: Database, tmp_path: Path
) -> None:
    path = listed(tmp_path, ALSTER)
    preview = taken(database, path)
    other = create_portfolio(tmp_path / "south.relm", clock=lambda: NOW)
    with other.write("Keep") as session:
        save_profile(session, profile_of("North", preview.maps))
    taken(other, path, Wishes())
    assert own_values(other) == own_values(database)
    other.close()


def test_own_fields_come_home_from_the_workbook(database: Database, tmp_path: Path) -> None:
    taken(database, listed(tmp_path, ALSTER, OSTSEE))
    book = tmp_path / "out.xlsx"
    with database.read() as session:
        export_workbook(session, book, now=NOW)
    assert not taken(database, book, Wishes()).plan.writes_anything
    edited = openpyxl.load_workbook(book)
    sheet = edited["Accounts"]
    at = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, at["Region code"]).value = "N-99"
    sheet.cell(2, at["Score X"]).value = None
    edited.save(book)
    taken(database, book, Wishes())
    assert own_values(database)[0] == {
        "region_code": "N-99",
        "customer_since": "2019-04-03",
        "likes_us": True,
    }


def test_one_column_goes_into_two_fields_and_its_mapping_remembers(
    database: Database, tmp_path: Path
) -> None:
    header = ("Company", "PLZ Ort", "Ansprechpartner")
    row = ("Alster GmbH", "20095 Hamburg", "Petra Lindner <petra@alster.example>")
    path = written(tmp_path / "a.csv", header, row)
    wishes = Wishes(
        fields={
            "plz ort": "account.postcode,account.city",
            "ansprechpartner": "contact.name,contact.email",
        }
    )
    preview = taken(database, path, wishes)
    assert held(database, "account", "postcode", "city") == [("20095", "Hamburg")]
    assert held(database, "contact", "name") == [("Petra Lindner",)]
    assert held(database, "contact_point", "value") == [("petra@alster.example",)]
    assert not taken(database, path, wishes).plan.writes_anything
    with database.write("Keep") as session:
        save_profile(session, profile_of("Two", preview.maps))
    assert not taken(database, path, Wishes()).plan.writes_anything


def test_a_column_put_into_our_workbook_becomes_an_own_field(
    database: Database, tmp_path: Path
) -> None:
    taken(database, listed(tmp_path, ALSTER, OSTSEE), Wishes())
    book = tmp_path / "out.xlsx"
    with database.read() as session:
        export_workbook(session, book, now=NOW)
    edited = openpyxl.load_workbook(book)
    sheet = edited["Accounts"]
    place = sheet.max_column + 1
    for row, value in enumerate(("Gate", 4, 7), start=1):
        sheet.cell(row, place).value = value
    edited.save(book)
    taken(database, book, Wishes(fields={"gate": "own"}))
    assert [values["gate"] for values in own_values(database)] == [4, 7]
    with database.read() as session:
        preview = preview_import(session, book, Wishes(), now=NOW)
    assert not preview.plan.writes_anything


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ("account.own.colour:Region", "names no type of an own field"),
        ("nobody.own", "no kind “nobody”"),
        ("setting.own", "have no own fields"),
        ("account.custom.nothing", "has no field"),
        ("account.employees+", "is no text"),
    ],
)
def test_a_wish_that_cannot_be_kept_is_refused_in_a_sentence(
    database: Database, tmp_path: Path, wish: str, words: str
) -> None:
    path = listed(tmp_path, ALSTER)
    with database.read() as session, pytest.raises(InvalidError, match=words):
        preview_import(session, path, Wishes(fields={"region code": wish}), now=NOW)
