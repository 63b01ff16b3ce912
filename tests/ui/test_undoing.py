"""Tests of undo and redo in the window: each takes back what it says, and says what it took."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import archive_record, change_record
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.ui import removals, undoing
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.states import Message

Add = Callable[..., int]


def accounts(window: MainWindow) -> list[str]:
    def names(session: Session) -> list[str]:
        table = TABLES["account"].c
        living = select(table.name).where(table.archived_at.is_(None))
        return list(session.execute(living.order_by(table.name)).scalars())

    return window.bridge.ask(names)


def first_account(window: MainWindow) -> int:
    def ask(session: Session) -> int:
        table = TABLES["account"].c
        return int(session.execute(select(table.id).order_by(table.name)).scalars().first() or 0)

    return window.bridge.ask(ask)


def steps(window: MainWindow) -> int:
    def count(session: Session) -> int:
        return int(session.execute(select(func.max(TABLES["change_set"].c.number))).scalar() or 0)

    return window.bridge.ask(count)


def toast(window: MainWindow) -> str:
    return window.undo_offer._text.text() if window.undo_offer.isVisible() else ""


def press(window: MainWindow) -> None:
    window.undo_offer._undo.click()


def test_the_undo_of_a_toast_takes_back_its_own_step(
    qtbot: QtBot, window: MainWindow, add: Add
) -> None:
    acme = add("account", name="Acme")
    removals.archive(window, "account", acme, "Acme")
    qtbot.waitUntil(lambda: toast(window) == "Archive Acme")
    add("account", name="Later")
    press(window)
    qtbot.waitUntil(lambda: accounts(window) == ["Acme", "Later"])


def test_what_changed_since_stands_in_the_way_of_a_toast_too(
    qtbot: QtBot, window: MainWindow, add: Add, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    acme = add("account", name="Acme")
    said: list[str] = []
    monkeypatch.setattr(window, "say", lambda _tone, title, *_: said.append(str(title)))
    window.bridge.failed.disconnect()
    window.bridge.failed.connect(window.deeds.on_failed)
    rename = partial(window.bridge.run, "Rename", change_record, "account", acme)
    rename({"name": "Acme 2"}, today, then=lambda _n: window.offer_undo("Renamed"))
    qtbot.waitUntil(lambda: toast(window) == "Renamed")
    rename({"name": "Acme 3"}, today)
    qtbot.waitUntil(lambda: accounts(window) == ["Acme 3"])
    press(window)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert said[0].startswith("“Rename” cannot be undone")
    assert accounts(window) == ["Acme 3"]


def refusals(window: MainWindow) -> list[Message]:
    """Return the messages that say that a step was not taken back."""
    shown = window.findChildren(Message)
    return [found for found in shown if "cannot be undone" in found.title and found.isVisible()]


def test_a_refused_undo_offers_the_rest_only_where_there_is_one_and_goes_with_the_next(
    qtbot: QtBot, window: MainWindow, add: Add, today: date
) -> None:
    acme = add("account", name="Acme")
    window.bridge.failed.disconnect()
    window.bridge.failed.connect(window.deeds.on_failed)
    for name in ("Acme 2", "Acme 3"):
        window.bridge.run("Rename", change_record, "account", acme, {"name": name}, today)
    qtbot.waitUntil(lambda: accounts(window) == ["Acme 3"])
    number = steps(window)
    window.take_back(number - 1, "Rename")
    qtbot.waitUntil(lambda: len(refusals(window)) == 1, timeout=20_000)
    offered = [button.text() for button in refusals(window)[0].findChildren(QAbstractButton)]
    assert not any("Take back the rest" in text for text in offered)
    assert steps(window) == number
    window.take_back(number, "Rename")
    qtbot.waitUntil(lambda: accounts(window) == ["Acme 2"], timeout=20_000)
    qtbot.waitUntil(lambda: not refusals(window))


def test_the_sample_comes_back_by_the_undo_of_its_removal(qtbot: QtBot, window: MainWindow) -> None:
    window.do("sample")
    qtbot.waitUntil(lambda: len(accounts(window)) == 40, timeout=20_000)
    window.do("remove_sample")
    qtbot.waitUntil(lambda: accounts(window) == [], timeout=20_000)
    qtbot.waitUntil(lambda: toast(window) == "The sample is removed.")
    press(window)
    qtbot.waitUntil(lambda: len(accounts(window)) == 40, timeout=20_000)


def test_the_removal_of_the_sample_says_what_stays(
    qtbot: QtBot, window: MainWindow, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        window, "say", lambda _t, title, detail, *_: said.append(f"{title}{detail}")
    )
    window.do("sample")
    qtbot.waitUntil(lambda: len(accounts(window)) == 40, timeout=20_000)
    name = accounts(window)[0]
    add("action", title="Mine", account=first_account(window))
    window.do("remove_sample")
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert " of the sample stay" in said[0]
    assert f"Account {name}" in said[0]
    assert toast(window).startswith("The sample is removed, but for ")
    press(window)
    qtbot.waitUntil(lambda: len(accounts(window)) == 40, timeout=20_000)


def test_undo_says_what_it_took_back_and_offers_redo(
    qtbot: QtBot, window: MainWindow, add: Add
) -> None:
    add("account", name="Acme")
    window.do("undo")
    qtbot.waitUntil(lambda: toast(window) == "Took back “Add account”.")
    assert window.undo_offer._undo.text().strip() == "Redo"
    assert accounts(window) == []
    press(window)
    qtbot.waitUntil(lambda: toast(window) == "Did “Add account” again.")
    assert window.undo_offer._undo.text().strip() == "Undo"
    assert accounts(window) == ["Acme"]


def test_two_quick_undos_take_back_two_steps(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    add("account", name="Acme")
    add("account", name="Borealis")
    window.do("undo")
    window.do("undo")
    qtbot.waitUntil(lambda: accounts(window) == [])


def test_undo_waits_for_what_is_being_written(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    acme = add("account", name="Acme")
    window.bridge.run("Archive Acme", archive_record, "account", acme)
    window.do("undo")
    qtbot.waitUntil(lambda: toast(window) == "Took back “Archive Acme”.")
    assert accounts(window) == ["Acme"]


def test_an_undo_with_nothing_to_take_back_says_so(window: MainWindow) -> None:
    before = steps(window)
    window.deeds.undoing.redo()
    assert toast(window) == "There is nothing to redo."
    assert not window.undo_offer._undo.isVisible()
    assert steps(window) == before


def test_a_step_of_the_history_is_taken_back_by_its_name(
    qtbot: QtBot, window: MainWindow, add: Add
) -> None:
    add("account", name="Acme")
    add("account", name="Borealis")
    number = steps(window)
    window.take_back(number - 1, "Add account")
    qtbot.waitUntil(lambda: accounts(window) == ["Borealis"])
    qtbot.waitUntil(lambda: toast(window) == "Took back “Add account”.")


def test_an_offer_of_what_wrote_nothing_has_no_undo(window: MainWindow) -> None:
    done: Any = window.offer_undo
    done("Nothing was changed.")
    assert toast(window) == "Nothing was changed."
    assert not window.undo_offer._undo.isVisible()


def test_a_large_step_is_taken_back_apart_and_said_like_any_other(
    qtbot: QtBot, window: MainWindow, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "APART", 0)
    add("account", name="Acme")
    window.do("undo")
    qtbot.waitUntil(lambda: accounts(window) == [], timeout=60_000)
    qtbot.waitUntil(lambda: "Took back" in toast(window), timeout=60_000)
    window.do("redo")
    qtbot.waitUntil(lambda: accounts(window) == ["Acme"], timeout=60_000)
