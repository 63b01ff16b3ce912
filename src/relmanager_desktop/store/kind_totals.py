"""How many records of the kinds that have many there are, kept with every note in the journal."""

from __future__ import annotations

from sqlalchemy import delete, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from relmanager_desktop.store.statements import run_named
from relmanager_desktop.store.tables import GREAT, KIND_TOTAL, TABLES

_ADD = (
    "INSERT INTO kind_total (kind, number) VALUES (:kind, :more)"
    " ON CONFLICT (kind) DO UPDATE SET number = kind_total.number + excluded.number"
)


def add(connection: Connection, kind: str, more: int) -> None:
    """Add so many records of a kind, or take them off; of kinds with few nothing is kept."""
    if kind not in GREAT or not more:
        return
    run_named(connection, _ADD, [{"kind": kind, "more": more}])


def totals(session: Session) -> dict[str, int]:
    """Return the totals that are kept, by kind, to be proved against a rebuild."""
    rows = session.connection().execute(select(KIND_TOTAL.c.kind, KIND_TOTAL.c.number))
    return {kind: number for kind, number in rows if number}


def rebuild(session: Session) -> None:
    """Count all anew."""
    connection = session.connection()
    connection.execute(delete(KIND_TOTAL))
    for kind in GREAT:
        counted = select(func.count()).select_from(TABLES[kind])
        add(connection, kind, connection.execute(counted).scalar_one())
