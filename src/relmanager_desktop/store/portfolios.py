"""Opening a portfolio for work: brought up to date, backed up, and known to be whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.store import upgrade
from relmanager_desktop.store.backups import Backup, make_backup
from relmanager_desktop.store.database import Clock, Database, Origin, url_of, utc_now

SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "mobile documents", "nextcloud")
NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "vboxsf")


class MissingPortfolioError(Exception):
    """There is no portfolio at this place."""


def create_portfolio(
    place: str | Path, *, clock: Clock = utc_now, origin: Origin | None = None
) -> Database:
    """Make a new portfolio and open it.

    Raises:
        FileExistsError: If there is a file already.
    """
    database = Database(place, clock=clock, origin=origin)
    if database.path is not None and database.path.exists():
        raise FileExistsError(
            str(tr("{file} is there already. Open it, or choose another name.", file=database.path.name))
        )
    upgrade.upgrade(database.engine)
    return database


def open_portfolio(
    place: str | Path, *, clock: Clock = utc_now, origin: Origin | None = None
) -> Database:
    """Open a portfolio, upgrading it first if an older version wrote it.

    Raises:
        MissingPortfolioError: If there is none.
        NewerPortfolioError, UpgradeError, DamagedError: See there; nothing is changed.
    """
    url = url_of(place)
    database = Database(url, clock=clock, origin=origin)
    path = database.path
    if path is not None and not path.is_file():
        raise MissingPortfolioError(
            str(tr("There is no portfolio at {place}. Make one with “new”.", place=path))
        )

    def back_up(revision: str) -> Path | None:
        if path is None:
            return None
        return make_backup(path, clock(), f"schema {revision}").path

    upgrade.upgrade(database.engine, backup=back_up)
    return database


def warnings_about(path: Path, mounts: Callable[[], str] | None = None) -> list[str]:
    """Return what to know of the place where a portfolio lies: a synced or network folder."""
    said = []
    folders = "/".join(part.lower() for part in path.absolute().parts)
    if any(name in folders for name in SYNCED):
        said.append(
            str(
                tr(
                    "{file} lies in a synced folder. A sync program may copy it half-written: keep "
                    "the portfolio on this disk and put its backups into the synced folder.",
                    file=path.name,
                )
            )
        )
    if _file_system_of(path, (mounts or _mounts)()) in NETWORK or str(path).startswith("\\\\"):
        said.append(
            str(
                tr(
                    "{file} lies on a network drive, where two machines can damage it. Move it to "
                    "this disk.",
                    file=path.name,
                )
            )
        )
    return said


def backup_if_changed(database: Database, at: datetime, why: str = "") -> Backup | None:
    """Back a portfolio up unless nothing was written since the last backup."""
    from relmanager_desktop.store.backups import list_backups  # noqa: PLC0415

    path = database.path
    if path is None:
        return None
    newest = next(iter(list_backups(path)), None)
    if newest is not None and _last_change(database) == _last_change_in(newest.path):
        return None
    return make_backup(path, at, why)


def _last_change(database: Database) -> int:
    with database.engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT max(number) FROM change_set").scalar()
        return int(found or 0)


def _last_change_in(backup: Path) -> int:
    copy = Database(backup)
    try:
        return _last_change(copy)
    finally:
        copy.close()


def _file_system_of(path: Path, mounts: str) -> str:
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) > 2 and str(path.absolute()).startswith(fields[1]) and len(fields[1]) > len(best):  # noqa: PLR2004
            best, kind = fields[1], fields[2]
    return kind


def _mounts() -> str:
    table = Path("/proc/mounts")
    return table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""
