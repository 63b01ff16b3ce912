"""What a file really is, told by its first bytes and never by its name."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from relmanager_desktop.exchange.contents import Content
from relmanager_desktop.exchange.limits import FILE_BYTES, MB, Refusal

HEAD_BYTES = 8192
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

# First bytes of what people pick by mistake, and the code of the sentence they get.
FOREIGN = (
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ", "archive"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"SQLite format 3\x00", "database"),
    (b"\x09\x00\x04\x00", "old_excel"),
    (b"\x09\x02\x06\x00", "old_excel"),
    (b"\x09\x04\x06\x00", "old_excel"),
    (b"\x09\x08\x08\x00", "old_excel"),
)
# The same for text, after a byte order mark and blanks, in lower case.
FOREIGN_TEXT = (
    (b"<!doctype html", "html"),
    (b"<html", "html"),
    (b"<table", "html"),
    (b"<?xml", "xml"),
    (b"<workbook", "xml"),
    (b"begin:v", "calendar"),
    (b"{\\rtf", "document"),
    (b"mime-version:", "html"),
)
# A line that begins a contact card; some programs put a few others before the first.
_CARD = re.compile(rb"(?:^|[\r\n])[ \t]*begin[ \t]*:[ \t]*vcard[ \t]*(?:[\r\n]|$)")
PAGE_STARTS = (b"<!doctype html", b"<html", b"<table")
_JSON = re.compile(rb'\{\s*"|\[\s*[\[{]')
LOCK_PREFIXES = ("~$", ".~lock.", "lock-file-~$")
LOCK_BYTES = 400
LOCK_SIZES = (55, 165)
OWNER_BYTES = 55
# Text holds hardly any control characters; random bytes hold one in ten.
CONTROL_SHARE = 0.02
_CONTROLS = bytes({*range(32)} - {7, 8, 9, 10, 12, 13, 26, 27})


@dataclass(frozen=True)
class Sniffed:
    """What the first look told: ``kind`` is zip, ole, text, vcard or page; ``size`` is in bytes."""

    kind: str
    size: int
    sha256: str
    head: bytes


def sniff(content: Content) -> Sniffed:
    """Return what the file is; raise Refusal for anything that is no list."""
    content.refuse_no_file()
    size = content.size
    if size == 0:
        raise Refusal("empty")
    if size > FILE_BYTES:
        raise Refusal("too_large", megabytes=FILE_BYTES // MB)
    sha256, has_content = _read_through(content)
    if not has_content:
        raise Refusal("zeros")
    with content.open() as file:
        head = file.read(HEAD_BYTES)
    return Sniffed(_kind_of(content, size, head), size, sha256, head)


def _read_through(content: Content) -> tuple[str, bool]:
    """Return the file's SHA-256 and whether any of its bytes is not zero."""
    digest = hashlib.sha256()
    has_content = False
    with content.open() as file:
        while chunk := file.read(MB):
            digest.update(chunk)
            has_content = has_content or any(chunk)
    return digest.hexdigest(), has_content


def _kind_of(content: Content, size: int, head: bytes) -> str:
    if head.startswith(ZIP_MAGICS) or _is_zip_behind_junk(content, head):
        return "zip"
    if head.startswith(OLE_MAGIC):
        return "ole"
    if _is_lock_file(content.path.name, size, head):
        raise Refusal("lock_file")
    for magic, code in FOREIGN:
        if head.startswith(magic):
            raise Refusal(code)
    if content.raw is not None and _is_page(head):
        return "page"
    return text_kind(head)


def _is_lock_file(name: str, size: int, head: bytes) -> bool:
    """An owner file names the user in 55 bytes, the first of them the length of the name."""
    named = name.startswith(LOCK_PREFIXES) and size < LOCK_BYTES
    length = head[0]
    is_padded = 0 < length < ord(" ") and not head[1 + length : OWNER_BYTES].strip()
    return named or (size in LOCK_SIZES and is_padded)


def _is_zip_behind_junk(content: Content, head: bytes) -> bool:
    """Some mailers put a few lines before a workbook; its directory at the end still tells."""
    if _looks_like_text(head) and b"PK\x03\x04" not in head:
        return False
    with content.open() as file:
        file.seek(max(0, content.size - HEAD_BYTES))
        return b"PK\x03\x04" in head and b"PK\x05\x06" in file.read()


def _is_page(head: bytes) -> bool:
    """Whether what was pasted is a table of a page; a file of that kind is refused."""
    text = _as_bytes_of_ascii(head).lstrip(b" \t\r\n").lower()
    return text.startswith(PAGE_STARTS)


def text_kind(head: bytes) -> str:
    """Return 'text' or 'vcard' by the first bytes; raise Refusal if they are no list at all."""
    text = _as_bytes_of_ascii(head).lstrip(b" \t\r\n").lower()
    if _CARD.search(text):
        return "vcard"
    for start, code in FOREIGN_TEXT:
        if text.startswith(start):
            raise Refusal(code)
    if _JSON.match(text):
        raise Refusal("json")
    if not _looks_like_text(head):
        raise Refusal("binary")
    return "text"


def _as_bytes_of_ascii(head: bytes) -> bytes:
    """Return the head without byte order mark and without the zeros of UTF-16 and UTF-32."""
    for mark in BOMS:
        if head.startswith(mark):
            return head[len(mark) :].replace(b"\x00", b"")
    return head


def _looks_like_text(head: bytes) -> bool:
    if head.startswith(BOMS) or is_wide(head):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls <= max(3, len(head) * CONTROL_SHARE)


def is_wide(head: bytes) -> bool:
    """Whether text without a byte order mark is UTF-16 or UTF-32, by where its zeros stand."""
    return wide_encoding(head) is not None


def wide_encoding(head: bytes) -> str | None:
    """Return utf-16-le, utf-16-be, utf-32-le or utf-32-be by where the zeros stand, else None."""
    size = len(head) // 4
    if size < 1:
        return None
    zeros = [head[place : size * 4 : 4].count(0) / size for place in range(4)]
    full, empty = 0.6, 0.1
    patterns = {
        "utf-32-le": (False, True, True, True),
        "utf-32-be": (True, True, True, False),
        "utf-16-le": (False, True, False, True),
        "utf-16-be": (True, False, True, False),
    }
    for encoding, pattern in patterns.items():
        if all(
            share > full if is_zero else share < empty
            for share, is_zero in zip(zeros, pattern, strict=True)
        ):
            return encoding
    return None
