"""Tests of saved mappings as files: shared, loaded, dropped, refused and forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from relmanager_desktop.queries.imports import profile_names
from relmanager_desktop.ui.dialogs.importing.wizard import ImportWizard
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.states import Message
from tests.ui.dialogs.importing.wizards import LONG_MS, settled


def saved(qtbot: QtBot, wizard: ImportWizard, name: str) -> None:
    """Leave out the column City, and keep that as a mapping."""
    wizard.columns.view.chips[1].click()
    wizard.columns.chooser.choose("")
    settled(qtbot, wizard, "columns")
    wizard.keep_mapping(name)
    told(qtbot, wizard, f"“{name}”")
    settled(qtbot, wizard, "columns")


def told(qtbot: QtBot, wizard: ImportWizard, words: str) -> None:
    qtbot.waitUntil(
        lambda: any(words in m.accessibleName() for m in wizard.messages.findChildren(Message)),
        timeout=LONG_MS,
    )


def test_a_mapping_is_shared_and_dropped_on_another_import(
    qtbot: QtBot,
    wizard: ImportWizard,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saved(qtbot, wizard, "North")
    place = str(tmp_path / "north.relmap")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (place, ""))
    wizard.shelf.share("North")
    told(qtbot, wizard, "north.relmap")
    wizard.shelf.forget("North")
    told(qtbot, wizard, "is deleted")
    assert window.bridge.ask(profile_names) == ()
    wizard.mappings._use_none()
    settled(qtbot, wizard, "columns")
    assert wizard.look.tables[0].map.columns[1].target is not None
    wizard.take_files([Path(place)])
    qtbot.waitUntil(lambda: wizard.look.profile == "North", timeout=LONG_MS)
    assert wizard.look.tables[0].map.columns[1].target is None


def test_a_file_that_is_no_mapping_is_refused_in_a_sentence(
    qtbot: QtBot, wizard: ImportWizard, tmp_path: Path
) -> None:
    odd = tmp_path / "odd.relmap"
    odd.write_text("{}", encoding="utf-8")
    wizard.shelf.take(odd)
    told(qtbot, wizard, "was not loaded")
    assert wizard.look.profile == ""


def test_a_mapping_dropped_on_the_window_is_kept_for_the_next_list(
    qtbot: QtBot, wizard: ImportWizard, window: MainWindow, tmp_path: Path
) -> None:
    saved(qtbot, wizard, "North")
    wizard.close_it()
    from relmanager_desktop.queries.mappings import mapping_file

    window.bridge.ask(mapping_file, "North", tmp_path / "n.relmap")
    text = (tmp_path / "n.relmap").read_text(encoding="utf-8")
    (tmp_path / "n.relmap").write_text(text.replace('"North"', '"South"'), encoding="utf-8")
    window.deeds.take_files([tmp_path / "n.relmap"])
    qtbot.waitUntil(lambda: "South" in window.bridge.ask(profile_names), timeout=LONG_MS)
