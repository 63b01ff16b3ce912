"""What errors say to a person, and the dialogs for what no sentence can mend."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from relmanager_desktop import logs
from relmanager_desktop.commands.differences import StaleRecordError
from relmanager_desktop.commands.imports import StalePlanError
from relmanager_desktop.commands.portfolios import SAID
from relmanager_desktop.domain.problems import InvalidError, NotFoundError
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.apart import CancelledError
from relmanager_desktop.ui.widgets.basics import Button, Label, column, icon_label, row

NOTHING, ANOTHER, RESTORE = "", "another", "restore"
MENDABLE = (InvalidError, NotFoundError, StaleRecordError, StalePlanError, OSError, *SAID)
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
    """Says why a portfolio does not open, and what can be done instead."""

    def __init__(self, name: str, error: Exception, *, has_backup: bool) -> None:
        super().__init__()
        self.answer = NOTHING
        is_said = isinstance(error, MENDABLE)
        sentence = str(error) if is_said else str(tr("{name} does not open.", name=name))
        self.setWindowTitle(str(tr("{name} does not open", name=name)))
        self.setAccessibleName(sentence)
        self.setFixedWidth(theme.px(520))
        another = Button(tr("Open another…"), "folder-open", clicked=lambda: self._say(ANOTHER))
        restore = Button(
            tr("Restore the newest backup"), "rotate-ccw", clicked=lambda: self._say(RESTORE)
        )
        restore.setVisible(has_backup)
        head = row(
            icon_label("shield-alert", "bad", 22),
            Label(tr("{name} does not open", name=name), "h2", theme.SEMI),
            None,
            gap=10,
        )
        buttons = row(
            Button(tr("Close"), kind="ghost", clicked=self.reject), None, restore, another
        )
        self.setLayout(
            column(
                head,
                Label(sentence, wrap=True, ink="text2"),
                8,
                buttons,
                gap=12,
                margins=(24, 20, 24, 20),
            )
        )

    def _say(self, answer: str) -> None:
        self.answer = answer
        self.accept()


def ask_what_instead(name: str, error: Exception, *, has_backup: bool) -> str:
    """Return what the user wants instead of a portfolio that does not open."""
    door = ClosedDoor(name, error, has_backup=has_backup)
    door.exec()
    return door.answer
