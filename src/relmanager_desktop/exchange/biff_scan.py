"""What the fast reader loses of binary workbooks, .xls and .xlsb: error cells, odd dates.

Formats after Microsoft's [MS-XLS], [MS-CFB] and [MS-XLSB]. A file that does not follow them tells
us nothing here; whether it can be read at all is for the reader to say.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from types import MappingProxyType

from relmanager_desktop.exchange.biff_numbers import (
    XLS_KINDS,
    XLSB_KINDS,
    is_odd,
    number_in_xlsb,
    numbers_in_xls,
)
from relmanager_desktop.exchange.biff_styles import zeros_in_xls, zeros_in_xlsb
from relmanager_desktop.exchange.sheet_patterns import Place
from relmanager_desktop.exchange.sheet_scan import SheetScan
from relmanager_desktop.exchange.zero_formats import with_zeros

NO_ZEROS: Mapping[int, str] = MappingProxyType({})
ERROR_CODES = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_FORMULA, _BOUND_SHEET, _BOOL_ERROR, _END = 0x0006, 0x0085, 0x0205, 0x000A
_ERROR_RESULT = 2
_ROW_HEADER, _CELL_ERROR, _FORMULA_ERROR, _SHEET = 0, 3, 11, 156
_END_OF_CHAIN = 0xFFFFFFFA
_DIRECTORY_ENTRY_BYTES = 128
_MINI_SECTOR_LIMIT = 4096


def scan_xls(raw: bytes) -> dict[str, SheetScan]:
    """Return what stands behind the blanks of an .xls, by names of sheets."""
    try:
        stream = _Compound(raw).stream("Workbook")
        zeros = zeros_in_xls((k, stream[p : p + n]) for k, p, n in _xls_records(stream, 0))
        return {
            name: _scan_substream(stream, start, zeros) for name, start in _bound_sheets(stream)
        }
    except (struct.error, IndexError, KeyError, ValueError):
        return {}


def scan_xlsb_sheet(data: bytes, zeros: Mapping[int, str] = NO_ZEROS) -> SheetScan:
    """Return what stands behind the blanks of one sheet part of an .xlsb.

    ``zeros`` are the patterns of leading zeros by the number of the cell style that shows them.
    """
    scan = SheetScan()
    row = 0
    with suppress(struct.error, IndexError):
        for kind, start in _xlsb_records(data):
            if kind == _ROW_HEADER:
                row = int.from_bytes(data[start : start + 4], "little")
                scan.rows += 1
                continue
            place = row, int.from_bytes(data[start : start + 4], "little")
            if kind in (_CELL_ERROR, _FORMULA_ERROR):
                scan.errors[place] = ERROR_CODES.get(data[start + 8], "#N/A")
            elif kind in XLSB_KINDS:
                _take_number(scan, place, *number_in_xlsb(kind, data, start), zeros)
    return scan


def xlsb_zeros(data: bytes) -> dict[int, str]:
    """Return the patterns of leading zeros by the numbers of styles, from the part of styles."""
    with suppress(struct.error):
        # What follows a record is more than it needs, and is not looked at.
        return zeros_in_xlsb((kind, data[p : p + 600]) for kind, p in _xlsb_records(data))
    return {}


def _take_number(
    scan: SheetScan, place: Place, style: int, number: float, zeros: Mapping[int, str]
) -> None:
    if is_odd(number):
        scan.odd_numbers[place] = number
    elif style in zeros and number.is_integer():
        scan.padded[place] = with_zeros(str(int(number)), zeros[style])


def xlsb_sheets(data: bytes) -> list[tuple[str, str]]:
    """Return (id of the relationship, name) of each sheet that an .xlsb's workbook part lists."""
    found = []
    for kind, start in _xlsb_records(data):
        if kind == _SHEET:
            relation, place = _wide_string(data, start + 8)
            name, _ = _wide_string(data, place)
            found.append((relation, name))
    return found


def _xlsb_records(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield (kind, place of the content) of each record; kind and size are of varying length."""
    place, end = 0, len(data)
    while place < end - 1:
        kind = data[place]
        place += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (data[place] << 7)
            place += 1
        size = shift = 0
        while place < end:
            byte = data[place]
            place += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        if place + size > end:
            return
        yield kind, place
        place += size


def _wide_string(data: bytes, place: int) -> tuple[str, int]:
    length = int.from_bytes(data[place : place + 4], "little")
    end = place + 4 + 2 * length
    return data[place + 4 : end].decode("utf-16-le", "replace"), end


def _bound_sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    """Yield (name, place of its first record) of each sheet of a BIFF8 stream."""
    for kind, start, size in _xls_records(stream, 0):
        if kind == _BOUND_SHEET:
            length, is_wide = stream[start + 6], stream[start + 7] & 1
            text = stream[start + 8 : start + size]
            name = text[: length * 2].decode("utf-16-le") if is_wide else text.decode("latin-1")
            yield name[:length], int.from_bytes(stream[start : start + 4], "little")


def _scan_substream(stream: bytes, place: int, zeros: Mapping[int, str]) -> SheetScan:
    scan = SheetScan()
    for kind, start, size in _xls_records(stream, place):
        if kind in XLS_KINDS:
            for number in numbers_in_xls(kind, stream[start : start + size]):
                _take_number(scan, *number, zeros)
        if kind == _BOOL_ERROR and stream[start + 7]:
            row, column = struct.unpack_from("<HH", stream, start)
            scan.errors[row, column] = ERROR_CODES.get(stream[start + 6], "#N/A")
        elif kind == _FORMULA and _is_error(stream[start + 6 : start + 14]):
            row, column = struct.unpack_from("<HH", stream, start)
            scan.errors[row, column] = ERROR_CODES.get(stream[start + 8], "#N/A")
    return scan


def _is_error(result: bytes) -> bool:
    """Whether the eight bytes of a formula's result are no number but an error."""
    return result[:1] == bytes([_ERROR_RESULT]) and result[6:] == b"\xff\xff"


def _xls_records(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """Yield (kind, place of the content, size) of the records of one substream."""
    header = struct.Struct("<HH")
    while place + 4 <= len(stream):
        kind, size = header.unpack_from(stream, place)
        if kind == _END:
            return
        yield kind, place + 4, size
        place += 4 + size


class _Compound:
    """An OLE compound file, just far enough to get one stream out of it."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        shift, mini_shift = struct.unpack_from("<HH", raw, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("not a compound file")
        self.sector_bytes, self.mini_bytes = 1 << shift, 1 << mini_shift
        first_directory, _, _, first_mini_fat = struct.unpack_from("<IIII", raw, 48)
        self.fat = self._read_fat()
        self.directory = self._chain(first_directory)
        self.mini_fat = _numbers(self._chain(first_mini_fat))

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream; raise KeyError if there is none of this name."""
        root = self.directory[:_DIRECTORY_ENTRY_BYTES]
        for place in range(0, len(self.directory), _DIRECTORY_ENTRY_BYTES):
            entry = self.directory[place : place + _DIRECTORY_ENTRY_BYTES]
            length = int.from_bytes(entry[64:66], "little")
            if entry[: max(0, length - 2)].decode("utf-16-le", "ignore") == name:
                start, size = struct.unpack_from("<II", entry, 116)
                if size < _MINI_SECTOR_LIMIT:
                    return self._mini_chain(start, struct.unpack_from("<I", root, 116)[0])[:size]
                return self._chain(start)[:size]
        raise KeyError(name)

    def _read_fat(self) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self.raw, 76))
        following = int.from_bytes(self.raw[68:72], "little")
        seen = set()
        while following < _END_OF_CHAIN and following not in seen:
            seen.add(following)
            numbers = _numbers(self._sector(following))
            sectors += numbers[:-1]
            following = numbers[-1]
        fat: list[int] = []
        for sector in sectors:
            if sector < _END_OF_CHAIN:
                fat += _numbers(self._sector(sector))
        return fat

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.sector_bytes
        return self.raw[start : start + self.sector_bytes]

    def _chain(self, first: int) -> bytes:
        return b"".join(self._sector(number) for number in _follow(self.fat, first))

    def _mini_chain(self, first: int, first_of_ministream: int) -> bytes:
        ministream = self._chain(first_of_ministream)
        size = self.mini_bytes
        return b"".join(
            ministream[number * size : (number + 1) * size]
            for number in _follow(self.mini_fat, first)
        )


def _follow(table: list[int], number: int) -> Iterator[int]:
    """Yield the sectors of a chain; a chain that runs in a circle ends where it meets itself."""
    seen = set()
    while number < len(table) and number not in seen:
        seen.add(number)
        yield number
        number = table[number]


def _numbers(sector: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4]))
