"""Undo of an import after whatever was edited since: the rest comes back, the edits are named."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from relmanager_desktop.commands.imports import apply_import
from relmanager_desktop.commands.records import add_record, change_record, delete_record
from relmanager_desktop.commands.undoing import preview_undo, redo_last, undo_number
from relmanager_desktop.domain.imports.fates import Collision
from relmanager_desktop.domain.imports.planning import plan_import
from relmanager_desktop.domain.imports.terms import Terms
from relmanager_desktop.queries.imports import StoredPortfolio, last_change_set
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.portfolios import create_portfolio
from relmanager_desktop.store.tables import TABLES
from tests.domain.imports.lists import NOW, rows_of

COLUMNS = {"Company": "account.name", "City": "account.city", "Roles": "account.roles"}
STANDING, COMING = ("Acme", "Bolt", "Cold"), ("Dune", "Elm", "Fjord")
Values = Mapping[str, Any]
# What somebody does to an account after the import: to a field of the list, to another, or whole.
DEEDS: Mapping[str, Values | None] = {
    "moved": {"city": "York"},
    "noted": {"notes": "Met at the fair"},
    "deleted": None,
}
EDITS = st.dictionaries(
    st.sampled_from((*STANDING, *COMING)), st.sampled_from(sorted(DEEDS)), max_size=6
)


def accounts(database: Database) -> dict[str, tuple[int, str, Any, str]]:
    """Return (id, city, roles, notes) of every account by its name."""
    table = TABLES["account"].c
    with database.read() as session:
        rows = session.execute(
            select(table.name, table.id, table.city, table.roles, table.notes)
        ).all()
    return {row.name: (row.id, row.city, row.roles, row.notes) for row in rows}


def imported(database: Database) -> int:
    """Import a list that overwrites cities and adds roles of three accounts and makes three."""
    with database.write("Add") as session:
        for name in STANDING:
            values = {"name": name, "city": "Ulm", "roles": ["customer"]}
            add_record(session, "account", values, NOW.date())
    rows = [[name, "Bonn", "supplier"] for name in (*STANDING, *COMING)]
    terms = Terms(NOW, {"": Collision.OVERWRITE})
    with database.write("Import", source="import") as session:
        stand = last_change_set(session)
        sheets = [rows_of(COLUMNS, rows, "account")]
        plan = plan_import(sheets, StoredPortfolio(session), terms, change_set=stand)
        number = apply_import(session, plan).change_set
    assert number is not None
    return number


def edit(database: Database, edits: Mapping[str, str]) -> None:
    """Do to each account what was drawn for it."""
    for name, deed in edits.items():
        id_, values = accounts(database)[name][0], DEEDS[deed]
        with database.write(f"{deed} {name}") as session:
            if values is None:
                delete_record(session, "account", id_)
            else:
                change_record(session, "account", id_, values, NOW.date())


def expected(after: Mapping[str, Any], edits: Mapping[str, str]) -> tuple[dict[str, Any], set[str]]:
    """Return the accounts that an undo leaves, without their ids, and those it names."""
    left: dict[str, Any] = {}
    named: set[str] = set()
    for name in (*STANDING, *COMING):
        deed = edits.get(name, "")
        if name in after and name in COMING and deed:
            left[name] = after[name][1:]
            named.add(name)
        elif name in STANDING and deed == "moved":  # of the edited row but the edited cell stays
            left[name] = ("York", ["customer"], after[name][3])
            named.add(name)
        elif name in after and name in STANDING:
            left[name] = ("Ulm", ["customer"], after[name][3])
    return left, named


@settings(max_examples=30)
@given(EDITS)
def test_what_was_not_edited_comes_back_and_the_rest_is_named(edits: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        database = create_portfolio(Path(folder) / "north.relm", clock=lambda: NOW)
        try:
            number = imported(database)
            edit(database, edits)
            after = accounts(database)
            deleted = {name for name in STANDING if name not in after}
            with database.read() as session:
                told = preview_undo(session, number).conflicts
            left, named = expected(after, edits)
            names = {row[0]: name for name, row in after.items()}
            assert {names[c.row] for c in told if c.row in names} == named
            assert sum(c.row not in names for c in told) == len(deleted)
            if len(left) == len(after) and all(after[n][1:] == row for n, row in left.items()):
                return  # all of it was edited: nothing is left to take back
            undo_number(database, number, keep_conflicts=True)
            assert {name: row[1:] for name, row in accounts(database).items()} == left
            redo_last(database)
            assert accounts(database) == after
        finally:
            database.close()


@settings(max_examples=15)
@given(EDITS)
def test_an_edit_that_is_overruled_is_taken_back_all_the_same(edits: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        database = create_portfolio(Path(folder) / "north.relm", clock=lambda: NOW)
        try:
            number = imported(database)
            edit(database, {name: deed for name, deed in edits.items() if deed != "deleted"})
            with database.read() as session:
                told = preview_undo(session, number).conflicts
            assert all(conflict.is_choice for conflict in told)
            undo_number(database, number, overruled=frozenset((c.kind, c.row) for c in told))
            found = {name: row[1:3] for name, row in accounts(database).items()}
            assert found == dict.fromkeys(STANDING, ("Ulm", ["customer"]))
        finally:
            database.close()
