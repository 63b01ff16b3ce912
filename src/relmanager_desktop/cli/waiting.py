"""Says while a write waits that another window or program holds the portfolio."""

from __future__ import annotations

from collections.abc import Callable
from threading import Timer
from typing import TYPE_CHECKING

from relmanager_desktop.domain.texts import Text, tr

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

SILENT_SECONDS = 1.0


def say_when_waiting(engine: Engine, name: str, say: Callable[[Text], None]) -> None:
    """Let every write that has to wait longer than a second for its turn say so, once each.

    ``name`` is the portfolio's. How long it waits, and what it says at last, is the store's.
    """
    from sqlalchemy import event  # noqa: PLC0415 - quick start

    waiting: list[Timer] = []

    def comes(connection: Connection) -> None:
        if connection.get_execution_options().get("write"):
            timer = Timer(SILENT_SECONDS, say, [_waiting(name)])
            timer.daemon = True
            timer.start()
            waiting.append(timer)

    def begins(_connection: Connection) -> None:
        while waiting:
            waiting.pop().cancel()

    event.listen(engine, "engine_connect", comes)
    event.listen(engine, "begin", begins)  # behind the store's own, which waits for the lock


def _waiting(name: str) -> Text:
    return tr("{name} is being written by another window; waiting…", name=name)
