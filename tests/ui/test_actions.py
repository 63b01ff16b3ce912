"""Tests of the registry of actions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.actions import Action, Actions


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def actions(qtbot: QtBot, done: list[str]) -> Actions:
    window = QWidget()
    qtbot.addWidget(window)
    window.done = done  # type: ignore[attr-defined]  # keeps the list as long as the window
    log = Action("log", "Log touch…", lambda: done.append("log"), "phone", "Ctrl+L", "New")
    undo = Action("undo", "Undo", lambda: done.append("undo"))
    made = Actions(window, (log, undo))
    made.window = window  # type: ignore[attr-defined]  # keeps the window as long as its actions
    return made


def test_an_action_is_done_by_its_name(actions: Actions, done: list[str]) -> None:
    actions.trigger("log")
    assert done == ["log"]


def test_a_tooltip_ends_in_the_shortcut(actions: Actions) -> None:
    assert actions.tooltip("log") == "Log touch… (Ctrl+L)"
    assert actions.tooltip("undo") == "Undo"


def test_an_action_answers_to_all_its_keys_and_shows_the_first() -> None:
    standard = QKeySequence.StandardKey.Redo
    redo = Action("redo", "Redo", print, shortcut=standard, also=("Ctrl+Y", "Ctrl+Shift+Z"))
    assert redo.keys() == QKeySequence(standard).toString(QKeySequence.SequenceFormat.NativeText)
    assert {QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")} <= set(redo.sequences())
    assert len(redo.sequences()) == len(set(redo.sequences()))


def test_back_does_not_answer_to_the_key_that_erases() -> None:
    back = Action("back", "Back", print, shortcut=QKeySequence.StandardKey.Back)
    assert QKeySequence(Qt.Key.Key_Backspace) not in back.sequences()


def test_undo_is_named_after_what_it_takes_back(actions: Actions) -> None:
    actions.rename("undo", "Undo: Change tier", is_enabled=False)
    made = actions["undo"].qt
    assert made is not None
    assert (made.text(), made.isEnabled()) == ("Undo: Change tier", False)


def test_a_menu_is_made_of_actions_lines_and_menus(qtbot: QtBot, actions: Actions) -> None:
    menu, inner = QMenu(), QMenu("Look")
    qtbot.addWidget(menu)
    actions.fill(menu, ("log", "-", "look"), {"look": inner})
    assert [entry.text() for entry in menu.actions()] == ["Log touch…", "", "Look"]
