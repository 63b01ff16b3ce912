"""Tests of the step where columns find their fields: corrected, answered, remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
)
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.dialogs.importing.option_cards import OptionCard
from relmanager_desktop.ui.dialogs.importing.wizard import ImportWizard
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.basics import Button
from relmanager_desktop.ui.widgets.states import Message
from tests.ui.dialogs.importing.wizards import (
    LIST,
    LONG_MS,
    press,
    settled,
    wizard_of,
)


def test_a_corrected_column_changes_the_plan(qtbot: QtBot, wizard: ImportWizard) -> None:
    wizard.columns.view.chips[1].click()
    assert wizard.columns.chooser.isVisible()
    wizard.columns.chooser.choose("")
    settled(qtbot, wizard, "columns")
    city = wizard.look.tables[0].map.columns[1]
    assert city.header == "City"
    assert city.target is None


def test_a_sheet_that_is_left_out_brings_nothing(qtbot: QtBot, wizard: ImportWizard) -> None:
    kinds = next(
        box for box in wizard.findChildren(QComboBox) if box.accessibleName() == "What a row is"
    )
    kinds.setCurrentIndex(kinds.findData(""))
    kinds.activated.emit(0)
    settled(qtbot, wizard, "columns")
    assert not wizard.look.writes_anything
    wizard.go_on()
    assert not wizard.primary.isEnabled()


def test_a_mapping_is_saved_and_the_next_file_is_read_by_it(
    qtbot: QtBot, wizard: ImportWizard, window: MainWindow, tmp_path: Path
) -> None:
    wizard.columns.view.chips[1].click()
    wizard.columns.chooser.choose("")
    settled(qtbot, wizard, "columns")
    wizard.saved.click()
    qtbot.waitUntil(wizard.mappings.isVisible, timeout=LONG_MS)
    wizard.mappings.field.setText("North")
    QTest.keyClick(wizard.mappings.field, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: any("North" in m.accessibleName() for m in wizard.messages.findChildren(Message)),
        timeout=LONG_MS,
    )
    wizard.close_it()
    (tmp_path / "next.csv").write_text(LIST, encoding="utf-8")
    window.deeds.take_files([tmp_path / "next.csv"])
    again = wizard_of(window)
    settled(qtbot, again, "columns")
    assert again.look.profile == "North"
    assert again.look.tables[0].map.columns[1].target is None
    again.saved.click()
    qtbot.waitUntil(again.mappings.isVisible, timeout=LONG_MS)
    again.mappings.none.click()
    settled(qtbot, again, "columns")
    assert again.look.profile == ""
    again.close_it()


def test_the_fields_are_searched_by_typing(qtbot: QtBot, wizard: ImportWizard) -> None:
    wizard.columns.view.chips[1].click()
    chooser = wizard.columns.chooser
    QTest.keyClicks(chooser.field, "indus")
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    settled(qtbot, wizard, "columns")
    target = wizard.look.tables[0].map.columns[1].target
    assert target is not None
    assert target.path == "account.industry"
    assert wizard.columns.view.chips[1].hasFocus()


def test_the_header_row_is_moved_by_its_buttons(qtbot: QtBot, wizard: ImportWizard) -> None:
    down = next(
        b for b in wizard.findChildren(Button) if b.accessibleName() == "Header one row down"
    )
    down.click()
    settled(qtbot, wizard, "columns")
    assert wizard.look.tables[0].map.header_row == 2


def test_an_answer_stays_on_the_screen_and_can_be_changed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("Company,Customer since\nAcme Ltd,03/04/2025\nBolt Ltd,05/06/2025\n")
    window.deeds.take_files([path])
    wizard = wizard_of(window)
    settled(qtbot, wizard, "columns")

    def reading() -> str:
        return wizard.look.tables[0].map.columns[1].reading.dates

    def answer(number: int) -> None:
        cards = [c for c in wizard.findChildren(OptionCard) if c.isVisible()]
        cards[number].click()
        settled(qtbot, wizard, "columns")
        qtbot.wait(10)

    assert reading() == "?"
    answer(0)
    assert reading() == "dmy"
    answer(1)
    assert reading() == "mdy"
    wizard.close_it()


def test_a_table_on_another_sheet_is_shown_by_its_tab(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    book = Workbook()
    for name in ("Customers", "Suppliers", "Secret"):
        sheet = book.create_sheet(name)
        sheet.append(["Company", "City"])
        sheet.append([f"{name} GmbH", "Ulm"])
    book.remove(book.worksheets[0])
    book["Secret"].sheet_state = "hidden"
    book.save(tmp_path / "list.xlsx")
    window.deeds.take_files([tmp_path / "list.xlsx"])
    wizard = wizard_of(window)
    settled(qtbot, wizard, "columns")
    press(wizard, "Suppliers")
    table = wizard.columns.table
    assert table is not None
    assert table.map.sheet == "Suppliers"
    press(wizard, "Secret")
    qtbot.wait(10)
    press(wizard, "Take this sheet too")
    settled(qtbot, wizard, "columns")
    assert wizard.look.counts["new"] == 3
    wizard.close_it()


def test_a_sheet_of_300_columns_gets_its_chips_turn_by_turn(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "wide.csv"
    headers = ["Company", "City", *(f"Measure {n}" for n in range(298))]
    path.write_text(",".join(headers) + "\nAlster GmbH,Kiel" + ",1" * 298, encoding="utf-8")
    window.deeds.take_files([path])
    shown = wizard_of(window)
    settled(qtbot, shown, "columns")
    view = shown.columns.view
    assert 0 < len(view.chips) < 300
    qtbot.waitUntil(lambda: len(view.chips) == 300)
    assert view.chips[0].nextInFocusChain() is view.chips[1]
    shown.close_it()


def test_a_narrow_bar_leaves_out_captions_rather_than_overlap(wizard: ImportWizard) -> None:
    bar = wizard.columns.bar
    bar.setFixedWidth(bar.layout().sizeHint().width() - 40)  # type: ignore[union-attr]  # it has one
    QTest.qWait(20)
    assert bar.layout().sizeHint().width() <= bar.width()  # type: ignore[union-attr]  # as above


def test_a_column_of_times_says_of_which_day_it_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(
        "Date,Time,Customer,Subject\n14.03.2026,9:15,Alster GmbH,Prices\n"
        "15.03.2026,16:40,Brinkmann KG,Audit\n",
        encoding="utf-8",
    )
    window.deeds.take_files([path])
    shown = wizard_of(window)
    settled(qtbot, shown, "columns")
    qtbot.waitUntil(lambda: 1 in shown.columns.view.chips)
    assert shown.columns.view.chips[1].accessibleName() == "Time: Time of day, of Date, sure"
    shown.close_it()


def test_the_rail_goes_where_it_leaves_a_step_too_little_room(
    wizard: ImportWizard, window: MainWindow
) -> None:
    assert not wizard.rail.isHidden()
    wizard.rail.setFixedWidth(400)
    window.resize(860, 560)
    wizard.fill_window()
    assert wizard.rail.isHidden()


def test_the_bar_of_a_sheet_takes_two_lines_where_one_is_too_short(wizard: ImportWizard) -> None:
    bar = wizard.columns.bar
    layout = bar.layout()
    assert isinstance(layout, QBoxLayout)
    bar.resize(900, 60)
    assert layout.direction() == QBoxLayout.Direction.LeftToRight
    bar.resize(330, 100)
    assert layout.direction() == QBoxLayout.Direction.TopToBottom


def offered(wizard: ImportWizard, column: int, text: str) -> Button:
    """Open the chooser of a column and return one of the chips below its fields."""
    wizard.columns.view.chips[column].click()
    return next(b for b in wizard.columns.chooser.findChildren(Button) if b.text() == text)


def test_a_blank_cell_empties_its_field_where_that_is_chosen(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    offered(wizard, 1, "Empties the field").click()
    settled(qtbot, wizard, "columns")
    assert [c.reading.clears for c in wizard.look.tables[0].map.columns] == [False, True, False]
    offered(wizard, 1, "Says nothing").click()
    settled(qtbot, wizard, "columns")
    assert not any(c.reading.clears for c in wizard.look.tables[0].map.columns)


def test_records_are_found_by_the_column_that_is_chosen(
    qtbot: QtBot, wizard: ImportWizard, add: Callable[..., int]
) -> None:
    add("account", name="Alster Werke", city="Hamburg")
    offered(wizard, 1, "By this column").click()
    settled(qtbot, wizard, "columns")
    assert wizard.look.counts["new"] == 1  # Alster is the one in Hamburg
    offered(wizard, 1, "As usual").click()
    settled(qtbot, wizard, "columns")
    assert wizard.look.counts["new"] == 2
