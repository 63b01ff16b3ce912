"""Tests of the look: when the window takes on another one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui import theme
from relmanager_desktop.ui.dialogs.importing.shells import Shell
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.states import Message


def front(window: MainWindow) -> QWidget | None:
    """Return what lies on top in the middle of the window: the import, or the page."""
    part = window.childAt(window.rect().center())
    while part is not None and not isinstance(part, Shell) and part is not window.centralWidget():
        part = part.parentWidget()
    return part


@pytest.fixture
def shell(window: MainWindow) -> Shell:
    """An import that fills the window."""
    opened = Shell(window, Path("customers.csv"))
    opened.open()
    return opened


def test_an_import_stays_in_front_when_the_system_changes_its_look(
    window: MainWindow, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[MainWindow] = []

    def follows() -> bool:
        asked.append(window)
        return True

    _ = window.deeds.dressing
    monkeypatch.setattr(theme, "follows_otherwise", follows)
    QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert asked
    assert front(window) is shell
    assert not window.stack.isEnabled()


def test_a_look_chosen_behind_an_import_is_taken_on_when_it_closes(
    qtbot: QtBot, window: MainWindow, shell: Shell
) -> None:
    window.deeds.dress("dark", 100)
    assert (front(window), theme.is_dark()) == (shell, False)
    shell.close_it()
    qtbot.waitUntil(theme.is_dark)
    qtbot.waitUntil(lambda: front(window) is window.centralWidget())
    assert window.stack.isEnabled()


def test_a_form_keeps_its_look_until_it_closes(qtbot: QtBot, window: MainWindow) -> None:
    page = window.page("today")
    window.show_dialog("record", kind="account")
    form = QApplication.activeModalWidget()
    assert form is not None
    window.deeds.dress("dark", 100)
    assert (theme.is_dark(), window.page("today")) == (False, page)
    form.close()
    qtbot.waitUntil(theme.is_dark)


def test_messages_stay_on_the_page_in_another_look(qtbot: QtBot, window: MainWindow) -> None:
    window.say("info", "First")
    window.say("bad", "Second", "Why it is so")
    before = window.page("today").messages
    qtbot.waitUntil(lambda: all(each.isVisible() for each in before.findChildren(Message)))
    window.do("theme")
    page = window.page("today")
    messages = page.messages.findChildren(Message)
    qtbot.waitUntil(lambda: all(message.isVisible() for message in messages))
    shown = sorted(messages, key=lambda message: message.y())
    assert [message.accessibleName() for message in shown] == ["Second Why it is so", "First"]
