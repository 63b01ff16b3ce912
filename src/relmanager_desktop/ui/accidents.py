"""What nobody caught, in any thread: told in full in the terminal, and once in the window."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

Place = tuple[type[BaseException], str, int]


class Accidents(QObject):
    """Hears of exceptions that end in Qt's loop or in a thread, while it listens.

    ``show`` is called on the GUI thread with each error, but never while it still shows another
    one, and once only for each place in the code: a paint that fails would fail 60 times a second.
    """

    _happened = Signal(object)

    def __init__(self, show: Callable[[Exception], object]) -> None:
        super().__init__()
        self._show = show
        self._seen: set[Place] = set()
        self._is_showing = False
        self._before: tuple[Any, Any] | None = None
        # Queued, for a dialog inside a paint or a key press would run its loop in there.
        self._happened.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        """Hear of all that happens from now on."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook, threading.excepthook = self._on_error, self._on_error_in_thread

    def let_go(self) -> None:
        """Hear of nothing any more."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            self._before = None

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if self._before is not None:
            self._before[0](kind, error, trace)
        self._note(error)

    def _on_error_in_thread(self, what: threading.ExceptHookArgs) -> None:
        if self._before is not None:
            self._before[1](what)
        if what.exc_value is not None:
            self._note(what.exc_value)

    def _note(self, error: BaseException) -> None:
        if isinstance(error, Exception):  # Ctrl+C is none
            self._happened.emit(error)

    def _tell(self, error: Exception) -> None:
        place = place_of(error)
        if self._is_showing or place in self._seen:
            return
        self._seen.add(place)
        self._is_showing = True
        try:
            self._show(error)
        finally:
            self._is_showing = False


def place_of(error: BaseException) -> Place:
    """Return where in the code an error arose."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error), "", 0
    return type(error), trace.tb_frame.f_code.co_filename, trace.tb_lineno
