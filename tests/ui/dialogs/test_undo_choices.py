"""Tests of what an undo asks: each record that was edited since, and each of its cells."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from relmanager_desktop.queries.undo_previews import CellRow, ConflictRow, UndoPreview
from relmanager_desktop.ui.dialogs.undo_choices import UndoChoices

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
CITY = CellRow("city", "City", "Ulm", "Bonn", "York")
PHONE = CellRow("phone", "Phone", "", "030 1", "030 2")


@pytest.fixture
def choices(qtbot: QtBot) -> UndoChoices:
    """The question, of one account with two edited cells and of one that was made."""
    conflicts = (
        ConflictRow("account", 1, "Acme", "City changed since.", True, AT, "Kim", (CITY, PHONE)),
        ConflictRow("account", 2, "Bolt", "It was edited since.", True, AT, "Kim"),
    )
    preview = UndoPreview(7, "Import", {}, {}, {}, conflicts, 2)
    shown = UndoChoices(preview, lambda: None)
    qtbot.addWidget(shown)
    return shown


def box(choices: UndoChoices, words: str) -> QCheckBox:
    return next(found for found in choices.findChildren(QCheckBox) if words in found.text())


def test_a_cell_says_what_it_held_holds_and_would_hold(choices: UndoChoices) -> None:
    assert box(choices, "City").text() == "City: now York; written Bonn, before Ulm"
    assert box(choices, "Phone").text().endswith("before (empty)")


def test_a_single_cell_is_taken_back(choices: UndoChoices) -> None:
    box(choices, "City").setChecked(True)
    assert choices.overruled == {("account", 1, "city")}
    assert box(choices, "Acme").checkState() is Qt.CheckState.PartiallyChecked


def test_the_box_of_a_record_takes_all_of_its_cells_back_and_keeps_them_again(
    choices: UndoChoices,
) -> None:
    box(choices, "Acme").click()
    assert choices.overruled == {("account", 1, "city"), ("account", 1, "phone")}
    box(choices, "Acme").click()
    assert choices.is_idle


def test_all_are_taken_back_at_once(choices: UndoChoices) -> None:
    box(choices, "Take all").click()
    assert choices.overruled == {
        ("account", 1, "city"),
        ("account", 1, "phone"),
        ("account", 2),
    }
