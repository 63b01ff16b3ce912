"""The Accounts page: one row an account, sorted and filtered by the database."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, func, null, select, text
from sqlalchemy.orm import Session

from relmanager_desktop.queries.account_filters import holding
from relmanager_desktop.queries.amounts import currency_of_portfolio, worth
from relmanager_desktop.queries.conditions import Condition, where
from relmanager_desktop.store.cadence_reads import is_touch_row
from relmanager_desktop.store.tables import ACCOUNT_FACT, BY_ORDER, TABLES

ACCOUNT, TIER, MEMBER = TABLES["account"], TABLES["tier"], TABLES["member"]
FACT = ACCOUNT_FACT
BATCH = 500
LOOKED = 8_000  # accounts that are looked through in their order before all are gathered

# What a column of the page sorts by; money by what it is worth in the portfolio's currency.
SORTS: dict[str, ColumnElement[Any]] = {
    "name": ACCOUNT.c.sort_key,
    "tier": TIER.c.order,
    "last_touch": FACT.c.last_touch_at,
    "next_touch": FACT.c.due_on,
    "owner": MEMBER.c.sort_key,
    "city": ACCOUNT.c.city,
    "status": ACCOUNT.c.status,
    "roles": ACCOUNT.c.roles,
    "industry": ACCOUNT.c.industry,
}
HEADED = frozenset({"roles", "status"})  # what the index of the heading can be read for
JOINED = {"tier": TIER, "owner": MEMBER, "last_touch": FACT, "next_touch": FACT}


@dataclass(frozen=True)
class AccountRow:
    """One account as the list paints it; amounts in minor units of ``currency``."""

    id: int
    name: str
    industry: str
    city: str
    country: str
    roles: tuple[str, ...]
    status: str
    tier: str
    tier_order: int
    annual_value: int | None
    currency: str
    last_touch_at: datetime | None
    last_channel: str
    cadence: str
    due_on: date | None
    red_on: date | None
    owner: str
    version: int
    is_archived: bool


@dataclass(frozen=True)
class AccountsRequest:
    """Which accounts, in which order; ``view`` is one of VIEWS."""

    sort: str = "name"
    descending: bool = False
    text: str = ""
    conditions: tuple[Condition, ...] = ()
    view: str = "all"
    archived: bool = False


def account_ids(
    session: Session, request: AccountsRequest, today: date, limit: int | None = None
) -> array[int]:
    """Return the ids of the accounts that fit, in order: all, or the first ``limit``."""
    statement = select(ACCOUNT.c.id).select_from(joined_for({request.sort}, request.view))
    statement = statement.where(*fitting_for(session, request, today))
    if request.text.strip() and request.sort == "name" and limit is not None:
        first = _first_by_name(session, statement, request.descending, limit)
        if len(first) == limit:
            return first
    if request.sort in HEADED and not request.archived:
        statement = statement.where(text(f"account.{BY_ORDER}"))
    column = SORTS.get(request.sort)
    if request.archived and request.sort == "last_touch":
        column = _LAST_TOUCH
    if column is None:
        column = worth(session, "account", request.sort)
    if request.text.strip():  # those that hold it are gathered first, and then put in order
        column = func.coalesce(column, null())
    ordered = column.desc() if request.descending else column.asc()
    if getattr(column, "nullable", True):
        ordered = ordered.nulls_last()
    found = statement.order_by(ordered, ACCOUNT.c.id).limit(limit)
    return array("q", session.execute(found).scalars().all())


def _first_by_name(
    session: Session, statement: Select[Any], descending: bool, limit: int
) -> array[int]:
    """Return the first accounts that fit among the first of all: of a common word these will do."""
    key = ACCOUNT.c.sort_key
    every = key.desc() if descending else key.asc()
    last = select(key).order_by(every).offset(LOOKED).limit(1).scalar_subquery()
    among = key >= last if descending else key <= last
    found = statement.where(among).order_by(every, ACCOUNT.c.id).limit(limit)
    return array("q", session.execute(found).scalars().all())


def account_rows(session: Session, ids: Sequence[int]) -> list[AccountRow]:
    """Return the rows of these accounts, in the order of ``ids``."""
    found: dict[int, AccountRow] = {}
    home = currency_of_portfolio(session)
    for start in range(0, len(ids), BATCH):
        rows = session.execute(_ROWS, {"ids": list(ids[start : start + BATCH])}).all()
        last = _last_touches(session, [row.id for row in rows if row.archived_at is not None])
        found |= {row.id: _row(row, home, last.get(row.id)) for row in rows}
    return [found[id_] for id_ in ids if id_ in found]


def is_late(today: date) -> ColumnElement[bool]:
    """Return the condition that an account is late, of its facts."""
    return (FACT.c.due_on < today) & (FACT.c.cadence == "timed")


# The tabs of the page: what each shows.
VIEWS: dict[str, Any] = {
    "all": lambda _today: ACCOUNT.c.id.is_not(None),
    "customers": lambda _today: ACCOUNT.c.roles.cast(String).contains('"customer"'),
    "suppliers": lambda _today: ACCOUNT.c.roles.cast(String).contains('"supplier"'),
    "late": is_late,
    "never": lambda _today: FACT.c.cadence == "never_contacted",
    "no_rule": lambda _today: func.coalesce(FACT.c.cadence, "no_rule") == "no_rule",
}
VIEWS_WITH_FACTS = frozenset({"late", "never", "no_rule"})
_ROWS = (
    select(
        ACCOUNT.c.id,
        ACCOUNT.c.name,
        ACCOUNT.c.industry,
        ACCOUNT.c.segment,
        ACCOUNT.c.city,
        ACCOUNT.c.country,
        ACCOUNT.c.roles,
        ACCOUNT.c.status,
        TIER.c.name.label("tier_name"),
        TIER.c.order.label("tier_order"),
        ACCOUNT.c.annual_value,
        ACCOUNT.c.currency,
        FACT.c.last_touch_at,
        FACT.c.last_channel,
        FACT.c.cadence,
        FACT.c.due_on,
        FACT.c.red_on,
        MEMBER.c.name.label("owner_name"),
        ACCOUNT.c.version,
        ACCOUNT.c.archived_at,
    )
    .select_from(ACCOUNT)
    .outerjoin(TIER, TIER.c.id == ACCOUNT.c.tier)
    .outerjoin(MEMBER, MEMBER.c.id == ACCOUNT.c.owner)
    .outerjoin(FACT, FACT.c.account == ACCOUNT.c.id)
    .where(ACCOUNT.c.id.in_(bindparam("ids", expanding=True)))
)


# To the archived no touch is owed, so they have no facts; what was is still to be seen.
_I = TABLES["interaction"].c
_LAST_TOUCH = (
    select(func.max(_I.at)).where(_I.account == ACCOUNT.c.id, is_touch_row(_I)).scalar_subquery()
)


def _last_touches(session: Session, archived: list[int]) -> dict[int, Any]:
    """Return the moment and channel of the newest touch of each of these accounts."""
    if not archived:
        return {}
    newest = select(_I.account, _I.at, _I.channel).where(_I.account.in_(archived), is_touch_row(_I))
    return {row.account: row for row in session.execute(newest.order_by(_I.at))}


def _row(row: Any, home: str, last: Any = None) -> AccountRow:
    return AccountRow(
        id=row.id,
        name=row.name,
        industry=row.industry or row.segment or "",
        city=row.city or "",
        country=row.country or "",
        roles=tuple(row.roles or ()),
        status=row.status or "",
        tier=row.tier_name or "",
        tier_order=row.tier_order or 0,
        annual_value=row.annual_value,
        currency=row.currency or home,
        last_touch_at=last.at if last else row.last_touch_at,
        last_channel=(last.channel if last else row.last_channel) or "",
        cadence=row.cadence or "no_rule",
        due_on=row.due_on,
        red_on=row.red_on,
        owner=row.owner_name or "",
        version=row.version,
        is_archived=row.archived_at is not None,
    )


def joined_for(sorts: set[str], view: str) -> Any:
    """Return the accounts with what a sort or a view needs beside them."""
    joined: Any = ACCOUNT
    if "tier" in sorts:
        joined = joined.outerjoin(TIER, TIER.c.id == ACCOUNT.c.tier)
    if "owner" in sorts:
        joined = joined.outerjoin(MEMBER, MEMBER.c.id == ACCOUNT.c.owner)
    if view in VIEWS_WITH_FACTS or any(JOINED.get(sort) is FACT for sort in sorts):
        joined = joined.outerjoin(FACT, FACT.c.account == ACCOUNT.c.id)
    return joined


def fitting_for(
    session: Session, request: AccountsRequest, today: date
) -> list[ColumnElement[bool]]:
    """Return the conditions that a request makes."""
    state = ACCOUNT.c.archived_at
    fitting = [
        state.is_not(None) if request.archived else state.is_(None),
        VIEWS[request.view](today),
        where(session, "account", request.conditions),
    ]
    if request.text.strip():
        fitting.append(holding(session, request.text))
    return fitting
