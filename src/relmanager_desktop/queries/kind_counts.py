"""How many records each kind has, asked in one go."""

from __future__ import annotations

from functools import cache

from sqlalchemy import ColumnElement, TextClause, func, select, text
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.store.tables import GREAT, KIND_TOTAL, TABLES

_COUNTED = "SELECT count(*) FROM"
_TOTAL = "(SELECT number FROM kind_total WHERE kind = '{}')"
NOTED = "sample."  # settings that begin so are the program's own notes, nobody's to change


def kind_counts(session: Session) -> dict[str, int]:
    """Return how many living records each kind has."""
    return dict(session.execute(_all_counts()).mappings().one())


@cache
def _all_counts() -> TextClause:
    """Return one statement for all kinds, as plain SQL: building it otherwise takes a tenth of a
    second, when the page is first opened.
    """
    kinds = [kind.name for kind in KINDS.values() if kind.is_seen]
    return text("SELECT " + ", ".join(f'{_living(kind)} AS "{kind}"' for kind in kinds))


def _living(kind: str) -> str:
    """Return the SQL of ``living_count``."""
    if kind in GREAT:
        archived = f'({_COUNTED} "{kind}" WHERE archived_at IS NOT NULL)'
        return f"coalesce({_TOTAL.format(kind)}, 0) - {archived}"
    asked = ["archived_at IS NULL"] if "archived_at" in TABLES[kind].c else []
    asked += [f"key NOT LIKE '{NOTED}%'"] if kind == "setting" else []
    return f'({_COUNTED} "{kind}" WHERE {" AND ".join(asked) or "1 = 1"})'


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
