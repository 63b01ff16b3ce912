"""Tests of the preview: what its cells say of how they are understood."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from relmanager_desktop.domain.mapping.maps import (
    ColumnMap,
    Question,
    Reading,
    SheetMap,
    Target,
)
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_previews import Table
from relmanager_desktop.ui.dialogs.importing.previews import (
    EDGE,
    MARK,
    PreviewModel,
    taken_for,
)

SINCE = Target("account", "since")
VALUE = Target("account", "annual_value")
COLUMNS = (
    ColumnMap(0, "Company", Target("account", "name"), 1.0, tr("")),
    ColumnMap(1, "Since", SINCE, 1.0, tr(""), Reading(dates="dmy")),
    ColumnMap(2, "Value", VALUE, 1.0, tr("")),
    ColumnMap(3, "Rest", None, 0.0, tr("")),
)
ROWS = (
    ("Our customers", "", "", ""),
    ("Company", "Since", "Value", "Rest"),
    ("Acme", "03/04/2025", "12", "x"),
    ("Bolt", "05/06/2025", "about 12", ""),
    ("Total", "", "12", ""),
)


def model_of(questions: tuple[Question, ...] = ()) -> PreviewModel:
    found = SheetMap(
        "Customers", 2, ("account",), COLUMNS, 1.0, tr(""), header=ROWS[1], questions=questions
    )
    table = Table(found, ROWS, 9, refused={(4, 2): "no number"}, skipped={5: "The row is a total."})
    return PreviewModel(table)


def said(model: PreviewModel, row: int, column: int, role: int) -> object:
    return model.data(model.index(row, column), role)


def test_cells_bear_the_mark_of_how_they_are_understood(qtbot: QtBot) -> None:
    model = model_of(questions=(Question(1, "dates", tr("?")),))
    marks = [[said(model, row, column, MARK) for column in range(4)] for row in range(5)]
    assert marks[0] == ["above"] * 4
    assert marks[1] == ["header"] * 4
    assert marks[2] == ["", "asked", "", "left"]
    assert marks[3] == ["", "asked", "refused", "left"]
    assert marks[4] == ["above"] * 4


def test_a_cell_says_why_it_is_refused_and_how_it_is_read(qtbot: QtBot) -> None:
    model, role = model_of(), Qt.ItemDataRole.ToolTipRole
    assert said(model, 3, 2, role) == "no number"
    assert said(model, 4, 0, role) == "The row is a total."
    assert said(model, 2, 1, role) == "Read as 3 Apr 2025"
    assert said(model, 2, 0, role) is None


def test_the_last_row_says_how_many_follow(qtbot: QtBot) -> None:
    model = model_of()
    assert model.rowCount() == len(ROWS) + 1
    assert said(model, 5, 0, Qt.ItemDataRole.DisplayRole) == "4 more rows like these"
    assert model.is_wide(0)
    assert not model.is_wide(2)


def test_a_word_is_taken_for_what_it_was_said_to_mean() -> None:
    mapped = ColumnMap(
        0, "State", Target("account", "status"), 1.0, tr(""), Reading(values={"alive": "active"})
    )
    assert taken_for(mapped, "Alive") == "Active"
    assert taken_for(mapped, "gone") == ""


def test_a_row_with_a_refused_cell_out_of_sight_is_marked_at_its_edge(qtbot: QtBot) -> None:
    model = model_of()
    assert [said(model, row, 0, EDGE) for row in range(5)] == ["", "accent", "", "badbar", ""]
    assert said(model, 3, 0, Qt.ItemDataRole.ToolTipRole) == "no number"
