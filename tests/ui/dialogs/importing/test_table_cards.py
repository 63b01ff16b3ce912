"""Tests of what is corrected of a table and of how a column is read, with its effect at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from relmanager_desktop.domain.mapping.maps import SheetMap
from relmanager_desktop.ui.dialogs.importing.wizard import ImportWizard
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.basics import Button
from relmanager_desktop.ui.widgets.choosers import Chips
from tests.ui.dialogs.importing.wizards import settled, wizard_of

ROWS = (
    ("Company", "City", "Since"),
    ("Alster GmbH", "Hamburg", "03/14/2019"),
    ("Bolt AG", "Bremen", "03/04/2020"),
    (),
    ("Contact", "E-mail", "Job title"),
    ("Petra Lindner", "petra@alster.example", "Buyer"),
    ("Jens Olsen", "jens@alster.example", "Head"),
)


@pytest.fixture
def stacked(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Iterator[ImportWizard]:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(list(row))
    book.save(tmp_path / "two.xlsx")
    window.deeds.take_files([tmp_path / "two.xlsx"])
    shown = wizard_of(window)
    settled(qtbot, shown, "columns")
    yield shown
    shown.close_it()


def tables(wizard: ImportWizard) -> list[SheetMap]:
    return [table.map for table in wizard.look.tables]


def opened(wizard: ImportWizard) -> QWidget:
    wizard.columns.bar.more.click()
    assert wizard.columns.card.isVisible()
    return wizard.columns.card


def named(card: QWidget, kind: type[QWidget], name: str) -> QWidget:
    parts = card.findChildren(kind)
    return next(part for part in parts if name in part.accessibleName() and part.isVisible())


def tick(card: QWidget, words: str) -> None:
    boxes = [box for box in card.findChildren(QCheckBox) if words in box.text()]
    next(box for box in boxes if box.isVisible()).click()


def test_the_header_is_made_of_two_rows_and_of_one_again(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    tick(opened(wizard), "two rows")
    settled(qtbot, wizard, "columns")
    assert tables(wizard)[0].header_rows == 2
    tick(opened(wizard), "two rows")
    settled(qtbot, wizard, "columns")
    assert tables(wizard)[0].header_rows == 1


def test_the_list_ends_where_it_is_said(qtbot: QtBot, wizard: ImportWizard) -> None:
    box = named(opened(wizard), QSpinBox, "Last row")
    assert isinstance(box, QSpinBox)
    box.setValue(2)
    box.editingFinished.emit()
    settled(qtbot, wizard, "columns")
    assert wizard.look.counts["new"] == 1


def test_a_value_is_given_to_all_rows_if_it_fits(qtbot: QtBot, wizard: ImportWizard) -> None:
    card = opened(wizard)
    fields = named(card, QComboBox, "Field for all rows")
    value = named(card, QLineEdit, "Value for all rows")
    assert isinstance(fields, QComboBox)
    assert isinstance(value, QLineEdit)
    fields.setCurrentIndex(fields.findData("account.since"))
    value.setText("never")
    next(b for b in card.findChildren(Button) if b.text() == "Set").click()
    assert card.isVisible()
    fields.setCurrentIndex(fields.findData("account.city"))
    value.setText("Kiel")
    next(b for b in card.findChildren(Button) if b.text() == "Set").click()
    settled(qtbot, wizard, "columns")
    assert tables(wizard)[0].constants["account.city"] == "Kiel"


def test_of_two_tables_only_the_one_in_front_is_corrected(
    qtbot: QtBot, stacked: ImportWizard
) -> None:
    assert len(tables(stacked)) == 2
    stacked.columns._choose(1)
    stacked.columns.view.chips[2].click()
    stacked.columns.chooser.choose("")
    settled(qtbot, stacked, "columns")
    one, two = tables(stacked)
    assert one.columns[2].target is not None
    assert two.columns[2].target is None
    stacked.columns._take_as(two, "")
    settled(qtbot, stacked, "columns")
    assert [bool(found.kinds) for found in tables(stacked)] == [True, False]


def test_how_a_column_is_read_is_corrected_below_its_fields(
    qtbot: QtBot, stacked: ImportWizard
) -> None:
    stacked.columns.view.chips[2].click()
    chips = stacked.columns.chooser.findChildren(Chips)
    next(group for group in chips if "dmy" in group.buttons).buttons["dmy"].click()
    settled(qtbot, stacked, "columns")
    assert tables(stacked)[0].columns[2].reading.dates == "dmy"
    assert stacked.look.counts["refused"] == 1


def test_the_card_goes_away_with_esc(qtbot: QtBot, wizard: ImportWizard) -> None:
    card = opened(wizard)
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert wizard.is_open


def test_rows_and_questions_take_turns_where_there_is_no_room_for_both(
    qtbot: QtBot, window: MainWindow, large: MainWindow, tmp_path: Path
) -> None:
    large.resize(860, 560)
    path = tmp_path / "open.csv"
    path.write_text("Company,Since\nAlster,03/04/2019\nBolt,05/06/2020\n", encoding="utf-8")
    large.deeds.take_files([path])
    wizard = wizard_of(large)
    settled(qtbot, wizard, "columns")
    step = wizard.columns
    qtbot.waitUntil(lambda: step.view.preview.isVisible() and step.view.preview.height() > 90)
    step.bar._open.click()
    assert not step.view.preview.isVisible()
    assert step._questions.isVisible()
    step.bar._all.click()
    assert step.view.preview.isVisible()
    wizard.close_it()
