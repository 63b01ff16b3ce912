"""Currencies by the codes and signs that lists name them by."""

from __future__ import annotations

from relmanager_desktop.domain.figures import SYMBOLS

# Source: ISO 4217, the currencies that are widely traded.
_CODES = (
    "AED ARS AUD BGN BHD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY "
    "KES KRW KWD MAD MXN MYR NGN NOK NZD PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY "
    "TWD UAH USD VND ZAR"
)
CODES = frozenset(_CODES.split())
_ALSO = (
    "us$=USD eur=EUR euro=EUR euros=EUR zł=PLN zl=PLN ₽=RUB руб=RUB руб.=RUB fr.=CHF sfr.=CHF "
    "sfr=CHF kč=CZK ft=HUF rs.=INR rs=INR us-dollar=USD"
)
_SIGNS = {
    **{symbol.lower(): code for code, symbol in SYMBOLS.items()},
    **dict(pair.split("=") for pair in _ALSO.split()),
}


def currency_of_sign(word: str) -> str:
    """Return the code of a currency by its sign or code in any case, '' if it is none."""
    code = _SIGNS.get(word.lower()) or word.upper()
    return code if code in CODES else ""
