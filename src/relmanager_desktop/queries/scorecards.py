"""KPI values as the Scorecards page shows them: accounts by measure, and the course of each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Text, bindparam, cast, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.standings import (
    Measured,
    Standing,
    Target,
    nearest_target,
    standing_of,
)
from relmanager_desktop.queries.kind_counts import living_count
from relmanager_desktop.queries.kpi_values import PORTFOLIO, accounts_with, periods_of, values_of
from relmanager_desktop.store.tables import TABLES

# Statements are made once: making one costs more than running it.
_ACCOUNT, _TIER, _TARGET = (TABLES[name].c for name in ("account", "tier", "kpi_target"))
_MEASURED = (
    select(
        *(_ACCOUNT.id, _ACCOUNT.name, _ACCOUNT.tier, _ACCOUNT.segment, cast(_ACCOUNT.roles, Text)),
        *(_TIER.name, _TIER.order),
    )
    .select_from(TABLES["account"])
    .outerjoin(TABLES["tier"], _TIER.id == _ACCOUNT.tier)
    .where(_ACCOUNT.archived_at.is_(None), _ACCOUNT.id.in_(bindparam("ids", expanding=True)))
    .order_by(_ACCOUNT.sort_key)
)
_TARGETS = select(
    *(_TARGET.kpi, _TARGET.value, _TARGET.account, _TARGET.tier),
    *(_TARGET.segment, _TARGET.role, _TARGET.period),
).where(_TARGET.archived_at.is_(None))
_NUMBERS = select(living_count("kpi"), living_count("kpi_value"))
ROLES = frozenset({"customer", "supplier", "partner"})


@dataclass(frozen=True)
class KpiHead:
    """One measure; ``direction`` is 'higher', 'lower' or 'ideal'."""

    id: int
    code: str
    name: str
    unit: str
    direction: str


class KpiCell(NamedTuple):
    """One value against its target; ``before`` is the value of the period before."""

    value: float
    before: float | None
    target: float | None
    standing: Standing


class ScoreRow(NamedTuple):
    """The values of one account, in the order of the table's KPIs; ``id`` PORTFOLIO is all."""

    id: int
    name: str
    tier: str
    tier_order: int
    cells: tuple[KpiCell | None, ...]


@dataclass(frozen=True)
class ScoreTable:
    """Accounts by measure in one period; ``periods`` are all there are, the newest first."""

    kpis: tuple[KpiHead, ...]
    rows: tuple[ScoreRow, ...]
    period: str
    periods: tuple[str, ...]

    @property
    def missed(self) -> int:
        """How many values miss their target."""
        return sum(
            cell is not None and cell.standing is Standing.MISSED
            for row in self.rows
            for cell in row.cells
        )


@dataclass(frozen=True)
class KpiCourse:
    """How one KPI went: (period, value), the oldest first, against the target of the last."""

    kpi: KpiHead
    points: tuple[tuple[str, float], ...]
    target: float | None
    standing: Standing


def scorecards_of(session: Session) -> list[tuple[int, str]]:
    """Return (id, name) of the scorecards that hold KPIs."""
    card, item = TABLES["scorecard"], TABLES["scorecard_item"]
    filled = select(item.c.scorecard).where(item.c.archived_at.is_(None))
    statement = select(card.c.id, card.c.name).where(
        card.c.archived_at.is_(None), card.c.id.in_(filled)
    )
    return [(row.id, row.name) for row in session.execute(statement.order_by(card.c.sort_key))]


def count_kpis(session: Session) -> tuple[int, int]:
    """Return how many KPIs and how many values there are."""
    counted = session.execute(_NUMBERS).one()
    return counted[0], counted[1]


def score_table(session: Session, scorecard: int | None, period: str = "") -> ScoreTable:
    """Return accounts by measure; all KPIs without a scorecard, the newest period by default."""
    kpis = _kpis(session, scorecard)
    measured_by = [kpi.id for kpi in kpis]
    periods = periods_of(session, measured_by)
    chosen = period if period in periods else next(iter(periods), "")
    earlier = _period_before(periods, chosen)
    accounts = accounts_with(session, measured_by, chosen)
    values = values_of(session, measured_by, (chosen, earlier), accounts)
    now, before = values[chosen], values[earlier]
    targets = _targets(session)
    aims = [(kpi, [target for target in targets if target.kpi == kpi.id]) for kpi in kpis]
    meant = _meant_for(session, scorecard)
    rows = tuple(
        ScoreRow(
            id_,
            name,
            tier,
            order,
            tuple(_cell(kpi, id_, now, before, aim, measured, chosen) for kpi, aim in aims),
        )
        for id_, name, tier, order, measured in _measured(session, accounts)
        if _is_meant(measured, meant)
    )
    return ScoreTable(tuple(kpis), rows, chosen, tuple(periods))


def kpi_courses(session: Session, account: int, scorecard: int | None) -> list[KpiCourse]:
    """Return the course of each KPI of an account, or of the PORTFOLIO, that has values."""
    value = TABLES["kpi_value"].c
    kpis = _kpis(session, scorecard)
    whose = value.account == account
    if account == PORTFOLIO:  # whose values no link leads to
        measured_by = [kpi.id for kpi in kpis]
        periods = value.period.in_(periods_of(session, measured_by))
        whose = value.account.is_(None) & value.kpi.in_(measured_by) & periods
    rows = session.execute(
        select(value.kpi, value.period, value.value)
        .where(whose, value.value.is_not(None), value.archived_at.is_(None))
        .order_by(value.period)
    )
    points: dict[int, list[tuple[str, float]]] = {}
    for row in rows:
        points.setdefault(row.kpi, []).append((row.period, row.value))
    found = _measured(session, {account})
    measured = found[0][4] if found else Measured()
    targets = _targets(session)
    return [_course(kpi, points[kpi.id], targets, measured) for kpi in kpis if kpi.id in points]


def _meant_for(session: Session, scorecard: int | None) -> str:
    """Return the role that a scorecard is for, 'portfolio', or '' for everybody."""
    card = TABLES["scorecard"].c
    found = session.execute(select(card["for"]).where(card.id == scorecard)).scalar()
    return found or ""


def _is_meant(measured: Measured, meant: str) -> bool:
    if meant == "portfolio":
        return measured.account is None
    return meant not in ROLES or meant in measured.roles


def _course(
    kpi: KpiHead,
    points: list[tuple[str, float]],
    targets: Sequence[Target],
    measured: Measured,
) -> KpiCourse:
    period, value = points[-1]
    target = nearest_target(targets, kpi.id, measured, period)
    return KpiCourse(kpi, tuple(points), target, standing_of(value, target, kpi.direction))


def _cell(
    kpi: KpiHead,
    account: int,
    now: Mapping[tuple[int, int], float],
    before: Mapping[tuple[int, int], float],
    targets: Sequence[Target],
    measured: Measured,
    period: str,
) -> KpiCell | None:
    value = now.get((account, kpi.id))
    if value is None:
        return None
    target = nearest_target(targets, kpi.id, measured, period) if targets else None
    standing = standing_of(value, target, kpi.direction)
    return KpiCell(value, before.get((account, kpi.id)), target, standing)


def _kpis(session: Session, scorecard: int | None) -> list[KpiHead]:
    kpi, item = TABLES["kpi"], TABLES["scorecard_item"]
    columns = (kpi.c.id, kpi.c.code, kpi.c.name, kpi.c.unit, kpi.c.direction)
    statement = select(*columns).where(kpi.c.archived_at.is_(None))
    if scorecard is None:
        statement = statement.order_by(kpi.c.sort_key)
    else:
        statement = statement.join(item, item.c.kpi == kpi.c.id).where(
            item.c.scorecard == scorecard, item.c.archived_at.is_(None)
        )
        statement = statement.order_by(item.c.weight.desc(), item.c.id)
    return [
        KpiHead(row.id, row.code, row.name, row.unit or "", row.direction or "higher")
        for row in session.execute(statement)
    ]


def _period_before(periods: Sequence[str], chosen: str) -> str:
    """Return the period before of the same kind: a quarter before a quarter."""
    same = [period for period in periods if len(period) == len(chosen) and period < chosen]
    return next(iter(same), "")


def _measured(session: Session, accounts: set[int]) -> list[tuple[int, str, str, int, Measured]]:
    """Return (id, name, tier, its order, whose) by name, the whole portfolio on top."""
    ids = sorted(accounts - {PORTFOLIO})
    found = [_whose(row) for row in session.execute(_MEASURED, {"ids": ids}).all()] if ids else []
    whole = [(PORTFOLIO, "", "", 0, Measured())] if PORTFOLIO in accounts else []
    return whole + found


def _whose(row: Any) -> tuple[int, str, str, int, Measured]:
    id_, name, tier, segment, roles, tier_name, tier_order = row
    measured = Measured(id_, tier, segment or "", _read_roles(roles))
    return id_, name, tier_name or "", tier_order or 0, measured


@cache
def _read_roles(text: str | None) -> tuple[str, ...]:
    """Return the roles that JSON holds; few texts stand in all accounts."""
    return tuple(json.loads(text)) if text else ()


def _targets(session: Session) -> list[Target]:
    rows = session.execute(_TARGETS).all()
    return [Target(*row[:4], *(word or "" for word in row[4:])) for row in rows]
