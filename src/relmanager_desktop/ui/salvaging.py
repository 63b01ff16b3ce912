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
from relmanager_desktop.domain.texts import tr
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
        title = tr("Salvaging {file}", file=place.name)
        self.setWindowTitle(str(title))
        self.setFixedWidth(theme.px(520))
        self.progress = Progress(title, self.reject)
        words = tr("{file} is only read. What came back goes into a new file.", file=place.name)
        self.setLayout(
            column(self.progress, Label(words, "small", ink="text2", wrap=True), gap=12,
                   margins=(20, 18, 20, 18))
        )  # fmt: skip
        self._moved.connect(self.progress.show_progress, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._work = threading.Thread(target=self._salvage, args=(place,), daemon=True)

    def run(self) -> Salvaged:
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
        done: Salvaged = self.outcome
        return done

    def _salvage(self, place: Path) -> None:
        try:
            author, target = places.author(), free_place_for(place)
            done: object = salvage_portfolio(place, target, author, progress=self._tell)
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
    return SalvageDialog(place).run()
