"""The tiers of a portfolio, the rhythm of each, and the accounts that no rhythm holds for."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from relmanager_desktop.queries.kind_counts import living_count
from relmanager_desktop.store.cadences import load_rules
from relmanager_desktop.store.tables import ACCOUNT_FACT, FACT_TOTAL, TABLES

TIER, ACCOUNT = TABLES["tier"].c, TABLES["account"].c
CHECK_IN = "check_in"
FEW = 500


@dataclass(frozen=True)
class TierRhythm:
    """A tier and how often its rule asks for a check-in; ``ideal_days`` is 0 without a rule."""

    id: int
    name: str
    ideal_days: int


def tier_orders(session: Session) -> dict[str, int]:
    """Return the order of each tier by its name; 1 is the top."""
    return {row.name: row.order for row in session.execute(select(TIER.name, TIER.order))}


def tier_rhythms(session: Session) -> list[TierRhythm]:
    """Return the tiers from the top with their rhythm."""
    days = {
        rule.target_value: rule.ideal_days
        for rule in reversed(load_rules(session))
        if rule.target_kind == "tier" and rule.purpose == CHECK_IN
    }
    tiers = select(TIER.id, TIER.name).where(TIER.archived_at.is_(None)).order_by(TIER.order)
    return [TierRhythm(row.id, row.name, days.get(row.name, 0)) for row in session.execute(tiers)]


def without_rule() -> ColumnElement[bool]:
    """Return the condition that no cadence rule fits a living account."""
    ruled = exists().where(
        ACCOUNT_FACT.c.account == ACCOUNT.id, ACCOUNT_FACT.c.cadence != "no_rule"
    )
    return ACCOUNT.archived_at.is_(None) & ~ruled


def unruled_count() -> ColumnElement[int]:
    """Return the number of living accounts that no rule fits, to be selected.

    Only the living have facts, and who has none has no rule either.
    """
    total = FACT_TOTAL.c
    ruled = select(func.coalesce(func.sum(total.number), 0)).where(
        total.of == "account", total.cadence != "no_rule"
    )
    return living_count("account") - ruled.scalar_subquery()


def ids_without_rule(session: Session, limit: int, start: int = 0) -> list[int]:
    """Return accounts that no rule fits by name; few are gathered first, many met on the way."""
    statement = select(ACCOUNT.id).where(without_rule())
    if start == 0 and session.execute(select(unruled_count())).scalar_one() <= FEW:
        few = list(session.execute(statement).scalars())
        statement = select(ACCOUNT.id).where(ACCOUNT.id.in_(few))
    ordered = statement.order_by(ACCOUNT.sort_key, ACCOUNT.id).limit(limit).offset(start)
    return list(session.execute(ordered).scalars())


def unruled_by_role(session: Session) -> dict[str, list[int]]:
    """Return the accounts that no rule fits by role, '' for all of them; one may stand twice."""
    found: dict[str, list[int]] = {"": []}
    statement = select(ACCOUNT.id, ACCOUNT.roles).where(without_rule()).order_by(ACCOUNT.sort_key)
    for row in session.execute(statement):
        for role in ("", *(row.roles or ())):
            found.setdefault(role, []).append(row.id)
    return found
