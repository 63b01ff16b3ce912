"""Programmes, campaigns and loyalty: what is done for many at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relmanager_desktop.domain.records import fields as f
from relmanager_desktop.domain.records.kinds import SeenRecord, kind

CAMPAIGN_KINDS = [
    "newsletter",
    "onboarding",
    "win_back=Win-back",
    "survey",
    "event",
    "loyalty",
    "advocacy",
]


@kind("Programme", keys=(("name",),), group="programme", icon="trending-up")
@dataclass(kw_only=True, eq=False)
class Programme(SeenRecord):
    """A relationship programme whose return is reckoned."""

    name: str = f.text("Name", required=True, search="title")
    from_: date = f.day("From", required=True)
    to: date = f.day("To", required=True)
    cost: int | None = f.money("Cost")
    currency: str | None = f.currency()
    objective: str | None = f.long_text("Objective")
    baseline_retention: float | None = f.percent(
        "Baseline retention", minimum=0, maximum=100, unit="%"
    )
    target_retention: float | None = f.percent("Target retention", minimum=0, maximum=100, unit="%")


@kind("Campaign", keys=(("name",),), group="programme", icon="mail")
@dataclass(kw_only=True, eq=False)
class Campaign(SeenRecord):
    """One message or event for many people."""

    name: str = f.text("Name", required=True, search="title")
    kind: str = f.choice("Kind", CAMPAIGN_KINDS, default="newsletter")
    segment_filter: Any = f.json_value("Segment filter")
    from_: date | None = f.day("From")
    to: date | None = f.day("To")
    template: str | None = f.long_text("Template")
    state: str = f.choice("State", "draft running done", default="draft")


@kind(
    "Campaign member",
    title=("campaign", "contact"),
    keys=(("campaign", "contact"),),
    group="programme",
    icon="users",
)
@dataclass(kw_only=True, eq=False)
class CampaignMember(SeenRecord):
    """A person in a campaign, and how far it got."""

    campaign: int = f.link("Campaign", "campaign", required=True)
    contact: int = f.link("Contact", "contact", required=True)
    state: str = f.choice("State", "chosen sent opened answered opted_out", default="chosen")
    at: datetime | None = f.instant("At")


@kind(
    "Loyalty entry",
    "Loyalty entries",
    title=("account", "on"),
    keys=(("account", "contact", "on", "reason"),),
    group="programme",
    icon="handshake",
)
@dataclass(kw_only=True, eq=False)
class LoyaltyEntry(SeenRecord):
    """Points given or taken, with the reason."""

    account: int | None = f.link("Account", "account")
    contact: int | None = f.link("Contact", "contact")
    on: date = f.day("On", required=True)
    points: int = f.integer("Points", required=True)
    reason: str | None = f.text("Reason", search="body")
