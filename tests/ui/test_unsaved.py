"""Tests of what was typed and not saved when the window closes or looks otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relmanager_desktop.queries.records import one_record
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from relmanager_desktop.ui.models.tables import Table

Type = Callable[[str], None]
VALUE = 3  # the column of the annual value


@pytest.fixture
def account(add: Callable[..., int]) -> int:
    return add("account", name="Acme")


@pytest.fixture
def table(window: MainWindow, account: int) -> Table:
    """The list of one account, in front."""
    window.show_page("accounts")
    shown: Any = window.page("accounts")
    table: Table = shown.table
    return table


@pytest.fixture
def type_(table: Table) -> Type:
    """Types into the cell of the account's value, and stays in it."""

    def keys(text: str) -> None:
        table.edit_now(table.rows.index(0, VALUE))
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)
        assert table.is_editing

    return keys


def value(window: MainWindow, account: int) -> Any:
    return window.bridge.ask(one_record, "account", account).values["annual_value"]


def test_closing_saves_the_cell_that_is_open(
    qtbot: QtBot, window: MainWindow, account: int, type_: Type
) -> None:
    type_("4321")
    assert window.close()
    qtbot.waitUntil(lambda: value(window, account) == 432100)


def test_a_wrong_cell_keeps_the_window_open(window: MainWindow, table: Table, type_: Type) -> None:
    type_("abc")
    assert not window.close()
    assert (window.isVisible(), table.is_editing) == (True, True)


def test_closing_leads_back_to_a_wrong_cell_on_another_page(
    window: MainWindow, type_: Type
) -> None:
    type_("abc")
    window.show_page("today")
    assert not window.close()
    assert window.stack.currentWidget() is window.page("accounts")


def test_another_look_saves_the_cell_that_is_open(
    qtbot: QtBot, window: MainWindow, account: int, type_: Type
) -> None:
    type_("4321")
    window.do("theme")
    qtbot.waitUntil(theme.is_dark)
    assert value(window, account) == 432100


def test_another_look_waits_for_a_wrong_cell(
    qtbot: QtBot, window: MainWindow, table: Table, type_: Type
) -> None:
    type_("abc")
    window.do("theme")
    assert (theme.is_dark(), table.is_editing) == (False, True)
    table.finish("back")
    qtbot.waitUntil(theme.is_dark)


def test_closing_asks_about_a_form_with_something_typed(window: MainWindow) -> None:
    window.show_dialog("record", kind="account")
    form: Any = QApplication.activeModalWidget()
    form.form.boxes["name"].editor.show_value("Borealis")
    assert not window.close()
    assert form.isVisible()
    form.done_with()
    assert window.close()
