"""Tests of the rail of the wizard: what it says is whole, however long its words are."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.dialogs.importing.rail import Rail
from relmanager_desktop.ui.dialogs.importing.steps import STEPS
from relmanager_desktop.ui.widgets.basics import Label

WORDS = "No saved mapping knows these headers. Save this one for the next file of that kind, too."


def test_a_long_title_of_a_note_does_not_cut_its_words(qtbot: QtBot) -> None:
    rail = Rail(Path("list.csv"), STEPS)
    qtbot.addWidget(rail)
    rail.resize(rail.width(), 700)
    rail.say_note("bookmark", "Gespeicherte Spaltenzuordnungen für Listen", WORDS)
    rail.show()
    (words,) = (label for label in rail.findChildren(Label) if label.text() == WORDS)
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    assert words.mapTo(rail, words.rect().topRight()).x() < rail.width()
