"""Tests of undo as a person means it, in a process of its own."""

from __future__ import annotations

from datetime import date
from multiprocessing.reduction import ForkingPickler

import pytest
from sqlalchemy import select

from relmanager_desktop.commands.beginnings import begin
from relmanager_desktop.commands.records import add_record, change_record
from relmanager_desktop.commands.undoing import undo_apart, undo_step
from relmanager_desktop.domain.problems import InvalidError
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.journal import journal_of
from relmanager_desktop.store.tables import TABLES


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
