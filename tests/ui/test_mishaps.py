"""What a failure shows in the window, and where it leads."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from relmanager_desktop.store.faults import damaged
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.mishaps import show_accident
from relmanager_desktop.ui.widgets.basics import Button
from relmanager_desktop.ui.widgets.states import Message


def test_damage_that_is_met_while_working_leads_to_restore_and_salvage(
    qtbot: QtBot, window: MainWindow
) -> None:
    error = damaged(Path("North.relm"))
    show_accident(window, error)
    (message,) = window.findChildren(Message)
    assert message.title.startswith("North.relm is damaged")
    named = {button.accessibleName(): button for button in message.findChildren(Button)}
    with qtbot.waitSignal(window.bridge.failed_to_open) as told:
        named["Restore or salvage…"].click()
    assert told.args == [error]
