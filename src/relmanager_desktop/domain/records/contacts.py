"""Contacts: the people, how to reach them, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relmanager_desktop.domain.records import fields as f
from relmanager_desktop.domain.records.interactions import CHANNELS
from relmanager_desktop.domain.records.kinds import SeenRecord, kind

LEVELS = ["vendor", "credible_source", "problem_solver", "trusted_advisor"]
PREFERRED = ["call", "video", "meeting", "email=E-mail", "chat", "letter", "social"]


@kind("Contact", keys=(("reference",), ("name",)), group="people", icon="user")
@dataclass(kw_only=True, eq=False)
class Contact(SeenRecord):
    """A person."""

    given_name: str | None = f.text("Given name", search="title")
    middle_name: str | None = f.text("Middle name", search="title")
    family_name: str | None = f.text("Family name", search="title")
    name: str = f.text(
        "Name", required=True, search="title", help="The whole name as people write it."
    )
    salutation: str | None = f.text("Salutation", help="Ms, Dr, Prof. …")
    reference: str | None = f.text(
        "Reference", search="title", help="Your own number for this person."
    )
    owner: int | None = f.link("Owner", "member")
    website: str | None = f.url("Website")
    street: str | None = f.text("Street", search="body")
    postcode: str | None = f.text("Postcode", search="body")
    city: str | None = f.text("City", search="body")
    region: str | None = f.text("Region", search="body")
    country: str | None = f.country("Country")
    preferred_channel: str | None = f.choice("Preferred channel", PREFERRED)
    language: str | None = f.language("Language")
    time_zone: str | None = f.zone()
    birthday: date | None = f.day("Birthday")
    anniversary: date | None = f.day("Anniversary")
    do_not_contact: bool = f.yes_no(
        "Do not contact", help="Takes this person off every list of touches."
    )
    how_we_met: str | None = f.long_text("How we met")
    culture_note: str | None = f.long_text("Culture note")
    needs_note: str | None = f.long_text("Needs note", help="What this person cares about.")
    trust: int | None = f.one_to_five("Trust")
    trust_note: str | None = f.long_text("Trust note")
    notes: str | None = f.long_text("Notes")


@kind("Contact point", title=("value",), keys=(("contact", "value"),), group="people", icon="mail")
@dataclass(kw_only=True, eq=False)
class ContactPoint(SeenRecord):
    """An e-mail address, a phone number or a link of a person; imports unite them."""

    contact: int = f.link("Contact", "contact", required=True)
    kind: str = f.choice("Kind", ["email=E-mail", "phone", "link"], required=True, default="email")
    label: str | None = f.text("Label", help="Work, mobile, home, LinkedIn …")
    value: str = f.text("Value", required=True, search="body digits")
    primary: bool = f.yes_no("Primary")


@kind(
    "Contact role",
    title=("contact", "account"),
    keys=(("contact", "account"),),
    group="people",
    icon="users",
)
@dataclass(kw_only=True, eq=False)
class ContactRole(SeenRecord):
    """A person at an account."""

    contact: int = f.link("Contact", "contact", required=True)
    account: int = f.link("Account", "account", required=True)
    title: str | None = f.text("Job title", search="body")
    department: str | None = f.listed("Department", "department")
    primary: bool = f.yes_no("Primary")
    ended_on: date | None = f.day("Ended on", help="Leavers stay, with the day they left.")
    reports_to: int | None = f.link("Reports to", "contact")
    buying_role: str | None = f.choice(
        "Buying role", "user evaluator decision_maker approver sponsor champion"
    )
    influence: int | None = f.one_to_five("Influence")
    support: str | None = f.choice(
        "Support", ["mentor", "supporter", "neutral", "non_supporter=Non-supporter", "enemy"]
    )
    coverage: str | None = f.choice("Coverage", "none brief multiple in_depth")


@kind(
    "Relationship level",
    title=("contact_role", "member"),
    keys=(("contact_role", "member"),),
    group="people",
    icon="handshake",
)
@dataclass(kw_only=True, eq=False)
class RelationshipLevel(SeenRecord):
    """How a person sees one of our members, and how they should."""

    contact_role: int = f.link("Contact role", "contact_role", required=True)
    member: int = f.link("Member", "member", required=True)
    level: str | None = f.choice("Level", LEVELS)
    desired_level: str | None = f.choice("Desired level", LEVELS)


@kind(
    "Contact link",
    title=("from", "kind", "to"),
    keys=(("from", "to", "kind"),),
    group="people",
    icon="link",
)
@dataclass(kw_only=True, eq=False)
class ContactLink(SeenRecord):
    """How two people stand to each other."""

    from_: int = f.link("From", "contact", required=True)
    to: int = f.link("To", "contact", required=True)
    kind: str = f.choice("Kind", "influences dotted_line conflict family", required=True)


@kind(
    "Contact tag",
    title=("contact", "tag"),
    keys=(("contact", "tag"),),
    group="people",
    icon="bookmark",
)
@dataclass(kw_only=True, eq=False)
class ContactTag(SeenRecord):
    """A tag on a contact."""

    contact: int = f.link("Contact", "contact", required=True)
    tag: int = f.link("Tag", "tag", required=True)


@kind(
    "Consent",
    title=("contact", "purpose"),
    keys=(("contact", "purpose", "channel", "on"),),
    group="people",
    icon="lock",
)
@dataclass(kw_only=True, eq=False)
class Consent(SeenRecord):
    """What a person allowed us or withdrew: for which purpose, by which channel, on what ground."""

    contact: int = f.link("Contact", "contact", required=True)
    purpose: str = f.choice("Purpose", "service marketing survey", required=True)
    channel: str = f.choice("Channel", ["any=Any channel", *CHANNELS], required=True, default="any")
    basis: str | None = f.choice("Basis", "consent contract legitimate_interest legal_duty")
    state: str = f.choice("State", "granted withdrawn", required=True)
    source: str | None = f.text("Source")
    text_shown: str | None = f.long_text("Text shown")
    on: date = f.day("On", required=True, help="The day it was given or withdrawn.")
    expires_on: date | None = f.day("Expires on")
    recorded_by: int | None = f.link("Recorded by", "member")
