"""How many living accounts there are of each sort, and what they are worth: kept with each write.

Accounts are of one sort if their roles, tier and currency are the same.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Select, Text, bindparam, cast, delete, func, select
from sqlalchemy.orm import Session

from relmanager_desktop.store.engines import as_json
from relmanager_desktop.store.rows import Ranges, Row, runs_of, within
from relmanager_desktop.store.statements import run_named
from relmanager_desktop.store.tables import ACCOUNT_TOTAL, TABLES
from relmanager_desktop.store.traces import Touched

MOVING = frozenset({"roles", "tier", "currency", "annual_value", "archived_at"})
_ACCOUNT = TABLES["account"].c
_SORT = (cast(_ACCOUNT.roles, Text), _ACCOUNT.tier, _ACCOUNT.currency)
_LIVING = (
    select(
        *_SORT,
        func.count(),
        func.count(_ACCOUNT.annual_value),
        func.coalesce(func.sum(_ACCOUNT.annual_value), 0),
    )
    .where(_ACCOUNT.archived_at.is_(None))
    .group_by(*_SORT)
)
_BETWEEN = _LIVING.where(_ACCOUNT.id.between(bindparam("first"), bindparam("last")))
FEW_RUNS = 20  # of keys, each counted by a statement that was made once
_ADD = (
    "INSERT INTO account_total (roles, tier, currency, number, valued, value)"
    " VALUES (:roles, :tier, :currency, :number, :valued, :value)"
    " ON CONFLICT (roles, tier, currency) DO UPDATE SET"
    " number = account_total.number + excluded.number,"
    " valued = account_total.valued + excluded.valued,"
    " value = account_total.value + excluded.value"
)


class Sort(NamedTuple):
    """What accounts of one sort have in common; what they lack is '' or 0, for a key."""

    roles: str  # as JSON without blanks between
    tier: int
    currency: str


class Figures(NamedTuple):
    """How many accounts, how many of them have a value, and the sum of these in minor units."""

    number: int = 0
    valued: int = 0
    value: int = 0

    def plus(self, other: Figures, times: int = 1) -> Figures:
        """Return the sums with ``times`` the other's."""
        return Figures(*(own + times * more for own, more in zip(self, other, strict=True)))


class Total(NamedTuple):
    """One sort of accounts with its figures."""

    roles: tuple[str, ...]
    tier: int | None
    currency: str | None
    figures: Figures


Moved = defaultdict[Sort, Figures]


def refresh(session: Session, touched: Touched) -> None:
    """Take off what accounts were before a write and add what they are now."""
    if not touched.moves("account", MOVING):
        return
    before = _as_they_were(touched)
    moved: Moved = defaultdict(Figures)
    for row in before.values():
        if row["archived_at"] is None:
            sort = _sort(row["roles"], row["tier"], row["currency"])
            moved[sort] = moved[sort].plus(_figures(row["annual_value"]), -1)
    _count_again(session, sorted(before), moved)
    for first, count in touched.blocks.get("account", ()):
        _count(session, _BETWEEN, moved, first=first, last=first + count - 1)
    _add(session, moved)


def rebuild(session: Session) -> None:
    """Count all anew."""
    session.connection().execute(delete(ACCOUNT_TOTAL))
    found: Moved = defaultdict(Figures)
    _count(session, _LIVING, found)
    _add(session, found)


def totals(session: Session) -> list[Total]:
    """Return the sorts of which there are living accounts."""
    there = select(ACCOUNT_TOTAL).where(ACCOUNT_TOTAL.c.number > 0)
    return [
        Total(tuple(json.loads(roles or "[]")), tier or None, currency or None, Figures(*figures))
        for roles, tier, currency, *figures in session.execute(there)
    ]


def _as_they_were(touched: Touched) -> dict[int, Row]:
    """Return the accounts that changed or went, as they were before the write."""
    created = Ranges(touched.blocks.get("account", ()))
    before: dict[int, Row] = {}
    for row in (*touched.old.get("account", ()), *touched.gone.get("account", ())):
        if row["id"] not in created:
            before.setdefault(row["id"], row)
    return before


def _count_again(session: Session, ids: list[int], into: Moved) -> None:
    runs = list(runs_of(ids))
    if len(runs) > FEW_RUNS:
        for condition in within(session, _ACCOUNT.id, ids):
            _count(session, _LIVING.where(condition), into)
        return
    for first, count in runs:
        _count(session, _BETWEEN, into, first=first, last=first + count - 1)


def _count(session: Session, statement: Select[Any], into: Moved, **values: int) -> None:
    for roles, tier, currency, *figures in session.connection().execute(statement, values):
        sort = _sort(json.loads(roles) if roles else None, tier, currency)
        into[sort] = into[sort].plus(Figures(*figures))


def _add(session: Session, more: Mapping[Sort, Figures]) -> None:
    rows = [
        {**sort._asdict(), **figures._asdict()} for sort, figures in more.items() if any(figures)
    ]
    run_named(session.connection(), _ADD, rows)


def _sort(roles: Any, tier: int | None, currency: str | None) -> Sort:
    return Sort(as_json(roles) if roles else "", tier or 0, currency or "")


def _figures(value: int | None) -> Figures:
    return Figures(1, int(value is not None), value or 0)
