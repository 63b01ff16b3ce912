"""Tests of the head of an account's page: it leaves room to what stands below it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.pages.account_heads import AccountHead
from relmanager_desktop.ui.widgets.basics import Button
from relmanager_desktop.ui.widgets.entry_list import EntryList
from relmanager_desktop.ui.widgets.labels import CutLines

Add = Callable[..., int]
SMALLEST = (860, 560)
WHY = "because tag 'Board of the holding company' (rule 'Relations of the board with theirs')"


@pytest.fixture
def account(add: Add) -> int:
    """An account with touches, and a next one whose reason is long."""
    made = add("account", name="Halden Aerospace", annual_value=505_000_00, currency="GBP",
               owner=add("member", name="Dana Okafor"))  # fmt: skip
    tag = add("tag", name="Board of the holding company")
    add("account_tag", account=made, tag=tag)
    add("cadence_rule", name="Relations of the board with theirs", target_kind="tag",
        target_value="Board of the holding company", ideal_days=7, max_days=14)  # fmt: skip
    for days in range(4, 40, 4):
        add("interaction", account=made, at=datetime.now(UTC) - timedelta(days=days),
            channel="call", direction="both", state="held", subject=f"Call {days}",
            purpose="check_in")  # fmt: skip
    return made


def head_of(window: MainWindow, account: int, size: tuple[int, int]) -> AccountHead:
    """Show the account in a window of this size; return the head of its page."""
    window.resize(*size)
    window.open_account(account)
    for _ in range(3):
        QApplication.processEvents()
    found = window.page("account").findChild(AccountHead)
    assert isinstance(found, AccountHead)
    return found


def label(head: AccountHead, text: str) -> QLabel:
    """Return what shows a text."""
    return next(one for one in head.findChildren(QLabel) if one.isVisible() and text in one.text())


def words(head: AccountHead) -> list[str]:
    """Return what is written on buttons."""
    shown = [button for button in head.findChildren(Button) if button.isVisible()]
    return [button.text().strip() for button in shown if button.text()]


def test_next_touch_stands_beside_the_other_facts(window: MainWindow, account: int) -> None:
    head = head_of(window, account, SMALLEST)
    owner, due = (label(head, name).mapTo(head, QPoint()) for name in ("Owner", "Next touch"))
    assert owner.y() == due.y()
    reason = label(head, WHY)
    assert reason.mapTo(head, QPoint(reason.width(), 0)).x() <= head.width()


def test_a_reason_that_is_cut_is_whole_in_its_tooltip(window: MainWindow, account: int) -> None:
    reason = label(head_of(window, account, SMALLEST), WHY)
    assert reason.height() >= 2 * reason.fontMetrics().lineSpacing()
    assert WHY in reason.toolTip().replace("\n", " ")


def test_touches_can_be_read_in_the_smallest_window_with_the_largest_texts(
    large: MainWindow, account: int
) -> None:
    head_of(large, account, SMALLEST)
    page = large.page("account")
    listed = page.findChild(EntryList)
    assert isinstance(listed, EntryList)
    second = listed.visualRect(listed.model().index(1, 0))
    assert second.bottom() <= listed.viewport().height()


def test_a_low_page_says_the_reason_under_the_mouse_and_aloud(
    large: MainWindow, account: int
) -> None:
    head = head_of(large, account, SMALLEST)
    assert not head.findChildren(CutLines)
    (due,) = [one for one in head.findChildren(QLabel) if WHY in one.toolTip()]
    assert WHY in due.accessibleDescription()


def test_a_head_unfolds_where_there_is_room_again(
    qtbot: QtBot, large: MainWindow, account: int
) -> None:
    head = head_of(large, account, SMALLEST)
    assert words(head) == ["Log touch"]
    large.resize(1440, 900)
    qtbot.waitUntil(lambda: words(head) == ["Accounts", "Edit", "New issue", "Log touch"])
    assert head.findChildren(CutLines)
