"""The portfolio's own: members, tiers, lists, tags, settings and views."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from relmanager_desktop.domain.records import fields as f
from relmanager_desktop.domain.records.fields import Choice
from relmanager_desktop.domain.records.kinds import Record, SeenRecord, Standing, kind
from relmanager_desktop.domain.texts import Text

LISTS: tuple[Choice, ...] = (
    Choice("segment", Text("Segment")),
    Choice("industry", Text("Industry")),
    Choice("opportunity_stage", Text("Opportunity stage")),
    Choice("issue_category", Text("Issue category")),
    Choice("root_cause", Text("Root cause")),
    Choice("lost_reason", Text("Lost reason")),
    Choice("end_reason", Text("End reason")),
    Choice("snooze_reason", Text("Snooze reason")),
    Choice("risk_category", Text("Risk category")),
    Choice("objective_category", Text("Objective category")),
    Choice("product_category", Text("Product category")),
    Choice("department", Text("Department")),
    Choice("region", Text("Region")),
)


@kind("Member", keys=(("email",), ("name",)), icon="users")
@dataclass(kw_only=True, eq=False)
class Member(SeenRecord):
    """Somebody on our side."""

    name: str = f.text(
        "Name", required=True, search="title", help="The name as on a touch or an owner field."
    )
    email: str | None = f.email("E-mail")
    role: str | None = f.text("Role", search="body")
    team: str | None = f.text("Team", search="body")
    region: str | None = f.text("Region", search="body")
    manager: int | None = f.link("Manager", "member")
    deputy: int | None = f.link("Deputy", "member", help="Who stands in during an absence.")
    is_me: bool = f.yes_no("This is me", help="The member at this computer.")
    working_calendar: int | None = f.link("Working calendar", "working_calendar")
    touches_per_day: int | None = f.integer(
        "Touches a day", minimum=0, maximum=100, help="How many touches fit in a working day."
    )


@kind("Absence", title=("member", "from"), keys=(("member", "from"),), icon="calendar-days")
@dataclass(kw_only=True, eq=False)
class MemberAbsence(SeenRecord):
    """Days on which a member cannot keep touches."""

    member: int = f.link("Member", "member", required=True)
    from_: date = f.day("From", required=True)
    to: date = f.day("To", required=True)
    reason: str | None = f.text("Reason")
    cover: int | None = f.link("Cover", "member")


@kind("Tier", keys=(("name",),), icon="layers")
@dataclass(kw_only=True, eq=False)
class Tier(SeenRecord):
    """A level of attention that an account gets."""

    name: str = f.text("Name", required=True, search="title")
    order: int = f.integer("Order", required=True, minimum=0, help="1 is the highest tier.")
    for_: str = f.choice("For", "customer supplier partner", default="customer")
    value_threshold: int | None = f.money(
        "Value threshold", help="Annual value from which an account belongs here."
    )
    importance_threshold: int | None = f.integer("Importance threshold", minimum=1, maximum=5)
    service_level: str | None = f.long_text("Service level")
    colour: str | None = f.colour("Colour")


@kind(
    "List entry",
    "List entries",
    title=("label",),
    keys=(("list", "code"),),
    standing=Standing.SETTINGS,
)
@dataclass(kw_only=True, eq=False)
class Choice_(SeenRecord):  # noqa: N801 - entered as 'choice' below; the plain name is the field spec's
    """A word of one of the portfolio's own lists."""

    list: str = f.choice("List", [c.code for c in LISTS], required=True)
    code: str = f.text("Code", required=True)
    label: str = f.text("Label", required=True)
    order: int | None = f.integer("Order")
    active: bool = f.yes_no("Active", default=True)
    probability: float | None = f.decimal("Probability", minimum=0, maximum=100, unit="%")
    outcome: str | None = f.choice("Outcome", "won lost")


@kind("Tag", keys=(("name",),), icon="bookmark")
@dataclass(kw_only=True, eq=False)
class Tag(SeenRecord):
    """A word that people hang on accounts and contacts."""

    name: str = f.text("Name", required=True, search="title")
    colour: str | None = f.colour("Colour")


@kind(
    "Exchange rate",
    title=("currency", "on"),
    keys=(("currency", "on"),),
    standing=Standing.SETTINGS,
)
@dataclass(kw_only=True, eq=False)
class ExchangeRate(SeenRecord):
    """What one unit of a currency was worth in the portfolio's currency on a day."""

    currency: str = f.currency(required=True)
    on: date = f.day("On", required=True)
    rate: float = f.decimal("Rate", required=True, minimum=0)


@kind("Setting", title=("key",), keys=(("key",),), standing=Standing.SETTINGS)
@dataclass(kw_only=True, eq=False)
class Setting(Record):
    """One thing the business decided that has no record of its own."""

    key: str = f.text("Key word", required=True)
    value: str | None = f.text("Value")


@kind("Own field", title=("label",), keys=(("kind", "name"),), standing=Standing.SETTINGS)
@dataclass(kw_only=True, eq=False)
class FieldDefinition(SeenRecord):
    """A field that the user added to a kind."""

    kind: str = f.text("Kind", required=True)
    name: str = f.text("Name", required=True)
    label: str = f.text("Label", required=True)
    type: str = f.choice(
        "Type", "text long_text integer decimal date yes_no choice email phone url", required=True
    )
    choices: str | None = f.text("Choices", help="The allowed words, separated by semicolons.")
    unit: str | None = f.text("Unit")
    required: bool = f.yes_no("Required")
    help: str | None = f.text("Help")


@kind("Saved view", keys=(("kind", "name"),), standing=Standing.SETTINGS, icon="bookmark")
@dataclass(kw_only=True, eq=False)
class SavedView(SeenRecord):
    """A list as somebody wants to find it again."""

    kind: str = f.text("Kind", required=True)
    name: str = f.text("Name", required=True)
    filters: Any = f.json_value("Filters")
    columns: Any = f.json_value("Columns")
    sort: Any = f.json_value("Sort")
    group: str | None = f.text("Group")
    pinned: bool = f.yes_no("Pinned")


@kind("Attachment", title=("name",), keys=(("owner", "name"),), icon="file-text")
@dataclass(kw_only=True, eq=False)
class Attachment(SeenRecord):
    """A file, or a link to one, that belongs to a record."""

    owner_kind: str = f.text("Belongs to kind", required=True)
    owner: int = f.record_id("Belongs to", required=True)
    name: str = f.text("Name", required=True, search="title")
    media_type: str | None = f.text("Media type")
    sha256: str | None = f.text("SHA-256", system=True)
    content: bytes | None = f.data("Content", system=True)
    link: str | None = f.url("Link")


@kind("Policy page", title=("title",), keys=(("title",),), icon="notebook-pen")
@dataclass(kw_only=True, eq=False)
class PolicyPage(SeenRecord):
    """A page of how relationships are governed here."""

    title: str = f.text("Title", required=True, search="title")
    text: str | None = f.long_text("Text")
    owner: int | None = f.link("Owner", "member")
    review_on: date | None = f.day("Review on")
