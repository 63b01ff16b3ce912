"""Which backups a portfolio has, as the list to restore from shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from relmanager_desktop.store.backups import list_backups


@dataclass(frozen=True)
class BackupRow:
    """One backup: where it is, when it was made, the word for why, its size in bytes."""

    path: Path
    at: datetime
    why: str
    size_bytes: int


def backups_of(_session: Session, portfolio: Path) -> list[BackupRow]:
    """Return the backups of a portfolio's file, the newest first."""
    return [
        BackupRow(backup.path, backup.at, backup.why, backup.path.stat().st_size)
        for backup in list_backups(portfolio)
        if backup.path.exists()
    ]
