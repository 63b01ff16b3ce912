"""Tests of the actions of the window: new things are about what the page in front is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence

from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.pages.page import ACCOUNT

Add = Callable[..., int]
NEW = ("new_issue", "new_action", "new_contact")


@pytest.fixture
def asked(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What dialogs are given, in place of the dialogs."""
    given: list[dict[str, Any]] = []
    monkeypatch.setattr(window.deeds, "show_dialog", lambda name, **said: given.append(said))
    return given


@pytest.mark.parametrize("action", NEW)
def test_new_things_on_an_account_are_of_that_account(
    window: MainWindow, add: Add, asked: list[dict[str, Any]], action: str
) -> None:
    account = add("account", name="Acme")
    window.open_account(account)
    window.do(action)
    assert asked[-1]["values"] == {ACCOUNT: account}


@pytest.mark.parametrize("action", [*NEW, "log"])
def test_new_things_on_today_are_of_the_card_in_front(
    window: MainWindow, add: Add, asked: list[dict[str, Any]], action: str
) -> None:
    account = add("account", name="Acme")
    add("action", title="Call back", account=account, due=window.page("today").today)
    page: Any = window.page("today")
    page.refresh()
    cards = page._columns["due"].list
    cards.setCurrentIndex(cards.model().index(0, 0))
    cards.setFocus()
    window.do(action)
    assert asked[-1].get(ACCOUNT, asked[-1].get("values", {}).get(ACCOUNT)) == account


@pytest.mark.parametrize("action", NEW)
def test_new_things_on_accounts_are_of_the_row_in_front(
    window: MainWindow, add: Add, asked: list[dict[str, Any]], action: str
) -> None:
    account = add("account", name="Acme")
    window.show_page("accounts")
    page: Any = window.page("accounts")
    page.table.select_id(account)
    window.do(action)
    assert asked[-1]["values"] == {ACCOUNT: account}


def test_new_things_on_cadence_are_of_the_line_in_front(
    window: MainWindow, add: Add, asked: list[dict[str, Any]]
) -> None:
    account = add("account", name="Acme")
    window.show_page("cadence")
    page: Any = window.page("cadence")
    lines = page._list.model()
    row = next(row for row in range(lines.rowCount()) if lines.line_at(row) is not None)
    page._list.setCurrentIndex(lines.index(row, 0))
    page._list.setFocus()
    window.do("new_issue")
    assert asked[-1]["values"] == {ACCOUNT: account}


def test_nothing_at_hand_leaves_the_form_empty(
    window: MainWindow, add: Add, asked: list[dict[str, Any]]
) -> None:
    add("account", name="Acme")
    window.do("new_issue")
    assert "values" not in asked[-1]


def test_redo_answers_to_both_of_its_usual_keys(window: MainWindow) -> None:
    redo = window.actions_["redo"].qt
    assert redo is not None
    assert {QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")} <= set(redo.shortcuts())


def test_no_two_actions_answer_to_the_same_key(window: MainWindow) -> None:
    keys = [keys for action in window.all_actions() for keys in action.sequences()]
    assert len(keys) == len(set(keys))
