"""Backups that were opened and checked, thinned with age, and the way back from one."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from relmanager_desktop import paths
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.store.files import WriteError, atomic_write, free_name, sweep, sync_folder

FOLDER = "backups"
KEEP_AT_LEAST = 3
# (how many to keep, what makes two backups the same age group), newest first.
THINNING = ((24, "%Y-%m-%d %H"), (14, "%Y-%m-%d"), (8, "%G-W%V"), (12, "%Y-%m"))
_NAME = re.compile(r"^(?P<stem>.+) (?P<number>\d{6}) (?P<stamp>\d{8}-\d{6})(?: (?P<why>.+))?\.relm$")
SIDE_FILES = ("-wal", "-shm")


class DamagedError(Exception):
    """A portfolio or a backup does not check out."""


@dataclass(frozen=True)
class Backup:
    """One backup: its number orders it, never the clock; ``why`` is a word such as 'import'."""

    path: Path
    number: int
    at: datetime
    why: str


def make_backup(portfolio: Path, at: datetime, why: str = "") -> Backup:
    """Copy a portfolio by the backup API, open the copy, check it, and only then keep it.

    Raises:
        DamagedError: If the copy does not check out.
        WriteError: If neither the folder beside the portfolio nor the data folder can be written.
    """
    errors: list[OSError] = []
    for folder in folders_of(portfolio):
        try:
            return _make_in(folder, portfolio, at, why)
        except OSError as error:
            errors.append(error)
    raise errors[0]


def folders_of(portfolio: Path) -> tuple[Path, ...]:
    """Return where backups of a portfolio may lie: beside it, else in the data folder."""
    mark = hashlib.sha256(str(portfolio.absolute()).encode()).hexdigest()[:8]
    return portfolio.parent / FOLDER, paths.data_folder() / FOLDER / f"{portfolio.stem}-{mark}"


def list_backups(portfolio: Path) -> list[Backup]:
    """Return the backups of a portfolio, the newest first, by their number."""
    found = [
        backup
        for folder in folders_of(portfolio)
        if folder.is_dir()
        for path in folder.glob("*.relm")
        if (backup := _read_name(path, portfolio.stem)) is not None
    ]
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def thin(backups: Sequence[Backup]) -> list[Backup]:
    """Return the backups that may go: what the thinning rule does not keep.

    Ages are told by each backup's own stamp, order by its number, so that a clock set forward
    never makes the others look old. Backups before an upgrade are kept until the user deletes
    them.
    """
    newest = sorted(backups, key=lambda backup: backup.number, reverse=True)
    keep = {backup.number for backup in newest[:KEEP_AT_LEAST]}
    keep.update(backup.number for backup in newest if backup.why.startswith("schema"))
    for count, pattern in THINNING:
        groups: dict[str, int] = {}
        for backup in newest:
            groups.setdefault(backup.at.strftime(pattern), backup.number)
        keep.update(list(groups.values())[:count])
    return [backup for backup in newest if backup.number not in keep]


def restore(portfolio: Path, backup: Path, at: datetime) -> Path:
    """Put a checked backup in the portfolio's place; return where the present file was kept.

    Raises:
        DamagedError: If the backup does not check out; nothing is changed.
    """
    check_file(backup)
    kept = portfolio.with_name(f"{portfolio.stem} before restore {at:%Y%m%d-%H%M%S}.relm")
    if kept.exists():
        kept = free_name(kept)
    _fold_log_in(portfolio)
    staged = portfolio.with_name(f".{portfolio.name}.restoring")
    atomic_write(staged, lambda part: copy_file(backup, part), verify=check_file)
    for suffix in ("", *SIDE_FILES):
        present = Path(f"{portfolio}{suffix}")
        if present.exists():
            present.replace(Path(f"{kept}{suffix}"))
    staged.replace(portfolio)
    sync_folder(portfolio.parent)
    return kept


def check_file(path: Path) -> dict[str, int]:
    """Open a portfolio read-only, check it through, and return its rows by table.

    Raises:
        DamagedError: With a sentence that names the file.
    """
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - the one SQLite of this process

    try:
        connection = driver.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    except driver.Error as error:
        raise _damaged(path) from error
    try:
        return _checked(connection, path)
    except driver.Error as error:
        raise _damaged(path) from error
    finally:
        connection.close()


def copy_file(source: Path, target: Path) -> None:
    """Copy a portfolio by SQLite's backup API: right even while somebody writes to it."""
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - the one SQLite of this process

    reader = driver.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)
    writer = driver.connect(str(target))
    try:
        reader.backup(writer)
        writer.execute("PRAGMA journal_mode=DELETE")
    except driver.OperationalError as error:
        if "full" in str(error):
            raise OSError(28, str(error)) from error
        raise
    finally:
        writer.close()
        reader.close()


def _make_in(folder: Path, portfolio: Path, at: datetime, why: str) -> Backup:
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    number = max((backup.number for backup in list_backups(portfolio)), default=0) + 1
    words = f" {why}" if why else ""
    name = f"{portfolio.stem} {number:06d} {at:%Y%m%d-%H%M%S}{words}.relm"
    placed = atomic_write(
        folder / name, lambda part: copy_file(portfolio, part), verify=check_file
    )
    _write_manifest(placed)
    backup = Backup(placed, number, at, why)
    _drop(thin(list_backups(portfolio)))
    return backup


def _write_manifest(backup: Path) -> None:
    facts = {
        "sha256": hashlib.sha256(backup.read_bytes()).hexdigest(),
        "rows": check_file(backup),
    }
    text = json.dumps(facts, indent=1)
    atomic_write(backup.with_suffix(".json"), lambda part: _write_text(part, text))


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _drop(backups: Iterable[Backup]) -> None:
    for backup in backups:
        backup.path.unlink(missing_ok=True)
        backup.path.with_suffix(".json").unlink(missing_ok=True)


def _read_name(path: Path, stem: str) -> Backup | None:
    match = _NAME.match(path.name)
    if match is None or match["stem"] != stem:
        return None
    at = datetime.strptime(match["stamp"], "%Y%m%d-%H%M%S").astimezone()
    return Backup(path, int(match["number"]), at, match["why"] or "")


def _checked(connection: Any, path: Path) -> dict[str, int]:
    state = connection.execute("PRAGMA integrity_check").fetchone()[0]
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
        )
    ]
    if state != "ok" or broken is not None or "change_set" not in names:
        raise _damaged(path)
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for name in names
    }


def _fold_log_in(portfolio: Path) -> None:
    """Move what the write-ahead log holds into the file, so that one file is the whole truth."""
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - the one SQLite of this process

    if not portfolio.exists():
        return
    connection = driver.connect(str(portfolio))
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except driver.DatabaseError:
        return  # a damaged file is kept as it is, log and all
    finally:
        connection.close()


def _damaged(path: Path) -> DamagedError:
    return DamagedError(
        str(tr("{file} is damaged or not a portfolio. Restore another backup.", file=path.name))
    )


__all__ = ["Backup", "DamagedError", "WriteError", "list_backups", "make_backup", "restore", "thin"]
