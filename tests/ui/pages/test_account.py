"""Tests of the Account page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from relmanager_desktop.commands.records import change_record, delete_record
from relmanager_desktop.domain.texts import shown_value
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.pages.account import BESIDE, TABS
from relmanager_desktop.ui.widgets.badges import Pill
from relmanager_desktop.ui.widgets.entry_list import EntryList

Add = Callable[..., int]
NOW = datetime.now(UTC)


@pytest.fixture
def account(add: Add, top: int) -> int:
    made = add("account", name="Acme", tier=top, annual_value=412_000_00, currency="GBP")
    for days, channel, direction in ((30, "call", "both"), (5, "mailing", "out")):
        add("interaction", account=made, at=NOW - timedelta(days=days), channel=channel,
            direction=direction, state="held", subject=channel, purpose="check_in")  # fmt: skip
    return made


def texts(page: Any) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


@pytest.mark.parametrize("tab", list(TABS))
def test_every_tab_shows_with_and_without_content(
    window: MainWindow, add: Add, account: int, tab: str
) -> None:
    page: Any = window.page("account")
    for shown in (account, add("account", name="Empty")):
        window.open_account(shown)
        page.choose_tab(tab)
        assert not page.grab().isNull()
        assert page._tabs.button(tab).isChecked()


def test_the_last_touch_names_its_own_channel(window: MainWindow, account: int) -> None:
    window.open_account(account)
    shown = texts(window.page("account"))
    place = shown.index("30 days ago")
    assert shown[place + 1] == "Call"


def test_the_next_touch_says_its_whole_reason(window: MainWindow, account: int) -> None:
    window.open_account(account)
    assert any("every 14 days because tier Top (rule 'Strategic')" in text
               for text in texts(window.page("account")))  # fmt: skip


def test_a_change_elsewhere_is_shown(qtbot: QtBot, window: MainWindow, account: int) -> None:
    window.open_account(account)
    page: Any = window.page("account")
    with qtbot.waitSignal(window.bridge.changed):
        window.bridge.run("Rename", change_record, "account", account, {"name": "Apex"}, page.today)
    assert "Apex" in texts(page)


@pytest.fixture
def gone(qtbot: QtBot, window: MainWindow, account: int) -> Any:
    """The page of an account that was deleted while it was shown."""
    window.open_account(account)
    with qtbot.waitSignal(window.bridge.changed):
        window.bridge.run("Delete", delete_record, "account", account)
    return window.page("account")


def test_an_account_that_was_deleted_says_so_and_nothing_else(gone: Any) -> None:
    assert "This account is gone" in texts(gone)
    assert not gone._tabs.isVisible()
    assert not gone._rail_box.isVisible()
    assert gone.at_hand() == {}
    gone.choose_tab("facts")
    assert "This account is gone" in texts(gone)


def test_an_account_that_comes_back_is_shown_again(
    qtbot: QtBot, window: MainWindow, account: int, gone: Any
) -> None:
    with qtbot.waitSignal(window.bridge.changed):
        window.do("undo")
    assert "Acme" in texts(gone)
    assert gone._tabs.isVisible()
    assert gone.at_hand() == {"account": account}


def test_facts_without_a_currency_are_in_the_portfolios(window: MainWindow, add: Add) -> None:
    add("setting", key="currency", value="GBP")
    window.open_account(add("account", name="Acme", annual_value=505_000_00))
    page: Any = window.page("account")
    page.choose_tab("facts")
    assert "£505,000" in texts(page)


def test_a_change_that_was_taken_back_says_so_and_offers_no_undo(
    qtbot: QtBot, window: MainWindow, account: int
) -> None:
    window.open_account(account)
    page: Any = window.page("account")
    page.choose_tab("history")
    with qtbot.waitSignal(window.bridge.changed):
        window.bridge.run("Rename", change_record, "account", account, {"name": "Apex"}, page.today)
    assert undo_buttons(page) == ["Undo: Rename"]
    with qtbot.waitSignal(window.bridge.changed):
        window.do("undo")
    qtbot.waitUntil(lambda: undo_buttons(page) == ["Undo: Undo: Rename"])
    assert any(text.startswith("Rename") and "Taken back" in text for text in texts(page))


def undo_buttons(page: Any) -> list[str]:
    QApplication.processEvents()
    buttons = page.findChildren(QAbstractButton)
    names = [button.accessibleName() for button in buttons if button.isVisible()]
    return [name for name in names if name.startswith("Undo: ")]


def test_a_touch_logged_from_an_accounts_page_is_with_that_account(
    window: MainWindow, account: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(window, "show_dialog", lambda _name, **given: asked.append(given))
    window.do("log")
    window.open_account(account)
    window.do("log")
    assert asked == [{}, {"account": account}]


def test_the_timeline_reads_older_touches_without_a_widget_for_each(
    window: MainWindow, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("relmanager_desktop.ui.pages.account_tabs.timeline.READ_AT_ONCE", 4)
    made = add("account", name="Acme")
    for days in range(11):
        add("interaction", account=made, at=NOW - timedelta(days=days), channel="call",
            direction="both", state="held", subject=f"Call {days}", purpose="check_in")  # fmt: skip
    window.open_account(made)
    (listed,) = window.page("account").findChildren(EntryList)
    entries = listed.model()
    while entries.canFetchMore(QModelIndex()):
        entries.fetchMore(QModelIndex())
    spoken = [entries.index(row, 0).data() for row in range(entries.rowCount())]
    assert [text.split(".")[0] for text in spoken] == [f"Call {days}" for days in range(11)]
    assert not [label for label in listed.findChildren(QLabel) if label.text()]


def test_enter_opens_a_touch_of_the_timeline_and_a_heading_opens_nothing(
    window: MainWindow, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = add("account", name="Acme")
    touch = add("interaction", account=made, at=NOW + timedelta(days=2), channel="call",
                direction="both", state="planned", subject="Call", purpose="check_in")  # fmt: skip
    opened: list[tuple[str, int]] = []
    monkeypatch.setattr(window, "open_record", lambda kind, id_: opened.append((kind, id_)))
    window.open_account(made)
    (listed,) = window.page("account").findChildren(EntryList)
    for row in (0, 1):
        listed.setCurrentIndex(listed.model().index(row, 0))
        QTest.keyClick(listed, Qt.Key.Key_Return)
    assert opened == [("interaction", touch)]


def test_next_touches_are_a_tab_where_the_window_is_narrow(
    window: MainWindow, account: int
) -> None:
    page: Any = window.page("account")
    window.open_account(account)
    assert not page._tabs.button(BESIDE).isVisible()
    window.resize(1024, 700)
    QApplication.processEvents()
    page._tabs.button(BESIDE).click()
    assert {"People", "Next touches"} <= set(texts(page))
    window.resize(1440, 900)
    QApplication.processEvents()
    assert page.tab == "timeline"


def test_the_last_touch_says_its_day_where_the_mouse_rests(
    window: MainWindow, account: int
) -> None:
    window.open_account(account)
    labels = window.page("account").findChildren(QLabel)
    (hint,) = {label.toolTip() for label in labels if label.text() == "30 days ago"} - {""}
    assert hint == shown_value((NOW - timedelta(days=30)).astimezone().date())


def test_who_is_off_the_list_is_not_late_beside_the_tabs(
    window: MainWindow, add: Add, account: int
) -> None:
    person = add("contact", name="Priya Raman", do_not_contact=True)
    add("contact_role", contact=person, account=account)
    window.open_account(account)
    pills = {pill.text: pill.tone for pill in window.page("account").findChildren(Pill)}
    assert pills["Off the list"] == "neutral"
    assert not [text for text in (*pills, *texts(window.page("account"))) if "late" in text]


def test_the_day_of_the_next_touch_and_its_reason_are_of_the_same_touch(
    window: MainWindow, add: Add, account: int
) -> None:
    person = add("contact", name="Priya Raman")
    add("cadence_rule", name="Weekly", target_kind="contact", target_value="Priya Raman",
        ideal_days=1, max_days=2, business_days_only=False)  # fmt: skip
    add("contact_role", contact=person, account=account)
    call = add("interaction", account=account, at=NOW - timedelta(days=21), channel="call",
               direction="both", state="held", subject="Call", purpose="check_in")  # fmt: skip
    add("interaction_contact", interaction=call, contact=person)
    window.open_account(account)
    shown = texts(window.page("account"))
    place = shown.index("20 days late")
    assert shown[place - 1] == "Next touch"
    assert shown[place + 1].startswith("Priya Raman: Due since")
    assert "rule 'Weekly'" in shown[place + 1]
