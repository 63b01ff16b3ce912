"""Sums of money in the portfolio's currency: by the newest rates, and never silently short.

Plain SQL, so that the Today page can be answered before SQLAlchemy is imported.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from relmanager_desktop.domain.figures import Total
from relmanager_desktop.store.glance import Glance, rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relmanager_desktop.domain.money import Rates

DEFAULT_CURRENCY = "EUR"
CURRENCY = "SELECT value FROM setting WHERE key = 'currency'"
RATES = 'SELECT currency, rate FROM exchange_rate WHERE archived_at IS NULL ORDER BY "on"'


def home_currency(source: Session | Glance) -> str:
    """Return the portfolio's currency as three letters."""
    found = rows(source, CURRENCY, {})
    return (found[0][0] if found else None) or DEFAULT_CURRENCY


def newest_rates(source: Session | Glance) -> Rates:
    """Return what each currency is worth in the portfolio's, by its newest rate."""
    from decimal import Decimal  # noqa: PLC0415 - few sums need a rate, and the first paint waits

    from relmanager_desktop.domain.money import Rates  # noqa: PLC0415 - likewise

    worth = {currency: Decimal(str(rate)) for currency, rate in rows(source, RATES, {})}
    return Rates(home_currency(source), worth)


def total_of(source: Session | Glance, groups: Iterable[tuple[str | None, int, int]]) -> Total:
    """Return the sum of (currency or None for the portfolio's, minor units, how many amounts).

    What has no rate is left out and named in the total's ``missing``.
    """
    base = home_currency(source)
    merged: dict[str, tuple[int, int]] = {}
    for currency, minor, count in groups:
        code = currency or base
        before = merged.get(code, (0, 0))
        merged[code] = (before[0] + int(minor or 0), before[1] + count)
    if merged.keys() <= {base}:
        return Total(sum(minor for minor, _ in merged.values()), base)
    from relmanager_desktop.domain.money import sum_money  # noqa: PLC0415 - as above

    amounts = ((minor, code) for code, (minor, _) in merged.items())
    total = sum_money(amounts, base, newest_rates(source))
    left_out = sum(merged[code][1] for code in total.missing)
    return Total(total.minor, total.currency, total.missing, left_out)
