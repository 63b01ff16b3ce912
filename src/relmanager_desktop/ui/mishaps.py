"""How the window says what went wrong: a sentence for what can be mended, else the crash dialog."""

from __future__ import annotations

import sys
import traceback
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from relmanager_desktop import logs
from relmanager_desktop.commands.portfolios import ConflictError, DamagedError, MovedError
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui.apart import CancelledError
from relmanager_desktop.ui.failures import CrashDialog, is_said, sentence_of

if TYPE_CHECKING:
    from relmanager_desktop.ui.main_window import MainWindow


def show_failure(window: MainWindow, error: Exception) -> None:
    """Show a failure once, with what was kept; a mistake of our own in the terminal as well."""
    if not is_said(error) and sys.stderr is not None:  # a window without a console has none
        traceback.print_exception(error)
    show_accident(window, error)


def show_accident(window: MainWindow | None, error: Exception) -> None:
    """Show a failure that the terminal knows of."""
    if window is None:
        _show_crash(QApplication.activeWindow(), error)
    elif isinstance(error, CancelledError):
        window.say("info", tr("Cancelled; nothing was changed."))
    elif isinstance(error, MovedError):
        window.deeds.show_place()
    elif isinstance(error, ConflictError):
        _show_conflict(window, error)
    elif isinstance(error, DamagedError):
        _show_damage(window, error)
    elif sentence := sentence_of(error):
        window.say("bad", sentence)
    else:
        _show_crash(QApplication.activeModalWidget() or window, error)


def _show_crash(parent: QWidget | None, error: Exception) -> None:
    noted = logs.note(error, datetime.now().astimezone())
    CrashDialog(parent, error, noted).exec()


def _show_damage(window: MainWindow, error: DamagedError) -> None:
    """Say what was found broken, and lead to the door where it is restored or salvaged."""
    leave = partial(window.bridge.failed_to_open.emit, error)
    window.say("bad", str(error), offer=(tr("Restore or salvage…"), "shield-alert", leave))


def _show_conflict(window: MainWindow, error: ConflictError) -> None:
    """Say what stands in the way of an undo, and offer to take back the rest if there is any."""
    reasons = "\n".join(dict.fromkeys(str(found.reason) for found in error.plan.conflicts))
    undoing = window.deeds.undoing
    rest = (tr("Take back the rest"), "undo-2", undoing.take_back_the_rest)
    undoing.say_refused(str(error), reasons, None if error.plan.is_empty else rest)
