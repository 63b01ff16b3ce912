"""Tests of editing in place, as it is on the pages that list accounts and records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from relmanager_desktop.commands.records import change_record
from relmanager_desktop.queries.records import one_record
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.models.cell_editors import CellEditor
from relmanager_desktop.ui.models.tables import Table
from relmanager_desktop.ui.widgets.states import Message

Add = Callable[..., int]
Key = Qt.Key


@pytest.fixture
def acme(add: Add) -> int:
    add("tier", name="A", order=1)
    add("tier", name="B", order=2)
    add("account", name="Zebra Parts", annual_value=500_00)
    return add("account", name="Acme", annual_value=100_00, city="Ulm")


@pytest.fixture
def page(window: MainWindow, acme: int) -> Any:
    window.show_page("accounts")
    return window.page("accounts")


@pytest.fixture
def table(page: Any) -> Table:
    table: Table = page.table
    table.setFocus()
    return table


def column_of(table: Table, name: str) -> int:
    return [column.name for column in table.rows.columns].index(name)


def go_to(table: Table, row: int, name: str) -> None:
    table.setCurrentIndex(table.rows.index(row, column_of(table, name)))


def cell_of(table: Table) -> CellEditor:
    assert table._cell is not None
    return table._cell


def line_of(table: Table) -> QWidget:
    return cell_of(table).editor.stops[0]


def change_it(window: MainWindow, id_: int, **values: object) -> None:
    today = window.page("today").today
    window.bridge.run("Elsewhere", change_record, "account", id_, values, today)


def value_of(window: MainWindow, id_: int, field: str, kind: str = "account") -> Any:
    return window.bridge.ask(one_record, kind, id_).values[field]


def test_what_is_typed_outlives_a_change_by_somebody_else(
    qtbot: QtBot, window: MainWindow, table: Table, acme: int
) -> None:
    go_to(table, 0, "annual_value")
    QTest.keyClick(table, Key.Key_F2)
    cell_of(table).editor.stops[0].clear()  # type: ignore[attr-defined]  # a line
    QTest.keyClicks(line_of(table), "2500")
    with qtbot.waitSignal(window.bridge.changed):
        change_it(window, acme, city="Bern")
    assert line_of(table).text() == "2500"  # type: ignore[attr-defined]  # a line
    with qtbot.waitSignal(window.bridge.changed):
        QTest.keyClick(line_of(table), Key.Key_Return)
    assert value_of(window, acme, "annual_value") == 2_500_00


def test_the_list_catches_up_when_the_editor_closes(
    qtbot: QtBot, window: MainWindow, table: Table, acme: int
) -> None:
    go_to(table, 0, "annual_value")
    QTest.keyClick(table, Key.Key_F2)
    with qtbot.waitSignal(window.bridge.changed):
        change_it(window, acme, name="Apex")
    assert table.rows.index(0, 0).data() == "Acme"
    QTest.keyClick(line_of(table), Key.Key_Escape)
    qtbot.waitUntil(lambda: table.rows.index(0, 0).data() == "Apex")


def test_typing_replaces_a_value_and_enter_moves_down(
    qtbot: QtBot, window: MainWindow, table: Table, acme: int
) -> None:
    go_to(table, 0, "annual_value")
    QTest.keyClick(table, Key.Key_7)
    QTest.keyClicks(line_of(table), "50")
    with qtbot.waitSignal(window.bridge.changed):
        QTest.keyClick(line_of(table), Key.Key_Return)
    assert value_of(window, acme, "annual_value") == 750_00
    assert not table.is_editing
    assert (table.currentIndex().row(), table.currentIndex().column()) == (
        1,
        column_of(table, "annual_value"),
    )


def test_tab_saves_and_goes_on_to_the_next_cell(
    qtbot: QtBot, window: MainWindow, table: Table, acme: int
) -> None:
    go_to(table, 0, "annual_value")
    QTest.keyClick(table, Key.Key_8)
    QTest.keyClick(line_of(table), Key.Key_Tab)
    assert cell_of(table).editor.field.name == "status"
    qtbot.waitUntil(lambda: value_of(window, acme, "annual_value") == 8_00)
    assert cell_of(table).editor.field.name == "status"
    QTest.keyClick(line_of(table), Key.Key_Backtab)
    assert cell_of(table).editor.field.name == "annual_value"


def test_esc_restores(window: MainWindow, table: Table, acme: int) -> None:
    go_to(table, 0, "name")
    QTest.keyClick(table, Key.Key_X)
    QTest.keyClick(line_of(table), Key.Key_Escape)
    assert not table.is_editing
    assert value_of(window, acme, "name") == "Acme"


def test_a_wrong_value_stays_open_with_its_reason_below(
    window: MainWindow, table: Table, acme: int
) -> None:
    go_to(table, 0, "annual_value")
    QTest.keyClick(table, Key.Key_F2)
    QTest.keyClicks(line_of(table), "a lot")
    QTest.keyClick(line_of(table), Key.Key_Return)
    cell = cell_of(table)
    assert cell.editor.control.property("wrong")
    assert cell._note.isVisible()
    assert "not a number" in cell._note.text()
    assert cell._note.y() >= cell.geometry().bottom()
    assert value_of(window, acme, "annual_value") == 100_00


def test_a_wrong_value_keeps_the_mouse_from_other_rows(qtbot: QtBot, table: Table) -> None:
    go_to(table, 0, "name")
    QTest.keyClick(table, Key.Key_F2)
    line_of(table).clear()  # type: ignore[attr-defined]  # a line
    line_of(table).textEdited.emit("")  # type: ignore[attr-defined]  # a line
    where = table.visualRect(table.rows.index(1, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert "Name is required" in cell_of(table)._note.text()
    assert table.currentIndex().row() == 0


def test_what_was_wrong_is_forgotten_once_it_is_right(
    qtbot: QtBot, window: MainWindow, page: Any, table: Table
) -> None:
    go_to(table, 0, "annual_value")
    QTest.keyClick(table, Key.Key_F2)
    QTest.keyClicks(line_of(table), "x")
    QTest.keyClick(line_of(table), Key.Key_Return)
    assert cell_of(table)._note.isVisible()
    QTest.keyClick(line_of(table), Key.Key_Backspace)
    assert not cell_of(table)._note.isVisible()
    QTest.keyClick(line_of(table), Key.Key_Return)
    assert not table.is_editing
    assert not page.findChildren(Message)


def test_a_name_is_edited_with_f2_and_opened_with_a_double_click(
    qtbot: QtBot, window: MainWindow, table: Table, acme: int
) -> None:
    opened: list[int] = []
    table._opened = opened.append
    table._double_clicked(table.rows.index(0, 0))
    assert opened == [acme]
    go_to(table, 0, "name")
    QTest.keyClick(table, Key.Key_F2)
    QTest.keyClicks(line_of(table), " & Co")
    with qtbot.waitSignal(window.bridge.changed):
        QTest.keyClick(line_of(table), Key.Key_Return)
    assert value_of(window, acme, "name") == "Acme & Co"


def test_a_tier_is_chosen_from_the_list(
    qtbot: QtBot, window: MainWindow, table: Table, acme: int
) -> None:
    table._double_clicked(table.rows.index(0, column_of(table, "tier")))
    editor: Any = cell_of(table).editor
    names = [editor._options.item(row).text() for row in range(editor._options.rowCount())]
    assert names == ["A", "B"]
    with qtbot.waitSignal(window.bridge.changed):
        editor._chosen(editor._options.index(1, 0))
    tier = value_of(window, acme, "tier")
    assert window.bridge.ask(one_record, "tier", tier).title == "B"
    assert not table.is_editing


def test_the_sole_name_that_fits_is_taken(
    qtbot: QtBot, window: MainWindow, add: Add, table: Table, acme: int
) -> None:
    dana = add("member", name="Dana Ortiz")
    go_to(table, 0, "owner")
    QTest.keyClick(table, Key.Key_D)
    QTest.keyClicks(line_of(table), "an")
    with qtbot.waitSignal(window.bridge.changed):
        QTest.keyClick(line_of(table), Key.Key_Return)
    assert value_of(window, acme, "owner") == dana


def test_the_same_cell_changed_by_two_shows_both_values(
    qtbot: QtBot, window: MainWindow, page: Any, table: Table, acme: int
) -> None:
    go_to(table, 0, "name")
    QTest.keyClick(table, Key.Key_M)
    with qtbot.waitSignal(window.bridge.changed):
        change_it(window, acme, name="Theirs")
    QTest.keyClick(line_of(table), Key.Key_Return)
    qtbot.waitUntil(lambda: bool(page.findChildren(Message)))
    (message,) = page.findChildren(Message)
    assert "“Theirs” meanwhile; you typed “m”" in message.accessibleName()
    with qtbot.waitSignal(window.bridge.changed):
        page.findChild(QWidget, "link").click()
    assert value_of(window, acme, "name") == "m"


def test_leaving_a_cell_saves_it(
    qtbot: QtBot, window: MainWindow, page: Any, table: Table, acme: int
) -> None:
    go_to(table, 0, "annual_value")
    QTest.keyClick(table, Key.Key_9)
    with qtbot.waitSignal(window.bridge.changed):
        page._filter.setFocus()
        QApplication.processEvents()
    assert value_of(window, acme, "annual_value") == 9_00


def test_records_are_edited_in_place_as_well(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    account = add("account", name="Acme", currency="GBP")
    id_ = add(
        "contract", account=account, title="Frame", start=date(2025, 11, 4), end=date(2026, 11, 3)
    )
    window.show_page("records")
    page: Any = window.page("records")
    page.kinds.choose("contract")
    table = page.table
    table.setFocus()
    go_to(table, 0, "end")
    QTest.keyClick(table, Key.Key_F2)
    line_of(table).clear()  # type: ignore[attr-defined]  # a line
    QTest.keyClicks(line_of(table), "4 Dec 2024")
    QTest.keyClick(line_of(table), Key.Key_Return)
    assert "lies before" in cell_of(table)._note.text()
    line_of(table).clear()  # type: ignore[attr-defined]  # a line
    QTest.keyClicks(line_of(table), "4 Dec 2026")
    with qtbot.waitSignal(window.bridge.changed):
        QTest.keyClick(line_of(table), Key.Key_Return)
    assert value_of(window, id_, "end", "contract") == date(2026, 12, 4)


def paste(table: Table, text: str) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(table, Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_cells_of_a_spreadsheet_are_pasted_as_one_step(
    qtbot: QtBot, window: MainWindow, table: Table, acme: int
) -> None:
    zebra = table.rows.ids_from(1, 1)[0]
    go_to(table, 0, "annual_value")
    with qtbot.waitSignal(window.bridge.changed):
        paste(table, "1,250.50\tlong ago\tfriday\tdormant\n€900\t\t\tActive\n")
    assert value_of(window, acme, "annual_value") == 1_250_50
    assert value_of(window, acme, "status") == "dormant"
    assert value_of(window, zebra, "annual_value") == 900_00
    with qtbot.waitSignal(window.bridge.changed):
        window.do("undo")
    assert value_of(window, acme, "annual_value") == 100_00
    assert value_of(window, zebra, "annual_value") == 500_00


def test_a_pasted_tier_is_taken_as_its_badge_says_it(
    qtbot: QtBot, window: MainWindow, table: Table, acme: int
) -> None:
    go_to(table, 0, "tier")
    with qtbot.waitSignal(window.bridge.changed):
        paste(table, "Tier B")
    assert window.bridge.ask(one_record, "tier", value_of(window, acme, "tier")).title == "B"


def test_a_pasted_cell_that_does_not_fit_is_named_and_nothing_is_written(
    window: MainWindow, page: Any, table: Table, acme: int
) -> None:
    go_to(table, 0, "annual_value")
    paste(table, "700\na lot")
    (message,) = page.findChildren(Message)
    said = message.accessibleName()
    assert said.startswith("Nothing was pasted. Zebra Parts, Annual value: “a lot” is not a number")
    assert value_of(window, acme, "annual_value") == 100_00


def test_an_amount_in_another_currency_is_refused_in_a_cell_and_by_a_paste(
    window: MainWindow, page: Any, table: Table, acme: int
) -> None:
    go_to(table, 0, "annual_value")
    QTest.keyClick(table, Key.Key_F2)
    line_of(table).clear()  # type: ignore[attr-defined]  # a line
    QTest.keyClicks(line_of(table), "USD 500")
    QTest.keyClick(line_of(table), Key.Key_Return)
    assert "is in USD, but the amount is kept in EUR" in cell_of(table)._note.text()
    QTest.keyClick(line_of(table), Key.Key_Escape)
    paste(table, "£ 500")
    (message,) = page.findChildren(Message)
    assert "“£ 500” is in GBP" in message.accessibleName()
    assert value_of(window, acme, "annual_value") == 100_00


def test_ctrl_d_fills_down(qtbot: QtBot, window: MainWindow, table: Table) -> None:
    zebra = table.rows.ids_from(1, 1)[0]
    go_to(table, 1, "annual_value")
    with qtbot.waitSignal(window.bridge.changed):
        QTest.keyClick(table, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert value_of(window, zebra, "annual_value") == 100_00


def test_tab_goes_from_the_day_of_a_moment_to_its_time(
    qtbot: QtBot, window: MainWindow, add: Add, acme: int
) -> None:
    at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    id_ = add("interaction", account=acme, channel="call", at=at, subject="Rates")
    window.show_page("records")
    page: Any = window.page("records")
    page.kinds.choose("interaction")
    table = page.table
    table.setFocus()
    go_to(table, 0, "at")
    QTest.keyClick(table, Key.Key_F2)
    day, clock = cell_of(table).editor.stops
    QTest.keyClick(day, Key.Key_Tab)
    assert table.focusWidget() is clock
    QTest.keyClick(clock, Key.Key_Backtab)
    assert table.focusWidget() is day
    clock.clear()
    QTest.keyClicks(clock, "14:05")
    with qtbot.waitSignal(window.bridge.changed):
        QTest.keyClick(clock, Key.Key_Return)
    assert value_of(window, id_, "at", "interaction").astimezone().hour == 14


def said_on(page: Any) -> str:
    return " ".join(message.accessibleName() for message in page.findChildren(Message))


def test_it_is_said_how_many_cells_were_not_pasted_and_why(
    qtbot: QtBot, window: MainWindow, page: Any, table: Table, acme: int
) -> None:
    go_to(table, 0, "annual_value")
    with qtbot.waitSignal(window.bridge.changed):
        paste(table, "700\tyesterday\ttomorrow\tdormant\n800\tyesterday\n900")
    qtbot.waitUntil(lambda: "3 cells were pasted." in said_on(page))
    assert (
        "4 cells were not pasted: their columns cannot be edited here, they reach beyond the list."
        in said_on(page)
    )


def test_a_paste_onto_columns_that_cannot_be_edited_says_so(page: Any, table: Table) -> None:
    go_to(table, 0, "last_touch")
    paste(table, "yesterday")
    assert said_on(page).startswith("Nothing was pasted. 1 cell was not pasted: their columns")


def test_a_pasted_name_that_another_account_bears_is_warned_of(
    qtbot: QtBot, window: MainWindow, page: Any, table: Table
) -> None:
    go_to(table, 0, "name")
    with qtbot.waitSignal(window.bridge.changed):
        paste(table, "zebra parts")
    qtbot.waitUntil(lambda: "is called “zebra parts” now" in said_on(page))


def test_names_are_not_filled_down(page: Any, table: Table, window: MainWindow) -> None:
    zebra = table.rows.ids_from(1, 1)[0]
    go_to(table, 1, "name")
    QTest.keyClick(table, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert "Two accounts would be called the same: type the name." in said_on(page)
    assert value_of(window, zebra, "name") == "Zebra Parts"
