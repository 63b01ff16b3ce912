"""Orders, revenue, savings and answers: what the scores are computed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relmanager_desktop.domain.records import fields as f
from relmanager_desktop.domain.records.kinds import SeenRecord, kind


@kind(
    "Order line",
    title=("order_number", "line"),
    keys=(("account", "order_number", "line"),),
    group="score",
    icon="file-spreadsheet",
)
@dataclass(kw_only=True, eq=False)
class OrderLine(SeenRecord):
    """One line of an order, sold or bought."""

    account: int = f.link("Account", "account", required=True)
    side: str = f.choice("Side", "sold bought", required=True, default="sold")
    order_number: str = f.text("Order number", required=True, search="title")
    line: str | None = f.text("Line")
    product: int | None = f.link("Product", "product")
    ordered_on: date = f.day("Ordered on", required=True)
    requested_on: date | None = f.day("Requested on")
    promised_on: date | None = f.day("Promised on", help="The first promise; it is kept.")
    latest_promised_on: date | None = f.day("Latest promised on")
    shipped_on: date | None = f.day("Shipped on")
    delivered_on: date | None = f.day("Delivered on")
    quantity: float | None = f.decimal("Quantity")
    delivered_quantity: float | None = f.decimal("Delivered quantity")
    rejected_quantity: float | None = f.decimal("Rejected quantity")
    damaged: bool | None = f.yes_no("Damaged", default=None)
    documents_right: bool | None = f.yes_no("Documents right", default=None)
    unit_price: int | None = f.money("Unit price")
    discount: float | None = f.percent("Discount", unit="%")
    freight: int | None = f.money("Freight")
    amount: int | None = f.money("Amount")
    currency: str | None = f.currency()
    cancelled: bool = f.yes_no("Cancelled")
    member: int | None = f.link("Member", "member")


@kind(
    "Revenue",
    "Revenue",
    title=("account", "month"),
    keys=(("account", "month"),),
    group="score",
    icon="chart-column",
)
@dataclass(kw_only=True, eq=False)
class RevenueEntry(SeenRecord):
    """What an account brought in a month."""

    account: int = f.link("Account", "account", required=True)
    month: date = f.month("Month", required=True)
    amount: int = f.money("Amount", required=True)
    currency: str | None = f.currency()
    recurring: bool = f.yes_no("Recurring")


@kind(
    "Saving",
    title=("account", "kind", "month"),
    keys=(("account", "month", "kind"),),
    group="score",
    icon="trending-up",
)
@dataclass(kw_only=True, eq=False)
class Saving(SeenRecord):
    """What a better relationship saved in a month."""

    account: int = f.link("Account", "account", required=True)
    month: date = f.month("Month", required=True)
    kind: str = f.choice("Kind", "consolidation price expedite_avoided", default="price")
    amount: int = f.money("Amount", required=True)
    currency: str | None = f.currency()


@kind(
    "Survey answer",
    title=("account", "kind", "on"),
    keys=(("account", "contact", "kind", "on"),),
    group="score",
    icon="message-square",
)
@dataclass(kw_only=True, eq=False)
class SurveyAnswer(SeenRecord):
    """One answer: NPS from 0 to 10, CSAT from 1 to 5, CES from 1 to 7."""

    account: int | None = f.link("Account", "account")
    contact: int | None = f.link("Contact", "contact")
    kind: str = f.choice("Kind", ["NPS", "CSAT", "CES"], required=True, default="NPS")
    score: float = f.decimal("Score", required=True, minimum=0, maximum=10)
    comment: str | None = f.long_text("Comment")
    on: date = f.day("On", required=True)
    issue: int | None = f.link("Issue", "issue")


@kind(
    "Feedback",
    "Feedback",
    title=("text",),
    keys=(("account", "text"),),
    group="score",
    icon="message-square",
)
@dataclass(kw_only=True, eq=False)
class FeedbackItem(SeenRecord):
    """Something they told us, and whether we told them what came of it."""

    account: int = f.link("Account", "account", required=True)
    text: str = f.long_text("Text", required=True, search="title")
    source_kind: str | None = f.text("Source kind")
    source: int | None = f.record_id("Source")
    state: str = f.choice("State", "open acted told_them", default="open")
    action: int | None = f.link("Action", "action")
