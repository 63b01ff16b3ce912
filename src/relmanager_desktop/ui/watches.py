"""Looks each second whether the portfolio is in its place, and whether anybody else wrote to it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from relmanager_desktop.ui.bridge import Bridge

WATCH_MS = 1_000


class Watch(QObject):
    """The watch of one bridge, whose signals it uses; it begins with `start`.

    The first look tells what was written since the change set that `begin_at` was given.
    """

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._version: int | None = None
        self._said = ""
        self._number = sys.maxsize  # of the newest change set that the pages know
        self._timer = QTimer(self, interval=WATCH_MS)
        self._timer.timeout.connect(self.look)
        self.start, self.stop = self._timer.start, self._timer.stop

    def begin_at(self, number: int) -> None:
        """Take note of the newest change set that the window shows in its first picture."""
        self._number = number

    def look(self) -> None:
        """Notice what others wrote, and say once what keeps it from being read."""
        try:
            self._look()
        except Exception as error:  # noqa: BLE001 - a server that went would fail each second
            if str(error) != self._said:
                self._said = str(error)
                self._bridge.failed.emit(error)
        else:
            self._said = ""

    def _look(self) -> None:
        """Notice what the terminal or a child wrote: the file's own counter moved."""
        from relmanager_desktop.queries.history import changes_since  # noqa: PLC0415 - painted

        if not self.look_at_place() or self._is_own_child_writing():
            return
        version, is_first = self._bridge.database.data_version(), self._version is None
        if version == self._version:
            return
        self._version = version
        topics, self._number = self._bridge.ask(changes_since, self._number)
        if topics or not is_first:
            self._bridge.changed.emit(topics or _everything())

    def _is_own_child_writing(self) -> bool:
        """Whether what moved may be a child's, whose answer tells it in a moment."""
        return any(errand.is_writing for errand in self._bridge.errands)

    def note_own(self, number: int) -> None:
        """Take note of a change set of this window, so that it is not told twice.

        Numbers have no gaps: if it follows the one known, and is the newest after the counter was
        read, nobody else wrote in between.
        """
        from relmanager_desktop.queries.history import changes_since  # noqa: PLC0415 - painted

        if number != self._number + 1:
            return
        version = self._bridge.database.data_version()
        _, newest = self._bridge.ask(changes_since, number)
        if newest == number:
            self._version, self._number = version, number

    def look_at_place(self) -> bool:
        """Notice whether the file went away or came back; return whether it is in its place."""
        bridge = self._bridge
        fault = bridge.database.anchor.fault()
        if str(fault) != str(bridge.lost):
            bridge.lost = fault
            bridge.moved.emit(fault)
        return fault is None


def _everything() -> frozenset[str]:
    """Return all kinds: somebody wrote beside the journal, such as facts that were rebuilt."""
    from relmanager_desktop.domain.records import KINDS  # noqa: PLC0415 - already loaded

    return frozenset(KINDS)
