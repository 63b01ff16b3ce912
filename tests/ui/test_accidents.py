"""Tests of what nobody caught: it is shown once, never in a cascade, and never kept from others."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.accidents import Accidents


def fail() -> None:
    raise ZeroDivisionError("nothing is left")


class Shown:
    """What was shown; ``during`` happens while it is."""

    def __init__(self) -> None:
        self.errors: list[Exception] = []
        self.during: Callable[[], object] = lambda: None

    def show(self, error: Exception) -> None:
        self.errors.append(error)
        self.during()


@pytest.fixture
def shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shown]:
    monkeypatch.setattr(threading, "excepthook", lambda _what: None)  # or pytest fails the test
    made = Shown()
    accidents = Accidents(made.show)
    with capture_exceptions():  # pytest-qt hears of them as well; here they are meant
        accidents.listen()
        yield made
        accidents.let_go()


def in_a_slot() -> None:
    QTimer.singleShot(0, fail)


def test_an_error_in_a_slot_is_shown(qtbot: QtBot, shown: Shown) -> None:
    in_a_slot()
    qtbot.waitUntil(lambda: len(shown.errors) == 1)
    assert str(shown.errors[0]) == "nothing is left"


def test_the_same_error_is_shown_once(qtbot: QtBot, shown: Shown) -> None:
    for _ in range(5):
        in_a_slot()
    qtbot.wait(100)
    assert len(shown.errors) == 1


def test_no_error_is_shown_on_top_of_another(qtbot: QtBot, shown: Shown) -> None:
    def another() -> None:
        QTimer.singleShot(0, lambda: int("x"))
        qtbot.wait(50)

    shown.during = another
    in_a_slot()
    qtbot.waitUntil(lambda: bool(shown.errors))
    qtbot.wait(50)
    assert [type(error) for error in shown.errors] == [ZeroDivisionError]


def test_an_error_while_showing_does_not_run_in_circles(qtbot: QtBot, shown: Shown) -> None:
    shown.during = fail
    in_a_slot()
    qtbot.wait(100)
    assert len(shown.errors) == 1


def test_an_error_in_a_thread_is_shown_in_the_window(qtbot: QtBot, shown: Shown) -> None:
    threads: list[bool] = []
    shown.during = lambda: threads.append(threading.current_thread() is threading.main_thread())
    threading.Thread(target=fail).start()
    qtbot.waitUntil(lambda: threads == [True])


def test_the_hooks_of_before_hear_of_it_and_come_back(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[type[BaseException]] = []
    hook = lambda kind, _error, _trace: heard.append(kind)  # noqa: E731 - compared below
    monkeypatch.setattr(sys, "excepthook", hook)
    accidents = Accidents(lambda _error: None)
    accidents.listen()
    in_a_slot()
    qtbot.waitUntil(lambda: heard == [ZeroDivisionError])
    accidents.let_go()
    assert sys.excepthook is hook


def test_control_c_is_no_accident(qtbot: QtBot, shown: Shown) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    qtbot.wait(20)
    assert shown.errors == []
