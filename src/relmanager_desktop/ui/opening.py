"""What the window does once the portfolio is open: badges, backups, the sample."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from sqlalchemy.orm import Session

from relmanager_desktop.commands.samples import make_sample as fill_with_sample
from relmanager_desktop.commands.samples import remove_sample as take_sample_out
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.amounts import setting
from relmanager_desktop.queries.history import UndoState, undo_state
from relmanager_desktop.queries.today import COUNTS
from relmanager_desktop.store import facts
from relmanager_desktop.store.glance import rows

if TYPE_CHECKING:
    from relmanager_desktop.ui.main_window import MainWindow

BACKUP_MS = 30 * 60 * 1000


def after_opening(window: MainWindow) -> None:
    """Catch up with the day, back up if something changed, and say where the file lies."""
    from relmanager_desktop.store.portfolios import warnings_about  # noqa: PLC0415

    database = window.bridge.database
    today = window.page("today").today
    with database.write_quietly() as session:
        facts.catch_up(session, today)
    path = database.path
    if path is not None:
        for warning in warnings_about(path):
            window.say("warn", warning)
        timer = QTimer(window, interval=BACKUP_MS)
        timer.timeout.connect(partial(back_up_if_changed, window))
        timer.start()
        QTimer.singleShot(2_000, partial(back_up_if_changed, window))
    window.sidebar.say_saved(tr("All changes saved"))


def show_state(window: MainWindow) -> UndoState:
    """Show names of undo and redo, badges, and the portfolio's name."""
    bridge = window.bridge
    state = bridge.ask(undo_state)
    undo = tr("Undo: {label}", label=state.undo_label) if state.undo_number else tr("Undo")
    redo = tr("Redo: {label}", label=state.redo_label) if state.redo_number else tr("Redo")
    window.actions_.rename("undo", str(undo), is_enabled=state.undo_number is not None)
    window.actions_.rename("redo", str(redo), is_enabled=state.redo_number is not None)
    counts = bridge.ask(_counts, window.page("today").today)
    late = counts["touches_late"] + counts["actions_late"]
    text = str(tr("{n} late", plural="{n} late", n=late)) if late else ""
    window.sidebar.buttons["today"].show_badge(text, "bad" if late else "neutral")
    window.sidebar.buttons["accounts"].show_badge(f"{counts['accounts']:,}")
    open_issues = counts["issues_open"]
    window.sidebar.buttons["issues"].show_badge(f"{open_issues:,}" if open_issues else "")
    path = bridge.path
    name = bridge.ask(setting, "portfolio_name", path.stem if path else str(tr("Portfolio")))
    window.sidebar.switcher.show_name(name, path.name if path else "")
    window.setWindowTitle(f"{name} – RelManager")
    return state


def back_up(window: MainWindow) -> None:
    """Make a checked backup and say where it is."""
    _back_up(window, "by hand", is_said=True)


def back_up_if_changed(window: MainWindow) -> None:
    """Make a backup in the background if something was written since the last."""
    from relmanager_desktop.store.portfolios import backup_if_changed  # noqa: PLC0415

    database = window.bridge.database
    window.bridge.fetch(
        lambda _s: backup_if_changed(database, database.clock()), then=lambda _b: None
    )


def make_sample(window: MainWindow) -> None:
    """Fill the portfolio with 40 invented accounts, as one step."""
    page = window.page("today")
    label = tr("Make the sample portfolio")
    window.bridge.run(label, fill_with_sample, page.today, page.now, then=lambda _n: None)


def remove_sample(window: MainWindow) -> None:
    """Take the sample out again, as one step."""
    window.bridge.run(
        tr("Remove the sample"),
        take_sample_out,
        then=lambda _n: window.offer_undo(tr("The sample is removed.")),
    )


def _back_up(window: MainWindow, why: str, *, is_said: bool) -> None:
    from relmanager_desktop.store.backups import make_backup  # noqa: PLC0415

    database = window.bridge.database
    path = database.path
    if path is None:
        return

    def done(made: Any) -> None:
        if is_said:
            window.say("good", tr("Backed up and checked"), made.path)

    window.bridge.fetch(lambda _session: make_backup(path, database.clock(), why), then=done)


def _counts(session: Session, today: Any) -> dict[str, int]:
    values = {"today": today.isoformat(), "quarter": today.isoformat()}
    wanted = ("touches_late", "actions_late", "accounts", "issues_open")
    return {name: int(rows(session, COUNTS[name], values)[0][0]) for name in wanted}
