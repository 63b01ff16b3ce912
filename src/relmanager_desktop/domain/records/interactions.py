"""Touch: what was said, how often it should be, and what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from relmanager_desktop.domain.records import fields as f
from relmanager_desktop.domain.records.kinds import SeenRecord, kind

CHANNELS = [
    "call",
    "video",
    "meeting",
    "visit",
    "email=E-mail",
    "chat",
    "letter",
    "social",
    "event",
    "survey",
    "mailing",
]
DIRECTIONS = ["in=From them only", "out=From us only", "both=Both ways"]
PURPOSES = [
    "check_in=Check-in",
    "business_review",
    "contract_review",
    "supplier_review",
    "support",
    "sales",
]


@kind(
    "Interaction",
    title=("subject",),
    keys=(("external_id",), ("account", "at", "subject")),
    group="touch",
    icon="message-square",
)
@dataclass(kw_only=True, eq=False)
class Interaction(SeenRecord):
    """One contact with an account; a touch if it was held, direct and two-way."""

    account: int = f.link("Account", "account", required=True)
    at: datetime = f.instant("When", required=True)
    channel: str = f.choice("Channel", CHANNELS, required=True, default="call")
    purpose: str | None = f.choice("Purpose", PURPOSES, default="check_in")
    direction: str | None = f.choice(
        "Direction",
        DIRECTIONS,
        help="Only what went both ways counts as a touch: an e-mail once it was answered.",
    )
    state: str = f.choice("State", "planned held not_held", required=True, default="held")
    subject: str = f.text("Subject", required=True, search="title")
    body: str | None = f.long_text("Notes")
    minutes: int | None = f.integer("Minutes", minimum=0, maximum=1440, unit="min")
    place: str | None = f.text("Place", search="body")
    sentiment: int | None = f.integer("Sentiment", minimum=-2, maximum=2)
    outcome: str | None = f.long_text("Outcome")
    member: int | None = f.link("Member", "member")
    issue: int | None = f.link("Issue", "issue")
    opportunity: int | None = f.link("Opportunity", "opportunity")
    review: int | None = f.link("Review", "review")
    campaign: int | None = f.link("Campaign", "campaign")
    external_id: str | None = f.text("External number")


@kind(
    "Interaction contact",
    title=("interaction", "contact"),
    keys=(("interaction", "contact"),),
    group="touch",
    icon="users",
)
@dataclass(kw_only=True, eq=False)
class InteractionContact(SeenRecord):
    """Who took part."""

    interaction: int = f.link("Interaction", "interaction", required=True)
    contact: int = f.link("Contact", "contact", required=True)


@kind("Cadence rule", keys=(("name",),), group="touch", icon="repeat")
@dataclass(kw_only=True, eq=False)
class CadenceRule(SeenRecord):
    """How often we want to be in touch, for whom, and for what purpose."""

    name: str = f.text("Name", required=True, search="title")
    target_kind: str = f.choice(
        "Applies to", "tier role segment tag account contact", required=True
    )
    target_value: str = f.text(
        "Which", required=True, help="The tier, role, segment, tag, account or contact."
    )
    purpose: str = f.choice("Purpose", PURPOSES, required=True, default="check_in")
    ideal_days: int = f.integer("Ideal days", required=True, minimum=1, maximum=3650, unit="days")
    max_days: int = f.integer("Maximum days", required=True, minimum=1, maximum=3650, unit="days")
    channels: list[str] | None = f.choices("Channels", CHANNELS)
    business_days_only: bool = f.yes_no("Business days only", default=True)
    order: int | None = f.integer("Order", help="The lower goes first among equals.")


@kind("Snooze", title=("purpose", "until"), keys=(), group="touch", icon="clock")
@dataclass(kw_only=True, eq=False)
class Snooze(SeenRecord):
    """A touch or an action put off until a day, with the reason."""

    account: int | None = f.link("Account", "account")
    contact: int | None = f.link("Contact", "contact")
    action: int | None = f.link("Action", "action")
    purpose: str | None = f.choice("Purpose", PURPOSES)
    until: date = f.day("Until", required=True)
    reason: str = f.listed("Reason", "snooze_reason", required=True)


@kind(
    "Action",
    title=("title",),
    keys=(("account", "title", "due"),),
    group="touch",
    icon="circle-check",
)
@dataclass(kw_only=True, eq=False)
class Action(SeenRecord):
    """Something to do, ours or promised by them."""

    account: int | None = f.link("Account", "account")
    contact: int | None = f.link("Contact", "contact")
    title: str = f.text("Title", required=True, search="title")
    due: date | None = f.day("Due")
    owner: int | None = f.link("Owner", "member")
    priority: str | None = f.choice("Priority", "low normal high", default="normal")
    state: str = f.choice("State", "open done dropped", required=True, default="open")
    promised_by: str | None = f.choice("Promised by", "us them", default="us")
    origin_kind: str | None = f.text("Origin kind")
    origin: int | None = f.record_id("Origin")
    repeats: str | None = f.text("Repeats", help="From completion, such as 'every 14 days'.")
    done_on: date | None = f.day("Done on")
    outcome: str | None = f.long_text("Outcome")
