"""Tests of a window that stays open when another day begins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui import opening
from relmanager_desktop.ui.days import Days
from relmanager_desktop.ui.hosts import Host
from relmanager_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from relmanager_desktop.store.database import Database

Add = Callable[..., int]
Turn = Callable[[], None]
REST = {
    "interaction": {"channel": "call", "state": "held", "subject": "Prices"},
    "issue": {"title": "Late again", "severity": "high"},
}


@pytest.fixture
def turn(window: MainWindow, monkeypatch: pytest.MonkeyPatch, today: date) -> Turn:
    """Puts the window's clock a day ahead, as if the computer had slept over midnight."""
    clock = [datetime.combine(today, time(10)).astimezone()]
    monkeypatch.setattr(Host, "now", property(lambda _host: clock[-1]))

    def ahead() -> None:
        clock.append(clock[-1] + timedelta(days=1))
        for days in window.findChildren(Days):
            days.look()

    return ahead


@pytest.mark.parametrize(
    ("page", "kind", "moment", "column"),
    [("accounts", "interaction", "at", "last_touch"), ("issues", "issue", "opened_at", "opened")],
)
def test_a_list_counts_from_the_new_day(
    window: MainWindow, turn: Turn, add: Add, page: str, kind: str, moment: str, column: str
) -> None:
    account = add("account", name="Acme")
    add(kind, **{"account": account, moment: window.now, **REST[kind]})
    window.deeds.on_opened()
    window.show_page(page)
    shown: Any = window.page(page)
    number = [each.name for each in shown.table.rows.columns].index(column)
    before = shown.table.rows.index(0, number).data()
    turn()
    assert (before, shown.table.rows.index(0, number).data()) == ("today", "yesterday")


def test_the_badge_counts_what_is_late_on_the_new_day(
    window: MainWindow, add: Add, turn: Turn
) -> None:
    add("action", title="Send the offer", due=window.today, account=add("account", name="Acme"))
    window.deeds.on_opened()
    badge = window.sidebar.buttons["today"]
    before = badge.accessibleName()
    turn()
    assert ("late" in before, "1 late" in badge.accessibleName()) == (False, True)


def test_a_snooze_ends_on_the_new_day(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, turn: Turn
) -> None:
    asked: list[date] = []

    def catch_up(_database: Database, today: date) -> int:
        asked.append(today)
        return 1

    monkeypatch.setattr(opening, "catch_up", catch_up)
    told: list[frozenset[str]] = []
    window.bridge.changed.connect(told.append)
    window.deeds.on_opened()
    qtbot.waitUntil(lambda: frozenset({"snooze"}) in told)
    turn()
    qtbot.waitUntil(lambda: len(asked) == 2)
    assert asked[1] - asked[0] == timedelta(days=1)


def test_a_new_day_is_told_once(window: MainWindow, turn: Turn) -> None:
    days = Days(window)
    told: list[date] = []
    days.began.connect(lambda: told.append(window.today))
    days.look()
    turn()
    days.look()
    assert told == [window.today]
