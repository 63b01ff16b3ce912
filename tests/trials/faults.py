"""Faults put in the way of a deed: a call that fails, a full disk, a folder that is shut."""

from __future__ import annotations

import builtins
import errno
import io
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

# What a disk says when it is full, broken, shut, or gone.
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.ENOENT)
CALLS = ("fsync", "replace", "rename", "mkdir")
WRITES = frozenset("wax+")
NO_MOUNT = "skipped: to mount a small disk takes the rights of root"
MOUNT, UMOUNT = shutil.which("mount"), shutil.which("umount")


class Saboteur:
    """Counts the calls by which Python writes in a folder, and lets some of them fail."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self._folder = str(folder)
        self._fails: Mapping[int, OSError] = {}
        for name in CALLS:
            patch.setattr(os, name, self._watched(getattr(os, name)))
        opened = self._watched_open(io.open)
        patch.setattr(io, "open", opened)
        patch.setattr(builtins, "open", opened)

    @contextmanager
    def fail(self, fails: Mapping[int, OSError]) -> Iterator[None]:
        """Let the calls fail that ``fails`` has an error for; the first has number 0."""
        self.count, self._fails = 0, fails
        try:
            yield
        finally:
            self._fails = {}

    def _happen(self) -> None:
        error = self._fails.get(self.count)
        self.count += 1
        if error is not None:
            raise error

    def _watched(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            if isinstance(args[0], int) or str(args[0]).startswith(self._folder):
                self._happen()
            return real(*args, **options)

        return call

    def _watched_open(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(file: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
            if str(file).startswith(self._folder) and WRITES & set(mode):
                self._happen()
            return real(file, mode, *args, **options)

        return call


def error_of(number: int) -> OSError:
    """Return the error that the system raises for a number."""
    return OSError(number, os.strerror(number))


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size: SQLite's writes fail there, as on a disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[None]:
    """Mount something over a folder, or skip the test where that is not allowed."""
    if MOUNT is None or UMOUNT is None:
        pytest.skip(NO_MOUNT)
    done = subprocess.run([str(MOUNT), *options, str(folder)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(NO_MOUNT)
    try:
        yield
    finally:
        subprocess.run([str(UMOUNT), "-l", str(folder)], check=True)


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """Make a folder a disk of its own, with so many bytes."""
    with mounted(folder, "-t", "tmpfs", "-o", f"size={size}", "tmpfs"):
        yield


@contextmanager
def shut(folder: Path) -> Iterator[None]:
    """Make a folder read-only, for root too."""
    with mounted(folder, "--bind", str(folder)):
        remount = [str(MOUNT), "-o", "remount,ro,bind", str(folder)]
        subprocess.run(remount, check=True)
        yield
