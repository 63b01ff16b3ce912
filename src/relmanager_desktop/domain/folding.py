"""Names folded for searching, sorting and matching."""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "þ": "th", "ı": "i"})
_NUMBER = re.compile(r"\d+")


def fold(text: str) -> str:
    """Return text in small letters without accents."""
    if text.isascii():
        return text.lower()
    small = text.casefold().translate(_SPECIAL)
    decomposed = unicodedata.normalize("NFKD", small)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def sort_key(text: str) -> str:
    """Return what a name sorts by."""
    return _NUMBER.sub(lambda m: m.group().zfill(8), fold(text.strip()))[:200]


def digits(text: str) -> str:
    """Return the digits of a text."""
    return "".join(c for c in text if c.isdigit())
