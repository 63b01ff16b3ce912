"""Bands in place of a number, as '11-50' employees or '> 10m' turnover: where they begin."""

from __future__ import annotations

import re

BANDED = frozenset({"account.employees", "account.turnover"})
"""The fields whose figures people know in bands, and of which a lower bound says enough."""

_ABOVE = (
    r">=?|≥|over|above|more than|über|ueber|mehr als|ab|plus de|más de|mas de|oltre|meer dan|ponad"
    r"|более"
)
_NUMBER = r"\d[\d.,' \u00a0\u202f]*"
_FACTOR = r"k|m|mio|mln|bn|tsd"
_BAND = re.compile(
    rf"(?P<above>{_ABOVE})?\s*(?P<low>{_NUMBER}?)\s*(?P<unit>{_FACTOR})?\.?\s*"
    rf"(?:(?P<to>[-–—]|to|bis|à|a|do|tot|до)\s*{_NUMBER}?\s*(?P<units>{_FACTOR})?\.?|(?P<more>\+))?"
    r"\s*(?:employees|people|mitarbeiter|ma|€|eur|usd|\$)?",
    re.IGNORECASE,
)


def beginning_of_band(text: str) -> str | None:
    """Return the text of the lower bound of a band, None for what is no band.

    '10-20k' begins at '10k', '> 1000' and '1000+' at '1000'.
    """
    match = _BAND.fullmatch(text.strip())
    if match is None or not (match["above"] or match["to"] or match["more"]):
        return None
    return f"{match['low'].strip()}{match['unit'] or match['units'] or ''}"
