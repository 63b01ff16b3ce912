"""Tests of the file that an open portfolio is held to."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.faults import MovedError
from relmanager_desktop.store.portfolios import backup_if_changed, open_portfolio

TODAY = date(2026, 11, 24)


def add(database: Database, name: str) -> None:
    with database.write(f"Add {name}") as session:
        add_record(session, "account", {"name": name}, TODAY)


def place_of(database: Database) -> Path:
    assert database.path is not None
    return database.path


@pytest.fixture
def held(database: Database) -> Database:
    """A portfolio that was opened, with something in its log."""
    database.anchor.hold()
    add(database, "Acme")
    return database


def move(database: Database) -> Path:
    place = place_of(database)
    return place.rename(place.with_name("elsewhere.relm"))


def replace(database: Database) -> None:
    place = place_of(database)
    copy = shutil.copyfile(place, place.with_name("copy.relm"))
    copy.replace(place)


@pytest.mark.parametrize("go", [move, replace, lambda db: place_of(db).unlink()])
def test_nothing_is_written_once_the_file_is_not_in_its_place(
    held: Database, go: Callable[[Database], object]
) -> None:
    go(held)
    with pytest.raises(MovedError, match=r"portfolio\.relm has been"):
        add(held, "Lost")


def test_no_empty_portfolio_appears_in_the_place_of_one_that_went(held: Database) -> None:
    move(held)
    held.engine.dispose()
    with pytest.raises(MovedError), held.read() as session:
        session.connection()
    assert not place_of(held).exists()


def test_no_other_file_is_read_in_its_place(held: Database) -> None:
    replace(held)
    held.engine.dispose()
    with pytest.raises(MovedError, match="replaced"), held.read() as session:
        session.connection()


def test_a_file_that_goes_within_a_write_keeps_nothing_of_it(held: Database) -> None:
    with pytest.raises(MovedError), held.write("Add") as session:  # noqa: PT012 - within it
        add_record(session, "account", {"name": "Half"}, TODAY)
        move(held)
    elsewhere = place_of(held).with_name("elsewhere.relm")
    elsewhere.rename(place_of(held))
    add(held, "Whole")
    with held.read() as session:
        names = session.connection().exec_driver_sql("SELECT name FROM account ORDER BY name")
        assert [row[0] for row in names] == ["Acme", "Whole"]


def test_a_file_that_comes_back_is_written_again(held: Database) -> None:
    moved = move(held)
    assert held.anchor.fault() is not None
    moved.rename(place_of(held))
    assert held.anchor.fault() is None
    add(held, "Later")


def test_a_file_that_comes_back_changed_is_another_one(held: Database) -> None:
    moved = move(held)
    assert held.anchor.fault() is not None
    with moved.open("rb+") as stream:
        stream.write(stream.read(16))
    moved.touch()
    moved.rename(place_of(held))
    fault = held.anchor.fault()
    assert fault is not None
    assert fault.is_replaced


def test_the_log_is_kept_from_the_file_that_is_there_instead(held: Database) -> None:
    place = place_of(held)
    backup = backup_if_changed(held, held.clock())
    assert backup is not None
    add(held, "Only in the log")
    shutil.copyfile(backup.path, place.with_name("new.relm")).replace(place)
    held.close()
    other = open_portfolio(place)
    with other.read() as session:
        assert session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        names = session.connection().exec_driver_sql("SELECT name FROM account")
        assert [row[0] for row in names] == ["Acme"]
    other.close()
    assert place.with_name("portfolio.relm-wal-of-the-one-before").exists()


def test_no_backup_is_made_of_another_file(held: Database) -> None:
    replace(held)
    with pytest.raises(MovedError):
        backup_if_changed(held, held.clock())


def test_a_new_process_touches_no_other_file(held: Database) -> None:
    known = held.anchor.held
    replace(held)
    child = Database(place_of(held))
    with pytest.raises(MovedError):
        child.anchor.hold(known)
    child.close()
