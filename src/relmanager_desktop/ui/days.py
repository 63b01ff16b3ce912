"""Looks each second whether another day began, for a window may stay open for weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host

LOOK_MS = 1_000


class Days(QObject):
    """Compares the day with the one before: a timer set for midnight would sleep with the computer.

    Signals:
        began: it is another day than at the last look, by the window's clock.
    """

    began = Signal()

    def __init__(self, window: Host) -> None:
        super().__init__(window)
        self._window = window
        self._day = window.today
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Tell if it is another day."""
        today = self._window.today
        if today != self._day:
            self._day = today
            self.began.emit()
