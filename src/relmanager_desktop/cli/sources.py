"""Where a list comes from: a file or standard input, and the password that opens it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.domain.texts import joined, tr

if TYPE_CHECKING:
    from relmanager_desktop.exchange.readings import Request

STANDARD_INPUT = "-"
NAME = "Standard input"  # as plan and history call it
TRIES = 3
ASKED = frozenset({"password", "wrong_password"})
Answer = TypeVar("Answer")


def source_of(given: argparse.Namespace) -> Request:
    """Return what is to be read.

    Raises:
        UsageError: If there is no such file, or the file with the password holds none.
    """
    from relmanager_desktop.exchange.limits import FILE_BYTES  # noqa: PLC0415 - quick start
    from relmanager_desktop.exchange.readings import Request  # noqa: PLC0415 - quick start

    password = _password_in(given.password_file) if given.password_file else None
    if given.file == STANDARD_INPUT:
        # One byte more than is read, so that what is too large is told to be so.
        content = sys.stdin.buffer.read(FILE_BYTES + 1)
        return Request(Path(NAME), password, content=content)
    path = _file(given.file)
    if not path.is_fifo():
        return Request(path, password)
    with path.open("rb") as pipe:  # what a shell writes as <(…): it can be read once only
        name = path if path.suffix else Path(NAME)
        return Request(name, password, content=pipe.read(FILE_BYTES + 1))


def opened(source: Request, read: Callable[[Request], Answer]) -> tuple[Request, Answer]:
    """Return the source with the password that opens it, and what reading it answered.

    Where a list is locked and somebody sits at the terminal, they are asked, three times at most.

    Raises:
        UsageError: If it is locked and nobody can be asked.
        RefusedFile: As ``read`` does.
    """
    for tries_left in reversed(range(TRIES + 1)):
        try:
            return source, read(source)
        except Exception as error:
            if getattr(error, "code", "") not in ASKED:
                raise
            if not _can_ask(source):
                hint = tr("Give it with --password-file FILE.")
                raise UsageError(str(joined(" ", error, hint))) from error
            if not tries_left:
                raise
            source = replace(source, password=_asked(error, source.path.name))
    raise AssertionError  # the last try returns or raises


def _can_ask(source: Request) -> bool:
    return source.content is None and sys.stdin.isatty()


def _asked(error: Exception, name: str) -> str:
    import getpass  # noqa: PLC0415 - one use

    if getattr(error, "code", "") == "wrong_password":
        print(str(error), file=sys.stderr)
    return getpass.getpass(str(tr("Password of {file}: ", file=name)), stream=sys.stderr)


def _password_in(written: str) -> str:
    try:
        lines = Path(written).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else tr("it is no text")
        message = tr("--password-file: {file} cannot be read: {why}.", file=written, why=why)
        raise UsageError(str(message)) from error
    if not lines or not lines[0]:
        message = tr("--password-file: the first line of {file} holds no password.", file=written)
        raise UsageError(str(message))
    return lines[0]


def _file(written: str) -> Path:
    path = Path(written)
    if path.is_dir():
        message = tr("{path} is a folder. Name the file in it that is to be imported.", path=path)
        raise UsageError(str(message))
    if path.is_char_device() or path.is_block_device() or path.is_socket():
        message = tr("{path} is a device, not a list. Name a file, or - for the input.", path=path)
        raise UsageError(str(message))
    if not path.is_file() and not path.is_fifo():
        raise UsageError(str(tr("There is no file {path}.", path=path)))
    return path
