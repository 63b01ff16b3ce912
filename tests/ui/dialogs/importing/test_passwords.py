"""A locked workbook asks for its password, takes another try, and is imported with it."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.ui.dialogs.importing.passwords import PasswordPage
from relmanager_desktop.ui.dialogs.importing.wizard import ImportWizard
from relmanager_desktop.ui.main_window import MainWindow
from tests.ui.dialogs.importing.wizards import LONG_MS, listed_accounts, press, settled, wizard_of


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in (["Company", "City"], ["Acme GmbH", "Berlin"]):
        book.active.append(row)
    plain = io.BytesIO()
    book.save(plain)
    path = tmp_path / "customers.xlsx"
    with path.open("wb") as file:
        OOXMLFile(plain).encrypt("hush hush", file)
    return path


@pytest.fixture
def asking(qtbot: QtBot, window: MainWindow, locked: Path) -> ImportWizard:
    window.deeds.take_files([locked])
    shown = wizard_of(window)
    settled(qtbot, shown, "file")
    return shown


def page_of(wizard: ImportWizard) -> PasswordPage:
    return wizard.findChildren(PasswordPage)[-1]


def enter(qtbot: QtBot, wizard: ImportWizard, password: str) -> None:
    field = page_of(wizard).field
    field.setText(password)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.is_busy)
    qtbot.waitUntil(lambda: not wizard.is_busy, timeout=LONG_MS)


def test_the_password_is_masked_until_it_is_to_be_seen(asking: ImportWizard) -> None:
    page = page_of(asking)
    assert page.field.echoMode() == QLineEdit.EchoMode.Password
    assert not page.open.isEnabled()
    page.shown.click()
    assert page.field.echoMode() == QLineEdit.EchoMode.Normal
    assert page.shown.accessibleName() == "Hide the password"
    asking.close_it()


def test_a_wrong_password_is_said_beside_the_field(qtbot: QtBot, asking: ImportWizard) -> None:
    enter(qtbot, asking, "Hush")
    page = page_of(asking)
    assert asking.step == "file"
    assert not page.problem.isHidden()
    assert page.field.text() == ""
    page.field.setText("h")
    assert page.problem.isHidden()
    asking.close_it()


def test_the_right_password_opens_it_for_the_whole_import(
    qtbot: QtBot, asking: ImportWizard, database: Database
) -> None:
    enter(qtbot, asking, "nope")
    enter(qtbot, asking, "hush hush")
    settled(qtbot, asking, "columns")
    asking.go_on()
    qtbot.waitUntil(lambda: asking.step == "plan")
    asking.go_on()  # the file is read once more, in a process of its own
    settled(qtbot, asking, "report")
    qtbot.waitUntil(lambda: listed_accounts(database) == ["Acme GmbH"], timeout=LONG_MS)
    with database.read() as session:
        run = session.execute(select(TABLES["import_run"])).one()
    assert "hush" not in str(run)
    asking.close_it()


def test_who_does_not_know_it_cancels(asking: ImportWizard) -> None:
    press(asking, "Cancel")
    assert not asking.is_open


def test_another_file_can_be_chosen_instead(
    asking: ImportWizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("relmanager_desktop.ui.dialogs.files.ask_import", lambda _window: None)
    press(asking, "Choose another file")
    assert not asking.is_open


def test_a_request_with_a_password_travels_to_another_process_and_shows_it_nowhere(
    qtbot: QtBot, asking: ImportWizard
) -> None:
    enter(qtbot, asking, "hush hush")
    settled(qtbot, asking, "columns")
    request = asking._corrections.request()
    assert "hush" not in repr(request) + repr(asking._corrections)
    assert pickle.loads(pickle.dumps(request)).password == "hush hush"  # noqa: S301 - our own
    asking.close_it()
