"""Tests of the search popup and the focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from relmanager_desktop.ui.models.tables import Table


@pytest.fixture
def table(qtbot: QtBot, window: MainWindow, add: Callable[..., int]) -> Table:
    """The list of one account, with the focus, and the popup open over it."""
    add("account", name="Acme")
    window.show_page("accounts")
    shown: Any = window.page("accounts")
    table: Table = shown.table
    table.selectRow(0)
    table.setFocus()
    window.do("search")
    qtbot.waitUntil(window.popup.field.hasFocus)
    return table


def test_esc_leads_back_to_where_the_focus_was(window: MainWindow, table: Table) -> None:
    QTest.keyClick(window.popup.field, Qt.Key.Key_Escape)
    assert table.hasFocus()


def test_esc_leads_back_to_the_table_of_a_cell_that_was_edited(
    qtbot: QtBot, window: MainWindow, table: Table
) -> None:
    QTest.keyClick(window.popup.field, Qt.Key.Key_Escape)
    table.edit_now(table.rows.index(0, 3))
    window.do("search")
    qtbot.waitUntil(window.popup.field.hasFocus)
    qtbot.waitUntil(lambda: not table.is_editing)
    QTest.keyClick(window.popup.field, Qt.Key.Key_Escape)
    assert table.hasFocus()


def test_opening_the_popup_again_does_not_forget_the_way_back(
    window: MainWindow, table: Table
) -> None:
    window.do("search")
    QTest.keyClick(window.popup.field, Qt.Key.Key_Escape)
    assert table.hasFocus()


def test_what_is_chosen_gets_the_focus(qtbot: QtBot, window: MainWindow, table: Table) -> None:
    QTest.keyClicks(window.popup.field, "new account")
    QTest.keyClick(window.popup.field, Qt.Key.Key_Return)
    form = QApplication.activeModalWidget()
    assert form is not None
    qtbot.waitUntil(form.isActiveWindow)
    assert not table.hasFocus()


def test_a_deed_that_is_chosen_knows_what_was_at_hand(
    window: MainWindow, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, object]] = []
    monkeypatch.setattr(window.deeds, "show_dialog", lambda _name, **given: asked.append(given))
    QTest.keyClicks(window.popup.field, "log touch")
    QTest.keyClick(window.popup.field, Qt.Key.Key_Return)
    assert [given["account"] for given in asked] == [table.current_id()]


def test_a_click_elsewhere_keeps_the_focus_there(
    qtbot: QtBot, window: MainWindow, table: Table
) -> None:
    page: Any = window.page("accounts")
    page.focus_filter()
    qtbot.waitUntil(lambda: not window.popup.isVisible())
    assert not table.hasFocus()
