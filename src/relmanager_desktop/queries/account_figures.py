"""The heading of the Accounts page: how many there are, in which views, and what they are worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, bindparam, func, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.figures import Total
from relmanager_desktop.queries.accounts import (
    ACCOUNT,
    VIEWS,
    AccountsRequest,
    fitting_for,
    joined_for,
)
from relmanager_desktop.queries.totals import total_of
from relmanager_desktop.store import account_totals
from relmanager_desktop.store.tables import FACT_TOTAL

VIEWS_OF_ROLES = {"customers": "customer", "suppliers": "supplier"}

_FIGURES = (
    func.count(),
    func.count(ACCOUNT.c.annual_value),
    func.coalesce(func.sum(ACCOUNT.c.annual_value), 0),
)
_TOTAL = FACT_TOTAL.c


def _facts(where: ColumnElement[bool]) -> ColumnElement[int]:
    number = select(func.coalesce(func.sum(_TOTAL.number), 0))
    return number.where(_TOTAL.of == "account", where).scalar_subquery()


# How many accounts with facts have a rule, are late, and were never contacted.
_COUNTS = select(
    _facts(_TOTAL.cadence != "no_rule").label("ruled"),
    _facts((_TOTAL.cadence == "timed") & (_TOTAL.due_on < bindparam("today", type_=Date()))).label(
        "late"
    ),
    _facts(_TOTAL.cadence == "never_contacted").label("never"),
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
    sorts = account_totals.totals(session)
    is_everything = replace(request, sort="name", descending=False) == AccountsRequest()
    shown = [(sort.currency, *sort.figures) for sort in sorts]
    if not is_everything:
        shown = [tuple(row) for row in _shown(session, request, today)]
    if request.archived:
        tiers, views = _archived_counts(session, today)
    else:
        tiers = len({sort.tier for sort in sorts} - {None})
        views = _view_counts(session, sorts, today)
    value = total_of(session, ((unit, value, valued) for unit, _, valued, value in shown))
    return AccountsSummary(sum(number for _, number, _, _ in shown), value, tiers, views)


def _shown(session: Session, request: AccountsRequest, today: date) -> Sequence[Any]:
    """Return currency, number, how many have a value, and value of the accounts that fit."""
    counted = (
        select(ACCOUNT.c.currency, *_FIGURES)
        .select_from(joined_for(set(), request.view))
        .where(*fitting_for(session, request, today))
        .group_by(ACCOUNT.c.currency)
    )
    return session.execute(counted).all()


def _view_counts(
    session: Session, sorts: Sequence[account_totals.Total], today: date
) -> dict[str, int]:
    """Return how many living accounts every view holds, by the totals that are kept."""
    living = sum(sort.figures.number for sort in sorts)
    counts = dict(session.execute(_COUNTS, {"today": today}).mappings().one())
    views = {"all": living, "no_rule": living - counts.pop("ruled"), **counts}
    for view, role in VIEWS_OF_ROLES.items():
        views[view] = sum(sort.figures.number for sort in sorts if role in sort.roles)
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
