"""Work in small steps, one in each turn of the loop, so that the window never stands still."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

BREATH_MS = 10  # for the loop to paint, and to take what was typed
Step = Callable[[], object]


class Turns(QObject):
    """Takes its steps in order; between two of them the window answers, paints and beats."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: deque[Step] = deque()
        self._timer = QTimer(self, interval=BREATH_MS)
        self._timer.timeout.connect(self._take_one)

    def follow(self, *steps: Step) -> None:
        """Let steps follow after those that wait already."""
        self._steps.extend(steps)
        self._timer.start()

    def follow_once(self, step: Step) -> None:
        """Let a step follow unless it waits already."""
        if step not in self._steps:
            self.follow(step)

    def stop(self) -> None:
        """Forget what was not taken yet."""
        self._steps.clear()
        self._timer.stop()

    def _take_one(self) -> None:
        step = self._steps.popleft()
        if not self._steps:
            self._timer.stop()
        step()
