"""Accounts are counted by their sort in every write as counting them anew would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.domain.records.own import Tier
from relmanager_desktop.store import account_totals, bulk
from relmanager_desktop.store.account_totals import Figures, Total
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.undo import undo

ACCOUNT = TABLES["account"].c
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
COLUMNS = ("name", "roles", "annual_value", "currency")
ROWS = (
    ("Acme", ["customer"], 500_00, None),
    ("Bolt", ["customer"], None, None),
    ("Cork", ["customer", "supplier"], 200_00, "USD"),
    ("Dorn", None, 100_00, "USD"),
)


def kept(session: Session) -> list[Total]:
    """Return the totals that are kept, proved against a rebuild."""
    found = sorted(account_totals.totals(session), key=repr)
    account_totals.rebuild(session)
    assert sorted(account_totals.totals(session), key=repr) == found
    return found


def one(session: Session, name: str) -> Account:
    return session.scalars(select(Account).where(ACCOUNT.name == name)).one()


@pytest.fixture
def accounts(database: Database) -> Database:
    """A portfolio with four accounts."""
    with database.write("Fill") as session:
        bulk.insert_rows(session, "account", COLUMNS, ROWS, len(ROWS))
    return database


def test_accounts_of_one_sort_are_summed(accounts: Database) -> None:
    with accounts.write_quietly() as session:
        assert kept(session) == [
            Total(("customer", "supplier"), None, "USD", Figures(1, 1, 200_00)),
            Total(("customer",), None, None, Figures(2, 1, 500_00)),
            Total((), None, "USD", Figures(1, 1, 100_00)),
        ]


def set_many(session: Session, **values: Any) -> None:
    bulk.update_where(session, "account", ACCOUNT.name.in_(["Acme", "Dorn"]), values)


def give_a_tier(session: Session) -> None:
    session.add(Tier(name="A", order=1))
    session.flush()
    one(session, "Acme").tier = session.scalars(select(TABLES["tier"].c.id)).one()


def change_twice(session: Session) -> None:
    set_many(session, annual_value=1)
    set_many(session, annual_value=7_00, currency="CHF")


def change_and_delete(session: Session) -> None:
    set_many(session, annual_value=1, roles=["partner"])
    bulk.delete_where(session, "account", ACCOUNT.name == "Acme")


def make_and_change(session: Session) -> None:
    session.add(Account(name="Eon", annual_value=5))
    session.flush()
    one(session, "Eon").annual_value = 9


def make_and_delete(session: Session) -> None:
    session.add(Account(name="Brief", annual_value=5))
    session.flush()
    bulk.delete_where(session, "account", ACCOUNT.name == "Brief")


EDITS: dict[str, Callable[[Session], object]] = {
    "is worth more": lambda s: setattr(one(s, "Acme"), "annual_value", 900_00),
    "is worth nothing known": lambda s: setattr(one(s, "Acme"), "annual_value", None),
    "speaks another currency": lambda s: setattr(one(s, "Bolt"), "currency", "GBP"),
    "has no role": lambda s: setattr(one(s, "Bolt"), "roles", []),
    "is archived": lambda s: setattr(one(s, "Cork"), "archived_at", AT),
    "gets a tier": give_a_tier,
    "is renamed": lambda s: setattr(one(s, "Cork"), "name", "Kork"),
    "is deleted": lambda s: s.delete(one(s, "Dorn")),
    "is one of many": lambda s: set_many(s, annual_value=5, roles=["supplier"]),
    "is deleted with others": lambda s: bulk.delete_where(s, "account", ACCOUNT.id > 0),
    "changes twice in a write": change_twice,
    "changes and goes in a write": change_and_delete,
    "is made and changes in a write": make_and_change,
    "comes and goes in a write": make_and_delete,
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=list(EDITS))
def test_an_account_counts_as_it_is_now(
    accounts: Database, edit: Callable[[Session], object]
) -> None:
    with accounts.write("Edit") as session:
        edit(session)
    with accounts.write_quietly() as session:
        assert kept(session) is not None


@pytest.mark.parametrize("edit", EDITS.values(), ids=list(EDITS))
def test_an_undo_brings_the_totals_back(
    accounts: Database, edit: Callable[[Session], object]
) -> None:
    with accounts.write_quietly() as session:
        before = kept(session)
    with accounts.write("Edit") as session:
        edit(session)
    with accounts.write("Undo") as session:
        undo(session, 2)
    with accounts.write_quietly() as session:
        assert kept(session) == before
