"""The way back from a backup: put in the portfolio's place, with the present file kept aside."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.store.anchors import put_log_aside
from relmanager_desktop.store.backups import STAMP, check_manifest
from relmanager_desktop.store.copies import check_file, copy_file, fold_log_in
from relmanager_desktop.store.files import WriteError, atomic_write, free_name, move, sync_folder

SIDE_FILES = ("-wal", "-shm", "-journal")


def restore(portfolio: Path, backup: Path, at: datetime) -> Path | None:
    """Put a checked backup in the portfolio's place; return where the present file was kept.

    Nobody may have the portfolio open meanwhile. Whenever it is interrupted, the next opening finds
    either the present file or the backup, whole. None is returned where there was no portfolio.

    Raises:
        DamagedError: If the backup does not check out; nothing is changed.
        BusyError: If somebody has the portfolio open; nothing is changed.
        WriteError: If the folder cannot be written; nothing is changed.
    """
    check_manifest(backup)
    if not os.access(portfolio.parent, os.W_OK):
        raise _no_room_to_restore(portfolio, backup)
    kept = _free_place(portfolio, at) if portfolio.exists() else None
    if kept:
        fold_log_in(portfolio)
    staged = _staged(portfolio)
    staged.unlink(missing_ok=True)
    atomic_write(
        staged, lambda part: copy_file(backup, part), verify=lambda part: _check_whole(part, backup)
    )
    try:
        _swap(portfolio, kept, staged)
    except OSError as error:
        _swap_back(portfolio, kept)
        raise _not_swapped(portfolio, error) from error
    return kept


def _swap(portfolio: Path, kept: Path | None, staged: Path) -> None:
    if kept:
        for suffix in SIDE_FILES:  # there are some only beside a damaged file: they stay together
            with suppress(FileNotFoundError):
                move(Path(f"{portfolio}{suffix}"), Path(f"{kept}{suffix}"))
        move(portfolio, kept)
    else:
        put_log_aside(portfolio)
    move(staged, portfolio)
    sync_folder(portfolio.parent)


def _swap_back(portfolio: Path, kept: Path | None) -> None:
    """Put the present file back after a restore that stopped halfway, as far as that is so."""
    if kept is None or portfolio.exists():
        return
    for suffix in ("", *SIDE_FILES):
        with suppress(OSError):  # what cannot go back now is finished at the next opening
            Path(f"{kept}{suffix}").replace(f"{portfolio}{suffix}")


def finish_restore(portfolio: Path) -> None:
    """Do the last step of a restore that was killed between its two renames."""
    staged = _staged(portfolio)
    if not staged.exists():
        return
    if portfolio.exists():
        with suppress(OSError):  # where it cannot be written, it may be read all the same
            staged.unlink()
    else:
        staged.replace(portfolio)


def _no_room_to_restore(portfolio: Path, backup: Path) -> WriteError:
    sentence = tr(
        "{file} cannot be restored where it is, for {folder} cannot be written. Copy {backup} to a "
        "folder of your own and open it there.",
        file=portfolio.name,
        folder=portfolio.parent,
        backup=backup,
    )
    return WriteError(str(sentence), errno.EROFS)


def _not_swapped(portfolio: Path, error: OSError) -> WriteError:
    sentence = tr(
        "{file} could not be put aside for its backup: {reason}. Close what else uses it, then "
        "restore the backup again.",
        file=portfolio.name,
        reason=error.strerror or error,
    )
    return WriteError(str(sentence), error.errno or 0)


def _check_whole(part: Path, source: Path) -> None:
    check_file(part, source)


def _staged(portfolio: Path) -> Path:
    return portfolio.with_name(f".{portfolio.name}.restoring")


def _free_place(portfolio: Path, at: datetime) -> Path:
    stamp = at.astimezone(UTC).strftime(STAMP)
    kept = portfolio.with_name(f"{portfolio.stem} before restore {stamp}.relm")
    return free_name(kept) if kept.exists() else kept
