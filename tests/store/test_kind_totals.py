"""The totals that are kept are those that counting gives."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.queries.kind_counts import kind_counts, living_count
from relmanager_desktop.store import bulk, kind_totals
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import GREAT, TABLES
from relmanager_desktop.store.undo import undo

ACCOUNT = TABLES["account"].c
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture
def accounts(database: Database) -> Database:
    """A portfolio with five accounts, of which one is archived."""
    with database.write("Fill") as session:
        bulk.insert_rows(session, "account", ("name",), [(f"Firm {n}",) for n in range(5)], 5)
    with database.write("Archive") as session:
        session.scalars(select(Account).where(ACCOUNT.name == "Firm 0")).one().archived_at = AT
    return database


def counted(session: Session) -> dict[str, int]:
    found = {
        kind: session.execute(select(func.count()).select_from(TABLES[kind])).scalar_one()
        for kind in GREAT
    }
    return {kind: number for kind, number in found.items() if number}


def test_created_records_are_added(accounts: Database) -> None:
    with accounts.read() as session:
        assert kind_totals.totals(session) == counted(session) == {"account": 5}


def test_the_archived_are_no_living_ones(accounts: Database) -> None:
    with accounts.read() as session:
        assert session.execute(select(living_count("account"))).scalar_one() == 4
        assert kind_counts(session)["account"] == 4


def test_deleted_records_are_taken_off_and_come_back_with_an_undo(accounts: Database) -> None:
    with accounts.write("Delete") as session:
        bulk.delete_where(session, "account", ACCOUNT.name.in_(["Firm 1", "Firm 2"]))
    with accounts.read() as session:
        assert kind_totals.totals(session) == counted(session) == {"account": 3}
    with accounts.write("Undo") as session:
        undo(session, 3)
    with accounts.read() as session:
        assert kind_totals.totals(session) == counted(session) == {"account": 5}


def test_what_comes_and_goes_in_one_write_counts_as_never_there(accounts: Database) -> None:
    with accounts.write("Try") as session:
        session.add(Account(name="Brief"))
        session.flush()
        bulk.delete_where(session, "account", ACCOUNT.name == "Brief")
    with accounts.read() as session:
        assert kind_totals.totals(session) == counted(session)


def test_a_rebuild_counts_anew(accounts: Database) -> None:
    with accounts.write_quietly() as session:
        before = kind_totals.totals(session)
        kind_totals.rebuild(session)
        assert kind_totals.totals(session) == before
