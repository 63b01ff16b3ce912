"""What the window does once the portfolio is open: badges, backups, the sample."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from relmanager_desktop.commands.portfolios import (
    back_up,
    back_up_if_changed,
    catch_up,
    warnings_about,
)
from relmanager_desktop.commands.samples import make_sample as fill_with_sample
from relmanager_desktop.commands.samples import remove_sample as take_sample_out
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.amounts import setting
from relmanager_desktop.queries.badges import badges
from relmanager_desktop.queries.history import undo_state
from relmanager_desktop.queries.titles import full_names
from relmanager_desktop.ui.days import Days

if TYPE_CHECKING:
    from relmanager_desktop.commands.undoing import Undone
    from relmanager_desktop.ui.main_window import MainWindow

BACKUP_MS = 30 * 60 * 1000
FIRST_BACKUP_MS = 2_000
NAMED = 10  # records of the sample that stay, by name
MOVED_BY_A_DAY = frozenset({"snooze"})


def after_opening(window: MainWindow) -> None:
    """Catch up with the day, back up if something changed, and say where the file lies."""
    bridge = window.bridge
    if bridge.database.refusal is None:
        _look_after(window)
    Days(window).began.connect(partial(begin_day, window))
    window.say_saved()


def _look_after(window: MainWindow) -> None:
    """Catch up with the day, warn of the place, and back up now and then."""
    bridge = window.bridge
    _catch_up(window)
    bridge.tend(warnings_about, then=partial(_warn, window))
    save = partial(bridge.tend, back_up_if_changed)
    timer = QTimer(window, interval=BACKUP_MS)
    timer.timeout.connect(save)
    timer.start()
    first = QTimer(window, interval=FIRST_BACKUP_MS, singleShot=True)
    first.timeout.connect(save)
    first.start()


def begin_day(window: MainWindow) -> None:
    """Show everything as it stands on this day, and end the snoozes that are over."""
    window.bridge.changed.emit(frozenset(KINDS))
    _catch_up(window)


def show_state(window: MainWindow) -> None:
    """Show names of undo and redo, badges, and the portfolio's name."""
    bridge = window.bridge
    state = bridge.ask(undo_state)
    undo = tr("Undo: {label}", label=state.undo_label) if state.undo_number else tr("Undo")
    redo = tr("Redo: {label}", label=state.redo_label) if state.redo_number else tr("Redo")
    window.actions_.rename("undo", str(undo), is_enabled=state.undo_number is not None)
    window.actions_.rename("redo", str(redo), is_enabled=state.redo_number is not None)
    _show_badges(window)
    path = bridge.path
    name = bridge.ask(setting, "portfolio_name", path.stem if path else str(tr("Portfolio")))
    window.sidebar.switcher.show_name(name, path.name if path else "")
    window.setWindowTitle(f"{name} – RelManager")


def back_up_now(window: MainWindow) -> None:
    """Make a checked backup and say where it is."""

    def done(made: Any) -> None:
        if made is not None:
            window.say("good", tr("Backed up and checked"), made)

    window.bridge.tend(back_up, "by hand", then=done)


def make_sample(window: MainWindow) -> None:
    """Fill the portfolio with 40 invented accounts, as one step."""
    label = tr("Make the sample portfolio")

    def done(n: int) -> None:
        window.offer_undo(tr("{n} sample account", plural="{n} sample accounts", n=n))

    window.bridge.run(label, fill_with_sample, window.today, window.now, then=done)


def remove_sample(window: MainWindow) -> None:
    """Take the sample out again, as one step, and say what of it stays."""
    window.bridge.run(tr("Remove the sample"), take_sample_out, then=partial(_say_removed, window))


def _say_removed(window: MainWindow, undone: Undone) -> None:
    n = len(undone.conflicts)
    if not n:
        window.offer_undo(tr("The sample is removed."))
        return
    window.offer_undo(
        tr(
            "The sample is removed, but for {n} record.",
            plural="The sample is removed, but for {n} records.",
            n=n,
        )
    )
    stays = [(found.kind, found.row) for found in undone.conflicts[:NAMED]]
    names = window.bridge.ask(full_names, stays)
    more = [str(tr("{n} more", plural="{n} more", n=n - NAMED))] if n > NAMED else []
    title = tr(
        "{n} record of the sample stays, for you changed it or records of yours belong to it.",
        plural="{n} records of the sample stay, for you changed them or records of yours belong to "
        "them.",
        n=n,
    )
    window.say("info", title, " · ".join([*names, *more]))


def _catch_up(window: MainWindow) -> None:
    bridge = window.bridge
    if bridge.database.refusal is not None:
        return

    def caught_up(moved: int) -> None:
        if moved:
            bridge.changed.emit(MOVED_BY_A_DAY)

    bridge.tend(catch_up, window.today, then=caught_up)


def _show_badges(window: MainWindow) -> None:
    figures = window.bridge.ask(badges, window.today)
    late = figures.late
    text = str(tr("{n} late", plural="{n} late", n=late)) if late else ""
    buttons = window.sidebar.buttons
    buttons["today"].show_badge(text, "bad" if late else "neutral")
    buttons["accounts"].show_badge(f"{figures.accounts:,}" if figures.accounts else "")
    buttons["issues"].show_badge(f"{figures.issues_open:,}" if figures.issues_open else "")


def _warn(window: MainWindow, warnings: list[str]) -> None:
    for warning in warnings:
        window.say("warn", warning)
