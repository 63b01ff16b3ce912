"""A copy of what is still open, even where the file of the portfolio is not there any more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from relmanager_desktop.store.anchors import put_log_aside
from relmanager_desktop.store.copies import check_file
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.faults import MovedError
from relmanager_desktop.store.files import atomic_write


def save_copy(database: Database, target: Path) -> Path:
    """Write everything that an open portfolio holds to another file; return where it is.

    The connections that are open still reach a file that was moved or deleted, and its log.

    Raises:
        WriteError: If the target cannot be written.
        DamagedError: If the copy does not check out.
        MovedError: If nothing is open any more.
    """

    def write(part: Path) -> None:
        with _still_open(database) as source:
            _copy(source, part)

    def place(part: Path) -> None:
        check_file(part)
        put_log_aside(target)

    return atomic_write(target, write, verify=place)


@contextmanager
def _still_open(database: Database) -> Iterator[Any]:
    """Yield a connection of the driver that was opened before the file went."""
    try:
        lent = database.engine.raw_connection()
    except MovedError:
        if database.watcher is None:
            raise
        yield database.watcher.driver_connection
        return
    with closing(lent):
        yield lent.driver_connection


def _copy(source: Any, part: Path) -> None:
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - the one SQLite of this process

    with closing(driver.connect(part)) as writer:
        writer.execute("PRAGMA synchronous=OFF")  # the whole file is synced afterwards
        source.backup(writer)
        writer.execute("PRAGMA journal_mode=DELETE")
