"""What the window says while its file is not in its place, and the ways out it offers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from relmanager_desktop.commands.portfolios import MovedError, save_copy
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.saving import PORTFOLIO, ask_where
from relmanager_desktop.ui.widgets.basics import Button, Label, column, icon_label, row
from relmanager_desktop.ui.widgets.states import Message, Offer

if TYPE_CHECKING:
    from relmanager_desktop.ui.main_window import MainWindow

NOTICE = "absence"
STAY, LEAVE, COPY = "", "leave", "copy"


def show_absence(window: MainWindow) -> None:
    """Say above every page that the file is not in its place; take that back once it is."""
    for shown in window.findChildren(Message):
        if shown.property(NOTICE):
            shown.close_it()
    error, path = window.bridge.lost, window.bridge.path
    if path is None:
        return
    if error is None:
        window.deeds.is_rescued = False
        window.say_saved()
        window.say("good", tr("{file} is back in its place. You can go on.", file=path.name))
        return
    detail = tr(
        "Look at everything as before; what you change is refused. What was saved last may lack "
        "in the file that was moved: a copy has all of it."
    )
    notice = Message("bad", error, detail, *_ways_out(window, error, path))
    notice.setProperty(NOTICE, True)
    window.show_notice(notice)
    window.sidebar.say_saved(tr("Not saved: {file}", file=path.name), is_saved=False)


def ask_before_closing(window: MainWindow) -> bool:
    """Ask whether the window may close: with it goes what is in no file any more."""
    question = LastCall(window)
    question.exec()
    if question.answer == COPY:
        save_a_copy(window)
    return question.answer == LEAVE


def save_a_copy(window: MainWindow) -> None:
    """Ask where to, and write everything that is still open there."""
    path = window.bridge.path
    assert path is not None  # noqa: S101 - only a file can be gone
    proposed = path.with_name(f"{path.stem} {tr('copy')}{PORTFOLIO}")
    chosen = ask_where(window, tr("Save a copy"), proposed, tr("Portfolios"))
    if chosen is not None:
        write_copy(window, chosen)


def write_copy(window: MainWindow, target: Path) -> None:
    """Write everything that is still open to a file, and offer to go on with it."""

    def done(placed: Path) -> None:
        window.deeds.is_rescued = True
        go_on = (tr("Open it"), "folder-open", partial(window.deeds.switch_to, placed))
        window.say("good", tr("Everything is in {file}.", file=placed.name), placed.parent, go_on)

    window.bridge.tend(save_copy, target, then=done)


def _ways_out(window: MainWindow, error: Exception, path: Path) -> tuple[Offer, ...]:
    is_replaced = isinstance(error, MovedError) and error.is_replaced
    look = (tr("Look again"), "rotate-ccw", partial(_look_again, window))
    reopen = (tr("Open that file"), "folder-open", partial(window.deeds.switch_to, path))
    return (
        reopen if is_replaced else look,
        (tr("Save a copy…"), "download", partial(save_a_copy, window)),
        (tr("Open another…"), "folder-open", window.deeds.open_portfolio),
    )


def _look_again(window: MainWindow) -> None:
    if not window.bridge.watch.look_at_place():
        show_absence(window)


class LastCall(QDialog):
    """Asks what becomes of what is open, where closing the window would lose it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.answer = STAY
        path = window.bridge.path
        name = path.name if path is not None else ""
        title = tr("{file} is not in its place", file=name)
        self.setWindowTitle(str(title))
        self.setFixedWidth(theme.px(520))
        lost = tr(
            "If it was deleted, what is in this window is lost once the window closes. Save a "
            "copy first, or put the file back."
        )
        head = row(icon_label("shield-alert", "bad", 22), Label(title, "h2", theme.SEMI), None)
        leave = Button(tr("Close without"), kind="danger", clicked=partial(self._say, LEAVE))
        copy = Button(tr("Save a copy…"), "download", "primary", clicked=partial(self._say, COPY))
        stay = Button(tr("Stay"), kind="ghost", clicked=self.reject)
        said = Label(lost, wrap=True, ink="text2")
        buttons = row(leave, None, stay, copy)
        self.setLayout(column(head, said, 8, buttons, gap=12, margins=(24, 20, 24, 20)))

    def _say(self, answer: str) -> None:
        self.answer = answer
        self.accept()
