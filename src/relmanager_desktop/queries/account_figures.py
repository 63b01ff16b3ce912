"""The heading of the Accounts page: how many there are, in which views, and what they are worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Date, Integer, Select, bindparam, cast, func, select, text
from sqlalchemy.orm import Session

from relmanager_desktop.domain.figures import Total
from relmanager_desktop.queries.accounts import (
    ACCOUNT,
    FACT,
    VIEWS,
    AccountsRequest,
    fitting_for,
    is_late,
    joined_for,
)
from relmanager_desktop.queries.totals import total_of
from relmanager_desktop.store.tables import BY_ORDER

VIEWS_OF_ROLES = {"customers": "customer", "suppliers": "supplier"}

_FIGURES = (
    func.coalesce(func.sum(ACCOUNT.c.annual_value), 0).label("value"),
    func.count(ACCOUNT.c.annual_value).label("valued"),
    func.count().label("number"),
)
# The living in groups of equals, all read off one index.
_GROUPED = (ACCOUNT.c.roles, ACCOUNT.c.tier, ACCOUNT.c.currency)
_GROUPS = (
    select(*_GROUPED, *_FIGURES)
    .where(ACCOUNT.c.archived_at.is_(None), text(BY_ORDER))
    .group_by(*_GROUPED)
)

_ARCHIVED = select(ACCOUNT.c.id).where(ACCOUNT.c.archived_at.is_not(None))
_IS_LATE = (FACT.c.due_on < bindparam("today", type_=Date())) & (FACT.c.cadence == "timed")
# What facts the archived have, each looked up by its key.
_THEIRS = (
    select(
        FACT.c.cadence,
        func.count().label("number"),
        func.sum(cast(_IS_LATE, Integer)).label("late"),
    )
    .where(FACT.c.account.in_(_ARCHIVED))
    .group_by(FACT.c.cadence)
)


@dataclass(frozen=True)
class AccountsSummary:
    """The heading of the page: accounts shown, their value, and how many each view holds.

    ``views`` and ``tiers`` are of the living accounts, or of the archived where those are shown.
    """

    shown: int
    annual_value: Total
    tiers: int
    views: dict[str, int]


def accounts_summary(session: Session, request: AccountsRequest, today: date) -> AccountsSummary:
    """Return the heading figures; money is in the portfolio's currency."""
    groups = session.execute(_GROUPS).all()
    is_everything = replace(request, sort="name", descending=False) == AccountsRequest()
    shown = groups if is_everything else _shown(session, request, today)
    value = total_of(session, ((row.currency, row.value, row.valued) for row in shown))
    views = _view_counts(session, groups, today)
    tiers = len({row.tier for row in groups} - {None})
    if request.archived:
        tiers, views = _archived_counts(session, today)
    return AccountsSummary(sum(row.number for row in shown), value, tiers, views)


def _shown(session: Session, request: AccountsRequest, today: date) -> Sequence[Any]:
    """Return value and number of the accounts that fit, by currency."""
    counted = (
        select(ACCOUNT.c.currency, *_FIGURES)
        .select_from(joined_for(set(), request.view))
        .where(*fitting_for(session, request, today))
        .group_by(ACCOUNT.c.currency)
    )
    return session.execute(counted).all()


def _view_counts(session: Session, groups: Sequence[Any], today: date) -> dict[str, int]:
    """Return how many living accounts every view holds.

    Roles are counted by the groups, the states of the cadence in their index without a look at the
    accounts; what the archived add to them is taken off.
    """
    shown = sum(row.number for row in groups)
    counts = dict(session.execute(_counts(today)).mappings().one())
    for row in session.execute(_THEIRS, {"today": today}):
        counts["late"] -= row.late or 0
        counts["ruled"] -= 0 if row.cadence == "no_rule" else row.number
        counts["never"] -= row.number if row.cadence == "never_contacted" else 0
    views = {"all": shown, "no_rule": shown - counts.pop("ruled"), **counts}
    for view, role in VIEWS_OF_ROLES.items():
        views[view] = sum(row.number for row in groups if role in (row.roles or ()))
    return {name: views[name] for name in VIEWS}


def _archived_counts(session: Session, today: date) -> tuple[int, dict[str, int]]:
    """Return the same of the archived, which are few."""
    archived = ACCOUNT.c.archived_at.is_not(None)
    tiers = select(func.count(func.distinct(ACCOUNT.c.tier))).where(archived)
    counts = {
        name: select(func.count()).select_from(joined_for(set(), name)).where(archived, view(today))
        for name, view in VIEWS.items()
    }
    views = {name: session.execute(count).scalar_one() for name, count in counts.items()}
    return session.execute(tiers).scalar_one(), views


def _counts(today: date) -> Select[Any]:
    """Return how many accounts with facts have a rule, are late, and were never contacted."""
    facts = select(func.count()).select_from(FACT)
    without = facts.where(FACT.c.cadence == "no_rule").scalar_subquery()
    return select(
        (facts.scalar_subquery() - without).label("ruled"),
        facts.where(is_late(today)).scalar_subquery().label("late"),
        facts.where(FACT.c.cadence == "never_contacted").scalar_subquery().label("never"),
    )
