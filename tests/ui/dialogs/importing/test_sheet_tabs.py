"""Tests of the tabs of the tables: of forty, each can still be reached."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.dialogs.importing.sheet_tabs import SheetStrip
from relmanager_desktop.ui.main_window import MainWindow
from tests.ui.dialogs.importing.wizards import settled, wizard_of


def strip_of(qtbot: QtBot, window: MainWindow, folder: Path, sheets: int) -> SheetStrip:
    """Return the tabs of a workbook of so many sheets, as the wizard shows them."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number in range(sheets):
        sheet = book.create_sheet(f"Region {number}")
        sheet.append(["Company", "City"])
        sheet.append([f"Firm {number} GmbH", "Ulm"])
    book.save(folder / "regions.xlsx")
    window.deeds.take_files([folder / "regions.xlsx"])
    settled(qtbot, wizard_of(window), "columns")
    strip = wizard_of(window).columns.findChild(SheetStrip)
    assert isinstance(strip, SheetStrip)
    return strip


def test_a_menu_of_all_tables_brings_the_last_of_forty_to_the_front(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    strip = strip_of(qtbot, window, tmp_path, 40)
    assert strip.all.isVisible()
    entries = strip.menu().actions()
    assert len(entries) == 40
    assert [entry.isChecked() for entry in entries].index(True) == 0
    entries[-1].trigger()
    table = wizard_of(window).columns.table
    assert table is not None
    assert table.map.sheet == "Region 39"
    last = strip.area.buttons[-1]
    assert (
        strip.area.viewport()
        .rect()
        .contains(last.mapTo(strip.area.viewport(), last.rect().center()))
    )
    wizard_of(window).close_it()


def test_two_tabs_need_no_menu(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    strip = strip_of(qtbot, window, tmp_path, 2)
    assert strip.all.isHidden()
    wizard_of(window).close_it()
