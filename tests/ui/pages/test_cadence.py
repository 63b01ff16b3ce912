"""Tests of the Cadence page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QKeyCombination, QPointF, QRectF, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui import painting
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.models.cards import PUT_OFF
from relmanager_desktop.ui.models.touch_lines import (
    LINE_ROLE,
    SHOWN_AT_ONCE,
    SectionHead,
    TouchLine,
    TouchLines,
)
from relmanager_desktop.ui.widgets.touch_list import TouchList
from relmanager_desktop.ui.widgets.touch_painter import LOG, button_room

Add = Callable[..., int]


@pytest.fixture
def acme(add: Add, top: int) -> int:
    made = add("account", name="Acme", tier=top)
    at = datetime.now(UTC) - timedelta(days=30)
    add("interaction", account=made, at=at, channel="call", direction="both", state="held",
        subject="Call", purpose="check_in")  # fmt: skip
    return made


@pytest.fixture
def asked(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    heard: list[tuple[str, object]] = []
    monkeypatch.setattr(
        window, "show_dialog", lambda name, **given: heard.append((name, given.get("account")))
    )
    monkeypatch.setattr(window, "open_account", lambda id_: heard.append(("account", id_)))
    return heard


def shown(window: MainWindow) -> Any:
    window.show_page("cadence")
    QApplication.processEvents()
    page: Any = window.page("cadence")
    return page._list


def spoken(lines: Any) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [lines.index(row, 0).data(role) for row in range(lines.rowCount())]


def test_who_is_late_stands_with_the_reason_and_the_tier(window: MainWindow, acme: int) -> None:
    listed = shown(window)
    _, line = spoken(listed.lines)
    assert line.startswith("Acme. Check-in")
    assert "rule 'Strategic'" in line
    assert listed.lines.index(1, 0).data(LINE_ROLE).tier_order == 1


def test_an_empty_portfolio_shows_how_to_begin(window: MainWindow) -> None:
    window.show_page("cadence")
    said = [label.text() for label in window.page("cadence").findChildren(QLabel)]
    assert "No accounts to keep in touch with yet" in said


def test_every_line_can_be_reached_without_a_widget_for_each(window: MainWindow, add: Add) -> None:
    wanted = 2 * SHOWN_AT_ONCE + 3
    before = len(shown(window).findChildren(QWidget))
    for number in range(wanted):
        add("account", name=f"Firm {number:02}")
    page: Any = window.page("cadence")
    page.refresh()
    assert [line.split(".")[0] for line in spoken(page._list.lines)[1:]] == [
        f"Firm {number:02}" for number in range(wanted)
    ]
    page.grab()
    assert len(page._list.findChildren(QWidget)) == before


@pytest.mark.parametrize(
    ("keys", "opened"), [("Return", "account"), ("Space", "log"), (PUT_OFF, "snooze")]
)
def test_the_keyboard_opens_logs_and_puts_off_as_on_today(
    window: MainWindow,
    acme: int,
    asked: list[tuple[str, object]],
    keys: str | QKeyCombination,
    opened: str,
) -> None:
    listed = shown(window)
    listed.setCurrentIndex(listed.lines.index(1, 0))
    QTest.keySequence(listed, QKeySequence(keys))
    assert asked == [(opened, acme)]


def test_a_click_opens_the_account_and_on_its_button_logs(
    window: MainWindow, acme: int, asked: list[tuple[str, object]]
) -> None:
    listed = shown(window)
    box = QRectF(listed.visualRect(listed.lines.index(1, 0)))
    button = Qt.MouseButton.LeftButton
    for where in (box.topLeft() + QPointF(60, 12), button_room(box, LOG).center()):
        QTest.mouseClick(listed.viewport(), button, pos=where.toPoint())
    assert asked == [("account", acme), ("log", acme)]


def test_the_accounts_without_a_rule_can_be_given_a_tier(
    window: MainWindow, add: Add, asked: list[tuple[str, object]]
) -> None:
    add("account", name="Bolt")
    listed = shown(window)
    listed.setCurrentIndex(listed.lines.index(0, 0))
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert asked == [("tiers", None)]


def test_a_line_is_as_high_as_its_reason_is_long(window: MainWindow, acme: int) -> None:
    listed = shown(window)
    heights = []
    for width in (900, 420):
        listed.setFixedWidth(width)
        QApplication.processEvents()
        listed.doItemsLayout()
        heights.append(listed.visualRect(listed.lines.index(1, 0)).height())
    assert heights[0] < heights[1]


def test_the_lines_that_nobody_saw_are_not_measured(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[str] = []
    broken = painting.broken

    def counted(text: str, *rest: Any) -> list[str]:
        measured.append(text)
        return broken(text, *rest)

    def nothing(*_given: object) -> None:
        """Do nothing."""

    listed = TouchList("Cadence", nothing, nothing, nothing, nothing)
    qtbot.addWidget(listed)
    line = TouchLine(1, 0, "check_in", "Acme", "Check-in", "Due since 3 Nov " * 9, "phone")
    listed.show_sections(
        [SectionHead("late", "Overdue", "bad", 5_000)],
        {"late": [line] * SHOWN_AT_ONCE},
        lambda _section, _start: [line] * SHOWN_AT_ONCE,
    )
    listed.resize(600, 400)
    listed.show()
    monkeypatch.setattr(painting, "broken", counted)
    for width in (500, 600):
        listed.resize(width, 400)
        QApplication.processEvents()
    assert 0 < len(measured) < 5 * SHOWN_AT_ONCE
    listed.scrollToBottom()
    QApplication.processEvents()
    assert {0, 1, 5_000} <= listed.lines.known_rows
    assert 2_500 not in listed.lines.known_rows


def test_who_is_off_the_list_is_not_said_to_be_late(
    window: MainWindow, add: Add, acme: int
) -> None:
    person = add("contact", name="Priya Raman", do_not_contact=True)
    add("contact_role", contact=person, account=acme)
    said = " ".join(spoken(shown(window).model()))
    assert "asked not to be contacted" in said
    assert "Off the list" in said
    assert "late" not in said


def test_a_section_of_very_many_lists_the_first_and_says_so() -> None:
    lines = TouchLines()
    head = SectionHead("late", "Overdue", "bad", 57_312, hidden=56_812)
    lines.show_sections([head], {}, lambda _section, _start: ())
    assert lines.rowCount() == 501
    assert head.spoken() == "Overdue, 57,312. the first 500 are listed"
