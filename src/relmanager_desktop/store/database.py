"""Opening a portfolio, and the only two ways into it: read and write."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import func, select
from sqlalchemy.engine import URL, Connection
from sqlalchemy.orm import Session

from relmanager_desktop.store import facts, reserve, search
from relmanager_desktop.store.anchors import Anchor
from relmanager_desktop.store.copies import is_read_only
from relmanager_desktop.store.engines import make_engine, path_of, url_of
from relmanager_desktop.store.faults import DiskFullError, PortfolioError, UnjournalledWriteError
from relmanager_desktop.store.journal import Head, Journal, forbid_dml, journal_of, watch
from relmanager_desktop.store.tables import TABLES

Clock = Callable[[], datetime]
TOPICS = "topics"


@dataclass(frozen=True)
class Origin:
    """Who writes, and from where: window, terminal, import, merge or clock."""

    author: str = ""
    source: str = "window"


class NestedWriteError(RuntimeError):
    """A write was begun inside another one; hand its session on instead."""


def utc_now() -> datetime:
    """Return the moment in UTC."""
    return datetime.now(UTC)


class Database:
    """An open portfolio.

    ``clock`` answers the moment in UTC; ``origin`` names who writes. Any number of threads may
    read and write; writes wait for each other. ``refusal`` is what a write raises where there is
    to be none, whatever the system allows.
    """

    def __init__(
        self,
        place: str | Path | URL,
        *,
        clock: Clock = utc_now,
        origin: Origin | None = None,
        refusal: PortfolioError | None = None,
    ) -> None:
        self.refusal = refusal
        self.url = place if isinstance(place, URL) else url_of(place)
        self.path = path_of(self.url)
        self.clock = clock
        self.origin = origin or Origin()
        self.anchor = Anchor(self.path)
        self.engine = make_engine(self.url, self.anchor)
        self._writer = self.engine.execution_options(write=True)
        self._turn = _Turn()
        self.watcher: Any = None  # a connection of its own, which asks who else wrote

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Yield a session for queries; nothing done in it is kept."""
        with Session(self.engine, autoflush=False) as session:
            try:
                yield session
            finally:
                session.rollback()

    @contextmanager
    def write(self, label: object, *, source: str = "") -> Iterator[Session]:
        """Yield a session; commit once, as one change set named ``label``, or nothing at all.

        After the block ``topics_of(session)`` names the kinds that changed.

        Raises:
            NestedWriteError: If this thread is inside a write already.
            BusyError, DiskFullError, MovedError, ReadOnlyError: See there; nothing is written.
        """
        head = Head(str(label), self.clock(), self.origin.author, source or self.origin.source)
        with self._writing(_WriteSession(self._writer, expire_on_commit=False)) as session:
            journal = Journal(session, head)
            yield session
            journal.close()
            if journal.number is not None:
                facts.refresh(session, journal.touched, self.clock())
                search.refresh(session, journal.touched, journal.number)
                for deed in journal.afterwards:
                    deed(session)
            session.info[TOPICS] = frozenset(journal.touched.kinds())

    @contextmanager
    def write_quietly(self) -> Iterator[Session]:
        """Yield a session for what the journal does not keep: rebuilding facts and search."""
        with self._writing(Session(self._writer)) as session:
            yield session

    def data_version(self) -> int:
        """Return a number that moves when anybody else, or this process, wrote; asking is cheap."""
        if self.path is None:
            with self.read() as session:
                newest = select(func.max(TABLES["change_set"].c.number))
                return int(session.execute(newest).scalar() or 0)
        if self.watcher is None:
            self.watcher = self.engine.raw_connection()
        row = self.watcher.driver_connection.execute("PRAGMA data_version").fetchone()
        return int(row[0])

    @property
    def is_read_only(self) -> bool:
        """Whether the file, or the folder that its log has to lie in, is not to be written."""
        return self.refusal is not None or (self.path is not None and is_read_only(self.path))

    def check_writable(self) -> None:
        """Let pass only where something may be saved.

        Raises:
            MovedError: If the file was moved, deleted or replaced.
            DamagedError: If a damaged file is only looked at.
        """
        if self.refusal is not None:
            raise self.refusal
        self.anchor.check()

    def close(self) -> None:
        """Let go of the file."""
        if self.watcher is not None:
            self.watcher.close()
            self.watcher = None
        self.engine.dispose()
        self.anchor.let_go()

    @contextmanager
    def _writing(self, session: Session) -> Iterator[Session]:
        with self._turn, session:
            try:
                self.check_writable()
                session.connection()  # takes the file's write lock before anything is read
                yield session
                self.anchor.check()
                Session.commit(session)
            except DiskFullError:
                session.rollback()
                reserve.release(self.path)
                raise


class _Turn:
    """Lets one thread write at a time, and tells a thread that would wait for itself."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._holder: int | None = None

    def __enter__(self) -> None:
        if self._holder == threading.get_ident():
            raise NestedWriteError("This thread is writing already; hand its session on.")
        self._lock.acquire()
        self._holder = threading.get_ident()

    def __exit__(self, *_: object) -> None:
        self._holder = None
        self._lock.release()


def _looked_at(method: Any) -> Any:
    """Return a method that runs a statement only if it is a query.

    Twice as cheap as an event: SQLAlchemy prepares each statement for those who listen.
    """

    @wraps(method)
    def run(session: Session, statement: Any, *args: Any, **options: Any) -> Any:
        forbid_dml(statement)
        return method(session, statement, *args, **options)

    return run


class _WriteSession(Session):
    """A session whose every write the journal sees, and whose end only the door decides."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise UnjournalledWriteError(
            "Inside a write: no commit, no savepoint, and bulk writes go through store/bulk.py."
        )

    commit = begin_nested = _refuse
    bulk_save_objects = bulk_insert_mappings = bulk_update_mappings = _refuse
    execute = _looked_at(Session.execute)
    scalar = _looked_at(Session.scalar)
    scalars = _looked_at(Session.scalars)
    _held: Connection | None = None

    def connection(self, *args: Any, **options: Any) -> Connection:
        """Return the one connection of the write; journal, facts and search ask for it often."""
        if self._held is None:
            self._held = super().connection(*args, **options)
        return self._held


watch(_WriteSession)


def topics_of(session: Session) -> frozenset[str]:
    """Return the kinds that a finished write changed."""
    topics: frozenset[str] = session.info.get(TOPICS, frozenset())
    return topics


def number_of(session: Session) -> int | None:
    """Return the number of the change set that a finished write made, None if it wrote nothing."""
    return journal_of(session).number


__all__ = [
    "Database",
    "NestedWriteError",
    "Origin",
    "journal_of",
    "make_engine",
    "number_of",
    "path_of",
    "topics_of",
    "url_of",
]
