"""Tests of the Accounts page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.ui.main_window import MainWindow

Add = Callable[..., int]
VALUE = 3  # the column of annual values


@pytest.fixture
def acme(add: Add) -> int:
    add("tier", name="A", order=1)
    add("account", name="Zebra Parts", roles=["supplier"], annual_value=500_00)
    return add("account", name="Acme", roles=["customer"], annual_value=100_00)


@pytest.fixture
def page(window: MainWindow, acme: int) -> Any:
    window.show_page("accounts")
    return window.page("accounts")


def names(page: Any) -> list[str]:
    return [page._model.row_at(row).name for row in range(page._model.rowCount())]


def test_a_heading_sorts(page: Any) -> None:
    assert names(page) == ["Acme", "Zebra Parts"]
    page.table.sortByColumn(
        VALUE, page.table.horizontalHeader().sortIndicatorOrder().DescendingOrder
    )
    assert names(page) == ["Zebra Parts", "Acme"]


def test_the_filter_leaves_what_fits(qtbot: QtBot, page: Any) -> None:
    QTest.keyClicks(page._filter, "zeb")
    qtbot.waitUntil(lambda: names(page) == ["Zebra Parts"])


def test_a_filter_that_hides_all_can_be_cleared(qtbot: QtBot, page: Any) -> None:
    page._filter.setText("nobody")
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 2)
    page._clear()
    assert names(page) == ["Acme", "Zebra Parts"]


def test_a_tab_shows_one_role(page: Any) -> None:
    page._tabs.button("suppliers").click()
    assert names(page) == ["Zebra Parts"]
    assert page._tabs.button("suppliers").text() == "Suppliers  1"


def test_archiving_offers_the_way_back(
    qtbot: QtBot, window: MainWindow, page: Any, acme: int
) -> None:
    deeds = {str(text): deed for text, _, deed in page._deeds(page._model.row_at(0))}
    with qtbot.waitSignal(window.bridge.changed):
        deeds["Archive"]()
    assert window.undo_offer.isVisible()
    assert names(page) == ["Zebra Parts"]
    page._archived.setChecked(True)
    assert names(page) == ["Acme"]


def test_the_delete_key_deletes_and_offers_the_way_back(
    qtbot: QtBot, window: MainWindow, page: Any
) -> None:
    page.table.select_id(page._model.row_at(0).id)
    page.table.setFocus()
    with qtbot.waitSignal(window.bridge.changed):
        QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert names(page) == ["Zebra Parts"]
    assert window.undo_offer.isVisible()


def test_the_neighbour_is_selected_when_a_row_goes(
    qtbot: QtBot, window: MainWindow, page: Any
) -> None:
    with qtbot.waitSignal(window.bridge.changed):
        window.bridge.run("Add", add_record, "account", {"name": "Bolt"}, page.today)
    page.table.select_id(page._model.row_at(1).id)
    for left, chosen in ((["Acme", "Zebra Parts"], "Zebra Parts"), (["Acme"], "Acme")):
        with qtbot.waitSignal(window.bridge.changed):
            QTest.keyClick(page.table, Qt.Key.Key_Delete)
        assert names(page) == left
        assert page._current().name == chosen


def test_an_empty_portfolio_shows_how_to_begin(window: MainWindow) -> None:
    window.show_page("accounts")
    page: Any = window.page("accounts")
    assert page._stack.currentIndex() == 1


def test_the_heading_counts_the_archived_where_they_are_shown(
    qtbot: QtBot, window: MainWindow, page: Any
) -> None:
    page._archived.setChecked(True)
    qtbot.waitUntil(lambda: "0 archived accounts" in page._subtitle.accessibleDescription())
    assert page._stack.currentIndex() == 2
