"""The pages of a portfolio's file, read without SQLite, which stops at the first bad one.

Source: "Database File Format", sqlite.org/fileformat2.html, sections 1.2, 1.5, 1.6.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from relmanager_desktop.store.salvage.logs import committed_pages

USUAL_SIZE = 4096
SIZES = frozenset(1 << bits for bits in range(9, 17))
INNER, LEAF = 5, 13  # of a table; the pages of indices say nothing that tables do not
FILE_HEAD = 100
LEAF_HEAD, INNER_HEAD = 8, 12
MOST_BYTES = 1 << 30  # in one record


class Cell(NamedTuple):
    """One row of a table as it lies in a page: its key, and its record undecoded."""

    key: int
    payload: bytes


class Pages:
    """The pages of a file with what its log adds, by their numbers from 1.

    The file is only read. A page that is not there is empty.
    """

    def __init__(self, place: Path) -> None:
        self._stream = place.open("rb")
        size = place.stat().st_size
        self._bytes = mmap.mmap(self._stream.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        self.size, reserved = _sizes(self._bytes[:FILE_HEAD])
        self.usable = self.size - reserved
        self._newer: Mapping[int, bytes] = {}
        with suppress(OSError):
            self._newer = committed_pages(Path(f"{place}-wal"), self.size)
        self.count = max(-(-size // self.size), *self._newer, 0, 0)

    def close(self) -> None:
        """Let go of the file."""
        if isinstance(self._bytes, mmap.mmap):
            self._bytes.close()
        self._stream.close()

    def page(self, number: int) -> bytes:
        """Return a page, filled with zeros where the file ends too early."""
        if (newer := self._newer.get(number)) is not None:
            return newer
        start = (number - 1) * self.size
        return bytes(self._bytes[start : start + self.size]).ljust(self.size, b"\0")

    def kind(self, number: int) -> int:
        """Return what a page says it is, of a tree."""
        return self.page(number)[_head_of(number)]

    def free(self) -> set[int]:
        """Return the pages that hold nothing any more, as far as their list can be read."""
        found: set[int] = set()
        trunk = _number(self.page(1), 32)
        while 0 < trunk <= self.count and trunk not in found:
            page = self.page(trunk)
            listed = min(_number(page, 4), self.usable // 4 - 2)
            found.add(trunk)
            found.update(struct.unpack_from(f">{listed}I", page, 8))
            trunk = _number(page, 0)
        return found

    def children(self, number: int) -> list[int]:
        """Return the pages below an inner page, those that can be."""
        page, head = self.page(number), _head_of(number)
        below = [_number(page, place) for place in _places(page, head, INNER_HEAD, self.usable)]
        below.append(_number(page, head + 8))
        return [child for child in below if 1 < child <= self.count]

    def cells(self, number: int) -> Iterator[Cell]:
        """Yield the rows in a leaf; what cannot be one is passed over."""
        page = self.page(number)
        for place in _places(page, _head_of(number), LEAF_HEAD, self.usable):
            with suppress(IndexError, ValueError, struct.error):
                yield self._cell(page, place)

    def _cell(self, page: bytes, place: int) -> Cell:
        length, place = varint(page, place)
        key, place = varint(page, place)
        if length > MOST_BYTES or length > self.count * self.size:
            raise ValueError(f"no record is {length} bytes long")
        here = self._local(length)
        payload = page[place : min(place + here, self.usable)]
        if here < length:
            payload += self._overflow(_number(page, place + here), length - here)
        if len(payload) != length:
            raise ValueError("a record that is cut off")
        return Cell(key - (1 << 64) if key >> 63 else key, payload)

    def _local(self, length: int) -> int:
        """Return how many bytes of a record lie in the leaf itself (section 1.6)."""
        most = self.usable - 35
        if length <= most:
            return length
        least = (self.usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (self.usable - 4)
        return here if here <= most else least

    def _overflow(self, number: int, length: int) -> bytes:
        parts = []
        while length > 0 and 1 < number <= self.count:
            page = self.page(number)
            part = page[4 : min(4 + length, self.usable)]
            parts.append(part)
            length -= len(part)
            number = _number(page, 0)
        return b"".join(parts)


def varint(page: bytes, place: int) -> tuple[int, int]:
    """Return an integer of one to nine bytes, and where it ends.

    Raises:
        IndexError: If the page ends before.
    """
    value = 0
    for step in range(8):
        byte = page[place + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + step + 1
    return value << 8 | page[place + 8], place + 9


def _sizes(head: bytes) -> tuple[int, int]:
    """Return the size of a page and how much of it is not used; the usual ones if that is lost."""
    if len(head) < FILE_HEAD:
        return USUAL_SIZE, 0
    said = struct.unpack_from(">H", head, 16)[0]
    size = 65_536 if said == 1 else said
    return (size, 0) if size in SIZES else (USUAL_SIZE, 0)


def _head_of(number: int) -> int:
    return FILE_HEAD if number == 1 else 0


def _places(page: bytes, head: int, length: int, usable: int) -> list[int]:
    """Return where the cells of a page begin, without those that would lie outside it."""
    first = head + length
    count = min(struct.unpack_from(">H", page, head + 3)[0], (usable - first) // 2)
    places = struct.unpack_from(f">{count}H", page, first)
    return [place for place in places if first + 2 * count <= place < usable]


def _number(page: bytes, place: int) -> int:
    return int(struct.unpack_from(">I", page, place)[0])
