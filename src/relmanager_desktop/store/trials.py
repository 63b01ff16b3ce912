"""Writing to look and not to keep: how things would stand if something were otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from relmanager_desktop.store import facts
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.journal import Head, Journal, journal_of


class _TakeBackError(Exception):
    """Leaves the trial without keeping it."""


@contextmanager
def trial(database: Database) -> Iterator[Session]:
    """Yield a session in which anything may be derived anew; nothing of it is kept.

    Raises:
        ReadOnlyError, BusyError: If not even that can be written now.
    """
    try:
        with database.write_quietly() as session:
            yield session
            raise _TakeBackError
    except _TakeBackError:
        pass


@contextmanager
def rehearsal(asking: Session, at: datetime) -> Iterator[Session]:
    """Yield a write session beside one that only reads; nothing of it is kept.

    What goes through the bulk door can be written in it. The file's write lock is held meanwhile.

    Raises:
        ReadOnlyError, BusyError: If not even that can be written now.
    """
    engine = asking.get_bind()
    assert isinstance(engine, Engine)  # noqa: S101 - sessions of a portfolio are bound to it
    with Session(engine.execution_options(write=True)) as session:
        try:
            Journal(session, Head("", at, "", "import"))
            session.connection()
            yield session
        finally:
            session.rollback()


def derive(session: Session) -> None:
    """Derive the facts that a rehearsal moved, as the end of a write would."""
    journal = journal_of(session)
    facts.refresh(session, journal.touched, journal.at)
