"""Tests of work that is done in small steps, one in each turn of the loop."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.turns import Turns


def test_the_loop_goes_on_between_two_steps(qtbot: QtBot, qapp: QObject) -> None:
    done: list[str] = []
    turns = Turns(qapp)

    def one() -> None:
        done.append("one")
        QTimer.singleShot(0, lambda: done.append("the loop"))

    turns.follow(one, lambda: done.append("two"))
    assert not done
    qtbot.waitUntil(lambda: "two" in done)
    assert done == ["one", "the loop", "two"]


def test_a_step_that_waits_already_is_not_taken_twice(qtbot: QtBot, qapp: QObject) -> None:
    done: list[str] = []
    turns = Turns(qapp)

    def step() -> None:
        done.append("it")

    turns.follow_once(step)
    turns.follow_once(step)
    turns.follow(lambda: done.append("end"))
    qtbot.waitUntil(lambda: "end" in done)
    assert done == ["it", "end"]


def test_what_was_stopped_never_comes(qtbot: QtBot, qapp: QObject) -> None:
    done: list[str] = []
    turns = Turns(qapp)
    turns.follow(lambda: done.append("it"))
    turns.stop()
    turns.follow(lambda: done.append("end"))
    qtbot.waitUntil(lambda: "end" in done)
    assert done == ["end"]
