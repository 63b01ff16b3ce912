"""A damaged portfolio salvaged on a thread of its own, while a dialog says how far it is."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog

from relmanager_desktop.commands.salvages import Salvaged, free_place_for, salvage_portfolio
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.ui import places, theme
from relmanager_desktop.ui.apart import CancelledError
from relmanager_desktop.ui.widgets.basics import Label, column
from relmanager_desktop.ui.widgets.states import Progress


class SalvageDialog(QDialog):
    """Salvages while it is shown; ``outcome`` is what came of it, or the error."""

    _moved = Signal(int, int, str)
    _ended = Signal(object)

    def __init__(self, place: Path) -> None:
        super().__init__()
        self.outcome: Any = CancelledError()
        self._is_cancelled = False
        title, words = self.said(place.name)
        self.setWindowTitle(str(title))
        self.setFixedWidth(theme.px(520))
        self.progress = Progress(title, self.reject)
        self.setLayout(
            column(self.progress, Label(words, "small", ink="text2", wrap=True), gap=12,
                   margins=(20, 18, 20, 18))
        )  # fmt: skip
        self._moved.connect(self.progress.show_progress, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._work = threading.Thread(target=self._salvage, args=(place,), daemon=True)

    def said(self, name: str) -> tuple[Text, Text]:
        """Return what is under way, and what it means for the file."""
        words = tr("{file} is only read. What came back goes into a new file.", file=name)
        return tr("Salvaging {file}", file=name), words

    def work(self, place: Path) -> Any:
        """Do what it shows, on the other thread."""
        author, target = places.author(), free_place_for(place)
        return salvage_portfolio(place, target, author, progress=self._tell)

    def run(self) -> Any:
        """Salvage, and return what came of it.

        Raises:
            CancelledError: If the user called it off.
            PortfolioError, OSError: As the salvage itself.
        """
        self._work.start()
        self.exec()
        self._is_cancelled = True
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    def _salvage(self, place: Path) -> None:
        try:
            done: object = self.work(place)
        except Exception as error:  # noqa: BLE001 - carried to the GUI thread
            done = error
        with suppress(RuntimeError):  # it was called off, and the dialog is gone
            self._ended.emit(done)

    def _tell(self, done: int, total: int, kind: str) -> None:
        if self._is_cancelled:
            raise CancelledError
        self._moved.emit(done, total, str(KINDS[kind].plural) if kind in KINDS else "")

    def _end(self, outcome: object) -> None:
        self.outcome = outcome
        self.accept()


def salvage_in_sight(place: Path) -> Salvaged:
    """Salvage a damaged portfolio while a dialog says how far it is.

    Raises:
        As ``SalvageDialog.run``.
    """
    done: Salvaged = SalvageDialog(place).run()
    return done
