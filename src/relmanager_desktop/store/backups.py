"""Backups that were opened and checked, thinned with age, and the way back from one."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from relmanager_desktop import paths
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.store.copies import (
    check_file,
    checked_rows,
    copy_file,
    open_to_read,
)
from relmanager_desktop.store.faults import DamagedError, PortfolioError, damaged
from relmanager_desktop.store.files import WriteError, atomic_write

FOLDER = "backups"
KEEP_AT_LEAST = 3
# (how many to keep, what makes two backups the same age), newest first.
THINNING = ((24, "%Y-%m-%d %H"), (14, "%Y-%m-%d"), (8, "%G-W%V"), (12, "%Y-%m"))
BEFORE_UPGRADE = "schema"
STAMP = "%Y%m%d-%H%M%S"
_NAME = re.compile(
    r"^(?P<stem>.+) (?P<number>\d{6}) (?P<stamp>\d{8}-\d{6})(?: (?P<why>.+))?\.relm$"
)
_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True)
class Backup:
    """One backup: its number orders it, never the clock; ``why`` is a word such as 'import'."""

    path: Path
    number: int
    at: datetime
    why: str

    @property
    def manifest(self) -> dict[str, Any]:
        """What was found in it when it was made: sha256, rows by table, newest change set."""
        with suppress(OSError, ValueError):
            found: dict[str, Any] = json.loads(_manifest_of(self.path).read_text(encoding="utf-8"))
            return found
        return {}


def make_backup(portfolio: Path, at: datetime, why: str = "") -> Backup:
    """Copy a portfolio by the backup API, open the copy, check it, and only then keep it.

    It lies in ``backups/`` beside the portfolio, or in the data folder where that cannot be
    written.

    Raises:
        DamagedError: If the copy does not check out.
        WriteError: If neither the folder beside the portfolio nor the data folder can be written.
    """
    errors: list[WriteError] = []
    for folder in folders_of(portfolio):
        try:
            return _make_in(folder, portfolio, at, why)
        except WriteError as error:
            errors.append(error)
    raise errors[0]


def folders_of(portfolio: Path) -> tuple[Path, ...]:
    """Return where backups of a portfolio may lie: beside it, else in the data folder."""
    mark = hashlib.sha256(str(portfolio.absolute()).encode()).hexdigest()[:8]
    return portfolio.parent / FOLDER, paths.backup_folder() / f"{portfolio.stem}-{mark}"


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
    keep.update(backup.number for backup in newest if backup.why.startswith(BEFORE_UPGRADE))
    for count, pattern in THINNING:
        groups: dict[str, int] = {}
        for backup in newest:
            groups.setdefault(backup.at.strftime(pattern), backup.number)
        keep.update(list(groups.values())[:count])
    return [backup for backup in newest if backup.number not in keep]


def is_sound(backup: Path) -> bool:
    """Whether a backup is there, unaltered since it was made, and checks out."""
    try:
        check_manifest(backup)
        check_file(backup)
    except (PortfolioError, OSError):
        return False
    return True


def _make_in(folder: Path, portfolio: Path, at: datetime, why: str) -> Backup:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = tr("{folder} cannot be made: backups have no place there.", folder=folder)
        raise WriteError(str(sentence), error.errno or 0) from error
    number = max((backup.number for backup in list_backups(portfolio)), default=0) + 1
    words = "".join(f" {word}" for word in _NO_NAME.sub(" ", why).split())
    stamp = at.astimezone(UTC).strftime(STAMP)
    target = folder / f"{portfolio.stem} {number:06d} {stamp}{words}.relm"
    manifest: dict[str, Any] = {}

    def verify(part: Path) -> None:
        manifest.update(_manifest(part, portfolio))

    placed = atomic_write(target, lambda part: copy_file(portfolio, part), verify=verify)
    text = json.dumps(manifest, indent=1)
    try:
        atomic_write(_manifest_of(placed), lambda part: _write_text(part, text))
    except WriteError:
        placed.unlink(missing_ok=True)  # or there would be one that nobody can hold to its word
        raise
    _drop(thin(list_backups(portfolio)))
    return Backup(placed, number, at, why)


def _manifest(path: Path, portfolio: Path) -> dict[str, Any]:
    """Check a finished copy of a portfolio and return what is to be known of it."""
    with closing(open_to_read(path)) as connection:
        rows = checked_rows(connection, portfolio)
        newest = connection.execute("SELECT max(number) FROM change_set").fetchone()[0]
    return {"sha256": _sha256(path), "change_set": newest or 0, "rows": rows}


def _manifest_of(backup: Path) -> Path:
    return backup.with_suffix(".json")


def check_manifest(backup: Path) -> None:
    """Refuse a backup whose bytes are not those that were checked when it was made."""
    known = Backup(backup, 0, datetime.now(UTC), "").manifest.get("sha256")
    if not backup.is_file() or (known is not None and known != _sha256(backup)):
        raise damaged(backup)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _drop(backups: Iterable[Backup]) -> None:
    for backup in backups:
        with suppress(OSError):
            backup.path.unlink(missing_ok=True)
            _manifest_of(backup.path).unlink(missing_ok=True)


def _read_name(path: Path, stem: str) -> Backup | None:
    match = _NAME.match(path.name)
    if match is None or match["stem"] != stem:
        return None
    at = datetime.strptime(match["stamp"], STAMP).replace(tzinfo=UTC)
    return Backup(path, int(match["number"]), at, match["why"] or "")


__all__ = [
    "Backup",
    "DamagedError",
    "WriteError",
    "check_file",
    "check_manifest",
    "copy_file",
    "folders_of",
    "is_sound",
    "list_backups",
    "make_backup",
    "thin",
]
