"""Progress of long work, as a line a second on standard error; short work says nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from relmanager_desktop.domain.texts import Text, tr

SILENT_SECONDS = 1.0
Told = Callable[[int, int], None]


@dataclass
class Progress:
    """Says how far a command is; ``clock`` answers seconds."""

    say: Callable[[Text], None]
    clock: Callable[[], float] = time.monotonic
    _said_at: float = field(init=False)

    def __post_init__(self) -> None:
        """Keep silent for the first second."""
        self._said_at = self.clock()

    def of(self, step: Text) -> Told:
        """Return what is told rows done and rows in all, 0 or no more than done if unknown."""

        def told(done: int, total: int) -> None:
            now = self.clock()
            if now - self._said_at >= SILENT_SECONDS:
                self._said_at = now
                self.say(_line(step, done, total))

        return told


def _line(step: Text, done: int, total: int) -> Text:
    if not done:
        return tr("{step} …", step=step)
    if total > done:
        return tr("{step}: {percent} %", step=step, percent=100 * done // total)
    return tr("{step}: {n} row", plural="{step}: {n} rows", n=done, step=step)
