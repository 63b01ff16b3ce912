"""A slow and literal reader of .xlsb after [MS-XLSB], to hold the product's own against."""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from relmanager_desktop.domain.cells import Cell, ErrorCell
from tests.exchange.second_readers.values import ERRORS, Cells, as_shown, kind_of_format

_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _STRING, _SHARED = range(8)
_F_STRING, _F_NUMBER, _F_BOOL, _F_ERROR = range(8, 12)
_SST_ITEM, _FORMAT, _XF, _CELL_XFS, _CELL_XFS_END = 19, 44, 47, 617, 618
_BOOK, _SHEET, _INLINE = 153, 156, 62


class Biff12:
    """A workbook opened: ``sheets`` are (name, cells) of all sheets that hold cells, in order."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            self._parts = {name.lower(): package.read(name) for name in package.namelist()}
        self._texts = [
            _wide(data, 1)[0]
            for kind, data in self._records("xl/sharedstrings.bin")
            if kind == _SST_ITEM
        ]
        self._kinds = self._styles()
        book = list(self._records("xl/workbook.bin"))
        self._is_1904 = any(kind == _BOOK and data[0] & 1 for kind, data in book)
        targets = self._relations()
        self.sheets = []
        for kind, data in book:
            if kind == _SHEET:
                relation, place = _wide(data, 8)
                name, _ = _wide(data, place)
                if "worksheets/" in targets[relation]:
                    self.sheets.append((name, self._cells(targets[relation])))

    def _records(self, part: str) -> Iterator[tuple[int, bytes]]:
        data = self._parts.get(part, b"")
        place = 0
        while place < len(data):
            kind, place = _number(data, place, 2)
            size, place = _number(data, place, 4)
            yield kind, data[place : place + size]
            place += size

    def _relations(self) -> dict[str, str]:
        root = ElementTree.fromstring(self._parts["xl/_rels/workbook.bin.rels"])  # noqa: S314 - the product refused it before if it is an attack
        return {
            relation.get("Id", ""): posixpath.normpath(
                posixpath.join("/xl", relation.get("Target", ""))
            )
            .lstrip("/")
            .lower()
            for relation in root
        }

    def _styles(self) -> list[str]:
        codes: dict[int, str] = {}
        kinds = []
        is_of_cells = False
        for kind, data in self._records("xl/styles.bin"):
            if kind == _FORMAT:
                codes[struct.unpack_from("<H", data)[0]] = _wide(data, 2)[0]
            elif kind in (_CELL_XFS, _CELL_XFS_END):
                is_of_cells = kind == _CELL_XFS
            elif kind == _XF and is_of_cells:
                number = struct.unpack_from("<H", data, 2)[0]
                kinds.append(kind_of_format(number, codes.get(number)))
        return kinds

    def _cells(self, part: str) -> Cells:
        found: Cells = {}
        row = 0
        for kind, data in self._records(part):
            if kind == _ROW:
                row = struct.unpack_from("<I", data)[0]
            elif _BLANK < kind <= _F_ERROR or kind == _INLINE:
                value = self._value(kind, data)
                if value is not None:
                    found[row, struct.unpack_from("<I", data)[0]] = value
        return found

    def _value(self, kind: int, data: bytes) -> Cell:
        if kind in (_RK, _REAL, _F_NUMBER):
            number = rk(data[8:12]) if kind == _RK else struct.unpack_from("<d", data, 8)[0]
            style = struct.unpack_from("<I", data, 4)[0] & 0xFFFFFF
            form = self._kinds[style] if style < len(self._kinds) else ""
            return as_shown(number, form, self._is_1904)
        if kind in (_ERROR, _F_ERROR):
            return ErrorCell(ERRORS[data[8]])
        if kind in (_BOOL, _F_BOOL):
            return bool(data[8])
        if kind == _SHARED:
            return self._texts[struct.unpack_from("<I", data, 8)[0]] or None
        return _wide(data, 9 if kind == _INLINE else 8)[0] or None


def rk(data: bytes) -> float:
    """Return the number of four bytes: an integer or half a double, maybe in hundredths."""
    raw = struct.unpack("<i", data)[0]
    value = (
        float(raw >> 2)
        if raw & 2
        else struct.unpack("<d", b"\0" * 4 + struct.pack("<i", raw & ~3))[0]
    )
    return value / 100 if raw & 1 else value


def _number(data: bytes, place: int, longest: int) -> tuple[int, int]:
    value = 0
    for step in range(longest):
        byte = data[place]
        place += 1
        # The kind keeps its continuation bit out of the low seven bits as the size does.
        value |= (byte & 0x7F) << (7 * step)
        if not byte & 0x80:
            break
    return value, place


def _wide(data: bytes, place: int) -> tuple[str, int]:
    length = struct.unpack_from("<I", data, place)[0]
    end = place + 4 + 2 * length
    return data[place + 4 : end].decode("utf-16-le"), end
