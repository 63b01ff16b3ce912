"""Which file a portfolio was opened as, so that none or another in its place is noticed."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from relmanager_desktop.store.faults import MovedError, gone, replaced


class Held(NamedTuple):
    """A file as the system knows it; ``log`` is the inode of its write-ahead log, 0 for none."""

    device: int
    inode: int
    changed_ns: int
    log: int


class Anchor:
    """Holds a portfolio to one file, once it is open.

    Only the system is asked: to open and close the file besides SQLite would drop SQLite's locks.
    A server's portfolio, and a file that is not held yet, are always in their place.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._held: Held | None = None
        self._is_lost = False

    @property
    def held(self) -> Held | None:
        """The file that is held, None as long as there is none."""
        return self._held

    def hold(self, known: Held | None = None) -> None:
        """Hold to the file that is there now, or to the one that another process knows.

        Raises:
            MovedError: If that is not the file in this place.
        """
        if self._path is None:
            return
        self._held = known or _seen(self._path)
        if self._held is None:
            raise gone(self._path)
        self.check()

    def fault(self) -> MovedError | None:
        """Return what is wrong with the place of the file, None if it is as it was.

        A file that comes back counts only if nobody wrote to it meanwhile: its log stayed here.
        """
        if self._path is None or self._held is None:
            return None
        seen = _seen(self._path)
        if seen is not None and _is_same(seen, self._held) and not self._came_back_changed(seen):
            self._held, self._is_lost = seen, False
            return None
        self._is_lost = True
        return gone(self._path) if seen is None else replaced(self._path)

    def check(self) -> None:
        """Let pass only where the file is in its place.

        Raises:
            MovedError: If it was moved, deleted or replaced.
        """
        if (fault := self.fault()) is not None:
            raise fault

    def let_go(self) -> None:
        """Leave the place; what another file there would take for its own log is put aside."""
        fault = self.fault()
        if fault is not None and fault.is_replaced and self._path is not None and self._held:
            log = _log_of(self._path)
            with suppress(OSError):
                if log.stat().st_ino == self._held.log:
                    _put_aside(log)
        self._held = None

    def _came_back_changed(self, seen: Held) -> bool:
        return self._is_lost and self._held is not None and seen.changed_ns != self._held.changed_ns


def put_log_aside(path: Path) -> None:
    """Rename the logs in a place for a file that has none: SQLite would play them into it."""
    for log in (_log_of(path), Path(f"{path}-journal")):
        if log.exists():
            _put_aside(log)


def _put_aside(log: Path) -> None:
    log.replace(f"{log}-of-the-one-before")


def _is_same(one: Held, other: Held) -> bool:
    return (one.device, one.inode) == (other.device, other.inode)


def _log_of(path: Path) -> Path:
    return Path(f"{path}-wal")


def _seen(path: Path) -> Held | None:
    """Return the file in a place, None if there is none, or none that answers."""
    try:
        found = os.stat(path)  # noqa: PTH116 - twice as quick as a Path, and asked at each write
    except OSError:
        return None
    log = 0
    with suppress(OSError):
        log = os.stat(f"{path}-wal").st_ino  # noqa: PTH116 - see above
    return Held(found.st_dev, found.st_ino, found.st_mtime_ns, log)
