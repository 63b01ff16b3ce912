"""The wizard offers to repair texts that were decoded wrongly, and does so on a yes."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.main_window import MainWindow
from tests.ui.dialogs.importing.wizards import press, settled, wizard_of


def test_a_yes_repairs_the_texts_of_the_sheet(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("Company,City\nMÃ¼ller GmbH,KÃ¶ln\nBolt Ltd,Leeds\n", encoding="utf-8")
    window.deeds.take_files([path])
    wizard = wizard_of(window)
    settled(qtbot, wizard, "columns")
    press(wizard, "Repair them")
    settled(qtbot, wizard, "columns")
    (table,) = wizard.look.tables
    assert all(column.reading.repairs for column in table.map.columns)
    wizard.close_it()
