"""Imports: one change set, links between new records, and undo of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from relmanager_desktop.commands.imports import StalePlanError, apply_import, save_profile
from relmanager_desktop.commands.undoing import undo_number
from relmanager_desktop.domain.imports.fates import Fate
from relmanager_desktop.domain.imports.planning import plan_import
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.imports.profiles import Profile
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.imports.terms import Terms
from relmanager_desktop.domain.mapping.maps import Target
from relmanager_desktop.queries.imports import StoredPortfolio, last_change_set, profile_named
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.portfolios import create_portfolio
from relmanager_desktop.store.tables import TABLES
from tests.domain.imports.lists import NOW, rows_of

ACCOUNTS = {
    "Company": "account.name",
    "Parent": "account.parent",
    "Owner": "account.owner",
    "Roles": "account.roles",
    "City": "account.city",
}
PEOPLE = {
    "Company": "account.name",
    "Name": "contact.name",
    "E-mail": Target("contact_point", "value", "email:1", (("kind", "email"),)),
}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    portfolio = create_portfolio(tmp_path / "north.relm", clock=lambda: NOW)
    yield portfolio
    portfolio.close()


def planned(database: Database, *sheets: SheetRows) -> ImportPlan:
    with database.read() as session:
        return plan_import(
            sheets,
            StoredPortfolio(session),
            Terms(NOW),
            file_name="list.csv",
            sha256="0" * 64,
            change_set=last_change_set(session),
        )


def held(database: Database, kind: str, *fields: str) -> list[tuple[Any, ...]]:
    table = TABLES[kind]
    with database.read() as session:
        rows = session.execute(select(*(table.c[f] for f in fields)).order_by(table.c.id))
        return [tuple(row) for row in rows]


def test_links_between_new_records_become_ids(database: Database) -> None:
    rows = [["Acme Ulm", "Acme", "Kim", "customer", None], ["Acme", None, None, None, "Bonn"]]
    plan = planned(database, rows_of(ACCOUNTS, rows, "account"))
    with database.write("Import") as session:
        report = apply_import(session, plan)
    (kim,) = held(database, "member", "id")
    ulm, acme = held(database, "account", "id", "name", "parent", "owner", "roles", "status")
    assert ulm == (acme[0] - 1, "Acme Ulm", acme[0], kim[0], ["customer"], "active")
    assert report.created["account"] == (ulm[0], 2)
    assert report.counts["account"][Fate.NEW] == 2


def test_an_import_notes_its_run(database: Database) -> None:
    plan = planned(database, rows_of(ACCOUNTS, [["Acme", None, None, None, None]], "account"))
    with database.write("Import") as session:
        report = apply_import(session, plan, refused_workbook="list – to mend.xlsx")
    ((name, number, kept),) = held(database, "import_run", "file_name", "change_set", "plan")
    assert (name, number) == ("list.csv", report.change_set)
    assert kept["counts"] == {"account": {"new": 1}}


def test_the_same_file_again_writes_nothing(database: Database) -> None:
    rows = [["Acme", "Ana Silva", "ana@silva.pt"], ["Acme", "Jo Hill", None]]
    with database.write("Import") as session:
        apply_import(session, planned(database, rows_of(PEOPLE, rows, "contact", "account")))
    again = planned(database, rows_of(PEOPLE, rows, "contact", "account"))
    assert not again.writes_anything
    with database.write("Import") as session:
        assert apply_import(session, again).change_set is None
    assert len(held(database, "change_set", "id")) == 1


def test_standing_records_are_changed_in_the_same_change_set(database: Database) -> None:
    rows = [["Acme", None, None, "customer", None]]
    with database.write("Import") as session:
        apply_import(session, planned(database, rows_of(ACCOUNTS, rows, "account")))
    more = [["Acme", "Acme Holding", None, "supplier", "Ulm"]]
    with database.write("Import") as session:
        report = apply_import(session, planned(database, rows_of(ACCOUNTS, more, "account")))
    assert report.changed == {"account": 1}
    _acme, (holding, _name) = held(database, "account", "id", "name")
    assert held(database, "account", "name", "parent", "roles", "city")[0] == (
        "Acme",
        holding,
        ["customer", "supplier"],
        "Ulm",
    )


def test_undo_takes_the_whole_import_back(database: Database) -> None:
    rows = [["Acme", None, None, "customer", None]]
    with database.write("Import") as session:
        apply_import(session, planned(database, rows_of(ACCOUNTS, rows, "account")))
    before = held(database, "account", *TABLES["account"].c.keys())
    more = [["Acme", "Acme Holding", "Kim", "supplier", "Ulm"], ["Bolt", "Acme", None, None, None]]
    with database.write("Import") as session:
        report = apply_import(session, planned(database, rows_of(ACCOUNTS, more, "account")))
    assert report.change_set is not None
    undo_number(database, report.change_set)
    assert held(database, "account", *TABLES["account"].c.keys()) == before
    assert held(database, "member", "id") == []


def test_a_plan_for_yesterdays_portfolio_is_refused(database: Database) -> None:
    plan = planned(database, rows_of(ACCOUNTS, [["Acme", None, None, None, None]], "account"))
    with database.write("Import") as session:
        apply_import(session, plan)
    with (
        pytest.raises(StalePlanError, match="Look at the plan again"),
        database.write("x") as session,
    ):
        apply_import(session, plan)


def test_progress_counts_the_rows_of_all_kinds(database: Database) -> None:
    told: list[tuple[int, int]] = []
    rows = [["Acme", "Ana Silva", "ana@silva.pt"]]
    plan = planned(database, rows_of(PEOPLE, rows, "contact", "account"))
    with database.write("Import") as session:
        apply_import(session, plan, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_profile_is_kept_once_under_its_name(database: Database) -> None:
    for city in ("account.city", "account.region"):
        profile = Profile("ERP", "abc", {"abc": {"City": city}}, {}, {"": "fill"})
        with database.write("Keep a profile") as session:
            save_profile(session, profile)
    with database.read() as session:
        found = profile_named(session, "ERP")
    assert found is not None
    assert found[1].mapping == {"abc": {"City": "account.region"}}
    assert len(held(database, "import_profile", "id")) == 1
