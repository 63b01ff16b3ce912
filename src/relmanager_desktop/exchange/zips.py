"""The zip around a workbook, checked part by part before any reader may open it."""

from __future__ import annotations

import errno
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from relmanager_desktop.exchange.limits import (
    MB,
    PACKAGE_BYTES,
    PART_BYTES,
    PARTS,
    RATIO,
    RATIO_FROM_BYTES,
    Refusal,
)

CHUNK_BYTES = MB // 4
PROLOG_BYTES = 65_536
WIDE_SAMPLE_BYTES = 64
XML_ENDINGS = (".xml", ".rels", ".vml")
# Parts that hold no cells and that no reader of ours opens.
OPAQUE_ENDINGS = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".emf",
    ".wmf",
    ".tif",
    ".tiff",
    "vbaproject.bin",
)
# What other programs keep in a workbook; Power Query writes UTF-16 here beside sound sheets.
GUESTS = ("customxml/",)
_MANIFEST = "META-INF/manifest.xml"
_LOCAL_HEADER_BYTES = 30
_ROOT = re.compile(r"<[A-Za-z_]")

# Which part makes which format, asked in this order; the last four are refused by their names.
FORMATS = (
    (re.compile(r"(^|/)[^/]*workbook[^/]*\.xml$"), "xlsx"),
    (re.compile(r"(^|/)[^/]*workbook[^/]*\.bin$"), "xlsb"),
    (re.compile(r"^content\.xml$"), "ods"),
)
FOREIGN = (
    (re.compile(r"^word/"), "document"),
    (re.compile(r"^ppt/"), "document"),
    (re.compile(r"^index/.*\.iwa$|^index\.zip$"), "numbers"),
)


class Package:
    """An opened zip whose directory has been found sound; close it, or use it in a ``with``.

    Once checked, ``unpacked_bytes`` is the size of all its parts and ``has_wide_parts`` says that
    some of its own XML is UTF-16: legal, and read as nothing at all by readers in a hurry;
    ``damaged_extras`` are damaged parts that hold no cells.
    """

    def __init__(self, file: Path | BinaryIO) -> None:
        try:
            self.zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise_of_disk(error)
            raise Refusal("damaged") from error
        self.parts = self.zip.infolist()
        _check_directory(self.parts)
        self.by_name = {_folded(part.filename): part for part in self.parts}
        self.unpacked_bytes = 0
        self.has_wide_parts = False
        self.damaged_extras: list[str] = []

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self.zip.close()

    def format(self) -> str | None:
        """Return xlsx, xlsb or ods by the parts it holds, None for a zip of something else."""
        names = [_folded(part.filename) for part in self.parts]
        for pattern, name in FORMATS:
            if any(pattern.search(part) for part in names):
                return name
        for pattern, code in FOREIGN:
            if any(pattern.search(part) for part in names):
                raise Refusal(code)
        return None

    @property
    def is_locked(self) -> bool:
        """Whether it is an OpenDocument behind a password."""
        if self.holds("encrypted-package"):
            return True
        return self.holds(_MANIFEST) and b":encryption-data" in self.read(_MANIFEST)

    def holds(self, name: str) -> bool:
        """Whether there is a part of this name, in any case."""
        return _folded(name) in self.by_name

    def names(self) -> list[str]:
        """Return the folded names of all parts."""
        return list(self.by_name)

    def read(self, name: str, limit: int = PART_BYTES) -> bytes:
        """Return the bytes of one part, refused beyond ``limit`` bytes."""
        return b"".join(_unpack(self.zip, self.by_name[_folded(name)], limit))

    def read_all(self, names: Iterable[str]) -> Iterator[bytes]:
        """Yield the bytes of parts, refused where they are too large together."""
        left = PACKAGE_BYTES
        for name in names:
            raw = self.read(name, min(left, PART_BYTES))
            left -= len(raw)
            yield raw

    def check(self, seen: Callable[[str, bytearray], None], wanted: frozenset[str]) -> None:
        """Unpack every part once, counting; hand those whose folded name is wanted to ``seen``."""
        for part in self.parts:
            name = _folded(part.filename)
            if name.endswith(OPAQUE_ENDINGS) or part.is_dir():
                self._look_over(part)
                continue
            keep = bytearray() if name in wanted else None
            self._check_part(part, name, keep)
            if keep is not None:
                seen(name, keep)

    def _look_over(self, part: zipfile.ZipInfo) -> None:
        """Note damage in a part that nobody reads: it says something of the whole file."""
        try:
            for _chunk in _unpack(self.zip, part, PART_BYTES):
                pass
        except Refusal as refusal:
            if refusal.code == "damaged_part":
                self.damaged_extras.append(part.filename[:60])

    def _check_part(self, part: zipfile.ZipInfo, name: str, keep: bytearray | None) -> None:
        head = b""
        for chunk in _unpack(self.zip, part, PART_BYTES):
            self.unpacked_bytes += len(chunk)
            if self.unpacked_bytes > PACKAGE_BYTES:
                raise Refusal("unpacks_too_large", megabytes=PACKAGE_BYTES // MB)
            if len(head) < PROLOG_BYTES:
                head += chunk
            if keep is not None:
                keep += chunk
        if name.endswith(XML_ENDINGS):
            refuse_doctype(head[:PROLOG_BYTES])
            is_wide = b"\x00" in head[:WIDE_SAMPLE_BYTES]
            self.has_wide_parts |= is_wide and not name.startswith(GUESTS)


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > PARTS:
        raise Refusal("too_many_parts", parts=len(parts), limit=PARTS)
    names = [_folded(part.filename) for part in parts]
    if len(set(names)) != len(names):
        raise Refusal("duplicate_parts")
    if any(part.flag_bits & 1 for part in parts):
        raise Refusal("locked_zip")
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < end:
            raise Refusal("overlapping_parts")
        # Lower bound: the extra field of the local header may be longer than that of the directory.
        end = part.header_offset + _LOCAL_HEADER_BYTES + part.compress_size


def _unpack(package: zipfile.ZipFile, part: zipfile.ZipInfo, limit: int) -> Iterator[bytes]:
    """Yield the part's bytes, counted as they come: the sizes a zip declares may lie."""
    unpacked = 0
    try:
        with package.open(part) as file:
            while chunk := file.read(CHUNK_BYTES):
                unpacked += len(chunk)
                if unpacked > limit:
                    raise Refusal("unpacks_too_large", megabytes=limit // MB)
                if unpacked > RATIO_FROM_BYTES and unpacked > RATIO * max(1, part.compress_size):
                    raise Refusal("zip_bomb", ratio=RATIO)
                yield chunk
    except Refusal:
        raise
    # zipfile answers damage with a dozen different exceptions.
    except Exception as error:
        raise_of_disk(error)
        raise Refusal("damaged_part", part=part.filename[:60]) from error


def raise_of_disk(error: BaseException) -> None:
    """Raise what lies behind an error if it is the disk's and not the file's: a drive went away."""
    cause: BaseException | None = error
    while cause is not None:
        # A place in the zip that lies before its beginning comes as EINVAL.
        if isinstance(cause, OSError) and cause.errno not in (None, errno.EINVAL):
            raise cause
        cause = cause.__cause__ or cause.__context__


def refuse_doctype(head: bytes) -> None:
    """Refuse XML with a document type: only attacks bring one to a spreadsheet."""
    # Without its zeros UTF-16 and UTF-32 read like ASCII, with a byte order mark or none.
    text = head.replace(b"\x00", b"").decode("latin-1")
    root = _ROOT.search(text)
    prolog = text[: root.start()] if root else text
    if "<!DOCTYPE" in prolog.upper():
        raise Refusal("doctype")
    if root is None and len(head) >= PROLOG_BYTES:
        raise Refusal("damaged")


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
