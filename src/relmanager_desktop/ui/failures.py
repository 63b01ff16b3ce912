"""How the window says what went wrong: a sentence for what can be mended, else the crash dialog."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from relmanager_desktop import __version__
from relmanager_desktop.commands.records import StaleRecordError
from relmanager_desktop.domain.problems import InvalidError, NotFoundError
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.apart import CancelledError
from relmanager_desktop.ui.widgets.basics import Button, Label, column, icon_label, row

if TYPE_CHECKING:
    from relmanager_desktop.ui.main_window import MainWindow

MENDABLE = (InvalidError, NotFoundError, StaleRecordError, OSError)
MENDABLE_NAMES = frozenset(
    {"UndoConflictError", "RefusedFile", "RefusedFileError", "DamagedError", "WriteError",
     "NewerPortfolioError", "NotAPortfolioError", "MissingPortfolioError", "ImportRefusedError"}
)  # fmt: skip


def show_failure(window: MainWindow, error: Exception) -> None:
    """Show a failure once, with what was kept."""
    if isinstance(error, CancelledError):
        window.say("info", tr("Cancelled; nothing was changed."))
    elif isinstance(error, MENDABLE) or type(error).__name__ in MENDABLE_NAMES:
        window.say("bad", str(error))
    elif "locked" in str(error):
        window.say(
            "warn", tr("Another program is writing to this portfolio. Try again in a moment.")
        )
    else:
        CrashDialog(window, error).exec()


class CrashDialog(QDialog):
    """Data first, then the details, which hold no names or notes."""

    def __init__(self, parent: QWidget | None, error: BaseException) -> None:
        super().__init__(parent)
        self.setWindowTitle(str(tr("Something went wrong")))
        self.setMinimumWidth(theme.px(480))
        self._details = details_of(error)
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
        nothing = Label(tr("Nothing is sent unless you send it."), "small", ink="text3")
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


def details_of(error: BaseException) -> str:
    """Return version and the places in our code, without values: no personal data."""
    frames = traceback.extract_tb(error.__traceback__)
    places = "\n".join(
        f"  {frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}"
        for frame in frames[-12:]
    )
    return f"RelManager {__version__}\n{type(error).__name__}\n{places}"
