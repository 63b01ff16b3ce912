"""Tests of the field that filters a list, and of the way into it and out of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.filters import FilterField


def button_of(field: FilterField, name: str) -> QToolButton:
    return next(b for b in field.findChildren(QToolButton) if b.accessibleName() == name)


def test_the_magnifier_puts_the_cursor_into_the_filter(qtbot: QtBot) -> None:
    field = FilterField("Filter accounts", lambda: None, lambda: None)
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.clearFocus()
    QTest.mouseClick(button_of(field, "Filter"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(field.hasFocus)


def test_a_filter_that_was_emptied_by_its_cross_shows_all_again(qtbot: QtBot) -> None:
    changed: list[str] = []
    field = FilterField("Filter accounts", lambda: changed.append(field.text()), lambda: None)
    qtbot.addWidget(field)
    field.setText("acme")
    qtbot.waitUntil(lambda: changed == ["acme"])
    button_of(field, "Clear").click()
    qtbot.waitUntil(lambda: changed == ["acme", ""])


@pytest.mark.parametrize("page_id", ["accounts", "issues", "records"])
def test_esc_empties_a_filter_and_then_leads_back_to_the_list(
    qtbot: QtBot, window: MainWindow, add: Callable[..., int], page_id: str
) -> None:
    add("issue", account=add("account", name="Acme"), title="Late again", severity="low")
    add("contact", name="Priya Raman")
    window.show_page(page_id)
    page: Any = window.page(page_id)
    (field,) = page.findChildren(FilterField)
    window.do("filter")
    QTest.keyClicks(field, "nobody")
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 0)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), field.hasFocus()) == ("", True)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() == 1)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert page.table.hasFocus()
