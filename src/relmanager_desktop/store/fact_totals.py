"""How many facts stand in each state of the cadence, and on which day: kept with every fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from relmanager_desktop.store.statements import run_named
from relmanager_desktop.store.tables import FACT_TOTAL

TIMED = "timed"
NO_DAY = date(1, 1, 1)  # of what is not timed; a key has no blanks
Tally = Counter[tuple[str, str, date]]  # by table, state of the cadence, and day
_ADD = (
    "INSERT INTO fact_total (of, cadence, due_on, number) VALUES (:of, :cadence, :due_on, :more)"
    " ON CONFLICT (of, cadence, due_on) DO UPDATE"
    " SET number = fact_total.number + excluded.number"
)


def tally(of: str, rows: Iterable[Mapping[str, Any]]) -> Tally:
    """Return how many of a table's rows stand where; each has its cadence and due_on."""
    return tally_pairs(of, ((row["cadence"], row["due_on"]) for row in rows))


def tally_pairs(of: str, pairs: Iterable[tuple[str, date | None]]) -> Tally:
    """Return the same of pairs of cadence and due_on."""
    return Counter((of, *_place(cadence, due_on)) for cadence, due_on in pairs)


def add(session: Session, more: Tally) -> None:
    """Add to the totals what came, which is less than nothing of what went."""
    rows = [
        {"of": of, "cadence": cadence, "due_on": due_on.isoformat(), "more": number}
        for (of, cadence, due_on), number in more.items()
        if number
    ]
    run_named(session.connection(), _ADD, rows)


def forget(session: Session) -> None:
    """Take off all."""
    session.connection().execute(delete(FACT_TOTAL))


def _place(cadence: str, due_on: date | None) -> tuple[str, date]:
    return cadence, due_on if due_on is not None and cadence == TIMED else NO_DAY
