"""Tests of the frame: its pages, its shortcuts, and what reaches a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHeaderView, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from relmanager_desktop.queries.history import undo_state
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.page_specs import PAGES

Add = Callable[..., int]
LISTED = [spec.id for spec in PAGES if spec.is_listed]


def front(window: MainWindow) -> QWidget | None:
    return window.stack.currentWidget()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_page_shows_in_both_themes(window: MainWindow, add: Add, mode: str) -> None:
    add("account", name="Acme")
    window.deeds.dress(mode, 100)
    for name in LISTED:
        window.show_page(name)
        assert front(window) is window.page(name)
        assert not window.grab().isNull()


@pytest.mark.parametrize(("number", "name"), list(enumerate(LISTED, start=1)))
def test_control_and_a_digit_open_a_page(window: MainWindow, number: int, name: str) -> None:
    action = window.actions_[f"go_{name}"]
    assert action.keys() == f"Ctrl+{number}"
    assert action.qt is not None
    action.qt.trigger()
    assert front(window) is window.page(name)
    assert window.sidebar.buttons[name].isChecked()


def test_search_finds_a_record_and_opens_it(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    add("account", name="Harbour Logistics")
    window.do("search")
    QTest.keyClicks(window.popup.field, "harb")
    QTest.keyClick(window.popup.field, Qt.Key.Key_Return)
    page: Any = front(window)
    assert page is window.page("account")
    assert not window.popup.isVisible()


def test_search_finds_an_action_with_its_shortcut(window: MainWindow) -> None:
    found = window.deeds.find("log touch")
    assert [(line.title, line.keys) for line in found] == [("Log touch", "Ctrl+L")]


def test_search_says_when_there_is_nothing(qtbot: QtBot, window: MainWindow) -> None:
    window.do("search")
    window.popup.field.setText("zzzz")
    qtbot.waitUntil(lambda: window.popup.list.count() == 1)
    assert "Nothing" in window.popup.list.item(0).text()
    QTest.keyClick(window.popup.field, Qt.Key.Key_Escape)
    assert not window.popup.isVisible()


def test_another_theme_keeps_the_page(window: MainWindow) -> None:
    window.show_page("cadence")
    window.do("theme")
    assert theme.is_dark()
    assert front(window) is window.page("cadence")


def test_larger_text_keeps_the_account(window: MainWindow, add: Add) -> None:
    account = add("account", name="Acme")
    window.open_account(account)
    window.do("larger")
    page: Any = front(window)
    assert (page is window.page("account"), page.account) == (True, account)
    assert theme.remembered_look()[1] == 115


def test_a_narrow_window_folds_the_sidebar(qtbot: QtBot, window: MainWindow) -> None:
    wide = window.sidebar.width()
    window.resize(900, 700)
    qtbot.waitUntil(lambda: window.sidebar.width() < wide)
    assert window.sidebar.buttons["today"].toolTip().endswith("(Ctrl+1)")


def test_back_leads_to_the_page_before(window: MainWindow) -> None:
    window.show_page("accounts")
    window.show_page("cadence")
    window.do("back")
    assert front(window) is window.page("accounts")


def test_back_leads_from_account_to_account_with_its_tab(window: MainWindow, add: Add) -> None:
    acme, borealis = add("account", name="Acme"), add("account", name="Borealis")
    page: Any = window.page("account")
    window.open_account(acme)
    page.choose_tab("facts")
    window.open_account(borealis)
    page.choose_tab("timeline")
    window.do("back")
    assert (front(window), page.account, page.tab) == (page, acme, "facts")
    window.do("back")
    assert front(window) is window.page("today")


def test_back_skips_what_is_in_front_already(window: MainWindow, add: Add) -> None:
    acme = add("account", name="Acme")
    window.show_page("accounts")
    window.open_account(acme)
    window.open_account(acme)
    window.do("back")
    assert front(window) is window.page("accounts")


def test_back_leads_past_a_change_of_the_look(window: MainWindow, add: Add) -> None:
    acme = add("account", name="Acme")
    window.open_account(acme)
    window.show_page("cadence")
    window.do("theme")
    window.do("back")
    page: Any = front(window)
    assert (page is window.page("account"), page.account) == (True, acme)
    window.do("back")
    assert front(window) is window.page("today")


def test_back_finds_a_page_as_far_down_as_it_was_left(
    qtbot: QtBot, window: MainWindow, add: Add
) -> None:
    for number in range(60):
        add("account", name=f"Account {number:02}")
    window.show_page("accounts")
    page: Any = window.page("accounts")
    page.refresh()
    bar = page.table.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum() // 2)
    left = bar.value()
    window.open_account(page.table.current_id() or add("account", name="Other"))
    window.do("back")
    qtbot.wait(20)
    assert bar.value() == left > 0


def test_a_dropped_list_is_imported(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(
        window.deeds, "show_dialog", lambda name, **given: asked.append((name, given))
    )
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "customers.xlsx"))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dragEnterEvent(QDragEnterEvent(QPoint(9, 9), copy, data, left, none))
    assert window.veil.isVisible()
    window.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
    assert not window.veil.isVisible()
    assert [name for name, _ in asked] == ["import"]


def test_undo_is_named_and_takes_back(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    add("account", name="Acme")
    window.deeds.show_state()
    undo = window.actions_["undo"].qt
    assert undo is not None
    assert undo.text() == "Undo: Add account"
    with qtbot.waitSignal(window.bridge.changed):
        undo.trigger()
    qtbot.waitUntil(lambda: window.bridge.ask(undo_state).redo_number is not None)
    assert window.sidebar.buttons["accounts"].accessibleName() == "Accounts"


def test_the_foot_says_since_when_all_is_saved(window: MainWindow) -> None:
    window.say_saved()
    assert "All changes saved · " in window.sidebar._saved.text


def test_the_foot_keeps_its_words_in_another_look(window: MainWindow) -> None:
    window.say_saved()
    window.do("theme")
    assert "All changes saved · " in window.sidebar.saved_text


def test_the_foot_says_that_a_portfolio_can_only_be_looked_at(window: MainWindow) -> None:
    window.bridge.is_read_only = True
    window.say_saved()
    window.do("theme")
    assert (window.sidebar.saved_text, window.sidebar.is_saved) == ("Read only", False)


def test_control_f_goes_to_the_filter_of_the_page(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("accounts")
    window.do("filter")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Filter accounts"


def test_f6_moves_between_sidebar_and_page(window: MainWindow) -> None:
    window.show_page("accounts")
    window.do("filter")
    window.do("pane")
    assert window.sidebar.buttons["accounts"].hasFocus()
    window.do("pane")
    page = front(window)
    focused = QApplication.focusWidget()
    assert page is not None
    assert focused is not None
    assert page.isAncestorOf(focused)


@pytest.mark.parametrize("name", [*LISTED, "account"])
def test_whatever_takes_the_focus_says_its_name(window: MainWindow, add: Add, name: str) -> None:
    account = add("account", name="Acme")
    window.open_account(account) if name == "account" else window.show_page(name)
    silent = [
        f"{type(part).__name__} {part.objectName()}"
        for part in window.findChildren(QWidget)
        if is_told(part) and not spoken(part)
    ]
    assert silent == []


def is_told(part: QWidget) -> bool:
    """Whether a screen reader tells of it: it takes the keyboard, or the mouse beside one."""
    takes_keys = bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return part.isVisible() and (takes_keys or isinstance(part, QToolButton | QHeaderView))


def spoken(part: QWidget) -> str:
    face = QAccessible.queryAccessibleInterface(part)
    return face.text(QAccessible.Text.Name)


def test_a_new_look_is_not_put_on_pages_that_go(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_strays()
    for name in LISTED:
        window.show_page(name)
    pages = [window.page(name) for name in LISTED]
    dressed: list[int] = []
    monkeypatch.setattr(theme, "apply_theme", lambda *_: dressed.append(sum(map(isValid, pages))))
    window.deeds.dress("dark", 100)
    assert dressed == [0]
    assert front(window) is window.page(LISTED[-1])


def close_strays() -> None:
    """Close what an earlier test left open: pages go later while a dialog or menu is there."""
    for stray in (QApplication.activeModalWidget(), QApplication.activePopupWidget()):
        if stray is not None:
            stray.close()
