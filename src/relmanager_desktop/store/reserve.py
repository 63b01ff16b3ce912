"""Room kept on the disk, so that a portfolio can still be tidied when the disk is full.

SQLite needs room even to delete. The room is a file in the folder of the backups; it is dropped
when a write finds the disk full, and made again when a portfolio is opened on a roomier disk.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from relmanager_desktop.store.files import free_bytes

FOLDER = "backups"
NAME = ".reserve"
SIZE_BYTES = 10_000_000
LOW_BYTES = 200_000_000
_CHUNK = bytes(100_000)


def keep(portfolio: Path) -> None:
    """Keep room on a portfolio's disk, unless it is kept already or space is low."""
    place = portfolio.parent / FOLDER / NAME
    with suppress(OSError):
        if place.exists() or free_bytes(portfolio.parent) < LOW_BYTES:
            return
        place.parent.mkdir(exist_ok=True)
        with place.open("wb") as stream:
            for _ in range(SIZE_BYTES // len(_CHUNK)):
                stream.write(_CHUNK)


def release(portfolio: Path | None) -> bool:
    """Give the room free; return whether there was any."""
    if portfolio is None:
        return False
    place = portfolio.parent / FOLDER / NAME
    with suppress(OSError):
        place.unlink()
        return True
    return False
