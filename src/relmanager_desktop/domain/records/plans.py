"""Plan: what both sides want, what stands in the way, who does what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from relmanager_desktop.domain.records import fields as f
from relmanager_desktop.domain.records.kinds import SeenRecord, kind

OBJECTIVE_STATES = "open on_track at_risk achieved missed dropped"


@kind("Plan", title=("title",), keys=(("account", "title"),), group="plan", icon="flag")
@dataclass(kw_only=True, eq=False)
class Plan(SeenRecord):
    """The account plan of a period."""

    account: int = f.link("Account", "account", required=True)
    title: str = f.text("Title", required=True, search="title")
    from_: date = f.day("From", required=True)
    to: date = f.day("To", required=True)
    state: str = f.choice("State", "draft agreed closed", default="draft")
    vision: str | None = f.long_text("Vision")
    their_priorities: str | None = f.long_text("Their priorities")
    competitors: str | None = f.long_text("Competitors")


@kind("Objective", title=("title",), keys=(("plan", "title"),), group="plan", icon="target")
@dataclass(kw_only=True, eq=False)
class Objective(SeenRecord):
    """What one side wants to reach, described or measured."""

    plan: int = f.link("Plan", "plan", required=True)
    side: str = f.choice("Side", "theirs ours", required=True, default="theirs")
    title: str = f.text("Title", required=True, search="title")
    category: str | None = f.listed("Category", "objective_category")
    kind: str = f.choice("Kind", "measured described", default="described")
    measure: Any = f.json_value("Measure")
    baseline: float | None = f.decimal("Baseline")
    target: float | None = f.decimal("Target")
    current: float | None = f.decimal("Current")
    due: date | None = f.day("Due")
    owner: int | None = f.link("Owner", "member")
    sponsor_contact: int | None = f.link("Sponsor", "contact")
    state: str = f.choice("State", OBJECTIVE_STATES, default="open")


@kind(
    "SWOT item", title=("text",), keys=(("plan", "quadrant", "text"),), group="plan", icon="layers"
)
@dataclass(kw_only=True, eq=False)
class SwotItem(SeenRecord):
    """One line of the relationship's strengths, weaknesses, opportunities and threats."""

    plan: int = f.link("Plan", "plan", required=True)
    quadrant: str = f.choice("Quadrant", "strength weakness opportunity threat", required=True)
    text: str = f.long_text("Text", required=True, search="title")


@kind("Risk", title=("title",), keys=(("account", "title"),), group="plan", icon="shield-alert")
@dataclass(kw_only=True, eq=False)
class Risk(SeenRecord):
    """What may go wrong at an account, and what we do about it."""

    account: int = f.link("Account", "account", required=True)
    title: str = f.text("Title", required=True, search="title")
    description: str | None = f.long_text("Description")
    category: str | None = f.listed("Category", "risk_category")
    likelihood: int | None = f.one_to_five("Likelihood")
    impact: int | None = f.one_to_five("Impact")
    strategy: str | None = f.choice("Strategy", "avoid reduce transfer accept")
    mitigation: str | None = f.long_text("Mitigation")
    contingency: str | None = f.long_text("Contingency")
    backup_supplier: int | None = f.link("Backup supplier", "account")
    owner: int | None = f.link("Owner", "member")
    review_on: date | None = f.day("Review on")
    state: str = f.choice("State", "open watched closed", default="open")


@kind(
    "RACI entry",
    "RACI entries",
    title=("subject", "member", "contact", "role", "letter"),
    keys=(("subject_kind", "subject", "member", "contact", "role"),),
    group="plan",
    icon="users",
)
@dataclass(kw_only=True, eq=False)
class Raci(SeenRecord):
    """Who is responsible, accountable, consulted or informed, for what."""

    subject_kind: str = f.text("Subject kind", required=True, default="action")
    subject: int = f.record_id("Subject", required=True)
    member: int | None = f.link("Member", "member")
    contact: int | None = f.link("Contact", "contact")
    role: str | None = f.text("Role name", search="body")
    letter: str = f.choice(
        "Letter", ["R=Responsible", "A=Accountable", "C=Consulted", "I=Informed"], required=True
    )


@kind(
    "Forecast",
    title=("account", "period"),
    keys=(("account", "product", "period"),),
    group="plan",
    icon="chart-column",
)
@dataclass(kw_only=True, eq=False)
class Forecast(SeenRecord):
    """What one side expects to buy or sell in a period."""

    account: int = f.link("Account", "account", required=True)
    product: int | None = f.link("Product", "product")
    period: str = f.period("Period", required=True)
    quantity: float | None = f.decimal("Quantity")
    amount: int | None = f.money("Amount")
    currency: str | None = f.currency()
    shared_on: date | None = f.day("Shared on")
    whose: str = f.choice("Whose", "theirs ours", default="ours")
