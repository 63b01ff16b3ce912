"""Tests of typing days and moments."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.ui.bridge import Bridge
from relmanager_desktop.ui.widgets.editors import Surroundings
from relmanager_desktop.ui.widgets.fields import FieldBox
from relmanager_desktop.ui.widgets.moments import DayEditor, MomentEditor


@pytest.fixture
def around(bridge: Bridge, today: date) -> Surroundings:
    return Surroundings(bridge, today, lambda: "EUR", lambda _name: None)


@pytest.fixture(autouse=True)
def british(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("en_GB"))


def test_the_locale_says_whether_the_month_comes_first(
    qtbot: QtBot, around: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("en_US"))
    editor = DayEditor(KINDS["action"].field("due"), around)
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.line, "12/3")
    assert editor.value() == date(2026, 12, 3)


def test_it_is_shown_how_a_day_was_understood(qtbot: QtBot, around: Surroundings) -> None:
    box = FieldBox(KINDS["action"].field("due"), around)
    qtbot.addWidget(box)
    box.editor.entered.emit()
    QTest.keyClicks(box.editor.control, "next friday")
    assert box._note.text() == "Fri 4 Dec 2026"
    box.editor.line.editingFinished.emit()  # type: ignore[attr-defined]  # a DayEditor
    assert box.editor.line.text() == "4 Dec 2026"  # type: ignore[attr-defined]  # likewise


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
