"""Values of KPIs, period by period: each step is a stretch of their index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from relmanager_desktop.store.tables import TABLES

MOST_ACCOUNTS = 300  # a table of more is nobody's overview
PORTFOLIO = 0  # stands for the whole portfolio where an account's id is expected
_VALUE = TABLES["kpi_value"].c
_GIVEN = (_VALUE.kpi == bindparam("kpi"), _VALUE.value.is_not(None), _VALUE.archived_at.is_(None))
_IN_PERIOD = (*_GIVEN, _VALUE.period == bindparam("period"))


def _stepping() -> Select[Any]:
    """Return the periods of a KPI, each found behind the one before by one step of the index."""
    first = select(_VALUE.period).where(*_GIVEN).order_by(_VALUE.period).limit(1)
    step = select(first.scalar_subquery().label("period")).cte("step", recursive=True)
    there = step.c.period.is_not(None)
    behind = first.where(_VALUE.period > step.c.period).correlate(step).scalar_subquery()
    steps = step.union_all(select(behind).where(there))
    return select(steps.c.period).where(steps.c.period.is_not(None))


_PERIODS = _stepping()
# The whole portfolio's value has no account and stands first.
_ACCOUNTS_WITH = (
    select(_VALUE.account).where(*_IN_PERIOD).order_by(_VALUE.account).limit(MOST_ACCOUNTS + 1)
)
_VALUES = select(_VALUE.account, _VALUE.value).where(*_IN_PERIOD)
_OF_ACCOUNTS = _VALUES.where(_VALUE.account.between(bindparam("first"), bindparam("last")))
_OF_WHOLE = _VALUES.where(_VALUE.account.is_(None))


def periods_of(session: Session, kpis: Sequence[int]) -> list[str]:
    """Return the periods with values, the newest first: one step of the index for each."""
    found: set[str] = set()
    for kpi in kpis:
        found.update(session.execute(_PERIODS, {"kpi": kpi}).scalars().all())
    return sorted(found - {""}, reverse=True)


def accounts_with(session: Session, kpis: Sequence[int], period: str) -> set[int]:
    """Return the first accounts that have a value of a period, PORTFOLIO for the whole."""
    found: set[int] = set()
    for kpi in kpis:
        some = session.execute(_ACCOUNTS_WITH, {"kpi": kpi, "period": period}).scalars().all()
        found.update(account or PORTFOLIO for account in some)
    return set(sorted(found)[: MOST_ACCOUNTS + 1])


def values_of(
    session: Session, kpis: Sequence[int], periods: Sequence[str], accounts: set[int]
) -> dict[str, dict[tuple[int, int], float]]:
    """Return by period the values of these accounts by (account, KPI)."""
    found: dict[str, dict[tuple[int, int], float]] = {period: {} for period in periods}
    ends = {"first": min(accounts, default=0), "last": max(accounts, default=0)}
    for period, values in found.items():
        for kpi in kpis:
            which = {"kpi": kpi, "period": period}
            if PORTFOLIO in accounts and (whole := session.execute(_OF_WHOLE, which).first()):
                values[PORTFOLIO, kpi] = whole.value
            rows = session.execute(_OF_ACCOUNTS, which | ends).all()
            values.update({(account, kpi): number for account, number in rows})
    return found
