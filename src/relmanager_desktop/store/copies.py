"""A portfolio as a file: copied whole, checked through, its log folded in."""

from __future__ import annotations

import errno
import os
from contextlib import closing
from pathlib import Path
from typing import Any

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.store.faults import BusyError, damaged, fault_of, is_at_its_limit

CHECKED_KB = -64_000  # of memory for looking a file through; references halve their time by it


def check_file(path: Path, source: Path | None = None) -> dict[str, int]:
    """Open a portfolio read-only, check it through, and return its rows by table.

    Raises:
        DamagedError: With a sentence that names the file, or ``source`` that it is a copy of.
    """
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - the one SQLite of this process

    try:
        with closing(open_to_read(path)) as connection:
            return checked_rows(connection, source or path)
    except driver.Error as error:
        raise damaged(source or path) from error


def copy_file(source: Path, target: Path) -> None:
    """Copy a portfolio by SQLite's backup API: right even while somebody writes to it.

    Raises:
        OSError: If the disk is full, or a file may not be so large.
        DamagedError: If the source cannot be read.
    """
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - the one SQLite of this process

    try:
        with closing(open_to_read(source)) as reader, closing(driver.connect(target)) as writer:
            writer.execute("PRAGMA synchronous=OFF")  # the whole file is synced afterwards
            reader.backup(writer)
            writer.execute("PRAGMA journal_mode=DELETE")
    except driver.Error as error:
        if "full" in str(error):
            raise OSError(errno.ENOSPC, str(error)) from error
        if is_at_its_limit(target):
            raise OSError(errno.EFBIG, str(error)) from error
        raise fault_of(error, source) or damaged(source) from error


def open_to_read(path: Path) -> Any:
    """Return a read-only connection of the driver."""
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - the one SQLite of this process

    return driver.connect(address_to_read(path), uri=True)


def address_to_read(path: Path) -> str:
    """Return what SQLite opens to read a portfolio without writing to it.

    Where it can make no shared memory beside the file and there is no log, it has to be told that
    nobody writes. What was killed while it was switched to a log, or back, can only be read once
    that is taken back.
    """
    place = path.absolute().as_uri()
    if is_read_only(path):
        return f"{place}?mode=ro{'' if Path(f'{path}-wal').exists() else '&immutable=1'}"
    return f"{place}?mode={'rw' if Path(f'{path}-journal').exists() else 'ro'}"


def is_read_only(path: Path) -> bool:
    """Whether a portfolio, or the folder that its log has to lie in, cannot be written."""
    return path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def checked_rows(connection: Any, path: Path) -> dict[str, int]:
    """Check an open portfolio through and return its rows by table.

    Raises:
        DamagedError: With a sentence that names the file.
    """
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - the one SQLite of this process

    try:
        return _whole_rows(connection, path)
    except driver.Error as error:  # some damage stops the check itself
        raise fault_of(error, path) or damaged(path) from error


def _whole_rows(connection: Any, path: Path) -> dict[str, int]:
    connection.execute(f"PRAGMA cache_size={CHECKED_KB}")
    state = connection.execute("PRAGMA integrity_check").fetchone()[0]
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
        )
    ]
    if state != "ok" or broken is not None or "change_set" not in names:
        raise damaged(path)
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names
    }


def fold_log_in(portfolio: Path) -> None:
    """Make one file the whole truth; that works only where nobody else has it open.

    A damaged file is left as it is, log and all: opened to be written, it would lose its log.
    """
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - the one SQLite of this process

    try:
        with closing(open_to_read(portfolio)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(driver.connect(portfolio, timeout=1.0)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except driver.Error as error:
        if "locked" not in str(error):
            return
        sentence = tr(
            "{file} is open elsewhere. Close it there, then restore the backup.",
            file=portfolio.name,
        )
        raise BusyError(str(sentence)) from error
