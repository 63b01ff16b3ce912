"""Issues: what went wrong, who owes whom an answer, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from relmanager_desktop.domain.records import fields as f
from relmanager_desktop.domain.records.kinds import SeenRecord, Standing, kind

ISSUE_KINDS = "service complaint delivery quality billing dispute request"
SEVERITIES = "low medium high urgent"
STATUSES = (
    "new in_progress waiting_on_them waiting_on_us on_hold resolved closed cancelled duplicate"
)
CLOCKS = "first_response next_response resolution"


@kind(
    "Issue",
    title=("title",),
    keys=(("number",), ("external_reference",)),
    group="issue",
    icon="circle-alert",
)
@dataclass(kw_only=True, eq=False)
class Issue(SeenRecord):
    """A matter between us and an account that has to be put right."""

    number: str = f.text(
        "Number", required=True, search="title", help="ISS-118; given by itself when left empty."
    )
    account: int | None = f.link("Account", "account")
    contact: int | None = f.link("Contact", "contact")
    contract: int | None = f.link("Contract", "contract")
    kind: str = f.choice("Kind", ISSUE_KINDS, required=True, default="service")
    owed_by: str = f.choice("Owed by", "us them", required=True, default="us")
    severity: str = f.choice("Severity", SEVERITIES, required=True, default="medium")
    title: str = f.text("Title", required=True, search="title")
    description: str | None = f.long_text("Description")
    status: str = f.choice("Status", STATUSES, required=True, default="new")
    owner: int | None = f.link("Owner", "member")
    category: str | None = f.listed("Category", "issue_category")
    opened_at: datetime = f.instant("Opened", required=True)
    first_response_at: datetime | None = f.instant("First response")
    resolved_at: datetime | None = f.instant("Resolved")
    closed_at: datetime | None = f.instant("Closed")
    due_at: datetime | None = f.instant("Due", help="A due date typed here sticks.")
    policy: int | None = f.link("Policy", "sla_policy")
    duplicate_of: int | None = f.link("Duplicate of", "issue")
    merged_into: int | None = f.link("Merged into", "issue")
    external_reference: str | None = f.text("External reference", search="title")
    root_cause: str | None = f.listed("Root cause", "root_cause")
    corrective_action: int | None = f.link("Corrective action", "action")
    verified_on: date | None = f.day("Verified on")
    verified_by: int | None = f.link("Verified by", "member")
    effective: bool | None = f.yes_no("Effective", default=None)
    interests_of_ours: str | None = f.long_text("Our interests")
    interests_of_theirs: str | None = f.long_text("Their interests")
    options: str | None = f.long_text("Options")
    agreement: str | None = f.long_text("Agreement")
    trust_effect: int | None = f.integer("Effect on trust", minimum=-2, maximum=2)
    resolution: str | None = f.long_text("Resolution")
    reported_sla_met: bool | None = f.yes_no("Reported SLA met", default=None)


@kind(
    "Issue event",
    title=("issue", "what"),
    keys=(("issue", "at", "what", "to"),),
    group="issue",
    icon="clock",
)
@dataclass(kw_only=True, eq=False)
class IssueEvent(SeenRecord):
    """One thing that happened to an issue; its clocks are computed from these."""

    issue: int = f.link("Issue", "issue", required=True)
    at: datetime = f.instant("At", required=True)
    what: str = f.choice(
        "What",
        "opened replied they_replied status severity reassigned escalated reopened note",
        required=True,
    )
    from_: str | None = f.text("From")
    to: str | None = f.text("To")
    by: str | None = f.text("By")
    text: str | None = f.long_text("Text")


@kind(
    "SLA policy",
    "SLA policies",
    keys=(("name",),),
    standing=Standing.SETTINGS,
    group="issue",
    icon="hourglass",
)
@dataclass(kw_only=True, eq=False)
class SlaPolicy(SeenRecord):
    """Targets for some issues; the first policy from the top that fits is the one."""

    name: str = f.text("Name", required=True, search="title")
    order: int = f.integer("Order", required=True)
    policy_version: int = f.integer("Policy version", default=1)
    tier: int | None = f.link("Tier", "tier")
    role: str | None = f.text("Role")
    kind: str | None = f.choice("Kind", ISSUE_KINDS)
    account: int | None = f.link("Account", "account")
    contract: int | None = f.link("Contract", "contract")
    side: str | None = f.choice("Side", "us them")
    calendar: int = f.link("Calendar", "working_calendar", required=True)


@kind(
    "SLA target",
    title=("policy", "severity", "clock"),
    keys=(("policy", "severity", "clock"),),
    standing=Standing.SETTINGS,
    group="issue",
)
@dataclass(kw_only=True, eq=False)
class SlaTarget(SeenRecord):
    """How many working minutes one clock may run."""

    policy: int = f.link("Policy", "sla_policy", required=True)
    severity: str = f.choice("Severity", SEVERITIES, required=True)
    clock: str = f.choice("Clock", CLOCKS, required=True)
    minutes: int = f.integer("Minutes", required=True, minimum=0, unit="min")


@kind(
    "Status rule",
    title=("status", "side"),
    keys=(("status", "side"),),
    standing=Standing.SETTINGS,
    group="issue",
)
@dataclass(kw_only=True, eq=False)
class StatusRule(SeenRecord):
    """Whether the clock runs in a status, by the side that owes."""

    status: str = f.choice("Status", STATUSES, required=True)
    side: str = f.choice("Side", "us them", required=True)
    timer_runs: bool = f.yes_no("Timer runs", default=True)


@kind(
    "Escalation step",
    title=("policy", "clock", "offset_minutes"),
    keys=(("policy", "clock", "offset_minutes", "to_whom"),),
    standing=Standing.SETTINGS,
    group="issue",
)
@dataclass(kw_only=True, eq=False)
class EscalationStep(SeenRecord):
    """Who hears of a clock, some minutes before or after its target."""

    policy: int = f.link("Policy", "sla_policy", required=True)
    clock: str = f.choice("Clock", CLOCKS, required=True)
    offset_minutes: int = f.integer(
        "Offset", required=True, unit="min", help="Negative is before the target."
    )
    to_whom: str = f.text(
        "To whom", required=True, help="owner, deputy, sponsor or a member's name"
    )
