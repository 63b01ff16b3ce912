"""Sums of money as pages show them, reckoned in whole numbers alone: a start waits for them."""

from __future__ import annotations

from typing import NamedTuple

from relmanager_desktop.domain.texts import Text, tr

USUAL_MINOR_DIGITS = 2
# A double and a cell of a workbook keep 15 digits, and sums of such numbers fit 63 bits.
_TOO_LARGE = 10**15
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
_MINUS = "\u2212"


class Total(NamedTuple):
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


def is_too_large(number: float) -> bool:
    """Whether a number, or an amount in minor units, has more than 15 digits or is not finite."""
    return not -_TOO_LARGE < number < _TOO_LARGE


def minor_digits(currency: str) -> int:
    """Return how many digits the minor unit of a currency has: 2 for EUR, 0 for JPY, 3 for KWD."""
    return MINOR_DIGITS.get(currency.upper(), USUAL_MINOR_DIGITS)


def format_money(minor: int, currency: str, *, is_short: bool = True) -> str:
    """Return an amount as a page shows it.

    Short it is made for reading: '£412,000', '£1.31m', '£12.50', '€2.05bn'. Exact ('£412,000.00')
    it has every digit. A currency without a sign of its own shows its code: 'CHF 1,200'.
    """
    digits = minor_digits(currency)
    figure = _short(abs(minor), digits) if is_short else _exact(abs(minor), digits)
    code = currency.upper()
    sign = _MINUS if minor < 0 else ""
    return f"{sign}{SYMBOLS.get(code) or code + chr(0xA0)}{figure}"


def _short(minor: int, digits: int) -> str:
    unit = 10**digits
    if minor >= unit * 10**9:
        return str(tr("{amount}bn", amount=_three_figures(minor, unit * 10**9)))
    if minor >= unit * 10**6:
        return str(tr("{amount}m", amount=_three_figures(minor, unit * 10**6)))
    if minor >= unit * 1000 or not minor % unit:
        return _exact(_divided(minor, unit), 0)
    return _exact(minor, digits)


def _three_figures(minor: int, size: int) -> str:
    places = 2 if minor * 1000 < 9995 * size else 1 if minor * 100 < 9995 * size else 0
    return _exact(_divided(minor * 10**places, size), places)


def _exact(minor: int, digits: int) -> str:
    whole, part = divmod(minor, 10**digits)
    return f"{whole:,}.{part:0{digits}d}" if digits else f"{whole:,}"


def _divided(number: int, by: int) -> int:
    """Return a quotient of whole numbers, not negative, rounded half up."""
    return (2 * number + by) // (2 * by)
