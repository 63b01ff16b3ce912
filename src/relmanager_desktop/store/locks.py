"""One window for each portfolio, by a lock of the kernel: gone when its process is gone."""

from __future__ import annotations

import getpass
import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.store.faults import PortfolioError


@dataclass(frozen=True)
class Holder:
    """Who has a portfolio open in a window; ``since`` is an ISO moment."""

    host: str = ""
    user: str = ""
    process: int = 0
    since: str = ""


class AlreadyOpenError(PortfolioError):
    """Another window has this portfolio open; ``holder`` says whose."""

    def __init__(self, sentence: str, holder: Holder | None = None) -> None:
        self.holder = holder or Holder()
        super().__init__(sentence)


class WindowLock:
    """The right to show one portfolio in a window. Terminal and children write without it.

    The lock lies in ``.NAME.relm.lock`` and who holds it in ``.NAME.relm.window``: on Windows a
    locked file cannot be read. Both lie beside the file itself, whatever link leads to it.
    """

    def __init__(self, portfolio: Path) -> None:
        self._portfolio = portfolio
        file = portfolio.resolve()
        self._note = file.with_name(f".{file.name}.window")
        place = file.with_name(f".{file.name}.lock")
        self._lock = FileLock(place, timeout=0, thread_local=False)

    def acquire(self, at: datetime) -> None:
        """Take the lock.

        Raises:
            AlreadyOpenError: If another window has it; the sentence says whose.
        """
        try:
            self._lock.acquire()
        except Timeout:
            raise self._taken() from None
        except OSError:  # a folder that cannot be written holds no second window to fear
            return
        holder = Holder(platform.node(), _user(), os.getpid(), at.isoformat())
        with suppress(OSError):
            self._note.write_text(json.dumps(asdict(holder)), encoding="utf-8")

    def release(self) -> None:
        """Give the lock back."""
        if self._lock.is_locked:
            self._note.unlink(missing_ok=True)
            self._lock.release()

    def holder(self) -> Holder:
        """Return who took the lock last, as far as that is known."""
        with suppress(OSError, ValueError, TypeError):
            return Holder(**json.loads(self._note.read_text(encoding="utf-8")))
        return Holder()

    def _taken(self) -> AlreadyOpenError:
        holder = self.holder()
        sentence = tr(
            "{file} is open in another window{whose}. Go on there, or close it first.",
            file=self._portfolio.name,
            whose=_whose(holder),
        )
        return AlreadyOpenError(str(sentence), holder)


def _whose(holder: Holder) -> str:
    if not holder.user:
        return ""
    since = holder.since[:16].replace("T", " ")
    return str(
        tr(" by {user} on {host} since {since}", user=holder.user, host=holder.host, since=since)
    )


def _user() -> str:
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return ""
