"""Amounts: in whose currency, and from minor units to what people type."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.money import from_minor
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
