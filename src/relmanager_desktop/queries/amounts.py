"""Amounts: in whose currency, and from minor units to what people type."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.figures import MINOR_DIGITS, USUAL_MINOR_DIGITS, minor_digits
from relmanager_desktop.domain.money import Rates, from_minor
from relmanager_desktop.queries.totals import newest_rates
from relmanager_desktop.store.currencies import spoken_currency
from relmanager_desktop.store.tables import TABLES

DEFAULT_CURRENCY = "EUR"


def setting(session: Session, key: str, default: str = "") -> str:
    """Return one setting of the portfolio."""
    table = TABLES["setting"].c
    found = session.execute(select(table.value).where(table.key == key)).scalar()
    return found or default


def currency_of_portfolio(session: Session) -> str:
    """Return the portfolio's currency as three letters."""
    return setting(session, "currency", DEFAULT_CURRENCY)


def major_units(minor: int, currency: str) -> float | int:
    """Return an amount as people type it: 1234.5 for 123450 pence, 1234 for 1234 yen."""
    amount = from_minor(minor, currency)
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def worth(session: Session, kind: str, field: str) -> ColumnElement[Any]:
    """Return a column of money as what it is worth in the portfolio's currency, to sort by.

    What has no rate counts as its bare figure: it stands somewhere, and no sum is made of it.
    """
    table, rates = TABLES[kind], newest_rates(session)
    usual = _unit(rates, rates.base)
    others = {code: unit for code in rates.worth if (unit := _unit(rates, code)) != usual}
    if not others:
        return table.c[field]
    return table.c[field] * case(others, value=spoken_currency(kind), else_=usual)


def figured(session: Session, kind: str, field: str) -> ColumnElement[Any]:
    """Return a column of money by its figure alone, in minor units as the portfolio has them."""
    home = currency_of_portfolio(session)
    digits = minor_digits(home)
    factors = {code: 10.0 ** (digits - count) for code, count in MINOR_DIGITS.items()}
    usual = 10.0 ** (digits - USUAL_MINOR_DIGITS)
    spoken = func.coalesce(spoken_currency(kind), home)
    return func.round(TABLES[kind].c[field] * case(factors, value=spoken, else_=usual))


def _unit(rates: Rates, code: str) -> float:
    """Return what one minor unit is worth in units of the portfolio's currency."""
    return float(rates.of(code) or 1) / 10.0 ** minor_digits(code)
