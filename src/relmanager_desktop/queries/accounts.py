"""The Accounts page: one row an account, sorted and filtered by the database."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, func, select, true
from sqlalchemy.orm import Session

from relmanager_desktop.domain.figures import Total
from relmanager_desktop.queries.account_filters import holding
from relmanager_desktop.queries.amounts import currency_of_portfolio, worth
from relmanager_desktop.queries.conditions import Condition, where
from relmanager_desktop.queries.totals import total_of
from relmanager_desktop.store.cadence_reads import is_touch_row
from relmanager_desktop.store.tables import ACCOUNT_FACT, TABLES

ACCOUNT, TIER, MEMBER = TABLES["account"], TABLES["tier"], TABLES["member"]
FACT = ACCOUNT_FACT
BATCH = 500

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


@dataclass(frozen=True)
class AccountsSummary:
    """The heading of the page: accounts shown, their value, and how many each view holds.

    ``views`` and ``tiers`` are of the living accounts, or of the archived where those are shown.
    """

    shown: int
    annual_value: Total
    tiers: int
    views: dict[str, int]


def account_ids(
    session: Session, request: AccountsRequest, today: date, limit: int | None = None
) -> array[int]:
    """Return the ids of the accounts that fit, in order: all, or the first ``limit``."""
    statement = select(ACCOUNT.c.id).select_from(_joined({request.sort}, request.view))
    statement = statement.where(*_fitting(session, request, today))
    column = SORTS.get(request.sort)
    if request.archived and request.sort == "last_touch":
        column = _LAST_TOUCH
    if column is None:
        column = worth(session, "account", request.sort)
    ordered = column.desc() if request.descending else column.asc()
    if getattr(column, "nullable", True):
        ordered = ordered.nulls_last()
    found = statement.order_by(ordered, ACCOUNT.c.id).limit(limit)
    return array("q", session.execute(found).scalars().all())


def account_rows(session: Session, ids: Sequence[int]) -> list[AccountRow]:
    """Return the rows of these accounts, in the order of ``ids``."""
    found: dict[int, AccountRow] = {}
    home = currency_of_portfolio(session)
    for start in range(0, len(ids), BATCH):
        rows = session.execute(_ROWS.where(ACCOUNT.c.id.in_(ids[start : start + BATCH]))).all()
        last = _last_touches(session, [row.id for row in rows if row.archived_at is not None])
        found |= {row.id: _row(row, home, last.get(row.id)) for row in rows}
    return [found[id_] for id_ in ids if id_ in found]


def accounts_summary(session: Session, request: AccountsRequest, today: date) -> AccountsSummary:
    """Return the heading figures; money is in the portfolio's currency."""
    value_sum = func.coalesce(func.sum(ACCOUNT.c.annual_value), 0)
    counted = (
        select(ACCOUNT.c.currency, value_sum, func.count(ACCOUNT.c.annual_value), func.count())
        .select_from(_joined(set(), request.view))
        .where(*_fitting(session, request, today))
        .group_by(ACCOUNT.c.currency)
    )
    groups = session.execute(counted).all()
    shown = sum(group[3] for group in groups)
    value = total_of(session, ((group[0], group[1], group[2]) for group in groups))
    count = _archived_counts if request.archived else _view_counts
    tiers, views = count(session, today)
    return AccountsSummary(shown, value, tiers, views)


def _late(today: date) -> ColumnElement[bool]:
    return (FACT.c.due_on < today) & (FACT.c.cadence == "timed")


# The tabs of the page: what each shows.
VIEWS: dict[str, Any] = {
    "all": lambda _today: ACCOUNT.c.id.is_not(None),
    "customers": lambda _today: ACCOUNT.c.roles.cast(String).contains('"customer"'),
    "suppliers": lambda _today: ACCOUNT.c.roles.cast(String).contains('"supplier"'),
    "late": _late,
    "never": lambda _today: FACT.c.cadence == "never_contacted",
    "no_rule": lambda _today: func.coalesce(FACT.c.cadence, "no_rule") == "no_rule",
}
VIEWS_WITH_FACTS = frozenset({"late", "never", "no_rule"})
VIEWS_OF_ROLES = ("customers", "suppliers")

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


def _joined(sorts: set[str], view: str) -> Any:
    joined: Any = ACCOUNT
    if "tier" in sorts:
        joined = joined.outerjoin(TIER, TIER.c.id == ACCOUNT.c.tier)
    if "owner" in sorts:
        joined = joined.outerjoin(MEMBER, MEMBER.c.id == ACCOUNT.c.owner)
    if view in VIEWS_WITH_FACTS or any(JOINED.get(sort) is FACT for sort in sorts):
        joined = joined.outerjoin(FACT, FACT.c.account == ACCOUNT.c.id)
    return joined


def _fitting(session: Session, request: AccountsRequest, today: date) -> list[ColumnElement[bool]]:
    state = ACCOUNT.c.archived_at
    fitting = [
        state.is_not(None) if request.archived else state.is_(None),
        VIEWS[request.view](today),
        where(session, "account", request.conditions),
    ]
    if request.text.strip():
        fitting.append(holding(session, request.text))
    return fitting


def _view_counts(session: Session, today: date) -> tuple[int, dict[str, int]]:
    """Return the number of tiers in use and the living accounts of every view.

    Roles are counted in one pass over the accounts, the states of the cadence in their index
    without a look at the accounts; what the archived add to them is taken off.
    """
    living = ACCOUNT.c.archived_at.is_(None)
    roles = [
        func.coalesce(func.sum(VIEWS[name](today).cast(Integer)), 0) for name in VIEWS_OF_ROLES
    ]
    counted = select(func.count(), func.count(func.distinct(ACCOUNT.c.tier)), *roles).where(living)
    shown, tiers, *by_role = session.execute(counted).one()
    late, states = _states(session, today, true())
    if session.execute(select(func.count()).select_from(ACCOUNT)).scalar_one() != shown:
        archived = FACT.c.account.in_(select(ACCOUNT.c.id).where(~living))
        theirs_late, theirs = _states(session, today, archived)
        late -= theirs_late
        states.subtract(theirs)
    ruled = states.total() - states["no_rule"]
    views = {"all": shown, "late": late, "no_rule": shown - ruled}
    views |= {"never": states["never_contacted"], **dict(zip(VIEWS_OF_ROLES, by_role, strict=True))}
    return tiers, {name: views[name] for name in VIEWS}


def _archived_counts(session: Session, today: date) -> tuple[int, dict[str, int]]:
    """Return the same of the archived, which are few."""
    archived = ACCOUNT.c.archived_at.is_not(None)
    tiers = select(func.count(func.distinct(ACCOUNT.c.tier))).where(archived)
    counts = {
        name: select(func.count()).select_from(_joined(set(), name)).where(archived, view(today))
        for name, view in VIEWS.items()
    }
    views = {name: session.execute(count).scalar_one() for name, count in counts.items()}
    return session.execute(tiers).scalar_one(), views


def _states(session: Session, today: date, which: ColumnElement[bool]) -> tuple[int, Counter[str]]:
    """Return how many of these accounts are late, and how many are in each state."""
    late = select(func.count()).select_from(FACT).where(which, _late(today))
    by_state = select(FACT.c.cadence, func.count()).where(which).group_by(FACT.c.cadence)
    counts: Counter[str] = Counter()
    for state, count in session.execute(by_state):
        counts[state] += count
    return session.execute(late).scalar_one(), counts
