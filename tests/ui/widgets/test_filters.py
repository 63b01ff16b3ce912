"""Tests of the field that filters a list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.widgets.filters import FilterField


def button_of(field: FilterField, name: str) -> QToolButton:
    return next(b for b in field.findChildren(QToolButton) if b.accessibleName() == name)


def test_the_magnifier_puts_the_cursor_into_the_filter(qtbot: QtBot) -> None:
    field = FilterField("Filter accounts", lambda: None)
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.clearFocus()
    QTest.mouseClick(button_of(field, "Filter"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(field.hasFocus)


def test_a_filter_that_was_emptied_by_its_cross_shows_all_again(qtbot: QtBot) -> None:
    changed: list[str] = []
    field = FilterField("Filter accounts", lambda: changed.append(field.text()))
    qtbot.addWidget(field)
    field.setText("acme")
    qtbot.waitUntil(lambda: changed == ["acme"])
    button_of(field, "Clear").click()
    qtbot.waitUntil(lambda: changed == ["acme", ""])
