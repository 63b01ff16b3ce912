"""Tests of what the steps of an import say of themselves."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from relmanager_desktop.domain.mapping.maps import Question, SheetMap
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_looks import Look
from relmanager_desktop.queries.import_previews import Table
from relmanager_desktop.ui import painting
from relmanager_desktop.ui.dialogs.importing.steps import hint_of


def test_an_open_question_says_how_many_rows_wait_for_it() -> None:
    asked = (Question(0, "dates", tr("Which order?")),)
    found = SheetMap("A", 1, ("account",), (), 1, tr("by its headers"), questions=asked)
    look = Look(tables=(Table(found, (), 0),), counts={"refused": 3})
    assert hint_of("columns", look).startswith("3 rows stay behind")


def test_a_refusal_is_told_in_a_footer_of_the_smallest_window(qtbot: QtBot) -> None:
    hint = hint_of("plan", Look(counts={"refused": 1}))
    assert painting.text_width(hint, "small") < 343
