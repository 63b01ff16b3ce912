"""The byte patterns of a sheet's XML: its cells found and told by their tags, without parsing."""

from __future__ import annotations

import re
from typing import TypeVar

from relmanager_desktop.domain.cells import cell_place

_PREFIX = re.compile(rb"<(\w+:)?worksheet[\s>]")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,4}\d{1,10})["']""")
ROW_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d{1,10})["']""")
STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_TYPE = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")

Place = tuple[int, int]
Bytes = TypeVar("Bytes", bytes, bytearray)


class Patterns:
    """The byte patterns of a sheet whose elements carry this namespace prefix (mostly none)."""

    def __init__(self, prefix: bytes) -> None:
        self.prefix = prefix
        self.cell = b"<" + prefix + b"c"
        self.row = b"<" + prefix + b"row"
        self.row_end = b"</" + prefix + b"row>"
        self.value = b"<" + prefix + b"v>"
        self.inline = b"<" + prefix + b"is>"
        self.no_value = self.value + b"</" + prefix + b"v>"
        known = prefix.replace(b":", rb"\:")
        opened = rb"(<" + known + rb"%s)\s(?:[^>]*[^/>])?>"
        self.roomy = [re.compile(opened % name) for name in (b"v", b"is")]
        value = rb"\s*<" + known + rb"(?:v>[^<]|is>)"
        self.bad_shared = re.compile(rb't="s"[^>]*><' + known + rb"v>[^0-9]")
        self.open_formula = re.compile(rb"</" + known + rb"f>(?!" + value + rb")")
        self.bare_formula = re.compile(rb"<" + known + rb"f\b[^>]*/>(?!" + value + rb")")
        formula = rb"(?:<" + known + rb"f\b[^>]*(?:/>|>[^<]*</" + known + rb"f>))?"
        self.whole_number = re.compile(
            rb"<" + known + rb"c(\s[^>]*)>" + formula + rb"<" + known + rb"v>(\d+)(?:\.0*)?<"
        )
        self.no_number = re.compile(
            rb"<" + known + rb"v>(?!-?[0-9.]+(?:[eE][-+]?[0-9]+)?<)([^<]+)<"
        )
        self.odd_number = re.compile(
            rb"<" + known + rb"v>(-[^<]*|[NnIi][^<]*|60(?:\.\d*)?)</" + known + rb"v>"
        )


def patterns_of(data: bytes | bytearray) -> Patterns:
    """Return the patterns for the prefix that this sheet uses."""
    prefix = _PREFIX.search(data, 0, 65_536)
    return Patterns((prefix and prefix.group(1)) or b"")


def with_bare_tags(data: Bytes, patterns: Patterns) -> Bytes:
    """Return the bytes of a sheet with every start tag of a value bare.

    ``<v xml:space="preserve">`` and ``<v >`` become ``<v>``, as nearly all are.
    """
    for pattern in patterns.roomy:
        if pattern.search(data):
            data = type(data)(pattern.sub(rb"\1>", data))
    return data


def is_cell(tag: bytes, patterns: Patterns) -> bool:
    """Whether a start tag is that of a cell."""
    return tag.startswith(patterns.cell) and tag[len(patterns.cell) :][:1].isspace()


def tag_before(data: bytes | bytearray, patterns: Patterns, place: int) -> bytes:
    """Return the start tag of the cell within which this place lies."""
    start = place
    while start > 0:
        start = data.rfind(patterns.cell, max(0, start - 65_536), start)
        tag = bytes(data[start : data.find(b">", start)]) if start >= 0 else b""
        if start < 0 or is_cell(tag, patterns):
            return tag
    return b""


def type_in(tag: bytes) -> bytes:
    """Return the type that a cell's tag tells, b"" for a number."""
    match = _TYPE.search(tag)
    return match.group(1) if match else b""


def place_in(tag: bytes) -> Place | None:
    """Return the place that a cell's tag tells, None where it tells none."""
    match = _REFERENCE.search(tag)
    return cell_place(match.group(1).decode("ascii")) if match else None
