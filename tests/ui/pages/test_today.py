"""Tests of the Today page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from relmanager_desktop.commands.interactions import InteractionDraft, log_interaction
from relmanager_desktop.queries.today import today_board
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.models.cards import CARD_ROLE, REASON_LINE, Card
from relmanager_desktop.ui.pages.today import touch_card
from relmanager_desktop.ui.widgets.tiles import MARGIN_LEFT

Add = Callable[..., int]
NOW = datetime.now(UTC)


@pytest.fixture
def account(add: Add) -> int:
    tier = add("tier", name="A", order=1)
    add(
        "cadence_rule",
        name="Strategic",
        target_kind="tier",
        target_value="A",
        ideal_days=14,
        max_days=28,
    )
    made = add("account", name="Acme", tier=tier, city="Leeds")
    add("interaction", account=made, at=NOW - timedelta(days=40), channel="call", direction="both",
        state="held", subject="Hello", purpose="check_in")  # fmt: skip
    return made


@pytest.fixture
def page(window: MainWindow, account: int) -> Any:
    page = window.page("today")
    page.refresh()
    return page


def cards(page: Any, column: str) -> list[Card]:
    model = page._columns[column].list.cards
    return [model.index(row, 0).data(CARD_ROLE) for row in range(model.rowCount())]


def test_a_late_touch_stands_under_overdue_with_its_reason(page: Any) -> None:
    (card,) = cards(page, "overdue")
    assert (card.title, card.tier, card.tier_order) == ("Acme", "Tier A", 1)
    assert "every 14 days because tier A (rule 'Strategic')" in card.detail


def test_a_logged_call_moves_the_card_away(
    qtbot: QtBot, window: MainWindow, page: Any, account: int
) -> None:
    draft = InteractionDraft(account, NOW - timedelta(minutes=5), subject="Caught up")
    with qtbot.waitSignal(window.bridge.changed):
        window.bridge.run("Log", log_interaction, draft, page.today)
    assert cards(page, "overdue") == []


def test_a_column_without_a_card_says_so(page: Any) -> None:
    due, overdue = page._columns["due"], page._columns["overdue"]
    assert due.hint.isVisible()
    assert not due.list.isVisible()
    assert overdue.list.isVisible()
    assert not overdue.hint.isVisible()


def test_enter_opens_the_account_and_space_logs_a_touch(
    qtbot: QtBot, window: MainWindow, page: Any, account: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(window.deeds, "show_dialog", lambda name, **_given: asked.append(name))
    column = page._columns["overdue"].list
    column.setCurrentIndex(column.cards.index(0, 0))
    QTest.keyClick(column, Qt.Key.Key_Space)
    QTest.keyClick(column, Qt.Key.Key_Return)
    assert asked == ["log"]
    shown: Any = window.page("account")
    assert shown.account == account


def test_alt_right_puts_a_card_off(
    window: MainWindow, page: Any, account: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(
        window.deeds, "show_dialog", lambda *given, **more: asked.append((given, more))
    )
    column = page._columns["overdue"].list
    column.setCurrentIndex(column.cards.index(0, 0))
    QTest.keyClick(column, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    ((given, more),) = asked
    assert (given, more["account"]) == (("snooze",), account)


def test_the_menu_of_a_card_does_what_it_offers(
    window: MainWindow, page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(window.deeds, "show_dialog", lambda name, **_given: asked.append(name))
    menu = QMenu()
    page._fill_menu(cards(page, "overdue")[0], menu)
    for entry in menu.actions():
        entry.trigger()
    assert asked == ["log", "snooze"]


def test_the_menu_of_a_card_offers_what_can_be_done(page: Any) -> None:
    menu = QMenu()
    page._fill_menu(cards(page, "overdue")[0], menu)
    assert [entry.text() for entry in menu.actions()] == [
        "Log touch…",
        "Snooze…\tAlt+Right",
        "Open",
    ]


def test_a_card_is_one_sentence_for_screen_readers(page: Any) -> None:
    model = page._columns["overdue"].list.cards
    said = model.index(0, 0).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert said.startswith("Acme. Check-in · Leeds. ")


def test_an_action_that_is_late_stands_there_too(page: Any, add: Add, account: int) -> None:
    add(
        "action",
        title="Send terms",
        account=account,
        due=page.today - timedelta(days=2),
        state="open",
    )
    page.refresh()
    assert {card.kind for card in cards(page, "overdue")} == {"touch", "action"}


def test_an_empty_portfolio_shows_how_to_begin(window: MainWindow) -> None:
    page: Any = window.page("today")
    assert page._empty.isVisible()
    assert not page._board.isVisible()


def test_who_was_never_contacted_fills_what_the_day_has_room_for(
    window: MainWindow, add: Add
) -> None:
    tier = add("tier", name="A", order=1)
    add("cadence_rule", name="Strategic", target_kind="tier", target_value="A", ideal_days=14,
        max_days=28)  # fmt: skip
    add("member", name="Dana", is_me=True, touches_per_day=2)
    for number in range(3):
        add("account", name=f"Firm {number}", tier=tier, annual_value=number)
    board = window.bridge.ask(today_board, window.page("today").today)
    assert [touch.name for touch in board.due.touches] == ["Firm 2", "Firm 1"]
    card = touch_card(board.due.touches[0], board.today)
    assert (card.pill, card.tone) == ("Never contacted", "info")
    assert card.detail == "Never contacted: every 14 days because tier A (rule 'Strategic')"


def test_a_plain_list_without_tiers_is_told_how_to_get_a_rhythm(
    window: MainWindow, add: Add
) -> None:
    page: Any = window.page("today")
    for name in ("Acme", "Zest"):
        add("account", name=name)
    page.refresh()
    assert page._unruled.isVisible()
    assert page._unruled.accessibleName() == "2 accounts have no rhythm yet"


def test_a_card_is_as_high_as_its_reason_is_long(window: MainWindow, add: Add) -> None:
    add("account", name="Acme")
    page: Any = window.page("today")
    page.refresh()
    cards = page._columns["overdue"].list
    long = "Due since 3 Nov: " + "last call 20 Oct, every 14 days because tier A " * 3
    made = [Card("touch", 1, "Acme", "Check-in", why, "phone", "Today", "info")
            for why in ("Due today", long)]  # fmt: skip
    cards.setVisible(True)
    cards.cards.show_cards(2, made.__getitem__)
    cards.setFixedWidth(300)
    cards.doItemsLayout()
    short, tall = (cards.visualRect(cards.cards.index(row, 0)).height() for row in (0, 1))
    assert tall > short + theme.px(2 * REASON_LINE)


def test_the_weeks_ahead_leave_the_cards_their_room(window: MainWindow, add: Add) -> None:
    add("account", name="Acme")
    page: Any = window.page("today")
    page.refresh()
    for height, is_shown in ((900, True), (560, False)):
        window.resize(1024, height)
        QApplication.processEvents()
        assert page._weeks.isVisible() == is_shown


def test_the_strip_of_weeks_names_each_renewal_under_the_mouse(window: MainWindow) -> None:
    page: Any = window.page("today")
    strip = page._strip
    monday = date(2026, 11, 23)
    weeks = [(monday + timedelta(days=7 * number), number) for number in range(13)]
    strip.show_weeks(weeks, 5, [("Sable Ridge", monday + timedelta(days=88))])
    left = theme.px(MARGIN_LEFT)
    step = (strip.width() - left) / 91
    assert strip.said_at(left + 88 * step) == "Sable Ridge on 19 Feb 2027"
    assert strip.said_at(left + 17 * step) == "2 from 7 Dec 2026"
