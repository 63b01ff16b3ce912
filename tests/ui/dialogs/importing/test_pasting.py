"""A list on the clipboard goes the way of any file: wizard, problems by its name, history."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.ui.dialogs.importing import wizard as wizards
from relmanager_desktop.ui.dialogs.importing.wizard import ImportWizard
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.states import Message
from tests.ui.dialogs.importing.wizards import LONG_MS, listed_accounts, press, settled, wizard_of

SHEET = 'Company\tSince\tNotes\r\nAcme\t13/02/2025\t"two\nlines"\r\nBolt\t31/02/2025\t\r\n'
CTRL = Qt.KeyboardModifier.ControlModifier


def copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def paste(qtbot: QtBot, window: MainWindow) -> None:
    assert window.all_actions()  # made after the first paint
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.page("today").setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_V, CTRL)


@pytest.fixture
def pasted(qtbot: QtBot, window: MainWindow) -> ImportWizard:
    copy(SHEET)
    window.do("paste")
    shown = wizard_of(window)
    settled(qtbot, shown, "columns")
    return shown


def test_pasted_cells_are_imported_under_the_name_clipboard(
    qtbot: QtBot, window: MainWindow, pasted: ImportWizard, database: Database
) -> None:
    assert [table.map.sheet for table in pasted.look.tables] == ["Clipboard"]
    copy("something else")  # what was looked at is what is imported
    pasted.go_on()
    qtbot.waitUntil(lambda: pasted.step == "plan")
    assert pasted.look.counts["refused"] == 1
    pasted.go_on()
    settled(qtbot, pasted, "report")
    qtbot.waitUntil(lambda: listed_accounts(database) == ["Acme"], timeout=LONG_MS)
    with database.read() as session:
        assert session.execute(select(TABLES["import_run"].c.file_name)).scalar() == "Clipboard"
        assert session.execute(select(TABLES["account"].c.notes)).scalar() == "two\nlines"
    pasted.close_it()


def test_refused_rows_of_the_clipboard_are_proposed_beside_the_portfolio(
    qtbot: QtBot, window: MainWindow, pasted: ImportWizard, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    proposed: list[Path] = []

    def place(_parent: object, _title: object, wanted: Path, _kind: object) -> Path:
        proposed.append(wanted)
        return tmp_path / "mend.xlsx"

    monkeypatch.setattr(wizards, "ask_where", place)
    pasted.go_on()
    qtbot.waitUntil(lambda: pasted.step == "plan")
    pasted.save_refused()
    qtbot.waitUntil((tmp_path / "mend.xlsx").exists, timeout=LONG_MS)
    assert proposed[0].is_absolute()
    assert proposed[0].name == "Clipboard – to mend.xlsx"
    book = load_workbook(tmp_path / "mend.xlsx")
    assert book.worksheets[0].cell(2, 1).value == "Bolt"
    pasted.close_it()


def test_ctrl_v_imports_where_nobody_types(qtbot: QtBot, window: MainWindow) -> None:
    copy(SHEET)
    window.show_page("today")
    paste(qtbot, window)
    shown = wizard_of(window)
    settled(qtbot, shown, "columns")
    shown.close_it()


def test_an_empty_clipboard_is_said_to_be_empty(window: MainWindow) -> None:
    copy("word")
    window.do("paste")
    assert not window.findChildren(ImportWizard)
    (said,) = window.findChildren(Message)
    assert said.title == "There is no list on the clipboard."


def test_cells_pasted_into_a_list_stay_cells(window: MainWindow, add: Callable[..., int]) -> None:
    add("account", name="Acme")
    window.show_page("accounts")
    page: Any = window.page("accounts")
    table = page.table
    table.setFocus()
    table.selectRow(0)
    copy("x\ty")
    QTest.keyClick(table, Qt.Key.Key_V, CTRL)
    assert not window.findChildren(ImportWizard)


def test_ctrl_v_in_the_wizard_lets_the_list_follow(
    qtbot: QtBot, window: MainWindow, wizard: ImportWizard
) -> None:
    copy(SHEET)
    wizard.setFocus()
    QTest.keyClick(wizard, Qt.Key.Key_V, CTRL)
    press(wizard, "Skip this file")
    following = wizard_of(window)
    settled(qtbot, following, "columns")
    assert following.look.tables[0].map.sheet == "Clipboard"
    following.close_it()


def test_ctrl_v_takes_the_place_of_a_file_that_is_not_read(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut")
    window.deeds.take_files([broken])
    refused = wizard_of(window)
    settled(qtbot, refused, "file")
    copy(SHEET)
    press(refused, "Import from the clipboard")
    qtbot.waitUntil(lambda: refused is not wizard_of(window))
    following = wizard_of(window)
    settled(qtbot, following, "columns")
    following.close_it()
