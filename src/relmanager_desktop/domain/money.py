"""Money: whole minor units of a currency, typed as people write them, summed by rates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

from relmanager_desktop.domain.figures import Total, minor_digits
from relmanager_desktop.domain.texts import Text, tr

_DIGITS_OF_SUMS = 60


@dataclass(frozen=True)
class Rates:
    """What one unit of each currency is worth in ``base``, such as {'USD': 0.79} for GBP."""

    base: str
    worth: Mapping[str, Decimal] = field(default_factory=dict)

    def of(self, currency: str) -> Decimal | None:
        """Return what one unit is worth in the base, None where no rate above 0 is known."""
        if currency == self.base:
            return Decimal(1)
        worth = self.worth.get(currency)
        return worth if worth is not None and worth > 0 else None


@dataclass(frozen=True)
class MissingRate:
    """An amount that could not be converted, for want of the rate of ``currency``."""

    currency: str

    @property
    def message(self) -> Text:
        """The sentence that names the rate and the mend."""
        return tr("No exchange rate for {currency}: add one in Settings", currency=self.currency)


def to_minor(amount: Decimal | float | str, currency: str) -> int:
    """Return an amount in minor units, finer parts rounded half up: '12.345' GBP is 1235.

    Text is a plain number with a point, as the readers of cells hand it over. A binary fraction
    counts as the shortest decimal that names it, so 1.005 is one and five thousandths.

    Raises:
        ValueError: If the amount is no number.
    """
    try:
        exact = Decimal(str(amount).strip())
    except InvalidOperation as problem:
        raise ValueError(f"“{amount}” is not an amount") from problem
    if not exact.is_finite():
        raise ValueError(f"“{amount}” is not an amount")
    return _rounded(exact.scaleb(minor_digits(currency)))


def from_minor(minor: int, currency: str) -> Decimal:
    """Return minor units as an amount with the currency's own digits: 1235 GBP is 12.35."""
    return Decimal(minor).scaleb(-minor_digits(currency))


def convert(minor: int, source: str, target: str, rates: Rates) -> int | MissingRate:
    """Return minor units of ``source`` in minor units of ``target``, rounded half up.

    A missing rate is an answer of its own, never 0 and never the bare figure.
    """
    if source == target:
        return minor
    theirs, ours = rates.of(source), rates.of(target)
    if theirs is None:
        return MissingRate(source)
    if ours is None:
        return MissingRate(target)
    with localcontext(prec=_DIGITS_OF_SUMS):
        worth = from_minor(minor, source) * theirs / ours
        return _rounded(worth.scaleb(minor_digits(target)))


def sum_money(amounts: Iterable[tuple[int, str]], target: str, rates: Rates) -> Total:
    """Return the sum of (minor units, currency) in one currency, and what it leaves out.

    Amounts of one currency are added before they are converted, so that rounding happens once
    a currency and the order of the amounts does not matter.
    """
    sums: dict[str, int] = {}
    counts: dict[str, int] = {}
    for minor, currency in amounts:
        sums[currency] = sums.get(currency, 0) + minor
        counts[currency] = counts.get(currency, 0) + 1
    converted = {code: convert(minor, code, target, rates) for code, minor in sums.items()}
    missing = sorted(code for code, worth in converted.items() if isinstance(worth, MissingRate))
    return Total(
        minor=sum(worth for worth in converted.values() if isinstance(worth, int)),
        currency=target,
        missing=tuple(missing),
        left_out=sum(counts[code] for code in missing),
    )


def _rounded(amount: Decimal) -> int:
    return int(amount.to_integral_value(rounding=ROUND_HALF_UP))
