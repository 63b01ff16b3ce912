"""A command run by a child process, which opens the portfolio itself and can be killed safely."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from relmanager_desktop.store.anchors import Held
from relmanager_desktop.store.collecting import without_collection
from relmanager_desktop.store.database import Database, Origin, number_of, topics_of

BELOW_NORMAL = 0x4000  # BELOW_NORMAL_PRIORITY_CLASS of Windows
NICER = 5


def give_way() -> None:
    """Let the window go first where both want the processor; children of ours inherit that."""
    with suppress(OSError):
        if sys.platform == "win32":
            import ctypes  # noqa: PLC0415 - of this system only

            kernel = ctypes.windll.kernel32
            kernel.SetPriorityClass(kernel.GetCurrentProcess(), BELOW_NORMAL)
        else:
            os.nice(NICER)


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

    It sends ("progress", done, total, what) at will, then ("answer", result, topics, number of the
    change set) or ("error", exception). An empty label means that the command only reads. ``held``
    is the file that the window has open: none other is touched.
    """

    def report(done: int, total: int, what: str = "") -> None:
        pipe.send(("progress", done, total, what))

    give_way()
    database = Database(url, origin=origin)
    try:
        if held is not None:
            database.anchor.hold(held)
        # The process is over before there is garbage to look for.
        with without_collection():
            pipe.send(("answer", *_run(database, label, source, command, args, report)))
    except Exception as error:  # noqa: BLE001 - carried to the window whole
        pipe.send(("error", error))
    finally:
        database.close()


def _run(
    database: Database,
    label: str,
    source: str,
    command: Callable[..., Any],
    args: tuple[Any, ...],
    report: Callable[..., None],
) -> tuple[Any, frozenset[str], int | None]:
    """Return what the command answers, which topics it touched, and its change set."""
    if not label:
        with database.read() as session:
            return command(session, *args, progress=report), frozenset(), None
    with database.write(label, source=source) as session:
        answer = command(session, *args, progress=report)
    return answer, topics_of(session), number_of(session)
