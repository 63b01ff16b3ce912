"""Garbage is collected on the GUI thread alone: a Qt object must go where it lives.

Python looks for cyclic garbage in whatever thread happens to make objects. Where that is a worker,
widgets, models and timers of the window would be destroyed there, which Qt does not survive.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 1_000
OBJECTS_BEFORE_LOOK = 20_000
LOOKS_BEFORE_ALL = 30  # a look at everything takes a tenth of a second in a window long open


class Collector(QObject):
    """Collects garbage in the turns of the loop it lives in, once enough has been made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks = 0
        self._watch = QTimer(self, interval=LOOK_MS)
        self._watch.timeout.connect(self.look)

    def start(self) -> None:
        """Take collecting over from Python; what lives by now is never looked at again."""
        gc.disable()
        gc.freeze()
        self._watch.start()

    def take_in(self, _loaded: object = None) -> None:
        """Leave alone from now on what was loaded since: a look at it would take long."""
        gc.freeze()

    def stop(self) -> None:
        """Give it back."""
        self._watch.stop()
        gc.unfreeze()
        gc.enable()

    def look(self) -> None:
        """Collect what is young, and now and then everything, where enough has been made."""
        made = gc.get_count()
        if made[0] < OBJECTS_BEFORE_LOOK:
            return
        self._looks += 1
        gc.collect(2 if self._looks % LOOKS_BEFORE_ALL == 0 else 1)
