"""What errors say to a person, and the dialogs for what no sentence can mend."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QLayout, QPlainTextEdit, QWidget

from relmanager_desktop import logs
from relmanager_desktop.commands.differences import StaleRecordError
from relmanager_desktop.commands.imports import StalePlanError
from relmanager_desktop.commands.portfolios import SAID
from relmanager_desktop.domain.problems import InvalidError, NotFoundError
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.apart import CancelledError
from relmanager_desktop.ui.widgets.basics import Button, Label, column, icon_label, row

NOTHING, ANOTHER, RESTORE, SALVAGE, INSIDE = "", "another", "restore", "salvage", "inside"
MENDABLE = (InvalidError, NotFoundError, StaleRecordError, StalePlanError, OSError, *SAID)
Look = Callable[[], Path | None]
MENDABLE_NAMES = frozenset({"RefusedFile"})  # of a room that no widget knows


def is_said(error: Exception) -> bool:
    """Whether an error speaks to a person, and not only to its makers."""
    return isinstance(error, (CancelledError, *MENDABLE)) or type(error).__name__ in MENDABLE_NAMES


def sentence_of(error: Exception) -> str:
    """Return what an error says to a person, '' for one that only its makers understand."""
    return str(error) if is_said(error) else ""


class CrashDialog(QDialog):
    """Data first, then the details, which hold no names or notes, and the log that has them."""

    def __init__(
        self, parent: QWidget | None, error: BaseException, log: Path | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(str(tr("Something went wrong")))
        self.setMinimumWidth(theme.px(480))
        self._details = logs.details_of(error)
        text = QPlainTextEdit(self._details)
        text.setReadOnly(True)
        text.setAccessibleName(str(tr("Details")))
        copy = Button(tr("Copy details"), "copy", clicked=self._copy)
        go_on = Button(tr("Continue"), kind="primary", clicked=self.accept)
        kept = tr(
            "What you were doing stopped and was taken back. Everything saved before is safe."
        )
        head = row(
            icon_label("shield-alert", "bad", 22),
            Label(tr("Something went wrong"), "h2", theme.SEMI),
            None,
        )
        sent = tr("Nothing is sent unless you send it.")
        kept_in = tr("It is noted in {log}.", log=log) if log else ""
        nothing = Label(f"{sent} {kept_in}".strip(), "small", ink="text3", wrap=True)
        self.setLayout(
            column(
                head,
                Label(kept, wrap=True),
                text,
                nothing,
                row(copy, None, go_on),
                gap=12,
                margins=(24, 20, 24, 20),
            )
        )

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._details)


class ClosedDoor(QDialog):
    """Says why a portfolio does not open, and what can be done instead.

    ``look`` finds the backup to restore; it checks them one by one, on a thread of its own.
    """

    _found = Signal(object)

    def __init__(self, name: str, error: Exception, *, look: Look, can_salvage: bool) -> None:
        super().__init__()
        self.answer = NOTHING
        self.backup: Path | None = None
        is_said = isinstance(error, MENDABLE)
        sentence = str(error) if is_said else str(tr("{name} does not open.", name=name))
        self.setWindowTitle(str(tr("{name} does not open", name=name)))
        self.setAccessibleName(sentence)
        self.setFixedWidth(theme.px(520))
        self.looking = Label(tr("Looking for a backup that is sound …"), "small", ink="text3")
        self._restore = Button(
            tr("Restore the newest backup"), "rotate-ccw", clicked=lambda: self._say(RESTORE)
        )
        self._restore.hide()
        head = row(
            icon_label("shield-alert", "bad", 22),
            Label(tr("{name} does not open", name=name), "h2", theme.SEMI),
            None,
            gap=10,
        )
        told = Label(sentence, wrap=True, ink="text2")
        buttons = self._buttons(can_salvage=can_salvage)
        self.setLayout(
            column(head, told, self.looking, 8, buttons, gap=12, margins=(24, 20, 24, 20))
        )
        self._found.connect(self._show_backup, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._look, args=(look,), daemon=True).start()

    def _buttons(self, *, can_salvage: bool) -> QLayout:
        salvage = Button(
            tr("Salvage what can be read"), "inbox", clicked=lambda: self._say(SALVAGE)
        )
        inside = Button(tr("Look inside (read-only)"), "search", clicked=lambda: self._say(INSIDE))
        for way in (salvage, inside):
            way.setVisible(can_salvage)
        another = Button(tr("Open another…"), "folder-open", clicked=lambda: self._say(ANOTHER))
        close = Button(tr("Close"), kind="ghost", clicked=self.reject)
        return column(self._restore, salvage, inside, another, row(None, close), gap=8)

    def _look(self, look: Look) -> None:
        found = None
        with suppress(Exception):
            found = look()
        with suppress(RuntimeError):  # the door was closed meanwhile
            self._found.emit(found)

    def _show_backup(self, found: Path | None) -> None:
        self.backup = found
        self._restore.setVisible(found is not None)
        self.looking.setText(
            str(tr("No backup of it is sound.") if found is None else tr("It has a sound backup."))
        )

    def _say(self, answer: str) -> None:
        self.answer = answer
        self.accept()


def ask_what_instead(
    name: str, error: Exception, *, look: Look, can_salvage: bool
) -> tuple[str, Path | None]:
    """Return what the user wants instead of a portfolio that does not open, and its backup."""
    door = ClosedDoor(name, error, look=look, can_salvage=can_salvage)
    door.exec()
    return door.answer, door.backup
