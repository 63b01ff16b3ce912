"""Tests of the import wizard: dropped, looked at, taken in and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.files import WriteError
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.ui.dialogs.importing import corrections
from relmanager_desktop.ui.dialogs.importing import wizard as wizards_module
from relmanager_desktop.ui.dialogs.importing.wizard import STOPPED, ImportWizard
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.basics import Button, Label
from relmanager_desktop.ui.widgets.states import Message
from tests.ui.dialogs.importing.wizards import (
    LONG_MS,
    listed_accounts,
    names,
    press,
    settled,
    wizard_of,
)


def test_a_dropped_list_is_looked_at_and_nothing_is_written(
    wizard: ImportWizard, database: Database
) -> None:
    counts = wizard.look.counts
    assert counts is not None
    assert counts["new"] == 2
    assert wizard.look.tables[0].rows[1][0] == "Alster GmbH"
    assert listed_accounts(database) == []


def test_an_import_brings_the_accounts_and_its_undo_takes_them_back(
    qtbot: QtBot, wizard: ImportWizard, database: Database
) -> None:
    wizard.go_on()
    wizard.go_on()
    settled(qtbot, wizard, "report")
    with database.read() as session:
        assert names(session) == ["Alster GmbH", "Brinkmann KG"]
        newest = select(TABLES["change_set"].c.source).order_by(
            TABLES["change_set"].c.number.desc()
        )
        assert session.execute(newest).scalars().first() == "import"
    press(wizard, "Undo this import")
    settled(qtbot, wizard, "plan")
    assert listed_accounts(database) == []
    assert (wizard.look.counts or {})["new"] == 2


def test_escape_leaves_with_nothing_written(
    wizard: ImportWizard, window: MainWindow, database: Database
) -> None:
    QTest.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()
    behind = window.centralWidget()
    assert behind is not None
    assert behind.isEnabled()
    assert listed_accounts(database) == []


def test_a_portfolio_changed_meanwhile_is_looked_at_again(
    qtbot: QtBot, wizard: ImportWizard, database: Database
) -> None:
    wizard.go_on()
    with database.write("Add Alster") as session:
        add_record(session, "account", {"name": "Alster GmbH"}, database.clock().date())
    wizard.go_on()
    qtbot.waitUntil(
        lambda: (
            wizard.step == "plan"
            and not wizard.is_busy
            and (wizard.look.counts or {}).get("new") == 1
        ),
        timeout=LONG_MS,
    )
    assert listed_accounts(database) == ["Alster GmbH"]


def test_a_file_changed_meanwhile_is_looked_at_again_and_named(
    qtbot: QtBot, wizard: ImportWizard, listed: Path, database: Database
) -> None:
    wizard.go_on()
    listed.write_text("Company,City\nCorax Ltd,Kiel\n", encoding="utf-8")
    wizard.go_on()
    qtbot.waitUntil(
        lambda: wizard.step == "plan" and not wizard.is_busy and wizard.look.counts["new"] == 1,
        timeout=LONG_MS,
    )
    (message,) = wizard.findChildren(Message)
    assert message.accessibleName().startswith("customers.csv was changed since it was looked at.")
    assert listed_accounts(database) == []


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"%PDF-1.7 no table")
    window.deeds.take_files([path])
    wizard = wizard_of(window)
    qtbot.waitUntil(lambda: bool(wizard.look.refusal), timeout=LONG_MS)
    assert "list.xlsx is a PDF" in wizard.look.refusal
    assert any("another file" in button.text() for button in wizard.findChildren(Button))
    assert not wizard.primary.isVisible()
    wizard.close_it()


def test_an_import_that_is_cancelled_leaves_nothing(
    qtbot: QtBot, wizard: ImportWizard, database: Database
) -> None:
    wizard.go_on()
    wizard.go_on()
    assert wizard.is_busy
    press(wizard, "Cancel")
    assert not wizard.isVisible()
    qtbot.wait(200)
    assert listed_accounts(database) == []


def test_an_import_whose_backup_finds_no_room_is_said_and_done_again(
    qtbot: QtBot, wizard: ImportWizard, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = iter([WriteError("The disk is full: free some space and try again.")])

    def back_up(database: Database, why: str) -> None:
        for error in failing:
            raise error

    monkeypatch.setattr(wizards_module, "back_up_if_changed", back_up)
    failed = wizard._window.bridge.failed
    failed.disconnect()  # nobody but the wizard expects this error
    failed.connect(wizard._failed)
    wizard.go_on()
    wizard.go_on()
    settled(qtbot, wizard, "plan")
    assert "The disk is full" in wizard.messages.findChildren(Message)[0].accessibleName()
    assert listed_accounts(database) == []
    wizard.go_on()
    settled(qtbot, wizard, "report")
    assert len(listed_accounts(database)) == 2


def test_an_undo_that_is_cancelled_leaves_the_import(
    qtbot: QtBot, wizard: ImportWizard, database: Database
) -> None:
    wizard.go_on()
    wizard.go_on()
    settled(qtbot, wizard, "report")
    qtbot.wait(10)
    press(wizard, "Undo this import")
    qtbot.wait(10)
    press(wizard, "Cancel")
    qtbot.wait(200)
    assert listed_accounts(database) == ["Alster GmbH", "Brinkmann KG"]


def test_the_last_step_leads_to_what_was_imported(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "risks.csv"
    path.write_text("Account,Risk,Probability,Impact\nAcme,Buyer leaves,high,high\n")
    window.deeds.take_files([path])
    wizard = wizard_of(window)
    settled(qtbot, wizard, "columns")
    wizard.go_on()
    wizard.go_on()
    settled(qtbot, wizard, "report")
    qtbot.wait(10)
    press(wizard, "Show risks")
    assert not wizard.isVisible()
    assert window.stack.currentWidget() is window.page("records")


def test_a_second_file_on_top_gives_the_window_back_with_the_last(
    qtbot: QtBot, wizard: ImportWizard, window: MainWindow, listed: Path
) -> None:
    window.deeds.take_files([listed])
    second = wizard_of(window)
    settled(qtbot, second, "columns")
    behind = window.centralWidget()
    assert behind is not None
    second.close_it()
    assert not behind.isEnabled()
    wizard.close_it()
    assert behind.isEnabled()


def test_a_long_look_is_stopped_with_the_correction_that_asked_for_it(
    qtbot: QtBot, wizard: ImportWizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corrections, "QUICK_BYTES", 0)
    wizard.columns.view.chips[1].click()
    wizard.columns.chooser.choose("")
    qtbot.waitUntil(wizard.foot.isVisible, timeout=LONG_MS)
    wizard.foot.stop.click()
    qtbot.wait(200)
    assert not wizard.is_busy
    assert not wizard.foot.isVisible()
    assert wizard.step == "columns"
    target = wizard.look.tables[0].map.columns[1].target
    assert target is not None
    assert wizard.columns.view.chips[1].text_shown.title == "City"


def test_a_report_forgets_what_was_said_of_earlier_tries(
    qtbot: QtBot, wizard: ImportWizard, window: MainWindow
) -> None:
    window.say("info", STOPPED)
    wizard.messages.show_message("good", "The import was taken back.")
    wizard.go_on()
    wizard.go_on()
    settled(qtbot, wizard, "report")
    shown = [message.title for message in window.findChildren(Message) if not message.isHidden()]
    assert str(STOPPED) not in shown
    assert "The import was taken back." not in shown


def test_the_cross_of_a_report_says_no_more_that_nothing_is_imported(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    spoken = "Close without importing"
    assert [b for b in wizard.findChildren(Button) if b.accessibleName() == spoken]
    wizard.go_on()
    wizard.go_on()
    settled(qtbot, wizard, "report")
    assert not [b for b in wizard.findChildren(Button) if b.accessibleName() == spoken]


def test_a_fault_of_ours_is_not_laid_on_the_file(
    window: MainWindow, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.bridge, "fetch", lambda *_given, **_then: None)
    window.deeds.take_files([listed])
    wizard = wizard_of(window)
    wizard._failed(ZeroDivisionError())
    said = [label.text() for label in wizard.findChildren(Label)]
    assert "RelManager failed here" in said
    assert "This file cannot be read" not in said
    wizard.close_it()
