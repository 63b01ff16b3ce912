"""A watch on the memory of the reader's process, where the system itself sets no wall: macOS."""

from __future__ import annotations

import subprocess
import sys
import threading
from contextlib import suppress

from relmanager_desktop.exchange.limits import MEMORY_BYTES

_PAUSE_SECONDS = 0.2
_KIB = 1 << 10


def is_needed() -> bool:
    """Whether nothing but a watch keeps a process from taking all memory here.

    macOS takes RLIMIT_AS and does not hold it; Linux and a job of Windows do.
    """
    return sys.platform == "darwin"


class MemoryWatch(threading.Thread):
    """Kills a process that takes more memory than the walls would grant; ends with ``has_left``."""

    def __init__(self, process: subprocess.Popen[bytes], has_left: threading.Event) -> None:
        super().__init__(name="reader memory", daemon=True)
        self._process = process
        self._has_left = has_left

    def run(self) -> None:
        """Look five times a second, until the process has left or cannot be looked at."""
        while not self._has_left.wait(_PAUSE_SECONDS):
            taken = resident_bytes(self._process.pid)
            if taken is None:
                return
            if taken > MEMORY_BYTES:
                self._process.kill()
                return


def resident_bytes(pid: int) -> int | None:
    """Return how much memory a process holds, by ``ps``; None where that does not tell."""
    with suppress(OSError, ValueError, subprocess.SubprocessError):
        command = ["ps", "-o", "rss=", "-p", str(pid)]  # in the same place on every POSIX
        answer = subprocess.run(  # noqa: S603 - a fixed command and a number
            command, capture_output=True, check=True, timeout=5
        )
        return int(answer.stdout) * _KIB
    return None
