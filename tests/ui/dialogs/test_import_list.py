"""Tests of the import wizard: dropped, looked at, corrected, taken in and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.ui.dialogs.importing import corrections
from relmanager_desktop.ui.dialogs.importing.option_cards import OptionCard
from relmanager_desktop.ui.dialogs.importing.sections import Section
from relmanager_desktop.ui.dialogs.importing.wizard import ImportWizard
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.basics import Button
from relmanager_desktop.ui.widgets.states import Message

LONG_MS = 60_000  # a child process is started, which a busy machine takes its time for
LIST = "Company,City,Annual revenue\nAlster GmbH,Hamburg,182400\nBrinkmann KG,Bremen,96250\n"


def names(session: Session) -> list[str]:
    return sorted(session.execute(select(TABLES["account"].c.name)).scalars())


def listed_accounts(database: Database) -> list[str]:
    with database.read() as session:
        return names(session)


def wizard_of(window: MainWindow) -> ImportWizard:
    return window.findChildren(ImportWizard)[-1]


def settled(qtbot: QtBot, wizard: ImportWizard, step: str) -> None:
    qtbot.waitUntil(lambda: wizard.step == step and not wizard.is_busy, timeout=LONG_MS)


def press(wizard: ImportWizard, text: str) -> None:
    QTest.qWait(20)  # what was just built is shown by the loop
    buttons = [b for b in wizard.findChildren(Button) if text in b.text() and b.isVisible()]
    assert buttons, text
    buttons[0].click()


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.fixture
def wizard(qtbot: QtBot, window: MainWindow, listed: Path) -> Iterator[ImportWizard]:
    """The wizard with a list of two companies looked at."""
    window.deeds.take_files([listed])
    shown = wizard_of(window)
    settled(qtbot, shown, "columns")
    yield shown
    shown.close_it()


def test_a_dropped_list_is_looked_at_and_nothing_is_written(
    wizard: ImportWizard, database: Database
) -> None:
    counts = wizard.look.counts
    assert counts is not None
    assert counts["new"] == 2
    assert wizard.look.tables[0].rows[1][0] == "Alster GmbH"
    assert listed_accounts(database) == []


def test_enter_goes_from_the_columns_to_the_rows(wizard: ImportWizard) -> None:
    QTest.keyClick(wizard, Qt.Key.Key_Return)
    assert wizard.step == "plan"
    assert "2" in wizard.primary.text()


def test_an_import_brings_the_accounts_and_its_undo_takes_them_back(
    qtbot: QtBot, wizard: ImportWizard, database: Database
) -> None:
    wizard.go_on()
    wizard.go_on()
    settled(qtbot, wizard, "report")
    with database.read() as session:
        assert names(session) == ["Alster GmbH", "Brinkmann KG"]
        newest = select(TABLES["change_set"].c.source).order_by(
            TABLES["change_set"].c.number.desc()
        )
        assert session.execute(newest).scalars().first() == "import"
    press(wizard, "Undo this import")
    settled(qtbot, wizard, "plan")
    assert listed_accounts(database) == []
    assert (wizard.look.counts or {})["new"] == 2


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


def test_escape_leaves_with_nothing_written(
    wizard: ImportWizard, window: MainWindow, database: Database
) -> None:
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
    behind = window.centralWidget()
    assert behind is not None
    assert behind.isEnabled()
    assert listed_accounts(database) == []


def test_a_portfolio_changed_meanwhile_is_looked_at_again(
    qtbot: QtBot, wizard: ImportWizard, database: Database
) -> None:
    wizard.go_on()
    with database.write("Add Alster") as session:
        add_record(session, "account", {"name": "Alster GmbH"}, database.clock().date())
    wizard.go_on()
    qtbot.waitUntil(
        lambda: (
            wizard.step == "plan"
            and not wizard.is_busy
            and (wizard.look.counts or {}).get("new") == 1
        ),
        timeout=LONG_MS,
    )
    assert listed_accounts(database) == ["Alster GmbH"]


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"%PDF-1.7 no table")
    window.deeds.take_files([path])
    wizard = wizard_of(window)
    qtbot.waitUntil(lambda: bool(wizard.look.refusal), timeout=LONG_MS)
    assert "list.xlsx is a PDF" in wizard.look.refusal
    assert any("another file" in button.text() for button in wizard.findChildren(Button))
    assert not wizard.primary.isVisible()
    wizard.close_it()


@pytest.fixture
def doubtful(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, add: Callable[..., int]
) -> Iterator[ImportWizard]:
    """The plan of a list with a row that looks like a record, and a cell that differs."""
    add("account", name="Alster")
    add("account", name="Brinkmann KG", city="Kiel")
    path = tmp_path / "customers.csv"
    path.write_text(LIST, encoding="utf-8")
    window.deeds.take_files([path])
    shown = wizard_of(window)
    settled(qtbot, shown, "columns")
    shown.go_on()
    yield shown
    shown.close_it()


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


def test_every_control_of_the_wizard_has_a_name(qtbot: QtBot, wizard: ImportWizard) -> None:
    kinds = (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView, QAbstractSpinBox)

    def nameless() -> list[QWidget]:
        shown = [w for w in wizard.findChildren(QWidget) if w.isVisible() and isinstance(w, kinds)]
        return [w for w in shown if not _spoken(w)]

    wizard.columns.view.chips[1].click()
    assert nameless() == []
    wizard.columns.chooser.close_it()
    wizard.go_on()
    qtbot.wait(10)
    assert nameless() == []


def _spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


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


def test_escape_closes_the_fields_before_the_wizard(wizard: ImportWizard) -> None:
    wizard.columns.view.chips[1].click()
    QTest.keyClick(wizard.columns.chooser.field, Qt.Key.Key_Escape)
    assert not wizard.columns.chooser.isVisible()
    assert wizard.isVisible()


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


def test_enter_presses_what_has_the_focus(wizard: ImportWizard, database: Database) -> None:
    wizard.go_on()
    wizard.back.setFocus()
    QTest.keyClick(wizard.back, Qt.Key.Key_Return)
    assert wizard.step == "columns"
    wizard.columns.bar.kinds.setFocus()
    QTest.keyClick(wizard.columns.bar.kinds, Qt.Key.Key_Return)
    assert wizard.step == "columns"
    wizard.columns.view.chips[0].setFocus()
    QTest.keyClick(wizard.columns.view.chips[0], Qt.Key.Key_Return)
    assert wizard.columns.chooser.isVisible()
    assert listed_accounts(database) == []


def test_the_keyboard_walks_from_the_columns_to_the_primary_button(wizard: ImportWizard) -> None:
    wizard.columns.view.chips[0].setFocus()
    walked = []
    for _ in range(20):
        focused = wizard.focusWidget()
        walked.append(focused)
        if focused is wizard.primary or focused is None:
            break
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    chips = list(wizard.columns.view.chips.values())
    assert walked[: len(chips)] == chips
    assert walked[-1] is wizard.primary


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


def test_an_import_that_is_cancelled_leaves_nothing(
    qtbot: QtBot, wizard: ImportWizard, database: Database
) -> None:
    wizard.go_on()
    wizard.go_on()
    assert wizard.is_busy
    press(wizard, "Cancel")
    assert not wizard.isVisible()
    qtbot.wait(200)
    assert listed_accounts(database) == []


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


def test_a_shortcut_of_the_window_does_nothing_behind_the_wizard(
    qtbot: QtBot, wizard: ImportWizard, database: Database, add: Callable[..., int]
) -> None:
    add("account", name="Cold AS")
    qtbot.wait(50)
    QTest.keyClick(wizard, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(200)
    assert listed_accounts(database) == ["Cold AS"]


def test_the_last_step_leads_to_what_was_imported(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "risks.csv"
    path.write_text("Account,Risk,Probability,Impact\nAcme,Buyer leaves,high,high\n")
    window.deeds.take_files([path])
    wizard = wizard_of(window)
    settled(qtbot, wizard, "columns")
    wizard.go_on()
    wizard.go_on()
    settled(qtbot, wizard, "report")
    qtbot.wait(10)
    press(wizard, "Show risks")
    assert not wizard.isVisible()
    assert window.stack.currentWidget() is window.page("records")


def test_an_undo_that_is_cancelled_leaves_the_import(
    qtbot: QtBot, wizard: ImportWizard, database: Database
) -> None:
    wizard.go_on()
    wizard.go_on()
    settled(qtbot, wizard, "report")
    qtbot.wait(10)
    press(wizard, "Undo this import")
    qtbot.wait(10)
    press(wizard, "Cancel")
    qtbot.wait(200)
    assert listed_accounts(database) == ["Alster GmbH", "Brinkmann KG"]


def test_a_long_look_is_stopped_with_the_correction_that_asked_for_it(
    qtbot: QtBot, wizard: ImportWizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corrections, "QUICK_BYTES", 0)
    wizard.columns.view.chips[1].click()
    wizard.columns.chooser.choose("")
    qtbot.waitUntil(wizard.foot.isVisible, timeout=LONG_MS)
    wizard.foot.stop.click()
    qtbot.wait(200)
    assert not wizard.is_busy
    assert not wizard.foot.isVisible()
    assert wizard.step == "columns"
    target = wizard.look.tables[0].map.columns[1].target
    assert target is not None
    assert wizard.columns.view.chips[1].text_shown.title == "City"


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


def test_a_second_file_on_top_gives_the_window_back_with_the_last(
    qtbot: QtBot, wizard: ImportWizard, window: MainWindow, listed: Path
) -> None:
    window.deeds.take_files([listed])
    second = wizard_of(window)
    settled(qtbot, second, "columns")
    behind = window.centralWidget()
    assert behind is not None
    second.close_it()
    assert not behind.isEnabled()
    wizard.close_it()
    assert behind.isEnabled()
