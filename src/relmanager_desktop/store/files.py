"""Writing a file so that a crash, a full disk or a virus scanner never costs the old one."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from relmanager_desktop.domain.texts import tr

PART = ".part"
BUSY = {errno.EACCES, errno.EPERM, errno.EBUSY}
BUSY_WINDOWS = {5, 32}
PATIENCE_SECONDS = 10.0
DAY_SECONDS = 86_400


class WriteError(OSError):
    """A file could not be written; the old one is as it was. The message is a sentence."""


def atomic_write(
    target: Path,
    write: Callable[[Path], None],
    *,
    verify: Callable[[Path], None] | None = None,
    patience_seconds: float = PATIENCE_SECONDS,
) -> Path:
    """Write beside, sync, verify, rename, sync the folder; return where the file now is.

    ``write`` and ``verify`` get the path of a temporary file in the same folder; ``verify``
    raises if the file is not good. Where the target stays locked (open in Excel), the new file is
    kept beside it under a free name, which is returned.

    Raises:
        WriteError: If the folder cannot be written or the disk is full.
    """
    try:
        handle, name = tempfile.mkstemp(suffix=PART, prefix=f".{target.stem}-", dir=target.parent)
    except OSError as error:
        raise _plain(error, target) from error
    os.close(handle)
    part = Path(name)
    try:
        write(part)
        sync_file(part)
        if verify is not None:
            verify(part)
        placed = _replace(part, target, patience_seconds)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise _plain(error, target) from error
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(placed.parent)
    return placed


def sync_file(path: Path) -> None:
    """Make the operating system put a file's bytes on the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder survive a power cut, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(folder: Path, *, now_seconds: float | None = None) -> int:
    """Delete temporary files older than a day that a kill left behind; return how many."""
    now = time.time() if now_seconds is None else now_seconds
    swept = 0
    for part in folder.glob(f".*{PART}"):
        if now - part.stat().st_mtime > DAY_SECONDS:
            part.unlink(missing_ok=True)
            swept += 1
    return swept


def free_bytes(folder: Path) -> int:
    """Return the free space of the disk that holds a folder."""
    return shutil.disk_usage(folder).free


def free_name(target: Path) -> Path:
    """Return 'name (2).xlsx' and so on: the first name beside ``target`` that is free."""
    number = 2
    while (candidate := target.with_name(f"{target.stem} ({number}){target.suffix}")).exists():
        number += 1
    return candidate


def _replace(part: Path, target: Path, patience_seconds: float) -> Path:
    deadline = time.monotonic() + patience_seconds
    pause = 0.05
    while True:
        try:
            part.replace(target)
            return target
        except OSError as error:
            if not _is_busy(error):
                raise
            if time.monotonic() >= deadline:
                beside = free_name(target)
                part.replace(beside)
                return beside
        time.sleep(pause)
        pause = min(pause * 2, 1.0)


def _is_busy(error: OSError) -> bool:
    return error.errno in BUSY or getattr(error, "winerror", 0) in BUSY_WINDOWS


def _plain(error: OSError, target: Path) -> OSError:
    if isinstance(error, WriteError):
        return error
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        text = tr("The disk is full: {file} was not written. Free some space and try again.", file=target.name)
    elif error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        text = tr("{folder} cannot be written. Choose another folder for {file}.", folder=target.parent, file=target.name)
    elif error.errno == errno.ENOENT:
        text = tr("The folder {folder} is not there. Choose another one for {file}.", folder=target.parent, file=target.name)
    else:
        text = tr("{file} was not written: {reason}.", file=target.name, reason=error.strerror or error)
    return WriteError(error.errno or 0, str(text))
