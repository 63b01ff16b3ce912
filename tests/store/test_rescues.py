"""Tests of the copy of a portfolio whose file is not there any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.portfolios import open_portfolio
from relmanager_desktop.store.rescues import save_copy

TODAY = date(2026, 11, 24)


def names_in(place: Path) -> list[str]:
    database = open_portfolio(place)
    with database.read() as session:
        rows = session.connection().exec_driver_sql("SELECT name FROM account ORDER BY name")
        found = [row[0] for row in rows]
    database.close()
    return found


@pytest.fixture
def place(database: Database) -> Path:
    """The place of a portfolio with an account, which may be only in its log yet."""
    database.anchor.hold()
    with database.write("Add") as session:
        add_record(session, "account", {"name": "Acme"}, TODAY)
    database.data_version()
    assert database.path is not None
    return database.path


@pytest.mark.parametrize("go", [Path.unlink, lambda place: place.rename(f"{place}.moved")])
def test_all_that_is_open_is_in_the_copy(
    database: Database, place: Path, go: Callable[[Path], object], tmp_path: Path
) -> None:
    go(place)
    placed = save_copy(database, tmp_path / "copy.relm")
    assert names_in(placed) == ["Acme"]


def test_a_copy_may_stand_where_the_file_was(database: Database, place: Path) -> None:
    place.unlink()
    save_copy(database, place)
    database.close()
    assert names_in(place) == ["Acme"]


def test_the_watcher_lends_its_connection_where_there_is_no_other(
    database: Database, place: Path, tmp_path: Path
) -> None:
    database.engine.pool.dispose()
    place.unlink()
    save_copy(database, tmp_path / "copy.relm")
    assert names_in(tmp_path / "copy.relm") == ["Acme"]
