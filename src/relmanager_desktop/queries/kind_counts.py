"""How many records each kind has, asked in one go."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.store.tables import GREAT, KIND_TOTAL, TABLES

NOTED = "sample."  # settings that begin so are the program's own notes, nobody's to change


def kind_counts(session: Session) -> dict[str, int]:
    """Return how many living records each kind has."""
    return dict(session.execute(_all_counts()).mappings().one())


@cache
def _all_counts() -> Select[Any]:
    """Return one statement for all kinds: seventy of them would be compiled one by one."""
    counts: list[Any] = [living_count(n).label(n) for n, kind in KINDS.items() if kind.is_seen]
    return select(*counts)


def living_count(kind: str) -> ColumnElement[int]:
    """Return the number of living records of a kind, to be selected.

    Where there may be many, it is the total that is kept less the archived, which are few.
    """
    if kind in GREAT:
        total = select(KIND_TOTAL.c.number).where(KIND_TOTAL.c.kind == kind).scalar_subquery()
        return func.coalesce(total, 0) - _counted(kind, *states_of(kind, is_archived=True))
    return _counted(kind, *states_of(kind, is_archived=False))


def _counted(kind: str, *asked: ColumnElement[bool]) -> ColumnElement[int]:
    counted = select(func.count()).select_from(TABLES[kind]).where(*asked)
    number: ColumnElement[int] = counted.scalar_subquery()
    return number


def states_of(kind: str, *, is_archived: bool | None) -> list[ColumnElement[bool]]:
    """Return what is asked of a kind's records before anybody filters; None for archived or not."""
    table = TABLES[kind]
    asked: list[ColumnElement[bool]] = []
    if kind == "setting":
        asked.append(table.c.key.not_like(f"{NOTED}%"))
    if is_archived is not None and "archived_at" in table.c:
        state = table.c.archived_at
        asked.append(state.is_not(None) if is_archived else state.is_(None))
    return asked
