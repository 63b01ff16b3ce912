"""Writing a file so that a crash, a full disk or a virus scanner never costs the old one."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from relmanager_desktop.domain.texts import Text, tr

PART = ".part"
BUSY = {errno.EACCES, errno.EPERM, errno.EBUSY}
BUSY_WINDOWS = {5, 32}
FULL = {errno.ENOSPC, errno.EDQUOT}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
PATIENCE_SECONDS = 10.0
DAY_SECONDS = 86_400
LONGEST_STEM = 40


class WriteError(OSError):
    """A file could not be written; the old one is as it was. ``str`` is a sentence."""

    def __init__(self, sentence: str, number: int = 0) -> None:
        super().__init__(sentence)
        self.errno = number


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
    final = Path(os.path.realpath(target))  # a link goes on pointing where it points
    part = final.with_name(f".{final.stem[:LONGEST_STEM]}-{secrets.token_hex(4)}{PART}")
    with suppress(OSError):
        sweep(final.parent)
    try:
        part.open("xb").close()
        write(part)
        _keep_mode(part, final)
        sync_file(part)
        if verify is not None:
            verify(part)
        placed = _replace(part, final, patience_seconds)
        sync_folder(placed.parent)
    except OSError as error:
        raise _plain(error, target) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
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
    except OSError as error:  # some shares cannot sync a folder, and say so
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)


def sweep(folder: Path, *, now_seconds: float | None = None) -> int:
    """Delete temporary files older than a day that a kill left behind; return how many."""
    now = time.time() if now_seconds is None else now_seconds
    swept = 0
    for part in folder.glob(f".*{PART}"):
        with suppress(OSError):
            if now - part.stat().st_mtime > DAY_SECONDS:
                part.unlink()
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


def _keep_mode(part: Path, target: Path) -> None:
    if target.exists():
        with suppress(PermissionError):
            shutil.copymode(target, part)


def _replace(part: Path, target: Path, patience_seconds: float) -> Path:
    try:
        return move(part, target, patience_seconds=patience_seconds)
    except OSError as error:
        if not _is_busy(error):
            raise
        beside = free_name(target)
        part.replace(beside)
        return beside


def move(source: Path, target: Path, *, patience_seconds: float = PATIENCE_SECONDS) -> Path:
    """Rename a file, and wait for those who hold one of the two, as virus scanners do.

    Raises:
        OSError: If it cannot be renamed, or is still held when patience ends.
    """
    deadline = time.monotonic() + patience_seconds
    pause = 0.05
    while True:
        try:
            return source.replace(target)
        except OSError as error:
            if not _is_busy(error) or time.monotonic() >= deadline:
                raise
        time.sleep(pause)
        pause = min(pause * 2, 1.0)


def _is_busy(error: OSError) -> bool:
    return error.errno in BUSY or getattr(error, "winerror", 0) in BUSY_WINDOWS


def _plain(error: OSError, target: Path) -> WriteError:
    if isinstance(error, WriteError):
        return error
    return WriteError(str(_sentence(error, target)), error.errno or 0)


def _sentence(error: OSError, target: Path) -> Text:
    file, folder = target.name, target.parent
    if error.errno in FULL:
        return tr(
            "The disk is full: {file} was not written. Free some space and try again.", file=file
        )
    if error.errno == errno.EFBIG:
        return tr(
            "{file} was not written: the system's limit for one file is reached. Raise it "
            "(ulimit -f) and try again.",
            file=file,
        )
    if error.errno in FORBIDDEN:
        return tr(
            "{folder} cannot be written. Choose another folder for {file}.",
            folder=folder,
            file=file,
        )
    if error.errno == errno.ENOENT:
        return tr(
            "The folder {folder} is not there. Choose another one for {file}.",
            folder=folder,
            file=file,
        )
    return tr(
        "{file} was not written: {reason}. What was there is as it was.",
        file=file,
        reason=error.strerror or error,
    )
