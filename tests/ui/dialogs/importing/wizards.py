"""What tests of the import wizard do with it: wait, press, look at the portfolio."""

from __future__ import annotations

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.ui.dialogs.importing.wizard import ImportWizard
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.basics import Button

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
