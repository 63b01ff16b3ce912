"""The Plan tab of an account: objectives, risks, opportunities and contracts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.queries.amounts import currency_of_portfolio
from relmanager_desktop.store.tables import TABLES

MEMBER = TABLES["member"]


@dataclass(frozen=True)
class ObjectiveRow:
    """One objective; ``progress`` from 0 to 1 where it is measured, else None."""

    id: int
    plan: str
    side: str
    title: str
    state: str
    progress: float | None
    due: date | None
    owner: str


@dataclass(frozen=True)
class RiskRow:
    """One risk; ``rating`` is likelihood × impact, 1 to 25, or None."""

    id: int
    title: str
    category: str
    likelihood: int | None
    impact: int | None
    rating: int | None
    strategy: str
    state: str
    owner: str


@dataclass(frozen=True)
class OpportunityRow:
    """One opportunity; amount in minor units of ``currency``."""

    id: int
    name: str
    stage: str
    amount: int | None
    currency: str
    probability: float | None
    close_on: date | None
    outcome: str
    owner: str


@dataclass(frozen=True)
class ContractRow:
    """One contract with its notice deadline: the end less the notice days."""

    id: int
    title: str
    number: str
    side: str
    start: date
    end: date | None
    notice_deadline: date | None
    value: int | None
    currency: str
    state: str


@dataclass(frozen=True)
class PlanTab:
    """All that the Plan tab shows."""

    objectives: tuple[ObjectiveRow, ...]
    risks: tuple[RiskRow, ...]
    opportunities: tuple[OpportunityRow, ...]
    contracts: tuple[ContractRow, ...]


def plan_of(session: Session, account: int) -> PlanTab:
    """Return the plan of an account."""
    home = TABLES["account"].c
    own = session.execute(select(home.currency).where(home.id == account)).scalar()
    currency = own or currency_of_portfolio(session)
    return PlanTab(
        tuple(_objectives(session, account)),
        tuple(_risks(session, account)),
        tuple(_opportunities(session, account, currency)),
        tuple(_contracts(session, account, currency)),
    )


def progress_of(
    baseline: float | None, target: float | None, current: float | None
) -> float | None:
    """Return how far from baseline to target, 0 to 1, or None where nothing is measured."""
    start = baseline or 0.0
    if target is None or current is None or target == start:
        return None
    return max(0.0, min(1.0, (current - start) / (target - start)))


def notice_deadline(end: date | None, notice_days: int | None) -> date | None:
    """Return the last day to give notice: the end less the notice days."""
    return None if end is None else end - timedelta(days=notice_days or 0)


def _with_owner(kind: str, *columns: Any) -> Any:
    table = TABLES[kind]
    return (
        select(table, MEMBER.c.name.label("owner_name"), *columns)
        .outerjoin(MEMBER, MEMBER.c.id == table.c.owner)
        .where(table.c.archived_at.is_(None))
    )


def _objectives(session: Session, account: int) -> list[ObjectiveRow]:
    plan, objective = TABLES["plan"], TABLES["objective"]
    statement = (
        _with_owner("objective", plan.c.title.label("plan_title"))
        .join(plan, plan.c.id == objective.c.plan)
        .where(plan.c.account == account)
        .order_by(plan.c.to.desc(), objective.c.due.asc().nulls_last())
    )
    return [
        ObjectiveRow(
            row.id,
            row.plan_title,
            row.side,
            row.title,
            row.state or "open",
            progress_of(row.baseline, row.target, row.current),
            row.due,
            row.owner_name or "",
        )
        for row in session.execute(statement)
    ]


def _risks(session: Session, account: int) -> list[RiskRow]:
    risk = TABLES["risk"].c
    statement = _with_owner("risk").where(risk.account == account)
    rows = [
        RiskRow(
            row.id,
            row.title,
            row.category or "",
            row.likelihood,
            row.impact,
            row.likelihood * row.impact if row.likelihood and row.impact else None,
            row.strategy or "",
            row.state or "open",
            row.owner_name or "",
        )
        for row in session.execute(statement)
    ]
    return sorted(rows, key=lambda row: row.rating or 0, reverse=True)


def _opportunities(session: Session, account: int, currency: str) -> list[OpportunityRow]:
    opportunity = TABLES["opportunity"].c
    statement = _with_owner("opportunity").where(opportunity.account == account)
    ordered = statement.order_by(opportunity.closed_on.desc(), opportunity.close_on).limit(50)
    return [
        OpportunityRow(
            row.id,
            row.name,
            row.stage,
            row.amount,
            row.currency or currency,
            row.probability,
            row.close_on,
            row.outcome or "",
            row.owner_name or "",
        )
        for row in session.execute(ordered)
    ]


def _contracts(session: Session, account: int, currency: str) -> list[ContractRow]:
    contract = TABLES["contract"]
    statement = (
        select(contract)
        .where(contract.c.account == account, contract.c.archived_at.is_(None))
        .order_by(contract.c.end)
    )
    return [
        ContractRow(
            row.id,
            row.title,
            row.number or "",
            row.side,
            row.start,
            row.end,
            notice_deadline(row.end, row.notice_days),
            row.value,
            row.currency or currency,
            row.state or "active",
        )
        for row in session.execute(statement)
    ]
