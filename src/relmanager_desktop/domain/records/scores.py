"""Scores: indicators, targets, and scorecards that can explain every point."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relmanager_desktop.domain.records import fields as f
from relmanager_desktop.domain.records.kinds import Record, SeenRecord, Standing, kind


@kind("KPI", "KPIs", keys=(("code",), ("name",)), group="score", icon="gauge")
@dataclass(kw_only=True, eq=False)
class Kpi(SeenRecord):
    """A figure that says how a relationship does."""

    code: str = f.text("Code", required=True, search="title")
    name: str = f.text("Name", required=True, search="title")
    unit: str | None = f.text("Unit")
    direction: str = f.choice("Direction", "higher lower ideal", default="higher")
    formula: str | None = f.long_text("Formula in words")
    source: str = f.choice("Source", "computed typed", default="typed")


@kind(
    "KPI target",
    title=("kpi", "period"),
    keys=(("kpi", "account", "tier", "segment", "role", "period"),),
    group="score",
    icon="target",
)
@dataclass(kw_only=True, eq=False)
class KpiTarget(SeenRecord):
    """What a KPI should be, for an account, a tier, a segment or a role."""

    kpi: int = f.link("KPI", "kpi", required=True)
    account: int | None = f.link("Account", "account")
    tier: int | None = f.link("Tier", "tier")
    segment: str | None = f.text("Segment")
    role: str | None = f.text("Role")
    period: str | None = f.period("Period")
    value: float = f.decimal("Value", required=True)


@kind(
    "KPI value",
    title=("kpi", "account", "period"),
    keys=(("kpi", "account", "period"),),
    group="score",
    icon="chart-column",
)
@dataclass(kw_only=True, eq=False)
class KpiValue(SeenRecord):
    """What a KPI was in a period."""

    kpi: int = f.link("KPI", "kpi", required=True)
    account: int | None = f.link("Account", "account")
    period: str = f.period("Period", required=True)
    value: float | None = f.decimal("Value")
    note: str | None = f.long_text("Note")


@kind("Scorecard", keys=(("name",),), group="score", icon="gauge")
@dataclass(kw_only=True, eq=False)
class Scorecard(SeenRecord):
    """A weighted set of KPIs for one kind of relationship."""

    name: str = f.text("Name", required=True, search="title")
    for_: str = f.choice("For", "customer supplier partner portfolio member", default="customer")


@kind(
    "Scorecard item",
    title=("scorecard", "kpi"),
    keys=(("scorecard", "kpi"),),
    group="score",
    icon="sliders-horizontal",
)
@dataclass(kw_only=True, eq=False)
class ScorecardItem(SeenRecord):
    """One KPI on a scorecard, with its weight and how it scores."""

    scorecard: int = f.link("Scorecard", "scorecard", required=True)
    kpi: int = f.link("KPI", "kpi", required=True)
    group: str | None = f.text("Group")
    weight: float = f.decimal("Weight", default=1.0, minimum=0)
    target: float | None = f.decimal("Target")
    ideal_from: float | None = f.decimal("Ideal line from")
    ideal: float | None = f.decimal("Ideal")
    ideal_to: float | None = f.decimal("Ideal line to")
    bands: Any = f.json_value("Bands")
    gate: float | None = f.decimal("Gate")
    no_data: str = f.choice(
        "No data", ["leave_out", "zero", "last=Last known"], default="leave_out"
    )
    decay_days: int | None = f.integer("Decay", minimum=0, unit="days")


@kind(
    "Score",
    title=("scorecard", "account", "period"),
    keys=(("scorecard", "account", "period"),),
    standing=Standing.SYSTEM,
    group="score",
)
@dataclass(kw_only=True, eq=False)
class Score(Record):
    """A score as it was taken: a snapshot that always reproduces."""

    scorecard: int = f.link("Scorecard", "scorecard", required=True)
    account: int | None = f.link("Account", "account")
    period: str = f.period("Period", required=True)
    value: float | None = f.decimal("Value")
    coverage_percent: float | None = f.percent("Coverage", unit="%")
    contributions: Any = f.json_value("Contributions")
    taken_at: datetime | None = f.instant("Taken at")


@kind(
    "Answer to a score",
    "Answers to scores",
    title=("score",),
    keys=(("score",),),
    group="score",
    icon="message-square",
)
@dataclass(kw_only=True, eq=False)
class ScoreAnswer(SeenRecord):
    """What they say of a score."""

    score: int = f.link("Score", "score", required=True)
    agrees: bool | None = f.yes_no("Agrees", default=None)
    comment: str | None = f.long_text("Comment")
