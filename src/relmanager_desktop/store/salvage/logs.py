"""What the write-ahead log beside a file adds to it, read without SQLite.

Source: "Database File Format", sqlite.org/fileformat2.html, section 4.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

HEAD, FRAME_HEAD = 32, 24
MAGIC = {0x377F0682: "<", 0x377F0683: ">"}  # → how the words of a checksum are laid out
_WORD = 0xFFFFFFFF


def committed_pages(log: Path, size: int) -> dict[int, bytes]:
    """Return the newest committed content of each page in a log; nothing where there is no log.

    Reading ends at the first frame that does not check out, as SQLite's own does.

    Raises:
        OSError: If it cannot be read.
    """
    if not log.exists():
        return {}
    found: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    for number, is_commit, page in _frames(log.read_bytes(), size):
        pending[number] = page
        if is_commit:
            found |= pending
            pending = {}
    return found


def _frames(data: bytes, size: int) -> Iterator[tuple[int, bool, bytes]]:
    """Yield the number of a page, whether it ends a transaction, and the page."""
    if len(data) < HEAD:
        return
    magic, _, page_size, _, *salts = struct.unpack_from(">6I", data)
    if magic not in MAGIC or page_size != size:
        return
    order = MAGIC[magic]
    sums = _checksum(data[:24], order, (0, 0))
    for start in range(HEAD, len(data) - FRAME_HEAD - size + 1, FRAME_HEAD + size):
        head = struct.unpack_from(">6I", data, start)
        page = data[start + FRAME_HEAD : start + FRAME_HEAD + size]
        sums = _checksum(data[start : start + 8] + page, order, sums)
        if list(head[2:4]) != salts or head[4:] != sums:
            return
        yield head[0], head[1] != 0, page


def _checksum(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    one, two = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = one + first + two & _WORD
        two = two + second + one & _WORD
    return one, two
