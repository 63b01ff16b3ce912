"""Number formats that show leading zeros: '00042' is what people see, and what they mean by 42."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# A format of zeros alone, or parted by signs, as of postcodes and tax numbers: 000\-00\-0000.
_ZEROS = re.compile(r'0(?:0|\\[- /]|[- /]|"[- /]+")*0')
_QUOTES = str.maketrans("", "", '\\"')


def zero_formats(elements: Iterable[tuple[str, Mapping[str, str]]]) -> dict[str, str]:
    """Return the patterns of zeros by the number of the cell style that shows them.

    Args:
        elements: (name, attributes) of the style sheet's elements in their order.
    """
    patterns: dict[str, str] = {}
    found: dict[str, str] = {}
    is_of_cells, place = False, 0
    for name, attributes in elements:
        if name == "numFmt" and (zeros := pattern_of(attributes.get("formatCode", ""))):
            patterns[attributes.get("numFmtId", "")] = zeros
        elif name in {"cellXfs", "cellStyleXfs"}:
            is_of_cells = name == "cellXfs"
        elif name == "xf" and is_of_cells:
            if pattern := patterns.get(attributes.get("numFmtId", "")):
                found[str(place)] = pattern
            place += 1
    return found


def pattern_of(code: str) -> str:
    """Return the pattern of zeros that a number format shows, "" if it shows none."""
    return code.translate(_QUOTES) if _ZEROS.fullmatch(code) else ""


def with_zeros(digits: str, pattern: str) -> str:
    """Return a whole number as its format shows it: '42' by '00000' is '00042'."""
    count = pattern.count("0")
    shown = iter(digits.zfill(count))
    ahead = "".join(next(shown) for _ in range(max(0, len(digits) - count)))
    return ahead + "".join(next(shown) if sign == "0" else sign for sign in pattern)
