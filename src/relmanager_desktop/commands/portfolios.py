"""Portfolios as wholes: made, opened, restored, backed up and kept up to date."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from relmanager_desktop.commands.beginnings import begin, begin_with_sample
from relmanager_desktop.store import backups, calendars, facts, portfolios, restores
from relmanager_desktop.store.database import Database, Origin
from relmanager_desktop.store.faults import (
    DamagedError,
    MovedError,
    NotAPortfolioError,
    PortfolioError,
)
from relmanager_desktop.store.rescues import save_copy
from relmanager_desktop.store.undo import UndoConflictError as ConflictError

# What a person can mend, or must know in one sentence; anything else is our own mistake.
SAID = (PortfolioError, ConflictError)
__all__ = [
    "SAID",
    "ConflictError",
    "DamagedError",
    "MovedError",
    "NotAPortfolioError",
    "back_up",
    "back_up_if_changed",
    "backed_up_at",
    "begin_portfolio",
    "catch_up",
    "newest_backup",
    "open_for_window",
    "restore_portfolio",
    "save_copy",
    "warnings_about",
]


def begin_portfolio(place: Path, author: str, now: datetime, *, is_sample: bool) -> None:
    """Make a portfolio at a free place, with its foundation or with the sample.

    Raises:
        FileExistsError: If there is a file already.
        ReadOnlyError, DiskFullError: If the folder cannot be written.
    """
    database = portfolios.create_portfolio(place, origin=Origin(author, "window"))
    try:
        if is_sample:
            begin_with_sample(database, now.date(), now.astimezone(UTC))
        else:
            begin(database, author, now.date())
    finally:
        database.close()


def open_for_window(place: str, author: str) -> Database:
    """Open a portfolio for a window, upgraded first where an older version wrote it.

    Raises:
        PortfolioError: If it is missing, damaged, newer, or no portfolio at all.
    """
    return portfolios.open_portfolio(place, origin=Origin(author, "window"))


def restore_portfolio(place: Path, backup: Path, at: datetime) -> Path | None:
    """Put a backup in a portfolio's place, backed up first; return where the present one is kept.

    Raises:
        DamagedError, BusyError, WriteError: Nothing is changed then.
    """
    return restores.restore(place, backup, at)


def newest_backup(place: Path) -> Path | None:
    """Return the newest backup that checks out of a portfolio, itself perhaps damaged, or None."""
    found = backups.list_backups(place)
    return next((backup.path for backup in found if backups.is_sound(backup.path)), None)


def backed_up_at(place: Path, backup: Path) -> datetime | None:
    """Return when a backup of a portfolio was made, in UTC; None for a file that is none."""
    return next((made.at for made in backups.list_backups(place) if made.path == backup), None)


def catch_up(database: Database, today: date) -> int:
    """Bring the cadence to a new day; return how many accounts it moved."""
    with database.write_quietly() as session:
        return facts.catch_up(session, today)


def back_up(database: Database, why: str) -> Path | None:
    """Make a checked backup; return where it is, None for a portfolio on a server."""
    if database.path is None:
        return None
    database.check_writable()
    return backups.make_backup(database.path, database.clock(), why).path


def back_up_if_changed(database: Database, why: str = "") -> Path | None:
    """Make a backup unless nothing was written since the last; ``why`` is a word for its name."""
    made = portfolios.backup_if_changed(database, database.clock(), why)
    return made.path if made else None


def warnings_about(database: Database) -> list[str]:
    """Return what to know: where the portfolio lies (synced, network), which holidays lack."""
    place = portfolios.warnings_about(database.path) if database.path else []
    with database.read() as session:
        return [*place, *map(str, calendars.unknown_holidays_of(session))]
