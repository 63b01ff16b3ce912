"""Amounts: in whose currency, and from minor units to what people type."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.store.tables import TABLES

DEFAULT_CURRENCY = "EUR"
MINOR_DIGITS = {
    "JPY": 0,
    "KRW": 0,
    "CLP": 0,
    "ISK": 0,
    "VND": 0,
    "KWD": 3,
    "BHD": 3,
    "OMR": 3,
    "TND": 3,
    "JOD": 3,
}


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
    digits = MINOR_DIGITS.get(currency, 2)
    amount = Decimal(minor).scaleb(-digits)
    return int(amount) if amount == amount.to_integral_value() else float(amount)
