"""Tests of the import wizard without a mouse and without eyes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from relmanager_desktop.store.database import Database
from relmanager_desktop.ui.dialogs.importing.wizard import ImportWizard
from tests.ui.dialogs.importing.wizards import (
    listed_accounts,
)


def test_enter_goes_from_the_columns_to_the_rows(wizard: ImportWizard) -> None:
    QTest.keyClick(wizard, Qt.Key.Key_Return)
    assert wizard.step == "plan"
    assert "2" in wizard.primary.text()


def test_every_control_of_the_wizard_has_a_name(qtbot: QtBot, wizard: ImportWizard) -> None:
    kinds = (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView, QAbstractSpinBox)

    def nameless() -> list[QWidget]:
        shown = [w for w in wizard.findChildren(QWidget) if w.isVisible() and isinstance(w, kinds)]
        return [w for w in shown if not _spoken(w)]

    wizard.columns.view.chips[1].click()
    assert nameless() == []
    wizard.columns.chooser.close_it()
    wizard.go_on()
    qtbot.wait(10)
    assert nameless() == []


def _spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_escape_closes_the_fields_before_the_wizard(wizard: ImportWizard) -> None:
    wizard.columns.view.chips[1].click()
    QTest.keyClick(wizard.columns.chooser.field, Qt.Key.Key_Escape)
    assert not wizard.columns.chooser.isVisible()
    assert wizard.isVisible()


def test_enter_presses_what_has_the_focus(wizard: ImportWizard, database: Database) -> None:
    wizard.go_on()
    wizard.back.setFocus()
    QTest.keyClick(wizard.back, Qt.Key.Key_Return)
    assert wizard.step == "columns"
    wizard.columns.bar.kinds.setFocus()
    QTest.keyClick(wizard.columns.bar.kinds, Qt.Key.Key_Return)
    assert wizard.step == "columns"
    wizard.columns.view.chips[0].setFocus()
    QTest.keyClick(wizard.columns.view.chips[0], Qt.Key.Key_Return)
    assert wizard.columns.chooser.isVisible()
    assert listed_accounts(database) == []


def test_the_keyboard_walks_from_the_columns_to_the_primary_button(wizard: ImportWizard) -> None:
    wizard.columns.view.chips[0].setFocus()
    walked = []
    for _ in range(20):
        focused = wizard.focusWidget()
        walked.append(focused)
        if focused is wizard.primary or focused is None:
            break
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    chips = list(wizard.columns.view.chips.values())
    assert walked[: len(chips)] == chips
    assert walked[-1] is wizard.primary


def test_a_shortcut_of_the_window_does_nothing_behind_the_wizard(
    qtbot: QtBot, wizard: ImportWizard, database: Database, add: Callable[..., int]
) -> None:
    add("account", name="Cold AS")
    qtbot.wait(50)
    QTest.keyClick(wizard, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(200)
    assert listed_accounts(database) == ["Cold AS"]


def test_the_keyboard_comes_to_the_page_before_what_ends_the_step(
    qtbot: QtBot, wizard: ImportWizard
) -> None:
    chips = wizard.columns.view.chips
    qtbot.waitUntil(lambda: len(chips) == 3)
    walked: list[QWidget] = [wizard]
    wizard.setFocus()
    for _ in range(24):
        QTest.keyClick(walked[-1], Qt.Key.Key_Tab)
        walked.append(wizard.focusWidget())
    stops = [wizard.columns.bar.kinds, chips[0], chips[1], chips[2], wizard.saved, wizard.primary]
    assert [walked.index(stop) for stop in stops] == sorted(walked.index(stop) for stop in stops)
