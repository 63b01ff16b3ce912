"""In which order issues stand, and the first of them off the index of what they stand by."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, case, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.store.tables import TABLES

RANKED = frozenset({"severity", "status"})  # they stand by the catalogue's order
ISSUE, MEMBER = TABLES["issue"], TABLES["member"]
NEWEST = (ISSUE.c.opened_at.desc(), ISSUE.c.id.desc())


def issue_orders(sort: str, descending: bool) -> list[Any]:
    """Return what issues are ordered by: blanks last, and among equals the newest first.

    Titles are few among equals, and go by their keys.
    """
    if sort == "opened":
        return _by(ISSUE.c.opened_at, descending)
    if sort == "issue":
        return _by(ISSUE.c.sort_key, descending)
    order = _order(sort)
    return [order.desc().nulls_last() if descending else order.asc().nulls_last(), *NEWEST]


def first_issues(
    session: Session,
    sort: str,
    descending: bool,
    fitting: Sequence[ColumnElement[bool]],
    limit: int,
) -> array[int]:
    """Return the ids of the first issues that fit, each stretch of equals off its own index."""
    found = array("q")
    for part in _parts(sort, descending):
        if (wanted := limit - len(found)) <= 0:
            break
        found.extend(session.execute(part.where(*fitting).limit(wanted)).scalars())
    return found


def _parts(sort: str, descending: bool) -> Iterator[Select[Any]]:
    every = select(ISSUE.c.id)
    if sort in RANKED:
        codes = [choice.code for choice in KINDS["issue"].field(sort).choices]
        for code in reversed(codes) if descending else codes:
            yield every.where(ISSUE.c[sort] == code).order_by(*NEWEST)
    elif sort == "owner":
        name = MEMBER.c.sort_key.desc() if descending else MEMBER.c.sort_key.asc()
        # "+ 0" keeps a database from looking up the name of each issue's owner instead.
        owned = MEMBER.join(ISSUE, ISSUE.c.owner == MEMBER.c.id + 0)
        yield every.select_from(owned).order_by(name, *NEWEST)
        yield every.where(ISSUE.c.owner.is_(None)).order_by(*NEWEST)
    else:
        yield every.order_by(*issue_orders(sort, descending))


def _by(column: Any, descending: bool) -> list[Any]:
    """Return the order of a column and then of the keys, as one index has it."""
    columns = (column, ISSUE.c.id)
    return [each.desc() if descending else each.asc() for each in columns]


def _order(sort: str) -> Any:
    if sort in RANKED:
        choices = KINDS["issue"].field(sort).choices
        ranks = {choice.code: rank for rank, choice in enumerate(choices)}
        return case(ranks, value=ISSUE.c[sort], else_=len(ranks))
    return select(MEMBER.c.sort_key).where(MEMBER.c.id == ISSUE.c.owner).scalar_subquery()
