"""What a sheet's XML holds, cell by cell: asked where fewer cells came than seem to be there."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from xml.parsers import expat

from relmanager_desktop.domain.cells import cell_place
from relmanager_desktop.exchange.sheet_patterns import Place

_Start = Callable[[str, dict[str, str]], None]
_Take = Callable[[str], None]


class Audit:
    """The cells of one sheet: ``filled`` are places that hold something, ``twice`` given again."""

    def __init__(self, data: bytes, blank_texts: Collection[int]) -> None:
        self.filled: set[Place] = set()
        self.twice: list[Place] = []
        self._blank_texts = blank_texts
        self._seen: set[Place] = set()
        self._place: Place = (-1, -1)
        self._type, self._text, self._is_text = "", "", False
        _parse(data, self._start, self._end, self._take)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            number = attributes.get("r", "")
            row = int(number) - 1 if number.isdecimal() else self._place[0] + 1
            self._place = (row, -1)
        elif name == "c":
            given = cell_place(attributes.get("r", ""))
            self._place = given or (self._place[0], self._place[1] + 1)
            self._type, self._text = attributes.get("t", ""), ""
        self._is_text = name in ("v", "t")

    def _take(self, text: str) -> None:
        if self._is_text:
            self._text += text

    def _end(self, name: str) -> None:
        self._is_text = False
        if name != "c":
            return
        if self._place in self._seen:
            self.twice.append(self._place)
        self._seen.add(self._place)
        if self._text and not self._is_blank():
            self.filled.add(self._place)

    def _is_blank(self) -> bool:
        return self._type == "s" and self._text.isdecimal() and int(self._text) in self._blank_texts


class _Texts:
    """The numbers of the shared texts that are blank."""

    def __init__(self, data: bytes) -> None:
        self.blank: set[int] = set()
        self._number = -1
        self._is_text = self._has_text = False
        _parse(data, self._start, self._end, self._take)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "si":
            self._number += 1
            self._has_text = False
        self._is_text = name == "t"

    def _take(self, text: str) -> None:
        self._has_text = self._has_text or (self._is_text and bool(text))

    def _end(self, name: str) -> None:
        self._is_text = False
        if name == "si" and not self._has_text:
            self.blank.add(self._number)


def blank_texts(data: bytes) -> set[int]:
    """Return which of the shared texts of a workbook are blank."""
    return _Texts(data).blank


def _parse(data: bytes, start: _Start, end: _Take, take: _Take) -> None:
    """Walk through XML by local names; what stood before a fault still counts."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, given: start(name.rpartition(":")[2], given)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.CharacterDataHandler = take
    with suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(data, True)
