"""Writing to look and not to keep: how things would stand if something were otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from relmanager_desktop.store.database import Database


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
