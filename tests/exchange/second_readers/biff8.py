"""A slow and literal reader of .xls after [MS-XLS] and [MS-CFB], to hold the product's against."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from relmanager_desktop.domain.cells import Cell, ErrorCell
from tests.exchange.second_readers.biff12 import rk
from tests.exchange.second_readers.values import ERRORS, Cells, as_shown, kind_of_format

_EOF, _1904, _CONTINUE, _SHEET, _SST = 0x0A, 0x22, 0x3C, 0x85, 0xFC
_FORMAT, _XF, _BOF = 0x41E, 0xE0, 0x809
_LABEL_SST, _LABEL, _RSTRING, _NUMBER, _RK, _MULRK = 0xFD, 0x204, 0xD6, 0x203, 0x27E, 0xBD
_FORMULA, _STRING, _BOOL_ERROR = 0x06, 0x207, 0x205
_LAST_SECTOR = 0xFFFFFFFA
Record = tuple[int, bytes, list[int]]


class Biff8:
    """A workbook opened: ``sheets`` are (name, cells) of all sheets that hold cells, in order."""

    def __init__(self, path: Path) -> None:
        self._stream = _workbook_stream(path.read_bytes())
        records = list(self._records(0))
        codes = {
            struct.unpack_from("<H", d)[0]: _string(d, 2, 2)[0]
            for k, d, _ in records
            if k == _FORMAT
        }
        numbers = [struct.unpack_from("<H", d, 2)[0] for k, d, _ in records if k == _XF]
        self._kinds = [kind_of_format(number, codes.get(number)) for number in numbers]
        self._is_1904 = any(k == _1904 and d[0] for k, d, _ in records)
        self._texts = [text for k, d, breaks in records if k == _SST for text in _shared(d, breaks)]
        self.sheets = [
            (_string(data, 6, 1)[0], self._cells(struct.unpack_from("<I", data)[0]))
            for kind, data, _ in records
            if kind == _SHEET and data[5] == 0
        ]

    def _records(self, place: int) -> Iterator[Record]:
        """Yield (kind, data, places where a record was continued) until the substream ends."""
        pending: Record | None = None
        while place + 4 <= len(self._stream):
            kind, size = struct.unpack_from("<HH", self._stream, place)
            data = self._stream[place + 4 : place + 4 + size]
            place += 4 + size
            if kind == _CONTINUE and pending:
                pending[2].append(len(pending[1]))
                pending = (pending[0], pending[1] + data, pending[2])
                continue
            if pending:
                yield pending
            if kind == _EOF:
                return
            pending = (kind, data, [])

    def _cells(self, place: int) -> Cells:
        found: Cells = {}
        last = (0, 0)
        for kind, data, _ in self._records(place):
            if kind == _STRING:
                found[last] = _string(data, 0, 2)[0] or None
            elif kind == _MULRK:
                found.update(self._many(data))
            elif kind in (_LABEL_SST, _LABEL, _RSTRING, _NUMBER, _RK, _FORMULA, _BOOL_ERROR):
                last = struct.unpack_from("<HH", data)
                found[last] = self._value(kind, data)
        return {place: value for place, value in found.items() if value is not None}

    def _many(self, data: bytes) -> Iterator[tuple[tuple[int, int], Cell]]:
        row, first = struct.unpack_from("<HH", data)
        for number in range((len(data) - 6) // 6):
            start = 4 + number * 6
            yield (row, first + number), self._shown(rk(data[start + 2 : start + 6]), data, start)

    def _shown(self, number: float, data: bytes, place: int) -> Cell:
        style = struct.unpack_from("<H", data, place)[0]
        return as_shown(
            number, self._kinds[style] if style < len(self._kinds) else "", self._is_1904
        )

    def _value(self, kind: int, data: bytes) -> Cell:
        if kind == _LABEL_SST:
            return self._texts[struct.unpack_from("<I", data, 6)[0]] or None
        if kind in (_LABEL, _RSTRING):
            return _string(data, 6, 2)[0] or None
        if kind == _NUMBER:
            return self._shown(struct.unpack_from("<d", data, 6)[0], data, 4)
        if kind == _RK:
            return self._shown(rk(data[6:10]), data, 4)
        if kind == _BOOL_ERROR:
            return ErrorCell(ERRORS[data[6]]) if data[7] else bool(data[6])
        return self._computed(data)

    def _computed(self, data: bytes) -> Cell:
        """Return a formula's stored result; a text follows in a record of its own."""
        if data[12:14] != b"\xff\xff":
            return self._shown(struct.unpack_from("<d", data, 6)[0], data, 4)
        known: dict[int, Cell] = {1: bool(data[8]), 2: ErrorCell(ERRORS.get(data[8], "#N/A"))}
        return known.get(data[6])


def _string(data: bytes, place: int, width: int) -> tuple[str, int]:
    """Return (text, end) of a string without runs whose length takes ``width`` bytes."""
    length = int.from_bytes(data[place : place + width], "little")
    is_wide = data[place + width] & 1
    start = place + width + 1
    end = start + length * (2 if is_wide else 1)
    return data[start:end].decode("utf-16-le" if is_wide else "latin-1"), end


def _shared(data: bytes, breaks: list[int]) -> Iterator[str]:
    """Yield the shared strings; where one is continued, its letters may change their width."""
    count = struct.unpack_from("<I", data, 4)[0]
    place = 8
    for _ in range(count):
        length, flags = struct.unpack_from("<HB", data, place)
        place += 3
        runs = struct.unpack_from("<H", data, place)[0] if flags & 8 else 0
        place += 2 if flags & 8 else 0
        extra = struct.unpack_from("<I", data, place)[0] if flags & 4 else 0
        place += 4 if flags & 4 else 0
        text, place = _letters(data, place, length, flags & 1, breaks)
        yield text
        place += runs * 4 + extra


def _letters(
    data: bytes, place: int, length: int, is_wide: int, breaks: list[int]
) -> tuple[str, int]:
    text = ""
    while True:
        width = 2 if is_wide else 1
        wanted = place + (length - len(text)) * width
        end = next((b for b in breaks if place <= b < wanted), wanted)
        text += data[place:end].decode("utf-16-le" if is_wide else "latin-1")
        if end == wanted:
            return text, end
        is_wide, place = data[end] & 1, end + 1


def _workbook_stream(raw: bytes) -> bytes:
    size = 1 << struct.unpack_from("<H", raw, 30)[0]
    first_directory, cutoff = (
        struct.unpack_from("<I", raw, 48)[0],
        struct.unpack_from("<I", raw, 56)[0],
    )
    table: list[int] = []
    for sector in _fat_sectors(raw, size):
        table += struct.unpack_from(f"<{size // 4}I", raw, (sector + 1) * size)
    directory = _chain(raw, size, table, first_directory)
    entries = [directory[place : place + 128] for place in range(0, len(directory), 128)]
    root = entries[0]
    for entry in entries:
        name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode(
            "utf-16-le", "replace"
        )
        if name in ("Workbook", "Book"):
            start, length = struct.unpack_from("<II", entry, 116)
            if length >= cutoff:
                return _chain(raw, size, table, start)[:length]
            small = _chain(raw, size, table, struct.unpack_from("<I", root, 116)[0])
            minis = _chain(raw, size, table, struct.unpack_from("<I", raw, 60)[0])
            mini_table = list(struct.unpack(f"<{len(minis) // 4}I", minis))
            return _chain(small, 64, mini_table, start, header=0)[:length]
    raise LookupError("no workbook stream")


def _fat_sectors(raw: bytes, size: int) -> Iterator[int]:
    yield from (s for s in struct.unpack_from("<109I", raw, 76) if s < _LAST_SECTOR)
    following = struct.unpack_from("<I", raw, 68)[0]
    while following < _LAST_SECTOR:
        block = struct.unpack_from(f"<{size // 4}I", raw, (following + 1) * size)
        yield from (s for s in block[:-1] if s < _LAST_SECTOR)
        following = block[-1]


def _chain(raw: bytes, size: int, table: list[int], sector: int, header: int = 1) -> bytes:
    parts: list[bytes] = []
    while sector < _LAST_SECTOR and len(parts) <= len(table):
        parts.append(raw[(sector + header) * size : (sector + header + 1) * size])
        sector = table[sector]
    return b"".join(parts)
