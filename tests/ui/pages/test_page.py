"""What every page has."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication

from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.pages.page import ActionButton


@pytest.mark.parametrize(
    ("page", "action", "keys"),
    [("today", "log", "Ctrl+L"), ("accounts", "new_account", ""), ("issues", "new_issue", "I")],
)
def test_a_button_in_the_head_names_its_keys(
    window: MainWindow, page: str, action: str, keys: str
) -> None:
    window.show_page(page)
    found = window.page(page).findChildren(ActionButton)
    for button in found:
        QApplication.sendEvent(button, QHelpEvent(QEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1)))
    tooltips = [button.toolTip() for button in found]
    assert window.tooltip(action) in tooltips
    assert keys in window.tooltip(action)
