"""Tests of the Records page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from relmanager_desktop.domain.records import SEEN
from relmanager_desktop.ui import removals
from relmanager_desktop.ui.main_window import MainWindow

Add = Callable[..., int]


@pytest.fixture
def page(window: MainWindow, add: Add) -> Any:
    account = add("account", name="Acme", currency="GBP")
    start, end = date(2025, 11, 4), date(2026, 11, 3)
    add("contract", account=account, title="Frame", value=41_200_000, start=start, end=end)
    for name in ("Priya Raman", "Tom Velde"):
        add("contact", name=name)
    window.show_page("records")
    return window.page("records")


def texts(page: Any, row: int = 0) -> dict[str, str]:
    return {
        column.name: page.model.index(row, number).data()
        for number, column in enumerate(page.model.columns)
    }


def test_contacts_come_first_by_name(page: Any) -> None:
    assert [texts(page, row)["name"] for row in (0, 1)] == ["Priya Raman", "Tom Velde"]


def test_a_list_speaks_in_words(page: Any) -> None:
    page.kinds.choose("contract")
    shown = texts(page)
    assert shown["account"] == "Acme"
    assert shown["end"] == "3 Nov 2026"
    assert shown["value"].startswith("£412,000")


def test_the_filter_narrows_and_can_be_cleared(page: Any) -> None:
    page._filter.setText("priya")
    page._show_list()
    assert page.model.rowCount() == 1
    page._filter.setText("nobody")
    page._show_list()
    assert page._hidden.text() == "No contacts hold “nobody”"
    page._clear()
    assert page.model.rowCount() == 2


def test_a_kind_that_cannot_be_archived_is_empty_whatever_was_ticked_before(page: Any) -> None:
    page._archived.setChecked(True)
    assert page._hidden.text() == "No contacts are archived"
    page.kinds.choose("import_profile")
    assert not page._archived.isVisible()
    shown = page._stack.currentWidget()
    assert "No import profiles yet" in [label.text() for label in shown.findChildren(QLabel)]


def test_archiving_offers_the_way_back(qtbot: QtBot, window: MainWindow, page: Any) -> None:
    found = page.model.row_at(0)
    with qtbot.waitSignal(window.bridge.changed):
        removals.archive(window, "contact", found.id, "Priya Raman")
    assert window.undo_offer.isVisible()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)


def test_deleting_says_what_goes_along(qtbot: QtBot, window: MainWindow, page: Any) -> None:
    page.kinds.choose("account")
    account = page.model.row_at(0).id
    with qtbot.waitSignal(window.bridge.changed):
        removals.delete(window, "account", account, "Acme")
    assert "1 record that belongs to it" in window.undo_offer._text.text()


def test_the_delete_key_deletes(qtbot: QtBot, window: MainWindow, page: Any) -> None:
    page.table.select_id(page.model.row_at(0).id)
    with qtbot.waitSignal(window.bridge.changed):
        QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert texts(page)["name"] == "Tom Velde"
    assert page.table.current_id() == page.model.row_at(0).id
    assert window.undo_offer.isVisible()


@pytest.mark.parametrize("kind", [kind.name for kind in SEEN])
def test_every_kind_has_a_list(window: MainWindow, kind: str) -> None:
    window.show_page("records")
    page: Any = window.page("records")
    page.kinds.choose(kind)
    assert page.kind.name == kind
    assert page.table.accessibleName()


def test_contacts_stand_with_their_account_and_address_which_are_not_edited_there(
    page: Any, add: Add
) -> None:
    account, person = add("account", name="Zenith"), add("contact", name="Abigail Stroud")
    add("contact_role", contact=person, account=account)
    add("contact_point", contact=person, value="abigail@zenith.example")
    page.refresh()
    shown = texts(page)
    assert (shown["name"], shown["at_account"]) == ("Abigail Stroud", "Zenith")
    assert shown["e_mail"] == "abigail@zenith.example"
    derived = [column for column in page.model.columns if column.name in {"at_account", "e_mail"}]
    assert not [column for column in derived if column.is_editable or column.can_sort]


def test_own_fields_are_columns_that_can_be_edited(page: Any, add: Add) -> None:
    add("field_definition", kind="contact", name="gate", label="Gate", type="integer")
    add("contact", name="Zoe Zander", **{"custom.gate": 4})
    page.refresh()
    assert texts(page, 2)["custom.gate"] == "4"
    assert next(c for c in page.model.columns if c.name == "custom.gate").is_editable
