"""A disk without room under the window: one sentence, nothing half, and it goes on at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.portfolios import back_up
from relmanager_desktop.store import bulk
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.ui.bridge import Bridge
from tests.trials.faults import files_no_larger_than

MANY = 3_000


def add_many(session: Session, progress: Callable[..., None] | None = None) -> int:
    """Write more than there is room for."""
    rows = [(f"Firm {number}", "x" * 400) for number in range(MANY)]
    bulk.insert_rows(session, "account", ("name", "notes"), rows, MANY)
    return MANY


def count(session: Session) -> int:
    return session.execute(select(func.count()).select_from(TABLES["account"])).scalar_one()


@pytest.fixture
def door(qtbot: QtBot, database: Database) -> Iterator[Bridge]:
    """The door to a portfolio, where errors are what the test asks for."""
    door = Bridge(lambda: database)
    with qtbot.waitSignal(door.opened):
        door.warm_up()
    door.watch.stop()
    yield door
    door.close()


def size_of(database: Database) -> int:
    assert database.path is not None
    return sum(path.stat().st_size for path in database.path.parent.glob("portfolio.relm*"))


@pytest.mark.parametrize("is_apart", [False, True])
def test_a_write_without_room_is_said_and_the_next_one_works(
    qtbot: QtBot, door: Bridge, database: Database, is_apart: bool
) -> None:
    run = door.run_apart if is_apart else door.run
    with (
        files_no_larger_than(size_of(database)),
        qtbot.waitSignal(door.failed, timeout=60_000) as said,
    ):
        run("Add", add_many)
    assert "portfolio.relm may not grow further" in str(said.args[0])
    assert door.ask(count) == 0
    with qtbot.waitSignal(door.changed, timeout=60_000):
        run("Add", add_many)
    assert door.ask(count) == MANY


def test_a_backup_without_room_is_said_and_the_next_one_works(
    qtbot: QtBot, door: Bridge, database: Database
) -> None:
    with files_no_larger_than(4_096), qtbot.waitSignal(door.failed, timeout=60_000) as said:
        door.tend(back_up, "by hand")
    assert "limit for one file is reached" in str(said.args[0])
    made: list[Path] = []
    door.tend(back_up, "by hand", then=made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=60_000)
    assert made[0].exists()
