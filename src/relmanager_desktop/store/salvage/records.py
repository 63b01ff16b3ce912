"""Records of a table, from the bytes that SQLite keeps of a row to its values and back to a kind.

Source: "Database File Format", sqlite.org/fileformat2.html, section 2.1.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from relmanager_desktop.store.salvage.pages import varint

Value = int | float | str | bytes | None
_WIDTHS = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)  # of the serial types 0 to 9
_FLOAT, _ZERO, _ONE, _RESERVED, _BLOB = 7, 8, 9, (10, 11), 12
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_SHAPES = {"DATETIME": _MOMENT, "DATE": _DAY}
_TYPES: tuple[tuple[str, tuple[type, ...]], ...] = (
    ("INT", (int,)),
    ("BOOL", (int,)),
    ("FLOAT", (int, float)),
    ("BLOB", (bytes,)),
    ("", (str,)),
)


@dataclass(frozen=True)
class Column:
    """A column of a table: its declared type, and whether each row has a value there."""

    name: str
    type: str
    is_required: bool
    is_key: bool = False


def decode(payload: bytes) -> list[Value]:
    """Return the values of a record; letters that are spoilt become '�'.

    Raises:
        ValueError, IndexError, struct.error: If the bytes are no record.
    """
    end, place = varint(payload, 0)
    types = []
    while place < end:
        code, place = varint(payload, place)
        types.append(code)
    if place != end or end + sum(map(_width, types)) != len(payload):
        raise ValueError("the record says it is longer or shorter than it is")
    values: list[Value] = []
    for code in types:
        width = _width(code)
        values.append(_value(code, payload[place : place + width]))
        place += width
    return values


def fits(values: Sequence[Value], columns: Sequence[Column]) -> bool:
    """Whether values can be a row of a table; columns that were added later may be missing."""
    whole = [*values, *[None] * (len(columns) - len(values))]
    return 1 < len(values) <= len(columns) and all(map(_meets, whole, columns))


def _meets(value: Value, column: Column) -> bool:
    if column.is_key:
        return value is None  # the key of the row stands in its place
    if value is None:
        return not column.is_required
    types = next(types for word, types in _TYPES if word in column.type)
    shape = _SHAPES.get(column.type)
    return isinstance(value, types) and (shape is None or bool(shape.match(str(value))))


def _width(code: int) -> int:
    if code in _RESERVED:
        raise ValueError("a type that SQLite does not write")
    return (code - _BLOB) // 2 if code >= _BLOB else _WIDTHS[code]


def _value(code: int, data: bytes) -> Value:
    if code == 0:
        return None
    if code in {_ZERO, _ONE}:
        return code - _ZERO
    if code == _FLOAT:
        return float(struct.unpack(">d", data)[0])
    if code < _BLOB:
        return int.from_bytes(data, "big", signed=True)
    return data.decode("utf-8", "replace") if code % 2 else data
