"""Tests of opening dialogs by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relmanager_desktop.queries.backups import BackupRow, backups_of
from relmanager_desktop.store.backups import make_backup
from relmanager_desktop.ui.dialogs import backups as dialog
from relmanager_desktop.ui.dialogs.catalogue import DIALOGS, open_dialog
from relmanager_desktop.ui.dialogs.files import write_to
from relmanager_desktop.ui.dialogs.shortcuts import caps_of, grouped, in_halves
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.states import Message

Add = Callable[..., int]


def test_every_dialog_that_the_window_asks_for_is_there() -> None:
    asked = {"record", "log", "snooze", "complete_action", "reschedule", "restore", "shortcuts"}
    assert asked | {"import", "export"} <= set(DIALOGS)


def test_an_unknown_dialog_is_a_mistake_of_ours(window: MainWindow) -> None:
    with pytest.raises(KeyError):
        open_dialog(window, "nothing", {})


def test_the_sheet_names_every_action_with_keys(window: MainWindow) -> None:
    named = {text for _, pairs in grouped(window.actions_.all()) for text, _ in pairs}
    assert {"Log touch", "Undo", "Search or jump to", "Edit in place", "Put off a card"} <= named
    assert open_dialog(window, "shortcuts", {}).accessibleName() == "Shortcuts"


@pytest.mark.parametrize(
    ("keys", "caps"),
    [("Ctrl+Shift+L", ["Ctrl", "Shift", "L"]), ("Ctrl++", ["Ctrl", "+"]), ("F1", ["F1"])],
)
def test_each_key_has_a_cap(keys: str, caps: list[str]) -> None:
    assert caps_of(keys) == caps


def test_without_a_backup_there_is_nothing_to_restore(window: MainWindow) -> None:
    assert open_dialog(window, "restore", {}) is None


def test_a_backup_is_asked_for_when_the_window_has_closed(
    qapp: QApplication, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = window.bridge.path
    assert path is not None
    made = make_backup(path, window.bridge.database.clock(), "by hand")
    form: Any = open_dialog(window, "restore", {})
    opened: list[Path] = []
    monkeypatch.setattr(window.deeds, "switch_to", opened.append)
    form.try_save()
    assert qapp.property("restore_backup") == f"{path}|{made.path}"
    assert opened == [path]
    qapp.setProperty("restore_backup", None)


def test_a_backup_is_named_by_day_reason_and_size(window: MainWindow) -> None:
    at = window.bridge.database.clock()
    row = BackupRow(Path("x.relm"), at, "by hand", 1_234_567)
    assert dialog.spoken_backup(row).endswith("by hand · 1.2 MB")


def test_a_folder_without_backups_has_none(window: MainWindow, tmp_path: Path) -> None:
    assert window.bridge.ask(backups_of, tmp_path / "other.relm") == []


def test_a_workbook_is_written_apart_and_said(
    qtbot: QtBot, window: MainWindow, add: Add, tmp_path: Path
) -> None:
    add("account", name="Acme")
    page: Any = window.page("today")
    write_to(window, tmp_path / "out.xlsx", ("account",))
    qtbot.waitUntil(lambda: bool(page.messages.findChildren(Message)), timeout=30_000)
    assert (tmp_path / "out.xlsx").exists()
    (message,) = page.messages.findChildren(Message)
    assert "written to out.xlsx" in message.accessibleName()


def test_the_sheet_of_shortcuts_has_two_sides_of_about_the_same_height(window: MainWindow) -> None:
    groups = grouped(window.all_actions())
    sides = in_halves(groups)
    heights = [sum(len(pairs) + 1 for _, pairs in side) for side in sides]
    assert sorted([*sides[0], *sides[1]], key=groups.index) == groups
    assert abs(heights[0] - heights[1]) <= max(len(pairs) + 1 for _, pairs in groups) / 2
