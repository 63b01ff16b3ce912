"""Products, whitespace and opportunities: what we sell, could sell, and are about to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relmanager_desktop.domain.records import fields as f
from relmanager_desktop.domain.records.kinds import SeenRecord, kind


@kind("Product", keys=(("code",), ("name",)), group="plan", icon="layers")
@dataclass(kw_only=True, eq=False)
class Product(SeenRecord):
    """Something sold or bought."""

    code: str | None = f.text("Code", search="title")
    name: str = f.text("Name", required=True, search="title")
    category: str | None = f.listed("Category", "product_category")
    series: str | None = f.text("Series", search="body")
    unit: str | None = f.text("Unit")
    price: int | None = f.money("Price")
    currency: str | None = f.currency()
    margin_percent: float | None = f.percent("Margin", unit="%")
    supplier: int | None = f.link("Supplier", "account")


@kind(
    "Whitespace cell",
    title=("account", "product"),
    keys=(("account", "product", "unit_of_account"),),
    group="plan",
    icon="columns-3",
)
@dataclass(kw_only=True, eq=False)
class WhitespaceCell(SeenRecord):
    """Who serves an account with a product today."""

    account: int = f.link("Account", "account", required=True)
    product: int = f.link("Product", "product", required=True)
    unit_of_account: str | None = f.text("Unit of the account", search="body")
    with_: str = f.choice(
        "With",
        ["us", "competitor", "in_house=In-house", "not_needed", "unknown"],
        default="unknown",
    )
    spend: int | None = f.money("Spend")
    currency: str | None = f.currency()
    competitor: str | None = f.text("Competitor", search="body")
    contract_end: date | None = f.day("Contract end")
    comment: str | None = f.long_text("Comment")


@kind(
    "Opportunity",
    "Opportunities",
    keys=(("reference",), ("account", "name")),
    group="plan",
    icon="trending-up",
)
@dataclass(kw_only=True, eq=False)
class Opportunity(SeenRecord):
    """A deal that may come."""

    account: int = f.link("Account", "account", required=True)
    name: str = f.text("Name", required=True, search="title")
    reference: str | None = f.text("Reference", search="title")
    kind: str | None = f.choice(
        "Kind",
        [
            "new",
            "cross_sell=Cross-sell",
            "up_sell=Up-sell",
            "renewal",
            "co_development=Co-development",
        ],
    )
    product: int | None = f.link("Product", "product")
    owner: int | None = f.link("Owner", "member")
    stage: str = f.listed("Stage", "opportunity_stage", required=True)
    amount: int | None = f.money("Amount")
    currency: str | None = f.currency()
    probability: float | None = f.percent("Probability", minimum=0, maximum=100, unit="%")
    opened_on: date | None = f.day("Opened on")
    close_on: date | None = f.day("Close on", help="When it is expected to be decided.")
    closed_on: date | None = f.day("Closed on")
    outcome: str | None = f.choice("Outcome", "won lost")
    next_step: str | None = f.text("Next step", search="body")
    competitor: str | None = f.text("Competitor", search="body")
    lost_reason: str | None = f.listed("Lost reason", "lost_reason")
