"""Contracts: terms, deadlines and what each side owes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relmanager_desktop.domain.records import fields as f
from relmanager_desktop.domain.records.kinds import SeenRecord, kind


@kind(
    "Contract",
    title=("title",),
    keys=(("number",), ("account", "title")),
    group="plan",
    icon="file-text",
)
@dataclass(kw_only=True, eq=False)
class Contract(SeenRecord):
    """An agreement with an account; its notice deadline is the end less the notice days."""

    account: int = f.link("Account", "account", required=True)
    number: str | None = f.text("Number", search="title")
    title: str = f.text("Title", required=True, search="title")
    side: str = f.choice("Side", ["sell=We sell", "buy=We buy"], required=True, default="sell")
    start: date = f.day("Start", required=True)
    end: date | None = f.day("End")
    notice_days: int | None = f.integer("Notice", minimum=0, unit="days")
    auto_renew: bool = f.yes_no("Renews by itself")
    renewal_months: int | None = f.integer("Renewal", minimum=0, unit="months")
    review_on: date | None = f.day("Review on")
    value: int | None = f.money("Value")
    currency: str | None = f.currency()
    payment_days: int | None = f.integer("Payment", minimum=0, unit="days")
    lead_time_days: int | None = f.integer("Lead time", minimum=0, unit="days")
    response_minutes: int | None = f.integer("Response", minimum=0, unit="min")
    price_terms: str | None = f.long_text("Price terms")
    delivery_terms: str | None = f.long_text("Delivery terms")
    penalty: int | None = f.money("Penalty")
    penalty_basis: str | None = f.text("Penalty basis")
    reward: int | None = f.money("Reward")
    reward_basis: str | None = f.text("Reward basis")
    confidentiality: str | None = f.text("Confidentiality")
    dpa_on_file: bool = f.yes_no("Data processing agreement on file")
    state: str = f.choice("State", "draft active ended", default="active")


@kind("Obligation", title=("text",), keys=(("contract", "text"),), group="plan", icon="list-checks")
@dataclass(kw_only=True, eq=False)
class Obligation(SeenRecord):
    """What one side has to do under a contract."""

    contract: int = f.link("Contract", "contract", required=True)
    text: str = f.long_text("Text", required=True, search="title")
    owed_by: str = f.choice("Owed by", "us them", required=True, default="us")
    check_every_days: int | None = f.integer("Check every", minimum=1, unit="days")
    last_checked: date | None = f.day("Last checked")
    met: bool | None = f.yes_no("Met", default=None)
    evidence: str | None = f.long_text("Evidence")
