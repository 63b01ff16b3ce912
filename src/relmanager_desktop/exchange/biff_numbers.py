"""Numbers in the records of binary workbooks, with the styles that show them."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator

_XLS_FORMULA, _XLS_NUMBER, _XLS_RK, _XLS_MANY_RK = 0x0006, 0x0203, 0x027E, 0x00BD
XLS_KINDS = frozenset({_XLS_FORMULA, _XLS_NUMBER, _XLS_RK, _XLS_MANY_RK})
_XLSB_RK, _XLSB_REAL, _XLSB_FORMULA = 2, 5, 9
XLSB_KINDS = frozenset({_XLSB_RK, _XLSB_REAL, _XLSB_FORMULA})
_NO_NUMBER = b"\xff\xff"
_RK_PAIR_BYTES = 6

Place = tuple[int, int]


def numbers_in_xls(kind: int, content: bytes) -> Iterator[tuple[Place, int, float]]:
    """Yield (place, number of its style, number) of each number in one record of an .xls."""
    row, column, style = struct.unpack_from("<HHH", content)
    if kind == _XLS_MANY_RK:
        for place in range(4, len(content) - _RK_PAIR_BYTES, _RK_PAIR_BYTES):
            (style,) = struct.unpack_from("<H", content, place)
            number = _rk(content[place + 2 : place + 6])
            yield (row, column + place // _RK_PAIR_BYTES), style, number
    elif kind == _XLS_RK:
        yield (row, column), style, _rk(content[6:10])
    elif kind == _XLS_NUMBER or content[12:14] != _NO_NUMBER:
        yield (row, column), style, struct.unpack_from("<d", content, 6)[0]


def number_in_xlsb(kind: int, data: bytes, start: int) -> tuple[int, float]:
    """Return (number of its style, number) of a cell of an .xlsb whose record begins here."""
    style = int.from_bytes(data[start + 4 : start + 7], "little")
    if kind == _XLSB_RK:
        return style, _rk(data[start + 8 : start + 12])
    return style, struct.unpack_from("<d", data, start + 8)[0]


def is_odd(number: float) -> bool:
    """Whether it is negative, not finite, or day 60, the 29 February 1900 that never was."""
    return number < 0 or 60 <= number < 61 or not math.isfinite(number)


def _rk(raw: bytes) -> float:
    """Return a number in four bytes: a whole one or the upper half of a double, maybe hundredths.

    After [MS-XLS] 2.5.218.
    """
    (bits,) = struct.unpack("<i", raw)
    whole = float(bits >> 2)
    number = whole if bits & 2 else struct.unpack("<d", bytes(4) + struct.pack("<i", bits & ~3))[0]
    return number / 100 if bits & 1 else number
