"""Opening a portfolio, and the only two ways into it: read and write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import URL, Connection
from sqlalchemy.orm import Session

from relmanager_desktop.store import facts, search
from relmanager_desktop.store.journal import Head, Journal, journal_of

Clock = Callable[[], datetime]
TOPICS = "topics"

# WAL with FULL is what survives a power cut; see the design's reliability figures.
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "cache_size=-64000",
)
BUSY_SECONDS = 5.0


@dataclass(frozen=True)
class Origin:
    """Who writes, and from where: window, terminal, import, merge or clock."""

    author: str = ""
    source: str = "window"


def utc_now() -> datetime:
    """Return the moment in UTC."""
    return datetime.now(UTC)


def url_of(place: str | Path) -> URL:
    """Return the SQLAlchemy URL of a portfolio file, or of what already is a URL."""
    text = str(place)
    if "://" in text:
        return make_url(text)
    return URL.create("sqlite", database=str(Path(text).expanduser().absolute()))


def path_of(url: URL) -> Path | None:
    """Return the file behind a URL, or None where a server keeps the portfolio."""
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def make_engine(url: URL) -> Engine:
    """Return an engine whose connections are prepared for this product."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - the one SQLite of this process

    engine = create_engine(url, module=driver, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin)
    return engine


def prepare(connection: Any, _record: object = None) -> None:
    """Set up one DBAPI connection: our own BEGIN, the pragmas, the functions of search."""
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    search.prepare(connection)


def _begin(connection: Connection) -> None:
    is_write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")


class Database:
    """An open portfolio.

    ``clock`` answers the moment in UTC; ``origin`` names who writes. Safe for one writer thread
    and many readers.
    """

    def __init__(
        self, place: str | Path | URL, *, clock: Clock = utc_now, origin: Origin | None = None
    ) -> None:
        self.url = place if isinstance(place, URL) else url_of(place)
        self.path = path_of(self.url)
        self.clock = clock
        self.origin = origin or Origin()
        self.engine = make_engine(self.url)
        self._writer = self.engine.execution_options(write=True)

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
        """
        head = Head(str(label), self.clock(), self.origin.author, source or self.origin.source)
        with Session(self._writer, expire_on_commit=False) as session:
            journal = Journal(session, head)
            yield session
            journal.close()
            facts.refresh(session, journal.touched, self.clock())
            search.refresh(session, journal.touched)
            session.info[TOPICS] = frozenset(journal.touched.kinds())
            session.commit()

    @contextmanager
    def write_quietly(self) -> Iterator[Session]:
        """Yield a session for what the journal does not keep: rebuilding facts and search."""
        with Session(self._writer) as session:
            yield session
            session.commit()

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def topics_of(session: Session) -> frozenset[str]:
    """Return the kinds that a finished write changed."""
    topics: frozenset[str] = session.info.get(TOPICS, frozenset())
    return topics


__all__ = ["Database", "Origin", "journal_of", "make_engine", "path_of", "topics_of", "url_of"]
