"""Tests of the window on a damaged portfolio: a banner, what lacks, and no change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relmanager_desktop.commands.insides import Inside, look_inside
from relmanager_desktop.commands.records import add_record
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.faults import DamagedError
from relmanager_desktop.ui import failures, theme
from relmanager_desktop.ui.bridge import Bridge
from relmanager_desktop.ui.insides import say_damaged
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.basics import Button
from relmanager_desktop.ui.widgets.states import Message
from tests.commands.test_insides import damaged, inside

__all__ = ["damaged", "inside"]


@pytest.fixture
def looking(qtbot: QtBot, inside: Inside) -> Iterator[MainWindow]:
    """The window on what can be read."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply_theme(application, "light")
    door = Bridge(lambda: inside.open("Jo"), inside)
    shown = MainWindow(door)
    qtbot.addWidget(shown)
    with qtbot.waitSignal(door.opened):
        door.warm_up()
    say_damaged(shown)
    shown.show()
    yield shown
    shown.hide()
    door.close()


def messages(window: MainWindow) -> list[str]:
    return [shown.title for shown in window.findChildren(Message) if shown.isVisible()]


def test_a_banner_says_that_it_is_damaged_with_the_mend_at_hand(
    qtbot: QtBot, looking: MainWindow
) -> None:
    assert any("is damaged: this is what can be read of it" in said for said in messages(looking))
    ways = [b for b in looking.findChildren(Button) if "Restore or salvage" in b.text()]
    with qtbot.waitSignal(looking.bridge.failed_to_open):
        ways[0].click()


def test_a_page_says_what_it_cannot_show(qtbot: QtBot, looking: MainWindow) -> None:
    looking.show_page("accounts")
    page: Any = looking.page("accounts")
    rows = page.table.model()
    qtbot.waitUntil(lambda: rows.rowCount() > 300)
    assert any(said.startswith("Not readable: Acc") for said in messages(looking))


def test_every_page_of_it_opens(looking: MainWindow) -> None:
    for name in looking._specs:
        looking.show_page(name)
    assert looking.sidebar.saved_text == "Read only"


def test_a_change_is_refused_in_the_window_and_in_a_child(
    qtbot: QtBot, looking: MainWindow
) -> None:
    heard: list[Exception] = []
    given = ("account", {"name": "Acme"}, looking.today)
    looking.bridge.run("Add", add_record, *given, failed=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 1)
    looking.bridge.run_apart("Add", add_record, *given, failed=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert all(isinstance(error, DamagedError) for error in heard)


def test_the_door_offers_a_look_beside_the_salvage(qtbot: QtBot, database: Database) -> None:
    door = failures.ClosedDoor("North.relm", DamagedError("…"), look=lambda: None, can_salvage=True)
    qtbot.addWidget(door)
    way = next(b for b in door.findChildren(Button) if "Look inside" in b.text())
    assert not way.isHidden()
    way.click()
    assert door.answer == failures.INSIDE


def test_a_look_is_read_in_sight(qapp: QApplication, damaged: Path) -> None:
    from relmanager_desktop.ui.insides import look_in_sight

    found = look_in_sight(damaged)
    assert found.missing == look_missing(damaged)
    found.end()


def look_missing(place: Path) -> dict[str, int]:
    found = look_inside(place, "Jo")
    found.end()
    return dict(found.missing)
