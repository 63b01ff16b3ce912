"""Tests of what is to be known of a file, above its rows."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.dialogs.importing.file_notes import FileNotes
from relmanager_desktop.ui.widgets.basics import Button, Label
from relmanager_desktop.ui.widgets.states import Message

NOTES = ("A sheet is hidden.", "Three cells hold no result.", "Macros were not run.", "No charts.")


def shown(qtbot: QtBot) -> FileNotes:
    notes = FileNotes(NOTES)
    qtbot.addWidget(notes)
    notes.resize(600, notes.sizeHint().height())
    notes.show()
    return notes


def test_four_notes_stand_in_no_more_room_than_one(qtbot: QtBot) -> None:
    one = Message("info", NOTES[0])
    qtbot.addWidget(one)
    assert shown(qtbot).sizeHint().height() <= one.sizeHint().height() + 4


def test_all_notes_can_be_read_and_folded_up_again(qtbot: QtBot) -> None:
    notes = shown(qtbot)
    toggle = next(b for b in notes.findChildren(Button) if "Show all" in b.text())
    toggle.click()
    read = {label.text() for label in notes.findChildren(Label) if label.isVisible()}
    assert set(NOTES) <= read
    toggle.click()
    read = {label.text() for label in notes.findChildren(Label) if label.isVisible()}
    assert set(NOTES) & read == {NOTES[0]}


def test_ears_hear_every_note(qtbot: QtBot) -> None:
    assert all(note in shown(qtbot).accessibleName() for note in NOTES)
