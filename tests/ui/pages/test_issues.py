"""Tests of the Issues page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relmanager_desktop.domain.texts import shown_value
from relmanager_desktop.queries.records import one_record
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.pages.issues import VIEWS

Add = Callable[..., int]
OPENED = datetime(2026, 11, 20, 8, 12, tzinfo=UTC)


@pytest.fixture
def page(window: MainWindow, add: Add) -> Any:
    for title, severity, status in (
        ("Logo", "low", "new"),
        ("Gate", "urgent", "in_progress"),
        ("Invoice", "high", "closed"),
    ):
        add("issue", title=title, severity=severity, status=status, opened_at=OPENED)
    window.show_page("issues")
    return window.page("issues")


def shown(page: Any) -> list[str]:
    return [page.model.row_at(number).title for number in range(page.model.rowCount())]


def test_the_worst_open_issue_comes_first(page: Any) -> None:
    assert shown(page) == ["Gate", "Logo"]


def test_a_chip_changes_the_view(page: Any) -> None:
    page.views.button("all").click()
    assert shown(page) == ["Gate", "Invoice", "Logo"]


def test_resolving_beside_the_list_offers_the_way_back(
    qtbot: QtBot, window: MainWindow, page: Any
) -> None:
    gate = page.table.current_id()
    with qtbot.waitSignal(window.bridge.changed):
        page._move(gate, "resolved")
    assert window.bridge.ask(one_record, "issue", gate).values["status"] == "resolved"
    assert window.undo_offer.isVisible()
    qtbot.waitUntil(lambda: shown(page) == ["Logo"])


def test_an_issue_added_elsewhere_appears(qtbot: QtBot, page: Any, add: Add) -> None:
    add("issue", title="Scanner", severity="urgent", opened_at=OPENED)
    page.refresh_if_needed(frozenset({"issue"}))
    assert "Scanner" in shown(page)


def test_a_filter_that_hides_all_can_be_cleared(page: Any) -> None:
    page._filter.setText("nothing like that")
    page.refresh()
    assert page._stack.currentIndex() == 2
    page._clear()
    assert len(shown(page)) == 3


def test_without_issues_the_page_says_how_to_begin(window: MainWindow) -> None:
    window.show_page("issues")
    page: Any = window.page("issues")
    assert page._stack.currentIndex() == 1


def test_no_code_is_on_the_screen(page: Any) -> None:
    column = [c.name for c in page.model.columns].index("status")
    assert page.model.index(0, column).data() == "In progress"


def test_a_narrow_page_has_its_filters_below_the_views_uncut(page: Any) -> None:
    page.window().resize(860, 560)
    QApplication.processEvents()
    page.grab()
    for name in VIEWS:
        button = page.views.button(name)
        assert button.width() >= button.sizeHint().width()
    assert page._filters.y() > page.views.y()


def test_the_day_of_an_issue_is_said_where_the_mouse_rests(page: Any) -> None:
    (opened,) = (column for column in page.model.columns if column.name == "opened")
    assert opened.more(page.model.row_at(0)) == shown_value(OPENED.astimezone().date())
