"""Tests of the imports of the past: shown with what they moved, taken back, done again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from relmanager_desktop.commands.imports import apply_import
from relmanager_desktop.commands.records import change_record
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.queries.import_plans import preview_import
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.ui.dialogs.past_imports import PastImports
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.states import Message

LONG_MS = 60_000  # a child process is started, which a busy machine takes its time for
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LIST = "Company,City,Annual value\nAcme Werke,Ulm,12\nBolt Ltd,Leeds,about 12\nCold AS,Oslo,7\n"


@pytest.fixture
def imports(qtbot: QtBot, window: MainWindow, database: Database, tmp_path: Path) -> PastImports:
    """The dialog, after an import of two good rows and a bad one."""
    path = tmp_path / "customers.csv"
    path.write_text(LIST, encoding="utf-8")
    with database.write("Import customers.csv", source="import") as session:
        apply_import(session, preview_import(session, path, Wishes(), now=NOW).plan)
    window.do("imports")
    (shown,) = window.findChildren(PastImports)
    qtbot.addWidget(shown)
    return shown


def names(database: Database) -> dict[str, int]:
    table = TABLES["account"].c
    with database.read() as session:
        return {row.name: row.id for row in session.execute(select(table.name, table.id))}


def said(shown: PastImports) -> str:
    return " ".join(label.text() for label in shown.findChildren(QLabel))


def wait_for(qtbot: QtBot, is_so: Callable[[], bool]) -> None:
    qtbot.waitUntil(is_so, timeout=LONG_MS)


def test_where_nothing_was_imported_that_is_said(window: MainWindow) -> None:
    window.do("imports")
    assert [m.title for m in window.findChildren(Message)] == ["Nothing was imported yet."]


def test_an_import_is_shown_with_its_rows_and_what_it_moved(imports: PastImports) -> None:
    assert imports.list.count() == 1
    assert "customers.csv" in imports.list.item(0).text()
    assert "Refused" in said(imports)
    assert "What it moved" in said(imports)
    assert "blanks were filled" in said(imports)


def test_an_import_is_taken_back_and_done_again(
    qtbot: QtBot, imports: PastImports, database: Database
) -> None:
    imports.ok.click()
    wait_for(qtbot, lambda: "What is taken back" in said(imports))
    assert "Accounts: 2 go" in said(imports)
    imports.ok.click()
    wait_for(qtbot, imports.list.isEnabled)
    assert names(database) == {}
    assert "taken back" in imports.list.item(0).text()
    assert imports.ok.text() == "Do it again"
    imports.ok.click()
    wait_for(qtbot, lambda: imports.list.isEnabled() and bool(names(database)))
    assert sorted(names(database)) == ["Acme Werke", "Cold AS"]


def test_what_was_edited_since_stays_unless_it_is_ticked(
    qtbot: QtBot, imports: PastImports, database: Database
) -> None:
    for name in ("Acme Werke", "Cold AS"):
        with database.write("Edit") as session:
            change_record(session, "account", names(database)[name], {"city": "York"}, NOW.date())
    imports.ok.click()
    wait_for(qtbot, lambda: "Edited since" in said(imports))
    assert not imports.ok.isEnabled()
    (acme,) = [box for box in imports.findChildren(QCheckBox) if "Acme" in box.text()]
    acme.setChecked(True)
    imports.ok.click()
    wait_for(qtbot, imports.list.isEnabled)
    assert sorted(names(database)) == ["Cold AS"]


def test_refused_rows_are_saved_once_more(
    qtbot: QtBot, imports: PastImports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "mend.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    imports._rejects.click()
    wait_for(qtbot, lambda: any("Refused" in m.title for m in imports.findChildren(Message)))
    assert place.exists()
