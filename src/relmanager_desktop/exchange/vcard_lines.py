"""Contact cards as properties: bytes unfolded, cards told apart, parameters and values decoded.

vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), and what programs really write: bytes are unfolded
before they are decoded, because a fold may cut a letter; nothing recurses and nothing grows with
a photo.
"""

from __future__ import annotations

import io
import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from relmanager_desktop.exchange.code_pages import code_page_of
from relmanager_desktop.exchange.csv_dialects import decode

# A value beyond this is left out: no field of a person is as long.
MOST_BYTES = 200_000
_BLANKS = (b" ", b"\t")
_MARKS = (b"B", b"b", b"E", b"e", b" ")
_HEADER = re.compile(
    rb'^\s*(?:([\w-]+)\.)?([A-Za-z][\w-]*)((?:;(?:"[^"]*"|[^":])*)?)\s*:', re.ASCII
)
_PARAMETER = re.compile(r';((?:"[^"]*"|[^";])*)')
_BASE64 = re.compile(rb"^[A-Za-z0-9+/=]+$")
_QUOTED = re.compile(rb"(?i)[;=]QUOTED-PRINTABLE")
_BINARY = re.compile(rb"(?i)[;=]BASE64|;ENCODING=B[;:]|^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]")
# A byte order mark or the zeros of letters of two bytes.
_WIDE = re.compile(rb"^(?:\xff\xfe|\xfe\xff)|\x00")
_CARETS = {"^n": "\n", "^^": "^", "^'": '"'}
_CARET = re.compile(r"\^[n^']")
_NONE: Mapping[str, tuple[str, ...]] = {}
# Parameters that 2.1 writes without their name.
_BARE = {"QUOTED-PRINTABLE": "ENCODING", "BASE64": "ENCODING", "8BIT": "ENCODING"}


@dataclass(frozen=True)
class Property:
    """One line of a card: ``value`` is decoded and still escaped, names are in capitals.

    ``is_binary`` is true of photos and keys, whose value is left out, and of values too long.
    """

    name: str
    value: str
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    group: str = ""
    is_binary: bool = False

    @property
    def types(self) -> tuple[str, ...]:
        """What its TYPE says, in lower case."""
        return tuple(word.lower() for word in self.parameters.get("TYPE", ()))


@dataclass
class Card:
    """One card: ``line`` is where it begins, from 1; ``is_old`` says that it is vCard 2.1."""

    line: int
    is_old: bool = False
    properties: list[Property] = field(default_factory=list)


@dataclass
class _Line:
    """A content line under construction, and the flags that say how it goes on."""

    number: int
    pieces: list[bytes]
    is_quoted: bool = False
    is_binary: bool = False
    is_soft: bool = False
    size: int = 0

    def add(self, piece: bytes) -> None:
        """Take more of it; of what is too long, or of a photo, only that it was there."""
        self.size += len(piece)
        self.is_soft = self.is_quoted and piece.endswith(b"=")
        piece = piece[:-1] if self.is_soft else piece
        if not self.pieces:
            piece = piece[:MOST_BYTES]
            self.pieces.append(piece)
            return
        if self.size <= MOST_BYTES and not self.is_binary:
            self.pieces.append(piece)


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
        return len(re.findall(rb"(?i)begin\s*:\s*vcard", self._raw))

    def __iter__(self) -> Iterator[Card]:
        card: Card | None = None
        nested = 0
        last = ""
        for line in _lines(self._raw):
            mark = _mark(line)
            if mark == b"BEGIN" and last == "AGENT":
                nested, last = nested + 1, ""
            elif mark == b"BEGIN":
                yield from self._unclosed(card)
                card, nested, last = Card(line.number), 0, ""
            elif mark == b"END" and nested:
                nested -= 1
            elif mark == b"END" and card:
                yield card
                card = None
            elif (found := self._property(line)) is None or card is None:
                self._keep_odd(card, line, nested)
            else:
                last = found.name if not found.value.strip() else ""
                if not nested:
                    _add(card, found)
        yield from self._unclosed(card)

    def _unclosed(self, card: Card | None) -> Iterator[Card]:
        if card is not None:
            self.open_cards.append(card.line)
            yield card

    def _keep_odd(self, card: Card | None, line: _Line, nested: int) -> None:
        """Let text that stands where a property should go on a note before it; tell the rest."""
        text = b"".join(line.pieces)
        if not text.strip() or nested:
            return
        note = card.properties[-1] if card is not None and card.properties else None
        if card is None or note is None or note.name != "NOTE":
            self.odd_lines.append(line.number)
            return
        more = self._decoded(text, "").replace("\\", "\\\\")
        value = f"{note.value}\n{more}"
        card.properties[-1] = Property(note.name, value, note.parameters, note.group)

    def _property(self, line: _Line) -> Property | None:
        text = b"".join(line.pieces)
        header = _HEADER.match(text)
        if header is None:
            return None
        group, name = ((part or b"").decode("ascii").upper() for part in header.group(1, 2))
        told = header.group(3)
        parameters = _parameters(self._decoded(told, "")) if told else _NONE
        if line.is_binary or line.size > MOST_BYTES:
            return Property(name, "", parameters, group, is_binary=True)
        value = text[header.end() :]
        if line.is_quoted:
            value = quopri.decodestring(value)
        charset = (*parameters.get("CHARSET", ()), "")[0]
        return Property(name, self._decoded(value, charset).strip(), parameters, group)

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
        if current is not None and current.is_soft and _is_end(line) and not _ends_again(file):
            current.is_soft = False
        if current is not None and _goes_on(current, line, is_old=is_old):
            continue
        if current is not None:
            is_old = _version(current, is_old=is_old)
            yield current
        current = _begun(number, line)
    if current is not None:
        yield current


def _begun(number: int, line: bytes) -> _Line:
    header = line[: line.find(b":") + 1]
    begun = _Line(number, [], b";" in header and _QUOTED.search(header) is not None)
    begun.add(line)
    begun.is_binary = _BINARY.search(header) is not None
    return begun


def _goes_on(current: _Line, line: bytes, *, is_old: bool) -> bool:
    """Add the line to the one before if it is its continuation."""
    if current.is_soft:
        current.add(line)
    elif line.startswith(_BLANKS):
        current.add(line if is_old and not current.is_quoted else line[1:])
    elif current.is_binary and _BASE64.match(line):
        current.add(line)
    else:
        return False
    return True


def _version(line: _Line, *, is_old: bool) -> bool:
    text = line.pieces[0] if line.pieces else b""
    return b"2.1" in text if text[:8].upper() == b"VERSION:" else is_old


def _is_end(line: bytes) -> bool:
    return line.strip().upper().replace(b" ", b"") == b"END:VCARD"


def _ends_again(file: BinaryIO) -> bool:
    """Whether the next line ends a card, so that the one before it is but text that says so."""
    place = file.tell()
    line = file.readline()
    file.seek(place)
    return _is_end(line)


def _mark(line: _Line) -> bytes:
    """Return BEGIN or END where the line begins or ends a card, nothing for any other."""
    if line.size > 40 or line.pieces[0][:1] not in _MARKS:
        return b""
    word, _, rest = b"".join(line.pieces).upper().partition(b":")
    return word.strip() if rest.strip() == b"VCARD" else b""


def _add(card: Card, found: Property) -> None:
    if found.name == "VERSION":
        card.is_old = found.value.startswith("2")
    else:
        card.properties.append(found)


def _parameters(text: str) -> dict[str, tuple[str, ...]]:
    """Return the parameters by name; what 2.1 writes bare is a type or an encoding."""
    found: dict[str, tuple[str, ...]] = {}
    for written in _PARAMETER.findall(text):
        name, is_named, value = written.partition("=")
        if not is_named:
            name, value = _BARE.get(name.strip().upper(), "TYPE"), name
        words = tuple(_plain(word) for word in value.replace('"', "").split(","))
        name = name.strip().upper()
        found[name] = (*found.get(name, ()), *filter(None, words))
    return found


def _plain(word: str) -> str:
    """Return a parameter's word without its escapes (RFC 6868)."""
    return _CARET.sub(lambda found: _CARETS[found.group()], word).strip()
