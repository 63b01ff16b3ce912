"""An account's page reads the touches that tell its next ones, and says what all would say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.cadence import Due
from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.domain.records.interactions import CadenceRule, Interaction
from relmanager_desktop.queries.cadence import dues_of_account
from relmanager_desktop.store.cadences import load_accounts, load_rules
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.touch_bounds import touches_tell_from

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
RULES: tuple[tuple[str, list[str]], ...] = (
    ("check_in", []),
    ("business_review", []),
    ("check_in_on_site", ["visit"]),
)
DAYS_AGO = (400, 90, 30, 4)


def log(session: Session, days_ago: int, channel: str = "call", purpose: str = "check_in") -> None:
    account = session.scalars(select(TABLES["account"].c.id)).one()
    at = NOW - timedelta(days=days_ago)
    touch = Interaction(account=account, at=at, channel=channel, state="held", subject="x")
    touch.purpose = purpose
    session.add(touch)


@pytest.fixture
def acme(database: Database) -> Database:
    """A customer with three rules, and calls over more than a year."""
    database.clock = lambda: NOW
    with database.write("Fill") as session:
        session.add(Account(name="Acme", roles=["customer"]))
        for purpose, channels in RULES:
            rule = CadenceRule(name=purpose, target_kind="role", ideal_days=14, max_days=30)
            rule.target_value, rule.purpose, rule.channels = "customer", purpose, channels
            session.add(rule)
    with database.write("Calls") as session:
        for days_ago in DAYS_AGO:
            log(session, days_ago)
    return database


def dues(session: Session, today: date) -> dict[tuple[int, str], Due]:
    """Return what the page says, proved against all touches."""
    account = session.scalars(select(TABLES["account"].c.id)).one()
    rules = load_rules(session)
    whole = {
        (who, due.purpose): due
        for item in load_accounts(session, [account], rules, today)
        for who, due in item.dues(rules, today)
    }
    said = dues_of_account(session, account, today)
    assert said == whole
    return said


def start(session: Session, today: date = TODAY) -> datetime | None:
    account = session.scalars(select(TABLES["account"].c.id)).one()
    return touches_tell_from(session, account, today)


def test_touches_before_the_last_that_counts_are_not_read(acme: Database) -> None:
    with acme.read() as session:
        assert start(session) == datetime(2026, 11, 18, tzinfo=UTC)
        assert dues(session, TODAY)[0, "check_in"].last is not None


EDITS: dict[str, Callable[[Session], None]] = {
    "an old review": lambda s: log(s, 700, "meeting", "business_review"),
    "a visit": lambda s: log(s, 60, "visit", "check_in_on_site"),
    "a touch to come": lambda s: log(s, -9),
    "a touch today": lambda s: log(s, 0),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=list(EDITS))
@pytest.mark.parametrize("days", [-100, -5, 0, 3, 12])
def test_the_next_touches_are_those_that_all_touches_tell(
    acme: Database, edit: Callable[[Session], None], days: int
) -> None:
    with acme.write("Log") as session:
        edit(session)
    with acme.read() as session:
        assert dues(session, TODAY + timedelta(days=days))


def test_all_touches_are_read_where_facts_know_of_later_ones(acme: Database) -> None:
    with acme.read() as session:
        assert start(session, TODAY - timedelta(days=50)) is None
