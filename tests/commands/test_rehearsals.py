"""Rehearsals: what an import would move is what it then moves, and nothing is kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from relmanager_desktop.commands import rehearsals
from relmanager_desktop.commands.imports import apply_import
from relmanager_desktop.commands.records import add_record
from relmanager_desktop.commands.rehearsals import rehearse_import
from relmanager_desktop.domain.imports.effects import Effects, Figure, Moved, Shift
from relmanager_desktop.domain.imports.fates import Collision
from relmanager_desktop.domain.imports.planning import plan_import
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.imports.terms import Terms
from relmanager_desktop.queries.import_runs import import_run
from relmanager_desktop.queries.imports import StoredPortfolio, last_change_set
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.facts import facts_as_stored
from relmanager_desktop.store.portfolios import create_portfolio
from relmanager_desktop.store.tables import TABLES
from tests.domain.imports.lists import NOW, rows_of

COLUMNS = {
    "Company": "account.name",
    "Tier": "account.tier",
    "Value": "account.annual_value",
    "Currency": "account.currency",
    "Last contact": "interaction.at",
    "How": "interaction.channel",
}
ROWS: list[list[object]] = [
    ["Acme", "A", 300, "EUR", date(2026, 9, 1), "call"],
    ["Bolt", "A", 50, "GBP", None, None],
    ["Cold", "B", None, None, None, None],
]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Acme in tier B, worth 100 euro and called on 1 November; A is weekly, B monthly."""
    portfolio = create_portfolio(tmp_path / "north.relm", clock=lambda: NOW)
    with portfolio.write("Begin") as session:
        tiers = {
            name: add_record(session, "tier", {"name": name, "order": n}, NOW.date())
            for n, name in enumerate("AB", start=1)
        }
        for name, days in (("A", 7), ("B", 30)):
            rule = {"name": name, "target_kind": "tier", "target_value": name}
            days_of = {"ideal_days": days, "max_days": 2 * days}
            add_record(session, "cadence_rule", rule | days_of, NOW.date())
        values = {"name": "Acme", "tier": tiers["B"], "annual_value": 10_000, "currency": "EUR"}
        acme = add_record(session, "account", values, NOW.date())
        called = NOW.replace(day=1)
        talk = {"account": acme, "channel": "call", "at": called, "subject": "Hello"}
        add_record(session, "interaction", talk, NOW.date())
    yield portfolio
    portfolio.close()


def planned(database: Database, *sheets: SheetRows) -> ImportPlan:
    with database.read() as session:
        terms = Terms(NOW, {"": Collision.OVERWRITE})
        stand = last_change_set(session)
        return plan_import(sheets, StoredPortfolio(session), terms, change_set=stand)


def list_of(rows: list[list[object]]) -> SheetRows:
    return rows_of(COLUMNS, rows, "account", "interaction")


def rehearsed(database: Database, plan: ImportPlan) -> Effects:
    with database.read() as session:
        return rehearse_import(session, plan, NOW)


def test_touches_that_become_due_are_told(database: Database) -> None:
    touches = rehearsed(database, planned(database, list_of(ROWS))).of("touches")
    assert touches.figure("overdue") == Figure("overdue", 0, 1)  # weekly since the first
    assert touches.figure("never") == Figure("never", 0, 2)


def test_accounts_whose_tier_moves_are_counted_and_named(database: Database) -> None:
    tiers = rehearsed(database, planned(database, list_of(ROWS))).of("tiers")
    assert [(f.name, f.before, f.after) for f in tiers.figures] == [("A", 0, 2), ("B", 1, 1)]
    assert (tiers.moved, tiers.shifts) == (1, (Shift("B", "A", 1),))
    assert tiers.examples == (Moved("Acme", "B", "A"),)


def test_accounts_whose_next_touch_moves_are_named_with_both_days(database: Database) -> None:
    moved = rehearsed(database, planned(database, list_of(ROWS))).of("next_touches")
    assert (moved.moved, moved.examples) == (1, (Moved("Acme", "2026-12-01", "2026-11-09"),))


def test_amounts_are_added_up_by_currency(database: Database) -> None:
    sums = rehearsed(database, planned(database, list_of(ROWS))).of("sums")
    assert sums.figures == (
        Figure("account.annual_value", 10_000, 30_000, "EUR"),
        Figure("account.annual_value", 0, 5_000, "GBP"),
    )


def test_what_was_rehearsed_is_what_the_import_moves(database: Database) -> None:
    plan = planned(database, list_of(ROWS))
    told = rehearsed(database, plan)
    with database.write("Import") as session:
        report = apply_import(session, plan)
    assert report.change_set is not None
    with database.read() as session:
        run = import_run(session, report.change_set)
    assert run is not None
    assert run.effects == told


def test_nothing_of_a_rehearsal_is_kept(database: Database) -> None:
    def stand() -> tuple[object, ...]:
        with database.read() as session:
            counts = [session.scalar(select(func.count()).select_from(t)) for t in TABLES.values()]
            return facts_as_stored(session), counts

    before = stand()
    rehearsed(database, planned(database, list_of(ROWS)))
    assert stand() == before
    with database.write("Go on") as session:
        add_record(session, "member", {"name": "Kim"}, NOW.date())


def test_a_plan_that_writes_nothing_moves_nothing(database: Database) -> None:
    assert not rehearsed(
        database, planned(database, list_of([["Acme", None, None, None, None, None]]))
    )


def test_a_plan_of_too_many_records_is_not_rehearsed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsals, "MOST", 2)
    assert not rehearsed(database, planned(database, list_of(ROWS)))


def test_a_plan_for_yesterdays_portfolio_is_not_rehearsed(database: Database) -> None:
    plan = planned(database, list_of(ROWS))
    with database.write("Meanwhile") as session:
        add_record(session, "member", {"name": "Kim"}, NOW.date())
    assert not rehearsed(database, plan)
