"""One pass over the bytes of a sheet for what the fast reader loses: errors, odd dates, extent.

calamine hands out error cells as blanks, dates before 1900 as times of day, and lays a sheet out
densely before it can be asked how large it is. A search of literal bytes costs a tenth of parsing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import MappingProxyType

from relmanager_desktop.domain.cells import cell_name, column_letters
from relmanager_desktop.exchange.left_outs import count_live_formulas
from relmanager_desktop.exchange.limits import ROWS, SPANNED_CELLS, Refusal
from relmanager_desktop.exchange.sheet_patterns import (
    ROW_NUMBER,
    STYLE,
    Patterns,
    Place,
    is_cell,
    patterns_of,
    place_in,
    tag_before,
    type_in,
    with_bare_tags,
)
from relmanager_desktop.exchange.zero_formats import with_zeros

# Before this row no sheet of any width spans too many cells.
_HARMLESS_ROWS = SPANNED_CELLS // 16_384
_COLUMNS_OF_TWO_LETTERS = 702
NO_ZEROS: Mapping[str, str] = MappingProxyType({})


@dataclass
class SheetScan:
    """What the bytes of one sheet tell; places are (row, column) from 0.

    ``rows`` counts rows that hold cells. ``errors`` maps places to codes such as ``#N/A``,
    ``unplaced_errors`` counts those in cells without a name; ``iso_dates`` are cells whose date is
    written as text.
    ``padded`` maps places to numbers as text, where their format shows leading zeros.
    ``odd_numbers`` are those no calendar holds, where the format is binary and they cost no search.
    ``uncached`` counts formulas without a stored value, the first of them in ``first_uncached``.
    ``live`` counts formulas that would fetch or run something.
    ``values`` counts cells that seem to hold something. ``respelled`` are numbers with blanks
    around them; ``texts`` names cells that are marked as numbers and hold none.
    """

    rows: int = 0
    errors: dict[Place, str] = field(default_factory=dict)
    unplaced_errors: int = 0
    iso_dates: set[Place] = field(default_factory=set)
    padded: dict[Place, str] = field(default_factory=dict)
    odd_numbers: dict[Place, float] = field(default_factory=dict)
    uncached: int = 0
    first_uncached: str = ""
    values: int = 0
    live: int = 0
    respelled: dict[Place, float] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    @property
    def unlike_numbers(self) -> bool:
        """Whether some cells of numbers do not look like numbers."""
        return bool(self.texts or self.respelled)


def scan_sheet(data: bytearray, name: str, zeros: Mapping[str, str] = NO_ZEROS) -> SheetScan:
    """Return what the sheet's bytes tell; raise Refusal where its cells could not be trusted.

    ``zeros`` are the patterns of leading zeros by the number of the cell style that shows them.
    """
    patterns = patterns_of(data)
    data = with_bare_tags(data, patterns)
    _refuse_stray_cells(data, patterns, name)
    if patterns.bad_shared.search(data):
        raise Refusal("bad_shared_string", sheet=name)
    scan = SheetScan(rows=data.count(patterns.row_end))
    scan.values = _count_values(data, patterns) - data.count(patterns.no_value)
    _find_texts(data, patterns, scan)
    _find_errors(data, patterns, scan)
    _find_iso_dates(data, patterns, scan)
    _find_uncached(data, patterns, scan)
    if zeros:
        _find_padded(data, patterns, scan, zeros)
    return scan


def count_values(data: bytes) -> int:
    """Return how many cells of a sheet hold something, by its bytes."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        data = data.decode("utf-16", "replace").encode()
    patterns = patterns_of(data)
    return _count_values(with_bare_tags(data, patterns), patterns)


def _count_values(data: bytes | bytearray, patterns: Patterns) -> int:
    return data.count(patterns.value) + data.count(patterns.inline)


def find_odd_numbers(data: bytes) -> dict[Place, float]:
    """Return the raw number of each cell that no calendar holds.

    That is: negative, not finite, or day 60, the 29 February 1900 that never was.
    """
    patterns = patterns_of(data)
    data = with_bare_tags(data, patterns)
    numbers = {}
    for match in patterns.odd_number.finditer(data):
        tag = tag_before(data, patterns, match.start())
        place = place_in(tag)
        if place is not None and type_in(tag) in (b"", b"n"):
            with suppress(ValueError):
                numbers[place] = float(match.group(1))
    return numbers


def _refuse_stray_cells(data: bytearray, patterns: Patterns, name: str) -> None:
    """Refuse a sheet whose used rows times its widest row is more than memory holds."""
    last = data.rfind(patterns.row_end)
    rows = _row_of(data, patterns, last) if last >= 0 else 1
    if not 0 < rows <= ROWS:
        raise Refusal("bad_row", sheet=name, row=rows)
    if rows < _HARMLESS_ROWS or not _far_cells(SPANNED_CELLS // rows).search(data):
        return
    last_row, last_column = _last_value(data, patterns)
    if (last_row + 1) * (last_column + 1) > SPANNED_CELLS:
        cell = cell_name(last_row, last_column)
        raise Refusal("stray_cells", sheet=name, rows=last_row + 1, cell=cell)


def _far_cells(columns: int) -> re.Pattern[bytes]:
    """Return a pattern that finds every cell right of so many columns, and some left of them."""
    first = column_letters(columns)[0] if columns < _COLUMNS_OF_TWO_LETTERS else "["
    two_letters = b"|[%s-Z][A-Z]" % first.encode("ascii") if first.isalpha() else b""
    return re.compile(rb'r="(?:[A-Za-z]{3,}' + two_letters + rb")\d")


def _last_value(data: bytearray, patterns: Patterns) -> Place:
    """Return the corner of the box around all cells that hold something; slow and exact."""
    last_row, last_column = 0, 0
    place, end = 0, data.find(patterns.row_end)
    while end >= 0:
        value = max(data.rfind(patterns.value, place, end), data.rfind(patterns.inline, place, end))
        found = place_in(tag_before(data, patterns, value)) if value >= 0 else None
        if found:
            last_row, last_column = max(last_row, found[0]), max(last_column, found[1])
        place, end = end + 1, data.find(patterns.row_end, end + 1)
    return last_row, last_column


def _row_of(data: bytearray, patterns: Patterns, end: int) -> int:
    start = data.rfind(patterns.row, 0, end)
    match = ROW_NUMBER.search(data, start, data.find(b">", start)) if start >= 0 else None
    # Rows without numbers follow one another; how many there are is soon counted.
    return int(match.group(1)) if match else data.count(patterns.row_end)


def _find_errors(data: bytearray, patterns: Patterns, scan: SheetScan) -> None:
    for tag, end in _tags_of_type(data, patterns, b"e"):
        place = place_in(tag)
        code = _text_of_value(data, patterns, end)
        if not code:
            continue
        if place is None:
            scan.unplaced_errors += 1
        else:
            scan.errors[place] = code


def _find_texts(data: bytearray, patterns: Patterns, scan: SheetScan) -> None:
    """Find what stands in cells of numbers and is none as computers write them."""
    for match in patterns.no_number.finditer(data):
        tag = tag_before(data, patterns, match.start())
        place = place_in(tag)
        if type_in(tag) not in (b"", b"n"):
            continue
        number = _number_in(match.group(1))
        if place is None or number is None:
            scan.texts.append(cell_name(*place) if place else "–")
        else:
            scan.respelled[place] = number


def _number_in(text: bytes) -> float | None:
    with suppress(ValueError):
        return float(text.decode("ascii"))
    return None


def _find_iso_dates(data: bytearray, patterns: Patterns, scan: SheetScan) -> None:
    for tag, _ in _tags_of_type(data, patterns, b"d"):
        if place := place_in(tag):
            scan.iso_dates.add(place)


def _find_padded(
    data: bytearray, patterns: Patterns, scan: SheetScan, zeros: Mapping[str, str]
) -> None:
    for match in patterns.whole_number.finditer(data):
        style = STYLE.search(match.group(1))
        pattern = zeros.get(style.group(1).decode("ascii")) if style else None
        place = place_in(match.group(1)) if pattern else None
        if pattern and place and type_in(match.group(1)) in (b"", b"n"):
            scan.padded[place] = with_zeros(match.group(2).decode("ascii"), pattern)


def _find_uncached(data: bytearray, patterns: Patterns, scan: SheetScan) -> None:
    if data.find(b"<" + patterns.prefix + b"f") < 0:
        return
    scan.live = count_live_formulas(data)
    for pattern in (patterns.open_formula, patterns.bare_formula):
        for match in pattern.finditer(data):
            tag = tag_before(data, patterns, match.start())
            # An empty text is a value like any other: IF(A1="","",…).
            if type_in(tag) == b"str":
                continue
            scan.uncached += 1
            place = place_in(tag)
            if place and not scan.first_uncached:
                scan.first_uncached = cell_name(*place)


def _tags_of_type(data: bytearray, patterns: Patterns, kind: bytes) -> list[tuple[bytes, int]]:
    """Return (start tag, end of it) of each cell of this type."""
    found = []
    for quote in (b'"', b"'") if data.find(b"t='") >= 0 else (b'"',):
        needle = b"t=" + quote + kind + quote
        place = data.find(needle)
        while place >= 0:
            start = data.rfind(b"<", max(0, place - 1000), place)
            end = data.find(b">", place)
            tag = bytes(data[start:end])
            if start >= 0 and is_cell(tag, patterns) and type_in(tag) == kind:
                found.append((tag, end + 1))
            place = data.find(needle, place + 1)
    return found


def _text_of_value(data: bytearray, patterns: Patterns, start: int) -> str:
    """Return what stands in the <v> of the cell whose start tag ends here, '' if nothing."""
    closing = data.find(b"</" + patterns.prefix + b"c>", start)
    opening = data.find(patterns.value, start, closing)
    if opening < 0:
        return ""
    opening += len(patterns.value)
    text = bytes(data[opening : data.find(b"<", opening)])
    return html.unescape(text.decode("utf-8", "replace")).strip()[:40]
