"""What a workbook carries that is never run, fetched or followed; its stored values are read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from relmanager_desktop.exchange.contents import Content
from relmanager_desktop.exchange.zips import Package

# Functions that fetch from elsewhere or run a program, once they are computed.
_LIVE = (b"WEBSERVICE(", b"RTD(", b"DDE(", b"CALL(", b"REGISTER.ID(", b"EXEC(", b"IMAGE(")
_LIVE_CALL = rb"\b(?:WEBSERVICE|RTD|DDE|CALL|REGISTER\.ID|EXEC|IMAGE)\("
_LIVE_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>[^<]*" + _LIVE_CALL)
_LIVE_ATTRIBUTE = re.compile(rb'table:formula="[^"]*' + _LIVE_CALL)
_DOCUMENT = "content.xml"
_LINKS_OF_DOCUMENT = (b"<table:table-source", b"dde-source", b"<table:dde-link")
_BOOK_RELATIONS = ("workbook.xml.rels", "workbook.bin.rels")
_LINKS_OF_BOOK = (b"/externalLink",)
_MACROS_OF_OLE = "_VBA_PROJECT".encode("utf-16-le")
# A part whose name begins or ends so, and the note on it.
_PARTS = (
    ("connections", re.compile(r"^xl/(connections\.(xml|bin)$|querytables/)")),
    ("macros", re.compile(r"vbaproject\.bin$|/macrosheets/|^basic/|^scripts/")),
)


def count_live_formulas(data: bytes | bytearray) -> int:
    """Return how many formulas of a sheet, or of a document, would fetch or run something."""
    if not any(data.find(word) >= 0 for word in _LIVE):
        return 0
    return len(_LIVE_FORMULA.findall(data)) + len(_LIVE_ATTRIBUTE.findall(data))


def left_outs_of(content: Content, package: Package | None) -> Iterator[str]:
    """Yield the notes on what the workbook carries beside its cells, each once."""
    if package is None:
        if _MACROS_OF_OLE in content.read_bytes():
            yield "macros"
        return
    for code, pattern in _PARTS:
        if any(pattern.search(name) for name in package.names()):
            yield code
    if any(_links_out(package, name) for name in package.names()):
        yield "external_links"


def _links_out(package: Package, name: str) -> bool:
    marks = _LINKS_OF_DOCUMENT if name == _DOCUMENT else _LINKS_OF_BOOK
    is_asked = name == _DOCUMENT or name.endswith(_BOOK_RELATIONS)
    return is_asked and any(mark in package.read(name) for mark in marks)
