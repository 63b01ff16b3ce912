"""Tests of typing days and moments."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.ui.bridge import Bridge
from relmanager_desktop.ui.widgets.editors import Surroundings
from relmanager_desktop.ui.widgets.moments import DayEditor, MomentEditor, near_day


@pytest.fixture
def around(bridge: Bridge, today: date) -> Surroundings:
    return Surroundings(bridge, today, lambda: "EUR", lambda _name: None)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("today", 0),
        ("Tomorrow", 1),
        ("yesterday", -1),
        ("+14", 14),
        ("in 3 days", 3),
        ("in 2 weeks", 14),
        ("+1w", 7),
    ],
)
def test_near_days_are_typed_in_words(text: str, days: int, today: date) -> None:
    assert near_day(text, today) == today + timedelta(days=days)


def test_other_words_are_no_near_day(today: date) -> None:
    assert near_day("some day", today) is None


@pytest.mark.parametrize("text", ["3 Nov 2026", "03.11.2026", "2026-11-03", "3/11/2026"])
def test_a_day_is_read_as_people_write_it(qtbot: QtBot, around: Surroundings, text: str) -> None:
    editor = DayEditor(KINDS["action"].field("due"), around)
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.line, text)
    assert editor.value() == date(2026, 11, 3)
    editor.line.editingFinished.emit()
    assert editor.line.text() == "3 Nov 2026"


def test_what_is_no_day_is_said(qtbot: QtBot, around: Surroundings) -> None:
    editor = DayEditor(KINDS["action"].field("due"), around)
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.line, "soon")
    assert editor.value() is None
    assert editor.unreadable() is not None


def test_a_moment_keeps_its_seconds_until_it_is_changed(qtbot: QtBot, around: Surroundings) -> None:
    editor = MomentEditor(KINDS["interaction"].field("at"), around)
    qtbot.addWidget(editor)
    kept = datetime(2026, 11, 24, 9, 30, 17).astimezone()
    editor.show_value(kept)
    assert editor.value() == kept
    editor.time.line.clear()
    QTest.keyClicks(editor.time.line, "14:05")
    assert editor.value() == datetime(2026, 11, 24, 14, 5).astimezone()


def test_a_moment_without_a_time_begins_with_the_day(qtbot: QtBot, around: Surroundings) -> None:
    editor = MomentEditor(KINDS["interaction"].field("at"), around)
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.day.line, "24 Nov 2026")
    assert editor.value() == datetime(2026, 11, 24, 9).astimezone()
