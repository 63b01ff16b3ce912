"""Money: whole minor units of a currency, typed and shown as people write them, summed by rates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

from relmanager_desktop.domain.texts import Text, tr

USUAL_MINOR_DIGITS = 2
# Source: ISO 4217, table A.1, column "Minor unit"; a currency not named here has two.
_UNUSUAL = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
MINOR_DIGITS = {code: count for count, codes in _UNUSUAL.items() for code in codes.split()}
# A sign that several currencies use carries its country, all but the one known by it alone.
SYMBOLS = {
    "AUD": "A$",
    "BRL": "R$",
    "CAD": "CA$",
    "CNY": "CN¥",
    "EUR": "€",
    "GBP": "£",
    "HKD": "HK$",
    "ILS": "₪",
    "INR": "₹",
    "JPY": "¥",
    "KRW": "₩",
    "MXN": "MX$",
    "NGN": "₦",
    "NZD": "NZ$",
    "PHP": "₱",
    "SGD": "S$",
    "TRY": "₺",
    "TWD": "NT$",
    "UAH": "₴",
    "USD": "$",
    "VND": "₫",
}
_LARGE: tuple[tuple[Decimal, Callable[[str], Text]], ...] = (
    (Decimal(10) ** 9, lambda amount: tr("{amount}bn", amount=amount)),
    (Decimal(10) ** 6, lambda amount: tr("{amount}m", amount=amount)),
)
_MINUS = "\u2212"
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


@dataclass(frozen=True)
class Total:
    """A sum of amounts in minor units of ``currency``; those without a rate are left out.

    Attributes:
        missing: the currencies left out for want of a rate, in order of the alphabet.
        left_out: how many amounts these are.
    """

    minor: int
    currency: str
    missing: tuple[str, ...] = ()
    left_out: int = 0

    @property
    def note(self) -> Text | None:
        """What the sum leaves out and how to mend it, None if it is whole."""
        if not self.missing:
            return None
        return tr(
            "Without {n} amount in {currencies}: add the exchange rate in Settings",
            plural="Without {n} amounts in {currencies}: add the exchange rates in Settings",
            n=self.left_out,
            currencies=", ".join(self.missing),
        )


def minor_digits(currency: str) -> int:
    """Return how many digits the minor unit of a currency has: 2 for EUR, 0 for JPY, 3 for KWD."""
    return MINOR_DIGITS.get(currency.upper(), USUAL_MINOR_DIGITS)


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


def format_money(minor: int, currency: str, *, is_short: bool = True) -> str:
    """Return an amount as a page shows it.

    Short it is made for reading: '£412,000', '£1.31m', '£12.50', '€2.05bn'. Exact ('£412,000.00')
    it has every digit. A currency without a sign of its own shows its code: 'CHF 1,200'.
    """
    amount = from_minor(abs(minor), currency)
    figure = _short(amount) if is_short else f"{amount:,f}"
    code = currency.upper()
    sign = _MINUS if minor < 0 else ""
    return f"{sign}{SYMBOLS.get(code) or code + chr(0xA0)}{figure}"


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


def _short(amount: Decimal) -> str:
    for size, in_words in _LARGE:
        if amount >= size:
            return str(in_words(_three_figures(amount / size)))
    if amount >= 1000 or amount == amount.to_integral_value():
        return f"{_rounded(amount):,}"
    return f"{amount:f}"


def _three_figures(amount: Decimal) -> str:
    places = 2 if amount < Decimal("9.995") else 1 if amount < Decimal("99.95") else 0
    return f"{amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):,f}"
