"""How many facts stand where is kept with them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.domain.records.interactions import CadenceRule, Interaction, Snooze
from relmanager_desktop.store import bulk, fact_totals, facts
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.fact_totals import NO_DAY
from relmanager_desktop.store.tables import ACCOUNT_FACT, FACT_TOTAL, TABLES, TOUCH_FACT

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def touched(database: Database) -> Database:
    """Six hundred customers with a rule, of which one was called."""
    database.clock = lambda: NOW
    rows = [(f"Firm {n}", ["customer"]) for n in range(600)]
    with database.write("Fill") as session:
        rule = CadenceRule(name="All", target_kind="role", ideal_days=14, max_days=30)
        rule.target_value = "customer"
        session.add(rule)
        session.flush()
        bulk.insert_rows(session, "account", ("name", "roles"), rows, len(rows))
    with database.write("Call") as session:
        call(session, "Firm 7", NOW - timedelta(days=5))
    return database


def call(session: Session, name: str, at: datetime) -> None:
    account = session.scalars(select(Account).where(TABLES["account"].c.name == name)).one()
    call = Interaction(account=account.id, at=at, channel="call", state="held", subject="x")
    session.add(call)


def totals(database: Database) -> dict[tuple[str, str, date], int]:
    with database.read() as session:
        rows = session.execute(select(FACT_TOTAL).where(FACT_TOTAL.c.number != 0))
        return {(row.of, row.cadence, row.due_on): row.number for row in rows}


def counted(database: Database) -> dict[tuple[str, str, date], int]:
    found: dict[tuple[str, str, date], int] = {}
    with database.read() as session:
        for of, table in (("account", ACCOUNT_FACT), ("touch", TOUCH_FACT)):
            where = (table.c.cadence, table.c.due_on)
            for cadence, day, number in session.execute(
                select(*where, func.count()).group_by(*where)
            ):
                found[of, cadence, day or NO_DAY] = number
    return found


def test_what_is_timed_is_counted_by_its_day(touched: Database) -> None:
    assert totals(touched) == {
        ("account", "never_contacted", NO_DAY): 599,
        ("account", "timed", date(2026, 12, 3)): 1,
        ("touch", "never_contacted", NO_DAY): 599,
        ("touch", "timed", date(2026, 12, 3)): 1,
    }


def test_a_touch_moves_one_from_day_to_day(touched: Database) -> None:
    with touched.write("Call again") as session:
        call(session, "Firm 7", NOW - timedelta(days=1))
    assert totals(touched)["touch", "timed", date(2026, 12, 7)] == 1
    assert totals(touched) == counted(touched)


def test_a_day_that_comes_keeps_the_totals_in_step(touched: Database) -> None:
    with touched.write("Snooze") as session:
        account = session.scalars(select(TABLES["account"].c.id).limit(1)).one()
        session.add(Snooze(account=account, until=date(2026, 11, 26), reason="travel"))
    with touched.write_quietly() as session:
        facts.catch_up(session, date(2026, 11, 30))
    assert totals(touched) == counted(touched)


def test_a_rebuild_counts_anew(touched: Database) -> None:
    before = totals(touched)
    with touched.write_quietly() as session:
        wrong: Any = {("touch", "blocked", NO_DAY): 5}
        fact_totals.add(session, fact_totals.Tally(wrong))
        facts.rebuild(session, NOW.date())
    assert totals(touched) == before == counted(touched)
