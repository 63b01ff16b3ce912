"""Contact cards as properties: bytes unfolded, cards told apart, values decoded.

vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), and what programs really write: bytes are unfolded
before they are decoded, because a fold may cut a letter; nothing recurses and nothing grows with
a photo.
"""

from __future__ import annotations

import io
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, NamedTuple

from relmanager_desktop.exchange.code_pages import code_page_of
from relmanager_desktop.exchange.csv_dialects import decode
from relmanager_desktop.exchange.vcard_heads import Head, end_of_head, head_of

# A value beyond this is left out: no field of a person is as long.
MOST_BYTES = 200_000
_MARKS = ("BEGIN", "END")
_BLANKS = (b" ", b"\t")
_BASE64 = re.compile(rb"^[A-Za-z0-9+/=]+$")
_CARD = re.compile(rb"(?i)begin\s*:\s*vcard")
# A byte order mark or the zeros of letters of two bytes.
_WIDE = re.compile(rb"^(?:\xff\xfe|\xfe\xff)|\x00")


class Property(NamedTuple):
    """One line of a card: ``value`` is decoded and still escaped.

    ``is_binary`` is true of photos and keys, whose value is left out, and of values too long.
    """

    head: Head
    value: str
    is_binary: bool = False

    @property
    def name(self) -> str:
        """What it is, in capitals."""
        return self.head.name

    @property
    def group(self) -> str:
        """What it belongs together with, in capitals, '' for nothing."""
        return self.head.group

    @property
    def types(self) -> tuple[str, ...]:
        """What its TYPE says, in lower case."""
        return self.head.types

    def parameter(self, name: str) -> str:
        """Return the first word of a parameter, '' for none."""
        return (*self.head.parameters.get(name, ()), "")[0]


@dataclass
class Card:
    """One card: ``line`` is where it begins, from 1; ``is_old`` says that it is vCard 2.1."""

    line: int
    is_old: bool = False
    properties: list[Property] = field(default_factory=list)


class _Line:
    """A content line under construction; ``head`` is None where it is none."""

    __slots__ = ("end", "head", "is_soft", "number", "pieces", "size")

    def __init__(self, number: int, line: bytes) -> None:
        self.number = number
        self.end = end_of_head(line)
        self.head = head_of(line[: self.end]) if self.end > 0 else None
        self.size = len(line)
        self.is_soft = False
        self.pieces = [line[:MOST_BYTES]]
        if self.head is not None and self.head.is_quoted:
            self._soften(0)

    def add(self, piece: bytes) -> None:
        """Take more of it; of what is too long, or of a photo, only that it was there."""
        self.size += len(piece)
        self.is_soft = False
        if self.size <= MOST_BYTES and not (self.head and self.head.is_binary):
            self.pieces.append(piece)
        if self.head is not None and self.head.is_quoted:
            self._soften(-1)

    def text(self) -> bytes:
        """Return all of it."""
        return self.pieces[0] if len(self.pieces) == 1 else b"".join(self.pieces)

    @property
    def mark(self) -> str:
        """BEGIN or END where it begins or ends a card, '' for any other line."""
        if self.head is None or self.head.name not in _MARKS:
            return ""
        is_of_card = self.text()[self.end + 1 :].strip().upper() == b"VCARD"
        return self.head.name if is_of_card else ""

    def _soften(self, place: int) -> None:
        """Take off the mark that the line goes on below."""
        self.is_soft = self.pieces[place].endswith(b"=")
        if self.is_soft:
            self.pieces[place] = self.pieces[place][:-1]


class CardFile:
    """The cards of a file, one by one, and what of it made no sense.

    ``odd_lines`` are numbers of lines that are no property, ``open_cards`` those of cards without
    an end; both are complete when all cards have come. ``guessed`` says that some text is neither
    UTF-8 nor names its character set, and was read as ``encoding``.
    """

    def __init__(self, raw: bytes, encoding: str | None = None) -> None:
        self._raw = _as_utf8(raw)
        self._given = encoding
        self._page = ""
        self.odd_lines: list[int] = []
        self.open_cards: list[int] = []

    @property
    def guessed(self) -> bool:
        """Whether some text had to be read by a guess."""
        return bool(self._page) and self._given is None

    @property
    def encoding(self) -> str:
        """In what the text is written that does not name its own character set."""
        return self._given or self._page or "utf-8"

    def count(self) -> int:
        """Return how many cards there are at most."""
        return len(_CARD.findall(self._raw))

    def __iter__(self) -> Iterator[Card]:
        card: Card | None = None
        nested = 0
        agent = False  # whether the line before said that a card of another follows
        for line in _lines(self._raw):
            mark = line.mark
            if mark == "BEGIN":
                if agent:
                    nested += 1
                else:
                    yield from self._unclosed(card)
                    card, nested = Card(line.number), 0
                agent = False
            elif mark and nested:
                nested -= 1
            elif mark and card:
                yield card
                card = None
            elif line.head is None or card is None:
                self._keep_odd(card, line, nested)
            else:
                found = self._property(line, line.head)
                agent = found.name == "AGENT" and not found.value
                if not nested:
                    _add(card, found)
        yield from self._unclosed(card)

    def _unclosed(self, card: Card | None) -> Iterator[Card]:
        if card is not None:
            self.open_cards.append(card.line)
            yield card

    def _keep_odd(self, card: Card | None, line: _Line, nested: int) -> None:
        """Let text that stands where a property should go on a note before it; tell the rest."""
        text = line.text()
        if not text.strip() or nested:
            return
        note = card.properties[-1] if card is not None and card.properties else None
        if card is None or note is None or note.name != "NOTE":
            self.odd_lines.append(line.number)
            return
        more = self._decoded(text, "").replace("\\", "\\\\")
        card.properties[-1] = note._replace(value=f"{note.value}\n{more}")

    def _property(self, line: _Line, head: Head) -> Property:
        if head.is_binary or line.size > MOST_BYTES:
            return Property(head, "", is_binary=True)
        value = line.text()[line.end + 1 :]
        if head.is_quoted:
            value = quopri.decodestring(value)
        return Property(head, self._decoded(value, head.charset).strip())

    def _decoded(self, value: bytes, charset: str) -> str:
        if value.isascii():
            return value.decode("ascii")
        for encoding in (charset, self._given, "utf-8"):
            text = _text(value, encoding) if encoding else None
            if text is not None:
                return text
        self._page = self._page or code_page_of(self._raw)
        return value.decode(self._page, "latin-1")


def _text(value: bytes, encoding: str) -> str | None:
    """Return the text, None if it is not written in this; a letter that was cut off is left out."""
    try:
        text = value.decode(encoding, "replace")
    except LookupError:
        return None
    return text.replace("\ufffd", "") if text.count("\ufffd") <= 1 + len(text) // 100 else None


def _as_utf8(raw: bytes) -> bytes:
    """Return the file with one byte for each ASCII letter and a line feed after each line."""
    encoding = decode(raw).encoding if _WIDE.search(raw[:64]) else ""
    if encoding.startswith(("utf-16", "utf-32")):
        raw = raw.decode(encoding, "replace").encode("utf-8")
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    return raw if b"\n" in raw else raw.replace(b"\r", b"\n")


def _lines(raw: bytes) -> Iterator[_Line]:
    """Yield the content lines: what folds and soft breaks parted is one again."""
    current: _Line | None = None
    is_old = False
    file = io.BytesIO(raw)
    for number, physical in enumerate(iter(file.readline, b""), 1):
        line = physical.rstrip(b"\r\n")
        if current is not None:
            if current.is_soft and _is_end(line) and not _ends_again(file):
                current.is_soft = False
            if _goes_on(current, line, is_old=is_old):
                continue
            if current.head is not None and current.head.name == "VERSION":
                is_old = b"2.1" in current.text()
            yield current
        current = _Line(number, line)
    if current is not None:
        yield current


def _goes_on(current: _Line, line: bytes, *, is_old: bool) -> bool:
    """Add the line to the one before if it is its continuation."""
    if current.is_soft:
        current.add(line)
    elif line.startswith(_BLANKS):
        is_quoted = current.head is not None and current.head.is_quoted
        current.add(line if is_old and not is_quoted else line[1:])
    elif current.head is not None and current.head.is_binary and _BASE64.match(line):
        current.add(line)
    else:
        return False
    return True


def _is_end(line: bytes) -> bool:
    return line.strip().upper().replace(b" ", b"") == b"END:VCARD"


def _ends_again(file: BinaryIO) -> bool:
    """Whether the next line ends a card, so that the one before it is but text that says so."""
    place = file.tell()
    line = file.readline()
    file.seek(place)
    return _is_end(line)


def _add(card: Card, found: Property) -> None:
    if found.name == "VERSION":
        card.is_old = found.value.startswith("2")
    else:
        card.properties.append(found)
