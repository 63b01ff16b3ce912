"""Error cells of an OpenDocument spreadsheet, which its readers hand out as blanks or as zero."""

from __future__ import annotations

import re
from xml.parsers import expat

from relmanager_desktop.exchange.limits import Refusal
from relmanager_desktop.exchange.sheet_scan import SheetScan

# What the programs show in a cell in error; Err:502 and its like are LibreOffice's own.
_SHOWN = re.compile(r"#(NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)|Err:\d{3}")
_SHOWN_BYTES = re.compile(rb">(#[NDVR]|Err:\d)")
_CELLS = ("table:table-cell", "table:covered-table-cell")
_MOST_REPEATS = 1_048_576


def scan_ods(data: bytearray) -> dict[str, SheetScan]:
    """Return what stands behind the blanks of each table in ``content.xml``, by its name.

    Raises Refusal where texts are written so that the fast reader takes them for blanks.
    """
    if b"<![CDATA[" in data:
        # Legal, written by no program, and blank to the fast reader.
        raise Refusal("unreadable", reason="CDATA")
    if b'value-type="error"' not in data and not _SHOWN_BYTES.search(data):
        return {}
    walk = _Walk()
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    try:
        parser.Parse(bytes(data), True)
    except (expat.ExpatError, ValueError, LookupError):
        return {}
    return walk.scans


class _Walk:
    """Where the walk through the document stands: in which table, row, column."""

    def __init__(self) -> None:
        self.scans: dict[str, SheetScan] = {}
        self._scan = SheetScan()
        self._row = self._row_repeats = 0
        self._column = self._column_repeats = 0
        self._in_cell = self._may_be_error = False
        self._shown = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if name in _CELLS:
            self._column_repeats = _repeats(attributes, "table:number-columns-repeated")
            self._in_cell, self._shown = True, ""
            self._may_be_error = _may_be_error(attributes)
        elif name == "table:table-row":
            self._row_repeats = _repeats(attributes, "table:number-rows-repeated")
            self._column = 0
        elif name == "table:table":
            self._scan = self.scans.setdefault(attributes.get("table:name", ""), SheetScan())
            self._row = 0

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name in _CELLS:
            self._in_cell = False
            if self._may_be_error and _SHOWN.fullmatch(self._shown):
                self._note_error()
            self._column += self._column_repeats
        elif name == "table:table-row":
            self._row += self._row_repeats

    def text(self, text: str) -> None:
        """Take text; within a cell it is what the cell shows."""
        if self._in_cell and self._may_be_error:
            self._shown += text

    def _note_error(self) -> None:
        for row in range(self._row, self._row + self._row_repeats):
            for column in range(self._column, self._column + self._column_repeats):
                self._scan.errors[row, column] = self._shown


def _may_be_error(attributes: dict[str, str]) -> bool:
    """A typed text may say #N/A: an error says that it is one, or comes from a formula."""
    return attributes.get("calcext:value-type") == "error" or "table:formula" in attributes


def _repeats(attributes: dict[str, str], name: str) -> int:
    number = attributes.get(name, "1")
    return min(int(number), _MOST_REPEATS) if number.isdecimal() else 1
