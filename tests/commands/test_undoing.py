"""Tests of undo as a person means it, in a process of its own."""

from __future__ import annotations

from datetime import date
from multiprocessing.reduction import ForkingPickler

import pytest
from sqlalchemy import func, select

from relmanager_desktop.commands.beginnings import begin
from relmanager_desktop.commands.records import add_record, change_record
from relmanager_desktop.commands.undoing import undo_apart, undo_number, undo_step
from relmanager_desktop.domain.problems import InvalidError
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.journal import journal_of
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.undo import UndoConflictError


def test_an_undo_that_rows_forbid_says_so_across_a_pipe(database: Database, today: date) -> None:
    with database.write("Add Acme") as session:
        account = add_record(session, "account", {"name": "Acme"}, today)
        number = journal_of(session).open_change_set()
    with database.write("Change Acme") as session:
        change_record(session, "account", account, {"city": "Ulm"}, today)
    with database.write("Undo") as session, pytest.raises(InvalidError) as refused:
        undo_apart(session, number)
    assert "1 record changed since" in str(
        ForkingPickler.loads(ForkingPickler.dumps(refused.value))
    )


def test_an_undo_with_nothing_left_to_take_back_writes_no_change_set(
    database: Database, today: date
) -> None:
    with database.write("Add Acme") as session:
        account = add_record(session, "account", {"name": "Acme"}, today)
        number = journal_of(session).open_change_set()
    with database.write("Change Acme") as session:
        change_record(session, "account", account, {"city": "Ulm"}, today)
    with pytest.raises(UndoConflictError, match="nothing else is left of it"):
        undo_number(database, number, keep_conflicts=True)
    with database.read() as session:
        newest = session.execute(select(func.max(TABLES["change_set"].c.number))).scalar()
    assert newest == number + 1


def test_a_change_set_is_taken_back_whole(database: Database, today: date) -> None:
    with database.write("Add Acme") as session:
        add_record(session, "account", {"name": "Acme"}, today)
        number = journal_of(session).open_change_set()
    with database.write("Undo") as session:
        undone = undo_apart(session, number)
    assert ForkingPickler.loads(ForkingPickler.dumps(undone)).undone == number
    with database.read() as session:
        assert session.execute(select(TABLES["account"].c.name)).first() is None


def test_what_a_portfolio_stands_on_is_not_undone(database: Database) -> None:
    begin(database, "Jo")
    with database.write("Undo") as session, pytest.raises(InvalidError, match="stands on"):
        undo_step(session, 1)
    with database.read() as session:
        assert session.execute(select(TABLES["tier"].c.name)).first() is not None
