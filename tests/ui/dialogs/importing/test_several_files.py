"""Tests of several files: dropped at once, dropped while the wizard is open, skipped, named."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relmanager_desktop.store.database import Database
from relmanager_desktop.ui.dialogs.importing.wizard import ImportWizard
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.basics import Label
from relmanager_desktop.ui.widgets.states import Message
from tests.ui.dialogs.importing.wizards import LIST, listed_accounts, press, settled, wizard_of


@pytest.fixture
def second(tmp_path: Path) -> Path:
    path = tmp_path / "suppliers.csv"
    path.write_text(LIST.replace("Alster", "Weser"), encoding="utf-8")
    return path


def _drop(wizard: ImportWizard, *files: Path) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(300, 300), copy, dropped, left, none)
    QApplication.sendEvent(wizard, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(wizard, QDropEvent(QPointF(300, 300), copy, dropped, left, none))


def _open_wizards(window: MainWindow) -> list[ImportWizard]:
    return [wizard for wizard in window.findChildren(ImportWizard) if wizard.is_open]


def _said(window: MainWindow) -> list[str]:
    return [message.accessibleName() for message in window.findChildren(Message)]


def test_files_dropped_on_an_open_wizard_follow_after_its_own(
    qtbot: QtBot, wizard: ImportWizard, window: MainWindow, second: Path, database: Database
) -> None:
    _drop(wizard, second)
    assert _open_wizards(window) == [wizard]
    wizard.go_on()
    wizard.go_on()
    settled(qtbot, wizard, "report")
    assert wizard.primary.text() == "Next file"
    wizard.go_on()
    following = wizard_of(window)
    settled(qtbot, following, "columns")
    assert following.look.tables[0].rows[1][0] == "Weser GmbH"
    following.close_it()
    assert listed_accounts(database) == ["Alster GmbH", "Brinkmann KG"]


def test_a_portfolio_dropped_on_an_open_wizard_waits(
    wizard: ImportWizard, window: MainWindow, tmp_path: Path
) -> None:
    _drop(wizard, tmp_path / "other.RELM")
    assert _said(window) == ["other.RELM can be opened once this import is over."]
    assert wizard.skip.isHidden()


def test_a_file_can_be_skipped_for_the_next(
    qtbot: QtBot, wizard: ImportWizard, window: MainWindow, second: Path, database: Database
) -> None:
    _drop(wizard, second)
    wizard.skip.click()
    following = wizard_of(window)
    settled(qtbot, following, "columns")
    assert following.look.tables[0].rows[1][0] == "Weser GmbH"
    assert following.skip.isHidden()
    following.close_it()
    assert listed_accounts(database) == []
    assert _said(window) == []


def test_what_would_have_followed_is_named_where_the_import_is_closed(
    wizard: ImportWizard, window: MainWindow, second: Path
) -> None:
    _drop(wizard, second)
    wizard.close_it()
    assert _said(window) == ["Not imported, for the import was closed: suppliers.csv"]


def test_an_unreadable_file_leads_on_to_the_next(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, second: Path
) -> None:
    empty = tmp_path / "empty.csv"
    empty.touch()
    window.deeds.take_files([empty, second])
    shown = wizard_of(window)
    qtbot.waitUntil(lambda: bool(shown.look.refusal))
    press(shown, "Next file")
    following = wizard_of(window)
    settled(qtbot, following, "columns")
    assert following.look.tables[0].rows[1][0] == "Weser GmbH"
    following.close_it()


def test_the_rail_says_how_many_files_follow(wizard: ImportWizard, second: Path) -> None:
    wizard.take_files([second, second.with_name("more.csv")])
    assert "2 more files follow" in [label.text() for label in wizard.rail.findChildren(Label)]


def test_lists_dropped_beside_a_portfolio_go_first_and_it_is_said(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, second: Path
) -> None:
    window.deeds.take_files([tmp_path / "other.relm", second])
    shown = wizard_of(window)
    settled(qtbot, shown, "columns")
    shown.close_it()
    assert window.isVisible()
    assert [said.partition(":")[0] for said in _said(window)] == ["other.relm was not opened"]
