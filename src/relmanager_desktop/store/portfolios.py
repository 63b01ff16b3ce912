"""Opening a portfolio for work: brought up to date, backed up, and known to be whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.store import facts, reserve, search, upgrade
from relmanager_desktop.store.backups import Backup, list_backups, make_backup
from relmanager_desktop.store.conflict_copies import conflict_copies
from relmanager_desktop.store.copies import is_read_only
from relmanager_desktop.store.database import Clock, Database, Origin, url_of, utc_now
from relmanager_desktop.store.faults import (
    MissingPortfolioError,
    NotAPortfolioError,
    ReadOnlyError,
    not_a_portfolio,
)
from relmanager_desktop.store.files import free_bytes
from relmanager_desktop.store.restores import finish_restore
from relmanager_desktop.store.tables import TABLES

SYNCED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "my drive",
    "mobile documents",
    "clouddocs",
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "syncthing",
)
NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone"}
    | {"9p", "vboxsf", "davfs", "fuse.davfs", "afpfs", "webdav", "ceph", "glusterfs"}
)
_SQLITE = b"SQLite format 3\x00"


def create_portfolio(
    place: str | Path, *, clock: Clock = utc_now, origin: Origin | None = None
) -> Database:
    """Make a new portfolio and open it.

    Raises:
        FileExistsError: If there is a file already.
        ReadOnlyError, DiskFullError: If the folder cannot be written.
    """
    database = Database(place, clock=clock, origin=origin)
    path = database.path
    if path is not None and path.exists():
        sentence = tr("{file} is there already. Open it, or choose another name.", file=path.name)
        raise FileExistsError(str(sentence))
    if path is not None and path.parent.is_dir() and not os.access(path.parent, os.W_OK):
        sentence = tr(
            "{file} cannot be made, for the folder {folder} cannot be written. Choose a folder of "
            "your own.",
            file=path.name,
            folder=path.parent,
        )
        raise ReadOnlyError(str(sentence))
    try:
        upgrade.upgrade(database.engine)
    except BaseException:
        database.close()
        if path is not None:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{path}{suffix}").unlink(missing_ok=True)
        raise
    database.anchor.hold()
    return database


def open_portfolio(
    place: str | Path, *, clock: Clock = utc_now, origin: Origin | None = None
) -> Database:
    """Open a portfolio, upgrading it first if an older version wrote it.

    Raises:
        MissingPortfolioError: If there is none.
        NotAPortfolioError: If the file is something else; it is not touched.
        NewerPortfolioError, UpgradeError, DamagedError: See there; nothing is changed.
    """
    database = Database(url_of(place), clock=clock, origin=origin)
    path = database.path
    try:
        if path is not None:
            finish_restore(path)
            _look_at(path)
        database.anchor.hold()
        _bring_up_to_date(database, path, clock)
    except BaseException:
        database.close()
        raise
    if path is not None:
        reserve.keep(path)
    return database


def warnings_about(path: Path, mounts: Callable[[], str] | None = None) -> list[str]:
    """Return what to know of the place: read-only, synced, networked, copied apart, nearly full."""
    said: list[Text] = []
    if is_read_only(path):
        said.append(
            tr(
                "{file} can be looked at but not changed, for it or its folder cannot be written. "
                "To work with it, copy it to a folder of your own.",
                file=path.name,
            )
        )
    folders = "/".join(part.lower() for part in path.absolute().parts)
    if any(name in folders for name in SYNCED):
        said.append(
            tr(
                "{file} lies in a synced folder. A sync program may copy it half-written: keep "
                "the portfolio on this disk and put its backups into the synced folder.",
                file=path.name,
            )
        )
    if _file_system_of(path, (mounts or _mounts)()) in NETWORK or str(path).startswith("\\\\"):
        said.append(
            tr(
                "{file} lies on a network drive, where two machines can damage it. Move it to "
                "this disk.",
                file=path.name,
            )
        )
    said += [
        tr(
            "Beside {file} lies {other}, made by a sync program because both were changed. Open it "
            "and look; to bring over what it has more, export it and import that workbook here.",
            file=path.name,
            other=other.name,
        )
        for other in conflict_copies(path)
    ]
    if path.parent.is_dir() and (free := free_bytes(path.parent)) < reserve.LOW_BYTES:
        said.append(
            tr(
                "Only {free} MB are free on the disk with {file}. Make room before it is full.",
                free=free // 1_000_000,
                file=path.name,
            )
        )
    return [str(sentence) for sentence in said]


def backup_if_changed(database: Database, at: datetime, why: str = "") -> Backup | None:
    """Back a portfolio up unless nothing was written since the last backup."""
    path = database.path
    if path is None:
        return None
    database.check_writable()
    newest = next(iter(list_backups(path)), None)
    if newest is not None and newest.manifest.get("change_set") == _last_change(database):
        return None
    return make_backup(path, at, why)


@contextmanager
def backed_up(database: Database, at: datetime, why: str) -> Iterator[None]:
    """Back a portfolio up as it stands, on another core than the one that works meanwhile.

    It is left only once the backup is made, and raises what ``backup_if_changed`` does: a write
    around it commits nothing before.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not before the window

    with ThreadPoolExecutor(1, "backup") as beside:
        made = beside.submit(backup_if_changed, database, at, why)
        yield
        made.result()


def _look_at(path: Path) -> None:
    """Tell what is no portfolio by its first bytes, before SQLite makes it one."""
    if path.is_dir():
        folder = tr(
            "{place} is a folder. Name the portfolio in it, a file that ends in .relm.", place=path
        )
        raise MissingPortfolioError(str(folder))
    if not path.is_file():
        sentence = tr("There is no portfolio at {place}. Make one with “new”.", place=path)
        raise MissingPortfolioError(str(sentence))
    try:
        with path.open("rb") as stream:
            start = stream.read(len(_SQLITE))
    except PermissionError as error:
        sentence = tr("{file} may not be read. Ask its owner for the right to.", file=path.name)
        raise NotAPortfolioError(str(sentence)) from error
    if start != _SQLITE:
        raise not_a_portfolio(path)


def _bring_up_to_date(database: Database, path: Path | None, clock: Clock) -> None:
    if path is not None and not upgrade.is_portfolio(database.engine):
        raise not_a_portfolio(path)

    def back_up(revision: str) -> Path | None:
        return make_backup(path, clock(), f"schema {revision}").path if path else None

    def derive(connection: Connection) -> None:
        with Session(connection, join_transaction_mode="rollback_only") as session:
            facts.rebuild(session, clock().date())
            search.rebuild(session)

    upgrade.upgrade(database.engine, backup=back_up, derive=derive)


def _last_change(database: Database) -> int:
    with database.read() as session:
        return int(session.execute(select(func.max(TABLES["change_set"].c.number))).scalar() or 0)


def _file_system_of(path: Path, mounts: str) -> str:
    """Return the file system of the mount that holds a path; the table is that of Linux."""
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = fields[1].encode().decode("unicode_escape")  # a blank is written \040
        if path.absolute().is_relative_to(point) and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind


def _mounts() -> str:
    table = Path("/proc/mounts")
    return table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""


__all__ = [
    "MissingPortfolioError",
    "NotAPortfolioError",
    "backed_up",
    "backup_if_changed",
    "create_portfolio",
    "open_portfolio",
    "warnings_about",
]
