"""The process that reads a file for us, seen from our side: its lines, its clock, its death."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from relmanager_desktop.domain.texts import Text
from relmanager_desktop.exchange.deaths import cause_of_death
from relmanager_desktop.exchange.limits import BASE_SECONDS
from relmanager_desktop.exchange.memory_watches import MemoryWatch, is_needed
from relmanager_desktop.exchange.reading_texts import REFUSALS
from relmanager_desktop.exchange.wire import REFUSED

_CHILD = "relmanager_desktop.exchange.reader_child"
_SOURCE = Path(__file__).resolve().parents[2]
_LINES_AHEAD = 8
_POLL_SECONDS = 0.1


class RefusedFile(Exception):
    """A file that is not read; ``message`` is one sentence that names it and the mend.

    ``code`` tells the cause apart in code (``password``, ``html`` …); ``reason`` is what the
    reading library said, for the log, or ''.
    """

    def __init__(self, code: str, path: Path, values: dict[str, Any] | None = None) -> None:
        self._given = (code, path, values)
        values = dict(values or {})
        self.code = code
        self.reason = str(values.get("reason", ""))
        self.message: Text = REFUSALS[code]({**values, "file": path.name})
        super().__init__(str(self.message))

    def __reduce__(self) -> tuple[type[RefusedFile], tuple[Any, ...]]:
        """Let it travel between processes."""
        return RefusedFile, self._given


class ReadingCancelled(Exception):
    """The person called the reading off; nothing came of it."""


@dataclass(frozen=True)
class Request:
    """What to read, and how; None lets the file decide.

    ``sheets`` are names of the sheets to read, ``encoding`` and ``delimiter`` are for text files;
    ``content`` are the bytes themselves where they lie on no disk, and ``path`` then only a name.
    """

    path: Path
    password: str | None = field(default=None, repr=False)
    sheets: Sequence[str] | None = None
    encoding: str | None = None
    delimiter: str | None = None
    content: bytes | None = field(default=None, repr=False)
    begun: ReaderProcess | None = field(default=None, repr=False, compare=False)


class ReaderProcess:
    """The reader process, its lines and its clock; ends with the ``with`` that opened it."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._is_taken = False
        self._is_cancelled: Callable[[], bool] = lambda: False
        self._lines: queue.Queue[bytes] = queue.Queue(_LINES_AHEAD)
        self._seconds_left = float(BASE_SECONDS)
        self._has_left = threading.Event()

    def __enter__(self) -> ReaderProcess:
        # A fixed command; the file's name goes by the pipe.
        self._process = self._started()
        self._send_request()
        self._pump_thread = threading.Thread(target=self._pump, name="reader pipe", daemon=True)
        self._pump_thread.start()
        if is_needed():
            MemoryWatch(self._process, self._has_left).start()
        return self

    def _started(self) -> subprocess.Popen[bytes]:
        command = child_command()
        try:
            return subprocess.Popen(  # noqa: S603 - our own child
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            told = {"program": command[0], "reason": error.strerror or str(error)}
            raise RefusedFile("no_child", self._request.path, told) from error

    def __exit__(self, *_: object) -> None:
        self._has_left.set()
        self._process.kill()
        self._process.wait()
        self._pump_thread.join()
        if self._process.stdout:
            self._process.stdout.close()

    @property
    def has_ended(self) -> bool:
        """Whether the process is gone."""
        return self._process.poll() is not None

    def take(self, request: Request, is_cancelled: Callable[[], bool]) -> bool:
        """Whether it reads just what is requested and nobody listens to it; if so, you do now."""
        if self._is_taken or request != self._request:
            return False
        self._is_taken = True
        self._is_cancelled = is_cancelled
        return True

    def grant(self, seconds: int) -> None:
        """Set how long the child may keep us waiting; time that we take ourselves is free."""
        self._seconds_left = float(seconds)

    def next_line(self) -> bytes:
        """Return the next line; raise RefusedFile if the child refuses, dies or takes too long."""
        line = self._wait_for_line()
        if line[:1] == REFUSED:
            refusal = json.loads(line[1:])
            raise RefusedFile(refusal["code"], self._request.path, refusal["values"])
        if not line.endswith(b"\n"):
            raise RefusedFile(cause_of_death(self._process.wait()), self._request.path)
        return line

    def _wait_for_line(self) -> bytes:
        while True:
            if self._is_cancelled():
                raise ReadingCancelled
            began = monotonic()
            with suppress(queue.Empty):
                return self._lines.get(timeout=_POLL_SECONDS)
            self._seconds_left -= monotonic() - began
            if self._seconds_left <= 0:
                raise RefusedFile("too_much_time", self._request.path)

    def _send_request(self) -> None:
        """Hand over the request by the pipe: a password on the command line is everyone's."""
        content = self._request.content
        request = {
            "path": os.fspath(self._request.path),
            "password": self._request.password,
            "sheets": self._request.sheets and list(self._request.sheets),
            "encoding": self._request.encoding,
            "delimiter": self._request.delimiter,
            "content_bytes": None if content is None else len(content),
        }
        stdin = self._process.stdin
        if stdin is None:
            return
        # A child that died at once is found out by its silence.
        with suppress(OSError):
            stdin.write(json.dumps(request).encode("ascii") + b"\n")
            stdin.write(content or b"")
            stdin.close()

    def _pump(self) -> None:
        """Fetch lines from the pipe into the queue, so that waiting can end on every system."""
        for line in self._process.stdout or ():
            self._put(line)
            if self._has_left.is_set():
                return
        self._put(b"")

    def _put(self, line: bytes) -> None:
        while not self._has_left.is_set():
            with suppress(queue.Full):
                self._lines.put(line, timeout=_POLL_SECONDS)
                return


def child_command() -> list[str]:
    """Return the command that starts a reader child."""
    return [sys.executable, "-m", _CHILD]


def _environment() -> dict[str, str]:
    """Return our environment, with the place from which this very code was imported."""
    inherited = os.environ.get("PYTHONPATH")
    places = [str(_SOURCE), *([inherited] if inherited else [])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(places)}
