"""What can be wrong with a portfolio, each as an exception that says it in one sentence."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from relmanager_desktop.domain.texts import Text, tr

A_WRITE_BYTES = 65_536  # the largest page that SQLite writes at once


class PortfolioError(Exception):
    """Something a person cannot mend by typing otherwise; ``str`` is a sentence for them."""


class MissingPortfolioError(PortfolioError):
    """There is no portfolio at this place."""


class NotAPortfolioError(PortfolioError):
    """The file is something else; it was not touched."""


class DamagedError(PortfolioError):
    """A portfolio or a backup does not check out."""


class NewerPortfolioError(PortfolioError):
    """The portfolio was written by a newer version than this one."""


class UpgradeError(PortfolioError):
    """An upgrade did not check out and was taken back whole."""


class BusyError(PortfolioError):
    """Another program holds the portfolio longer than we wait."""


class DiskFullError(PortfolioError):
    """The disk is full; what was saved before is safe, the present step was not saved."""


class DiskError(PortfolioError):
    """The disk does not answer: a stick pulled out, a cable, a share that went away."""


class ReadOnlyError(PortfolioError):
    """The portfolio or its folder cannot be written."""


class MovedError(PortfolioError):
    """The file of an open portfolio is not there any more, or another one is in its place."""

    is_replaced = False


class ReplacedError(MovedError):
    """Another file is in the place of the one that was opened."""

    is_replaced = True


class WrongUrlError(PortfolioError):
    """No portfolio can be opened at such a URL on this computer."""


class ServerError(PortfolioError):
    """The server of a portfolio does not answer, or lets nobody in."""


class UnjournalledWriteError(RuntimeError):
    """Somebody tried to write past the journal; use ORM objects or store/bulk.py."""


Fault = Callable[[Path], PortfolioError]


def damaged(path: Path) -> DamagedError:
    """Return the fault of a file that does not check out."""
    return DamagedError(
        str(
            tr(
                "{file} is damaged; nothing was changed. Restore its newest backup, or salvage "
                "what can be read.",
                file=path.name,
            )
        )
    )


def only_to_look_at(path: Path) -> DamagedError:
    """Return the fault of a change to what is only looked at, for its file is damaged."""
    sentence = tr(
        "{file} is damaged and is only looked at, so nothing is changed. Restore its newest "
        "backup, or salvage what can be read, to go on with it.",
        file=path.name,
    )
    return DamagedError(str(sentence))


def not_a_portfolio(path: Path) -> NotAPortfolioError:
    """Return the fault of a file of another kind."""
    return NotAPortfolioError(
        str(
            tr(
                "{file} is not a RelManager portfolio. To take a list from it, import it into a "
                "portfolio; nothing was changed.",
                file=path.name,
            )
        )
    )


def gone(path: Path) -> MovedError:
    """Return the fault of a file that was moved or deleted while it was open."""
    sentence = tr(
        "{file} has been moved or deleted while it was open, so nothing can be saved to it. Put it "
        "back, or save a copy of what is still open.",
        file=path.name,
    )
    return MovedError(str(sentence))


def replaced(path: Path) -> MovedError:
    """Return the fault of a file in whose place is another one, or that came back changed."""
    sentence = tr(
        "{file} has been replaced while it was open, so nothing is saved to it any more. Save a "
        "copy of what is still open, or open the file that is there now.",
        file=path.name,
    )
    return ReplacedError(str(sentence))


def wrong_url(url: str) -> WrongUrlError:
    """Return the fault of a URL that names no database which could hold a portfolio."""
    sentence = tr(
        "No portfolio can be at “{url}”. Give a .relm file, or the URL of a database on a server, "
        "such as postgresql://server/name.",
        url=url,
    )
    return WrongUrlError(str(sentence))


def missing_driver(server: str, module: str) -> WrongUrlError:
    """Return the fault of a server for which the library that speaks to it is not installed."""
    sentence = tr(
        "This installation cannot speak to {server}: the Python package “{module}” is missing. "
        "Install it, or give a .relm file.",
        server=server,
        module=module,
    )
    return WrongUrlError(str(sentence))


def no_server(host: str, error: BaseException) -> ServerError:
    """Return the fault of a server that does not answer; its own words are in the sentence."""
    reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
    sentence = tr(
        "The server {host} does not answer: “{reason}”. Check its name, the network and the "
        "password, then try again.",
        host=host,
        reason=reason.rstrip("."),
    )
    return ServerError(str(sentence))


def _said(make: Callable[[str], PortfolioError], message: Text) -> PortfolioError:
    return make(str(message))


def _full(path: Path) -> PortfolioError:
    sentence = tr(
        "The disk with {file} is full. What you saved before is safe, this step was not saved: "
        "free some space and do it again.",
        file=path.name,
    )
    return _said(DiskFullError, sentence)


def _busy(path: Path) -> PortfolioError:
    sentence = tr(
        "Another program is writing to {file}. Wait until it is done and try again.", file=path.name
    )
    return _said(BusyError, sentence)


def _read_only(path: Path) -> PortfolioError:
    log = Path(f"{path}-wal")
    if log.exists() and log.stat().st_size:
        with_log = tr(
            "{file} or its folder cannot be written. Copy the portfolio to a folder of your own, "
            "together with {log}, which holds its last changes.",
            file=path.name,
            log=log.name,
        )
        return _said(ReadOnlyError, with_log)
    sentence = tr(
        "{file} or its folder cannot be written. Copy the portfolio to a folder of your own.",
        file=path.name,
    )
    return _said(ReadOnlyError, sentence)


def _too_large(path: Path) -> PortfolioError:
    sentence = tr(
        "{file} may not grow further: the system's limit for one file is reached. What you saved "
        "before is safe, this step was not saved: raise the limit (ulimit -f) and do it again.",
        file=path.name,
    )
    return _said(DiskFullError, sentence)


def _no_answer(path: Path) -> PortfolioError:
    if is_at_its_limit(path):
        return _too_large(path)
    if _has_no_room(path):
        return _full(path)
    sentence = tr(
        "The disk with {file} does not answer. What you saved before is on it: check the drive, "
        "then do this step again.",
        file=path.name,
    )
    return _said(DiskError, sentence)


def _has_no_room(path: Path) -> bool:
    """Whether the disk is full: SQLite says so of a file, and not of the memory it shares."""
    with suppress(OSError):
        return shutil.disk_usage(path.parent).free < A_WRITE_BYTES
    return False


def is_at_its_limit(path: Path) -> bool:
    """Whether the file, or its log, is as large as the system lets one be; SQLite does not say."""
    if sys.platform == "win32":
        return False
    import resource  # noqa: PLC0415 - Windows has none

    limit, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    if limit == resource.RLIM_INFINITY:
        return False
    files = (path, Path(f"{path}-wal"))
    return any(file.exists() and file.stat().st_size + A_WRITE_BYTES > limit for file in files)


# What SQLite says → what a person is told; the first match counts.
FAULTS: tuple[tuple[str, Fault], ...] = (
    ("disk is full", _full),
    ("database is locked", _busy),
    ("database table is locked", _busy),
    ("readonly database", _read_only),
    ("unable to open database file", _read_only),
    ("file is not a database", not_a_portfolio),
    ("malformed", damaged),
    ("disk i/o error", _no_answer),
)


def fault_of(error: BaseException, path: Path | None) -> PortfolioError | None:
    """Return what an error of the database means to a person, or None if it is our own mistake."""
    if isinstance(error, PortfolioError):
        return error
    if path is None:
        return None
    said = str(error).lower()
    return next((make(path) for needle, make in FAULTS if needle in said), None)
