"""A command run by a child process, which opens the portfolio itself and can be killed safely."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from relmanager_desktop.store.anchors import Held
from relmanager_desktop.store.database import Database, Origin, topics_of


def run_errand(
    pipe: Connection,
    url: str,
    held: Held | None,
    origin: Origin,
    label: str,
    source: str,
    command: Callable[..., Any],
    args: tuple[Any, ...],
) -> None:
    """Open the portfolio, run ``command(session, *args, progress=…)``, answer by the pipe.

    It sends ("progress", done, total, what) at will, then ("answer", result, topics) or
    ("error", exception). An empty label means that the command only reads. ``held`` is the file
    that the window has open: none other is touched.
    """

    def report(done: int, total: int, what: str = "") -> None:
        pipe.send(("progress", done, total, what))

    database = Database(url, origin=origin)
    try:
        if held is not None:
            database.anchor.hold(held)
        if label:
            with database.write(label, source=source) as session:
                answer = command(session, *args, progress=report)
            topics = topics_of(session)
        else:
            with database.read() as session:
                answer = command(session, *args, progress=report)
            topics = frozenset()
        pipe.send(("answer", answer, topics))
    except Exception as error:  # noqa: BLE001 - carried to the window whole
        pipe.send(("error", error))
    finally:
        database.close()
