"""Accounts: the parties we deal with, several roles at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relmanager_desktop.domain.records import fields as f
from relmanager_desktop.domain.records.kinds import SeenRecord, kind

ROLES = "customer supplier distributor partner internal personal community"


@kind("Account", keys=(("reference",), ("domains",), ("name",)), group="people", icon="building-2")
@dataclass(kw_only=True, eq=False)
class Account(SeenRecord):
    """One party: a firm, an office, a family, an association."""

    name: str = f.text(
        "Name", required=True, search="title", help="The name people use for this party."
    )
    roles: list[str] | None = f.choices(
        "Roles", ROLES, help="All that it is to us: customer, supplier, partner …"
    )
    status: str = f.choice("Status", "prospect active dormant ended", default="active")
    legal_name: str | None = f.text("Legal name", search="title")
    reference: str | None = f.text(
        "Reference", search="title", help="Your own number for it, as in your ERP."
    )
    tier: int | None = f.link(
        "Tier", "tier", help="The level of attention; cadence rules follow it."
    )
    segment: str | None = f.listed("Segment", "segment")
    industry: str | None = f.listed("Industry", "industry")
    parent: int | None = f.link("Parent", "account", help="The party that it belongs to.")
    owner: int | None = f.link("Owner", "member", help="Who looks after it.")
    deputy: int | None = f.link("Deputy", "member")
    sponsor: int | None = f.link("Sponsor", "member")
    phone: str | None = f.phone("Phone")
    email: str | None = f.email("E-mail")
    website: str | None = f.url("Website")
    domains: str | None = f.text(
        "E-mail domains", search="body", help="Domains of its addresses, separated by commas."
    )
    founded: int | None = f.integer("Founded", minimum=1000, maximum=2100, help="The year.")
    turnover: int | None = f.money("Turnover", help="What it sells in a year.")
    employees: int | None = f.integer("Employees", minimum=0)
    since: date | None = f.day("Since", help="Since when we deal with it.")
    ended_on: date | None = f.day("Ended on")
    end_reason: str | None = f.listed("End reason", "end_reason")
    annual_value: int | None = f.money("Annual value", help="What it is worth to us in a year.")
    potential_value: int | None = f.money("Potential value")
    margin_percent: float | None = f.percent("Margin", unit="%")
    currency: str | None = f.currency()
    time_zone: str | None = f.zone()
    working_calendar: int | None = f.link("Working calendar", "working_calendar")
    strategic_importance: int | None = f.one_to_five("Strategic importance")
    growth_potential: int | None = f.one_to_five("Growth potential")
    supply_risk: int | None = f.one_to_five("Supply risk")
    risk_note: str | None = f.long_text("Risk note")
    street: str | None = f.text("Street", search="body")
    postcode: str | None = f.text("Postcode", search="body")
    city: str | None = f.text("City", search="body")
    region: str | None = f.text("Region", search="body")
    country: str | None = f.country("Country")
    notes: str | None = f.long_text("Notes")


@kind(
    "Address",
    "Addresses",
    title=("account", "kind"),
    keys=(("account", "kind"),),
    group="people",
    icon="map-pin",
)
@dataclass(kw_only=True, eq=False)
class AccountAddress(SeenRecord):
    """A further address of an account."""

    account: int = f.link("Account", "account", required=True)
    kind: str = f.choice("Kind", "billing delivery other", required=True, default="other")
    street: str | None = f.text("Street", search="body")
    postcode: str | None = f.text("Postcode", search="body")
    city: str | None = f.text("City", search="title")
    region: str | None = f.text("Region", search="body")
    country: str | None = f.country("Country")


@kind(
    "Account tag",
    title=("account", "tag"),
    keys=(("account", "tag"),),
    group="people",
    icon="bookmark",
)
@dataclass(kw_only=True, eq=False)
class AccountTag(SeenRecord):
    """A tag on an account."""

    account: int = f.link("Account", "account", required=True)
    tag: int = f.link("Tag", "tag", required=True)


@kind(
    "Account link",
    title=("from", "kind", "to"),
    keys=(("from", "to", "kind"),),
    group="people",
    icon="link",
)
@dataclass(kw_only=True, eq=False)
class AccountLink(SeenRecord):
    """How two accounts stand to each other."""

    from_: int = f.link("From", "account", required=True)
    to: int = f.link("To", "account", required=True)
    kind: str = f.choice(
        "Kind",
        "distributor_of backup_supplier_of referred_by household competitor_of",
        required=True,
    )
