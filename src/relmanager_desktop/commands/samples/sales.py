"""Whitespace and forecasts: who serves what today, and what both sides expect."""

from __future__ import annotations

from typing import Any

from relmanager_desktop.commands.samples.chances import between, share
from relmanager_desktop.commands.samples.content import Told
from relmanager_desktop.commands.samples.sample import Ref, Sample, Values

PORTFOLIO_CURRENCY = "GBP"


def make(sample: Sample) -> None:
    """Add a whitespace cell for each unit and product, and a forecast for each quarter ahead."""
    for table in sample.content["whitespace"]:
        for unit, words in table["units"].items():
            for product, served in zip(table["products"], words.split(), strict=True):
                _add_cell(sample, table, unit, product, served)
    for forecast in sample.content["forecasts"]:
        _add_forecasts(sample, forecast)


def _add_cell(sample: Sample, table: Told, unit: str, product: str, served: str) -> None:
    values: dict[str, Any] = {
        "account": Ref("account", table["account"]),
        "product": Ref("product", product),
        "unit_of_account": unit,
        "with": served,
    }
    words = (table["account"], unit, product)
    if served in {"us", "competitor"}:
        price, currency = price_of(sample.values("product", product))
        values |= {"spend": price * between(1, 5, *words, "spend"), "currency": currency}
    if served == "competitor":
        end = sample.almanac.day(between(60, 700, *words, "end"))
        values |= {"competitor": table["competitor"], "contract_end": end}
    if served == "unknown" and share(*words, "asked") < 0.4:
        values["comment"] = "Ask at the next review."
    sample.add("whitespace_cell", values)


def _add_forecasts(sample: Sample, forecast: Told) -> None:
    price, currency = price_of(sample.values("product", forecast["product"]))
    for offset, quantity in enumerate(forecast["quantities"]):
        values = {
            "account": Ref("account", forecast["account"]),
            "product": Ref("product", forecast["product"]),
            "period": sample.almanac.quarter(offset),
            "quantity": float(quantity),
            "amount": price * quantity,
            "currency": currency,
            "shared_on": sample.almanac.day(-14),
            "whose": forecast["whose"],
        }
        sample.add("forecast", values)


def price_of(product: Values) -> tuple[int, str]:
    """Return a product's price in minor units and its currency."""
    return product["price"], product.get("currency") or PORTFOLIO_CURRENCY
