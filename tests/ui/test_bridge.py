"""Tests of the one door between widgets and portfolio."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.queries.history import changes_since
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.ui.apart import CancelledError
from relmanager_desktop.ui.bridge import Bridge

TODAY = date(2026, 11, 24)


def count_accounts(session: Session) -> int:
    return session.execute(select(func.count()).select_from(TABLES["account"])).scalar_one()


def fail(_session: Session) -> None:
    raise OSError("The disk is full.")


def add_slowly(session: Session, name: str, progress: Callable[[int, int, str], None]) -> str:
    """Add an account in the child, then take one's time."""
    add_record(session, "account", {"name": name}, TODAY)
    session.flush()
    for step in range(200):
        progress(step, 200, name)
        if name != "Slow":
            break
        time.sleep(0.05)
    return name


def count_apart(session: Session, progress: Callable[[int, int, str], None]) -> int:
    progress(1, 1, "")
    return count_accounts(session)


def test_a_question_is_answered_at_once(bridge: Bridge) -> None:
    assert bridge.ask(count_accounts) == 0


def test_a_slower_question_is_answered_later_on_this_thread(qtbot: QtBot, bridge: Bridge) -> None:
    answers: list[int] = []
    bridge.fetch(count_accounts, then=answers.append)
    assert answers == []
    qtbot.waitUntil(lambda: answers == [0])


def test_a_command_is_kept_and_tells_what_it_changed(qtbot: QtBot, bridge: Bridge) -> None:
    with qtbot.waitSignal(bridge.changed) as told:
        bridge.run("Add Acme", add_record, "account", {"name": "Acme"}, TODAY)
    assert "account" in told.args[0]
    assert bridge.ask(count_accounts) == 1


def test_idle_says_when_all_is_on_the_disk(qtbot: QtBot, bridge: Bridge) -> None:
    said: list[bool] = []
    bridge.idle.connect(said.append)
    bridge.run("Add Acme", add_record, "account", {"name": "Acme"}, TODAY)
    qtbot.waitUntil(lambda: said == [False, True])


def test_a_command_that_fails_keeps_nothing_and_is_told_once(
    qtbot: QtBot, database: Database
) -> None:
    door = Bridge(lambda: database)
    with qtbot.waitSignal(door.failed) as told:
        door.run("Fail", fail)
    assert isinstance(told.args[0], OSError)
    assert door.ask(count_accounts) == 0
    door.close()


def test_upkeep_gets_the_open_portfolio(qtbot: QtBot, bridge: Bridge) -> None:
    answers: list[Any] = []
    bridge.tend(lambda database: database.path, then=answers.append)
    qtbot.waitUntil(lambda: answers == [bridge.path])


def test_work_apart_is_kept_and_reports_how_far_it_is(qtbot: QtBot, bridge: Bridge) -> None:
    steps: list[tuple[int, int, str]] = []
    with qtbot.waitSignal(bridge.changed, timeout=20_000):
        bridge.run_apart("Add", add_slowly, "Acme", progress=lambda *step: steps.append(step))
    assert steps == [(0, 200, "Acme")]
    assert bridge.ask(count_accounts) == 1


def test_reading_apart_answers_without_a_change_set(qtbot: QtBot, bridge: Bridge) -> None:
    answers: list[int] = []
    bridge.run_apart("", count_apart, then=answers.append)
    qtbot.waitUntil(lambda: answers == [0], timeout=20_000)


def test_cancelling_work_apart_rolls_everything_back(qtbot: QtBot, database: Database) -> None:
    door = Bridge(lambda: database)
    errors: list[Exception] = []
    door.failed.connect(errors.append)
    started: list[object] = []
    errand = door.run_apart("Add", add_slowly, "Slow", progress=lambda *s: started.append(s))
    qtbot.waitUntil(lambda: bool(started), timeout=20_000)
    errand.cancel()
    qtbot.waitUntil(lambda: bool(errors), timeout=20_000)
    assert isinstance(errors[0], CancelledError)
    assert door.ask(count_accounts) == 0
    door.close()


def add_from_elsewhere(bridge: Bridge, kind: str = "account") -> None:
    """Add a record as the terminal would, beside the window."""
    assert bridge.path is not None
    other = Database(bridge.path)
    with other.write("Add Zenith") as session:
        add_record(session, kind, {"name": "Zenith"}, TODAY)
    other.close()


def test_what_the_terminal_writes_is_noticed(qtbot: QtBot, bridge: Bridge) -> None:
    bridge.watch.look()
    add_from_elsewhere(bridge)
    with qtbot.waitSignal(bridge.changed) as told:
        bridge.watch.look()
    assert "account" in told.args[0]


def test_what_is_written_before_the_first_look_is_noticed(qtbot: QtBot, bridge: Bridge) -> None:
    bridge.watch.begin_at(bridge.ask(changes_since, 0)[1])
    add_from_elsewhere(bridge)
    with qtbot.waitSignal(bridge.changed) as told:
        bridge.watch.look()
    assert "account" in told.args[0]


def test_a_first_look_at_what_is_shown_already_tells_nothing(qtbot: QtBot, bridge: Bridge) -> None:
    bridge.watch.begin_at(bridge.ask(changes_since, 0)[1])
    with qtbot.assertNotEmitted(bridge.changed):
        bridge.watch.look()


def test_what_the_window_wrote_is_told_once(qtbot: QtBot, bridge: Bridge) -> None:
    bridge.watch.stop()
    bridge.watch.look()
    told: list[object] = []
    with qtbot.waitSignal(bridge.changed):
        bridge.run("Add Acme", add_record, "account", {"name": "Acme"}, TODAY)
    bridge.changed.connect(told.append)
    bridge.watch.look()
    assert told == []


def test_what_others_wrote_meanwhile_is_told_all_the_same(qtbot: QtBot, bridge: Bridge) -> None:
    bridge.watch.stop()
    bridge.watch.look()
    add_from_elsewhere(bridge, "tag")
    with qtbot.waitSignal(bridge.changed):
        bridge.run("Add Acme", add_record, "account", {"name": "Acme"}, TODAY)
    with qtbot.waitSignal(bridge.changed) as told:
        bridge.watch.look()
    assert "tag" in told.args[0]


def test_a_disk_that_does_not_answer_is_said_once_until_it_does(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = Bridge(lambda: database)
    told: list[Exception] = []
    door.failed.connect(told.append)

    def fail_to_read() -> int:
        raise OSError("The disk does not answer.")

    with monkeypatch.context() as without:
        without.setattr(database, "data_version", fail_to_read)
        door.watch.look()
        door.watch.look()
    assert [str(error) for error in told] == ["The disk does not answer."]
    door.watch.look()
    monkeypatch.setattr(database, "data_version", fail_to_read)
    door.watch.look()
    assert len(told) == 2
    door.close()


def test_a_portfolio_that_does_not_open_is_said_once(qtbot: QtBot) -> None:
    def refuse() -> Database:
        raise OSError("It is gone.")

    door = Bridge(refuse)
    told: list[Exception] = []
    door.failed.connect(told.append)
    with qtbot.waitSignal(door.failed_to_open) as said:
        door.fetch(count_accounts, then=lambda _n: None)
    qtbot.wait(50)
    assert str(said.args[0]) == "It is gone."
    assert told == []
    with pytest.raises(OSError, match="gone"):
        _ = door.database
    door.close()


def test_what_is_being_written_when_it_closes_is_kept_and_told_to_nobody(
    qtbot: QtBot, database: Database
) -> None:
    door = Bridge(lambda: database)
    told: list[object] = []
    door.changed.connect(told.append)
    door.run("Add Acme", add_record, "account", {"name": "Acme"}, TODAY, then=told.append)
    door.close()
    qtbot.wait(50)
    assert told == []
    with database.read() as session:
        assert count_accounts(session) == 1


def test_what_is_wanted_of_a_closed_portfolio_is_let_go(database: Database) -> None:
    door = Bridge(lambda: database)
    door.close()
    door.tend(lambda _database: None)
    door.fetch(count_accounts, then=lambda _n: None)


def test_what_a_child_wrote_is_told_once(qtbot: QtBot, bridge: Bridge) -> None:
    bridge.watch.look()
    told: list[frozenset[str]] = []
    bridge.changed.connect(told.append)
    bridge.run_apart("Add", add_slowly, "Acme")
    bridge.watch.look()
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    bridge.watch.look()
    assert len(told) == 1
