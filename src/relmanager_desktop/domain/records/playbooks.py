"""Playbooks and reviews: what we do again and again, and the meetings that look back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from relmanager_desktop.domain.records import fields as f
from relmanager_desktop.domain.records.accounts import ROLES
from relmanager_desktop.domain.records.kinds import SeenRecord, kind


@kind("Playbook", keys=(("name",),), group="plan", icon="notebook-pen")
@dataclass(kw_only=True, eq=False)
class Playbook(SeenRecord):
    """A course of steps for a kind of situation."""

    name: str = f.text("Name", required=True, search="title")
    for_roles: list[str] | None = f.choices("For roles", ROLES)
    for_tiers: str | None = f.text("For tiers")
    trigger: str | None = f.text("Trigger")


@kind(
    "Playbook step",
    title=("title",),
    keys=(("playbook", "order"),),
    group="plan",
    icon="list-checks",
)
@dataclass(kw_only=True, eq=False)
class PlaybookStep(SeenRecord):
    """One step, some days from the anchor."""

    playbook: int = f.link("Playbook", "playbook", required=True)
    order: int = f.integer("Order", required=True)
    title: str = f.text("Title", required=True, search="title")
    offset_days: int = f.integer(
        "Offset", unit="days", default=0, help="Days from the anchor; negative is before."
    )
    business_days: bool = f.yes_no("Business days")
    role: str | None = f.text("Role")
    done_when: str | None = f.text("Done when")
    template: str | None = f.long_text("Template")


@kind(
    "Playbook run",
    title=("playbook", "account"),
    keys=(("playbook", "account", "anchor_date"),),
    group="plan",
    icon="calendar-check",
)
@dataclass(kw_only=True, eq=False)
class PlaybookRun(SeenRecord):
    """A playbook under way at an account; its steps are actions."""

    playbook: int = f.link("Playbook", "playbook", required=True)
    account: int = f.link("Account", "account", required=True)
    anchor_date: date = f.day("Anchor date", required=True)
    state: str = f.choice("State", "running done stopped", default="running")


@kind(
    "Review",
    title=("account", "kind", "on"),
    keys=(("account", "kind", "on"),),
    group="plan",
    icon="presentation",
)
@dataclass(kw_only=True, eq=False)
class Review(SeenRecord):
    """A business review with an account."""

    account: int = f.link("Account", "account", required=True)
    kind: str = f.choice("Kind", ["QBR", "EBR", "supplier_review"], required=True, default="QBR")
    on: date = f.day("On", required=True)
    agenda: str | None = f.long_text("Agenda")
    decisions: str | None = f.long_text("Decisions")
    rating: int | None = f.integer("Rating", minimum=1, maximum=5)
    pack: Any = f.json_value("Pack", system=True)


@kind(
    "Review attendee",
    title=("review",),
    keys=(("review", "contact", "member"),),
    group="plan",
    icon="users",
)
@dataclass(kw_only=True, eq=False)
class ReviewAttendee(SeenRecord):
    """Who sat at a review."""

    review: int = f.link("Review", "review", required=True)
    contact: int | None = f.link("Contact", "contact")
    member: int | None = f.link("Member", "member")
