"""Tests of the step that shows the plan: rows and cells decided, refused rows kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from relmanager_desktop.store.database import Database
from relmanager_desktop.ui.dialogs.importing.pairs import Sides
from relmanager_desktop.ui.dialogs.importing.sections import Section
from relmanager_desktop.ui.dialogs.importing.wizard import ImportWizard
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.states import Message
from tests.ui.dialogs.importing.wizards import (
    LIST,
    LONG_MS,
    listed_accounts,
    press,
    settled,
    wizard_of,
)


def test_a_row_that_looks_like_a_record_can_be_that_record(
    qtbot: QtBot, doubtful: ImportWizard, database: Database
) -> None:
    assert doubtful.look.counts["new"] == 1
    press(doubtful, "The same account")
    settled(qtbot, doubtful, "plan")
    assert doubtful.look.counts["new"] == 0
    press(doubtful, "Keep both")
    settled(qtbot, doubtful, "plan")
    assert doubtful.look.counts["new"] == 1
    press(doubtful, "Leave this row out")
    settled(qtbot, doubtful, "plan")
    assert doubtful.look.totals["skipped"] == 1
    doubtful.go_on()
    settled(qtbot, doubtful, "report")
    assert listed_accounts(database) == ["Alster", "Brinkmann KG"]


def test_one_cell_that_differs_is_taken_and_kept_again(
    qtbot: QtBot, doubtful: ImportWizard
) -> None:
    press(doubtful, "Take the file")
    settled(qtbot, doubtful, "plan")
    assert (doubtful.look.counts["conflict"], doubtful.look.counts["changed"]) == (0, 1)
    (changed,) = [s for s in doubtful.findChildren(Section) if "Changed" in s.accessibleName()]
    if not changed.is_open:
        changed.toggle()
    qtbot.wait(10)
    press(doubtful, "Keep mine")
    settled(qtbot, doubtful, "plan")
    assert doubtful.look.counts["conflict"] == 1


def test_all_cells_that_differ_are_taken(qtbot: QtBot, doubtful: ImportWizard) -> None:
    doubtful.plan.rail.choices["overwrite"].click()
    settled(qtbot, doubtful, "plan")
    assert doubtful.look.counts["changed"] == 1
    assert doubtful.plan.rail.choices["overwrite"].isChecked()


def test_one_column_takes_the_values_of_the_file(qtbot: QtBot, doubtful: ImportWizard) -> None:
    doubtful.go_back()
    doubtful.columns.view.chips[1].click()
    press(doubtful, "Take the file")
    settled(qtbot, doubtful, "columns")
    assert (doubtful.look.counts["conflict"], doubtful.look.counts["changed"]) == (0, 1)
    doubtful.columns.view.chips[1].click()
    press(doubtful, "Like the rest")
    settled(qtbot, doubtful, "columns")
    assert doubtful.look.counts["conflict"] == 1


def test_refused_rows_are_kept_as_a_workbook_from_the_plan(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "customers.csv"
    path.write_text(LIST + "Cold AS,Oslo,about 12\n", encoding="utf-8")
    target = tmp_path / "to mend.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    window.deeds.take_files([path])
    wizard = wizard_of(window)
    settled(qtbot, wizard, "columns")
    wizard.go_on()
    qtbot.wait(10)
    press(wizard, "Save as workbook")
    qtbot.waitUntil(target.is_file, timeout=LONG_MS)
    qtbot.waitUntil(lambda: bool(wizard.messages.findChildren(Message)), timeout=LONG_MS)
    wizard.close_it()


def test_two_records_stand_one_below_the_other_where_it_is_narrow(qtbot: QtBot) -> None:
    one, other = QWidget(), QWidget()
    sides = Sides(one, QWidget(), other)
    qtbot.addWidget(sides)
    sides.show()
    sides.resize(700, 200)
    qtbot.waitUntil(lambda: one.y() == other.y() and one.x() < other.x())
    sides.resize(240, 400)
    qtbot.waitUntil(lambda: one.x() == other.x() and one.y() < other.y())


def test_tiles_that_count_nothing_make_room_where_it_is_narrow(doubtful: ImportWizard) -> None:
    doubtful.plan.resize(560, 400)
    shown = [name for name, tile in doubtful.plan._tiles.items() if not tile.isHidden()]
    assert "new" in shown
    assert "same" not in shown


def test_what_a_plan_comes_to_stands_below_the_rows_where_it_is_narrow(
    doubtful: ImportWizard,
) -> None:
    plan = doubtful.plan
    beside = plan.rail.parentWidget()
    plan.resize(560, 400)
    assert plan.rail.parentWidget() is not beside
    plan.resize(1100, 400)
    assert plan.rail.parentWidget() is beside


def test_the_plan_says_what_it_moves(qtbot: QtBot, window: MainWindow, top: int) -> None:
    assert top
    path = Path(window.bridge.database.path or "").with_name("list.csv")
    path.write_text("Company,Tier,Annual value\nAlster,Top,1200\n", encoding="utf-8")
    window.deeds.take_files([path])
    wizard = wizard_of(window)
    settled(qtbot, wizard, "columns")
    wizard.go_on()
    said = " ".join(label.text() for label in wizard.plan.rail.effects.findChildren(QLabel))
    assert "Tier Top 0 → 1" in said
    assert "1 row in the file = 1 new" in [
        label.text() for label in wizard.plan.rail.findChildren(QLabel)
    ]
    wizard.close_it()


@pytest.fixture
def refusing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Iterator[ImportWizard]:
    """The plan of a list with a cell that keeps its row out."""
    path = tmp_path / "list.csv"
    path.write_text("Company,Annual value\nAlster,1200\nBrinkmann,ca. 40\n", encoding="utf-8")
    window.deeds.take_files([path])
    wizard = wizard_of(window)
    settled(qtbot, wizard, "columns")
    wizard.go_on()
    yield wizard
    wizard.close_it()


def test_a_refused_cell_is_mended_in_the_plan_and_its_row_joins(
    qtbot: QtBot, refusing: ImportWizard, database: Database
) -> None:
    assert (refusing.look.counts["new"], refusing.look.counts["refused"]) == (1, 1)
    press(refusing, "Fix here")
    (field,) = [f for f in refusing.plan.findChildren(QLineEdit) if f.text() == "ca. 40"]
    field.setText("40000")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settled(qtbot, refusing, "plan")
    assert (refusing.look.counts["new"], refusing.look.counts["refused"]) == (2, 0)
    refusing.go_on()
    settled(qtbot, refusing, "report")
    assert listed_accounts(database) == ["Alster", "Brinkmann"]


def test_a_mended_cell_can_be_read_as_in_the_file_again(
    qtbot: QtBot, refusing: ImportWizard
) -> None:
    spot = ("list", 3, 1)
    refusing.plan._deeds.mend({spot: "40000"})
    settled(qtbot, refusing, "plan")
    (section,) = [s for s in refusing.findChildren(Section) if "Mended" in s.accessibleName()]
    if not section.is_open:
        section.toggle()
    press(refusing, "As in the file")
    settled(qtbot, refusing, "plan")
    assert refusing.look.counts["refused"] == 1


def test_esc_closes_the_field_and_not_the_wizard(refusing: ImportWizard) -> None:
    press(refusing, "Fix here")
    (field,) = [f for f in refusing.plan.findChildren(QLineEdit) if f.text() == "ca. 40"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert refusing.is_open
    assert not field.isVisible()


def test_the_plan_is_saved_as_a_workbook(
    qtbot: QtBot, refusing: ImportWizard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "plan.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    press(refusing, "Plan as workbook")
    qtbot.waitUntil(
        lambda: any("The plan is in" in m.title for m in refusing.findChildren(Message)),
        timeout=LONG_MS,
    )
    assert place.exists()
