"""Checks: what is derived is proved, and a damaged index is mended."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.store import search
from relmanager_desktop.store.checks import check_portfolio
from relmanager_desktop.store.database import Database

DAMAGE = {
    "a block of the index": "UPDATE search_data SET block = x'00ff' WHERE id > 10",
    "its averages": "UPDATE search_data SET block = x'00' WHERE id = 1",
    "a row of its words": "DELETE FROM search_content",
}


@pytest.fixture
def acme(database: Database, today: date) -> int:
    with database.write("Add Acme") as session:
        return add_record(session, "account", {"name": "Acme"}, today)


def findings(database: Database, *, mend: bool = False) -> dict[str, bool]:
    return {found.name: found.is_good for found in check_portfolio(database, mend=mend)}


@pytest.mark.usefixtures("acme")
def test_a_sound_portfolio_passes(database: Database) -> None:
    assert all(findings(database).values())


@pytest.mark.parametrize("sql", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_index_is_said_and_mended(database: Database, acme: int, sql: str) -> None:
    with database.write_quietly() as session:
        search.settle(session)
    with database.write_quietly() as session:
        session.connection().exec_driver_sql(sql)
    assert not findings(database)["search"]
    assert findings(database, mend=True)["search"]
    assert all(findings(database).values())
    with database.read() as session:
        assert search.find(session, "acme") == [("account", acme)]


@pytest.mark.usefixtures("acme")
def test_a_portfolio_that_cannot_be_written_is_checked_all_the_same(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database.path is not None
    place = database.path.parent
    monkeypatch.setattr(
        os, "access", lambda path, mode: not (mode & os.W_OK and Path(path).is_relative_to(place))
    )
    assert findings(database) == dict.fromkeys(("integrity", "references", "facts", "search"), True)
