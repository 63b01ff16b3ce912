"""Tests of a window whose file is moved, deleted or replaced under it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.ui import absences
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.basics import Button
from relmanager_desktop.ui.widgets.states import Message

Add = Callable[..., int]


@pytest.fixture
def open_window(window: MainWindow, add: Add, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window that holds to its file and says its own failures."""
    add("account", name="Acme")
    window.bridge.database.anchor.hold()
    window.bridge.watch.stop()
    window.bridge.failed.disconnect()
    window.bridge.failed.connect(window.deeds.on_failed)
    monkeypatch.setattr(absences.LastCall, "exec", lambda _question: 0)
    return window


def place(window: MainWindow) -> Path:
    assert window.bridge.path is not None
    return window.bridge.path


def notices(window: MainWindow) -> list[Message]:
    QApplication.processEvents()  # Qt shows what a layout takes in with the next turn
    return [
        shown
        for shown in window.findChildren(Message)
        if shown.property(absences.NOTICE) and not shown.isHidden()
    ]


def offers(window: MainWindow) -> list[str]:
    (notice,) = notices(window)
    return [button.text().strip() for button in notice.findChildren(Button) if button.text()]


def press(window: MainWindow, word: str) -> None:
    (notice,) = notices(window)
    next(b for b in notice.findChildren(Button) if b.text().strip() == word).click()


def lose(window: MainWindow) -> Path:
    moved = place(window).rename(place(window).with_name("elsewhere.relm"))
    window.bridge.watch.look()
    return moved


def test_a_file_that_went_is_said_with_the_ways_out(open_window: MainWindow) -> None:
    lose(open_window)
    (notice,) = notices(open_window)
    assert "portfolio.relm has been moved or deleted while it was open" in notice.accessibleName()
    assert offers(open_window) == ["Look again", "Save a copy…", "Open another…"]
    assert open_window.sidebar.saved_text == "Not saved: portfolio.relm"


def test_a_file_in_its_place_is_said_too(open_window: MainWindow) -> None:
    path = place(open_window)
    shutil.copyfile(path, path.with_name("new.relm")).replace(path)
    open_window.bridge.watch.look()
    assert "replaced while it was open" in notices(open_window)[0].accessibleName()
    assert offers(open_window)[0] == "Open that file"


def test_what_is_open_can_still_be_looked_at(open_window: MainWindow) -> None:
    lose(open_window)
    for name in ("accounts", "cadence", "records"):
        open_window.show_page(name)
    assert len(notices(open_window)) == 1


def test_an_edit_is_refused_and_makes_no_file(qtbot: QtBot, open_window: MainWindow) -> None:
    lose(open_window)
    bridge = open_window.bridge
    with qtbot.waitSignal(bridge.failed):
        bridge.run("Add", add_record, "account", {"name": "Lost"}, open_window.page("today").today)
    assert not place(open_window).exists()
    assert len(notices(open_window)) == 1
    assert open_window.sidebar.saved_text == "Not saved: portfolio.relm"


def test_an_edit_notices_before_the_watch_does(qtbot: QtBot, open_window: MainWindow) -> None:
    place(open_window).unlink()
    bridge = open_window.bridge
    with qtbot.waitSignal(bridge.moved):
        bridge.run("Add", add_record, "account", {"name": "Lost"}, open_window.page("today").today)
    assert len(notices(open_window)) == 1


def test_a_file_that_comes_back_is_noticed_by_itself(open_window: MainWindow) -> None:
    moved = lose(open_window)
    moved.rename(place(open_window))
    open_window.bridge.watch.look()
    assert notices(open_window) == []
    assert open_window.sidebar.saved_text.startswith("All changes saved")


def test_looking_again_says_it_again_while_it_is_gone(open_window: MainWindow) -> None:
    lose(open_window)
    press(open_window, "Look again")
    assert len(notices(open_window)) == 1


def test_the_notice_outlives_another_look(open_window: MainWindow) -> None:
    lose(open_window)
    open_window.do("theme")
    assert len(notices(open_window)) == 1
    assert open_window.sidebar.saved_text == "Not saved: portfolio.relm"


def test_a_copy_is_offered_and_opened(
    qtbot: QtBot, open_window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place(open_window).unlink()
    open_window.bridge.watch.look()
    chosen = tmp_path / "kept"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    press(open_window, "Save a copy…")
    qtbot.waitUntil(lambda: chosen.with_suffix(".relm").exists())
    qtbot.waitUntil(lambda: open_window.deeds.is_rescued)


def test_a_copy_is_of_no_use_for_what_is_lost_later(open_window: MainWindow) -> None:
    moved = lose(open_window)
    open_window.deeds.is_rescued = True
    moved.rename(place(open_window))
    open_window.bridge.watch.look()
    lose(open_window)
    assert not open_window.close()


@pytest.mark.parametrize(("answer", "may_close"), [("leave", True), ("", False)])
def test_closing_asks_first_while_the_file_is_gone(
    open_window: MainWindow, monkeypatch: pytest.MonkeyPatch, answer: str, may_close: bool
) -> None:
    lose(open_window)

    def decide(question: absences.LastCall) -> int:
        question.answer = answer
        return 0

    monkeypatch.setattr(absences.LastCall, "exec", decide)
    assert open_window.close() is may_close
