"""Order lines as they were promised and delivered, and revenue month by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import count
from typing import Any

from relmanager_desktop.commands.samples.chances import between, pick, share, spread
from relmanager_desktop.commands.samples.content import Told
from relmanager_desktop.commands.samples.sales import price_of
from relmanager_desktop.commands.samples.sample import Ref, Sample, Values, minor

HISTORY_DAYS = 725
MONTHS = 24
CANCELLED_SHARE = 0.015
PREFIXES = {"sold": "SO", "bought": "PO"}
DISCOUNTS = (0.0, 0.0, 0.0, 5.0, 10.0)


def make(sample: Sample) -> None:
    """Add the order lines of each trade and the revenue of each account that brings any."""
    numbers = {"sold": count(20117), "bought": count(40208)}
    orders = [(ago, trade) for trade in sample.content["trade"] for ago in _order_days(trade)]
    for ago, trade in sorted(orders, key=lambda order: -order[0]):
        number = f"{PREFIXES[trade['side']]}-{next(numbers[trade['side']])}"
        _add_order(sample, trade, number, ago)
    for party in sample.content["party"]:
        if "worth" in party:
            _add_revenue(sample, party)


def _order_days(trade: Told) -> Iterator[int]:
    ago = -trade.get("since", -HISTORY_DAYS)
    while ago > 1:
        yield ago
        ago -= max(2, round(trade["every"] * spread(1.0, 0.3, trade["account"], ago)))


def _add_order(sample: Sample, trade: Told, number: str, ago: int) -> None:
    lines = between(1, len(trade["products"]), number, "lines")
    first = between(0, len(trade["products"]) - 1, number, "first")
    for line in range(lines):
        product = trade["products"][(first + line) % len(trade["products"])]
        values = {
            "account": Ref("account", trade["account"]),
            "side": trade["side"],
            "order_number": number,
            "line": str(line + 1),
            "product": Ref("product", product),
            "member": sample.values("account", trade["account"])["owner"],
        }
        seed = (number, line)
        values |= _days(sample, trade, ago, seed) | _worth(sample, trade, product, seed)
        values |= _fulfilled(trade, values, seed)
        sample.add("order_line", values)


def _days(sample: Sample, trade: Told, ago: int, seed: tuple[object, ...]) -> Values:
    ordered = sample.almanac.workday(-ago)
    promised = ordered + timedelta(days=trade["lead"])
    days: dict[str, Any] = {
        "ordered_on": ordered,
        "requested_on": promised - timedelta(days=min(3, trade["lead"] - 1)),
        "promised_on": promised,
        "cancelled": share(*seed, "cancelled") < CANCELLED_SHARE,
    }
    if days["cancelled"]:
        return days
    delivered = promised + timedelta(days=_days_late(trade, seed))
    if delivered > promised:
        days["latest_promised_on"] = delivered
    if delivered < sample.almanac.today:
        shipped = max(ordered, delivered - timedelta(days=1))
        days |= {"shipped_on": shipped, "delivered_on": delivered}
    return days


def _days_late(trade: Told, seed: tuple[object, ...]) -> int:
    if share(*seed, "late") < trade["on_time"]:
        return -between(0, min(2, trade["lead"]), *seed, "early")
    return between(1, 12 if trade["lead"] > 1 else 3, *seed, "days late")


def _worth(sample: Sample, trade: Told, product: str, seed: tuple[object, ...]) -> Values:
    price, currency = price_of(sample.values("product", product))
    quantity = max(1, round(trade["size"] * spread(1.0, 0.4, *seed, "quantity")))
    discount = pick(DISCOUNTS, *seed, "discount") if trade["side"] == "sold" else 0.0
    goods = sample.values("product", product)["category"] in {"Hardware", "Material"}
    return {
        "quantity": float(quantity),
        "unit_price": price,
        "discount": discount,
        "freight": minor(between(18, 95, *seed, "freight")) if goods else None,
        "amount": round(quantity * price * (1 - discount / 100)),
        "currency": currency,
    }


def _fulfilled(trade: Told, values: Mapping[str, Any], seed: tuple[object, ...]) -> Values:
    if "delivered_on" not in values:
        return {}
    is_right = share(*seed, "right") < trade["right"]
    rejected = 0 if is_right else between(0, max(1, int(values["quantity"]) // 8), *seed, "bad")
    return {
        "delivered_quantity": values["quantity"],
        "rejected_quantity": float(rejected),
        "damaged": not is_right and rejected == 0,
        "documents_right": share(*seed, "papers") < trade["right"] + 0.02,
    }


def _add_revenue(sample: Sample, party: Told) -> None:
    worth = party["worth"]
    since = sample.almanac.day(party["since"])
    base = worth.get("base", party["annual_value"]) / 12
    recurring = worth.get("recurring", False)
    for offset in range(-MONTHS, min(0, worth.get("until", 0))):
        month = sample.almanac.month(offset)
        if month >= date(since.year, since.month, 1):
            growth = (1 + worth["trend"] / 100) ** ((offset + 1) / 12)
            amount = (
                base * growth * spread(1.0, 0.03 if recurring else 0.25, party["handle"], offset)
            )
            values = {"month": month, "amount": minor(round(amount)), "recurring": recurring}
            sample.add("revenue_entry", {"account": Ref("account", party["handle"]), **values})
