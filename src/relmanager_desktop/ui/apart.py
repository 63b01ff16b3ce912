"""Long work in a child process that opens the portfolio itself and can be killed safely."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from relmanager_desktop.commands.errands import run_errand


class CancelledError(Exception):
    """The user called the work off; nothing of it was kept."""


class ApartError(Exception):
    """The child process ended without an answer; nothing of its work was kept."""


class Errand(QObject):
    """One child at work.

    Signals:
        progressed(done, total, what): some times a second.
        done((answer, topics, number of the change set, error)): once, at the end.
    """

    progressed = Signal(int, int, str)
    done = Signal(object)
    _arrived = Signal(object)

    def __init__(self, url: str, held: Any, origin: Any, refusal: Exception | None = None) -> None:
        super().__init__()
        self._refusal = refusal
        self._url = url
        self._held = held
        self._origin = origin
        self._process: Any = None
        self._is_cancelled = False
        self.is_writing = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    def start(
        self, label: str, command: Callable[..., Any], args: tuple[Any, ...], source: str = ""
    ) -> None:
        """Start the child; its answer comes by ``done``, as does why nothing may be written."""
        if label and self._refusal is not None:
            self._arrived.emit(("error", self._refusal))
            return
        self.is_writing = bool(label)
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        self._process = context.Process(
            target=run_errand,
            args=(theirs, self._url, self._held, self._origin, label, source, command, args),
            daemon=True,
        )
        self._process.start()
        theirs.close()
        threading.Thread(target=self._listen, args=(ours,), daemon=True).start()

    def cancel(self) -> None:
        """Kill the child: SQLite rolls back what it had not committed."""
        self._is_cancelled = True
        if self._process is not None and self._process.is_alive():
            self._process.kill()

    def _listen(self, pipe: Connection) -> None:
        try:
            while True:
                message = pipe.recv()
                self._arrived.emit(message)
                if message[0] != "progress":
                    return
        except Exception:  # noqa: BLE001 - what cannot be read ends the errand like a dead child
            self._arrived.emit(("ended", None, frozenset()))
        finally:
            self._process.join()  # or the system keeps a dead child on its list

    def _on_arrived(self, message: tuple[Any, ...]) -> None:
        what = message[0]
        if what == "progress":
            self.progressed.emit(*message[1:])
        elif what == "answer":
            self.done.emit((*message[1:], None))
        elif self._is_cancelled:
            self.done.emit((None, frozenset(), None, CancelledError()))
        else:
            error = message[1] if what == "error" else ApartError()
            self.done.emit((None, frozenset(), None, error))
