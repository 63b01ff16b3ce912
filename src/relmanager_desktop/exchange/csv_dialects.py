"""How a text file is written, by evidence: its encoding, its delimiter, its escaped quotes."""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TextIO

from relmanager_desktop.exchange.code_pages import CODE_PAGES, code_page_of
from relmanager_desktop.exchange.limits import Refusal
from relmanager_desktop.exchange.sniffing import HEAD_BYTES, wide_encoding

DELIMITERS = "\t;|,"
SAMPLE_CHARACTERS = 65_536
# utf-32 before utf-16: its mark begins with the other's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*$', re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_BACKSLASHED_QUOTE = re.compile(r'\\"[^",;\t|\r\n]')
_FALLBACK = "cp1252"


@dataclass(frozen=True)
class Decoded:
    """A text file opened for reading line by line, with ``\\n`` for every kind of line end.

    ``guessed`` says that nothing proved the encoding; ``mixed_line`` is the first line, from 1,
    that is in another encoding than the rest, of ``mixed_lines`` such lines.
    """

    lines: TextIO
    encoding: str
    guessed: bool = False
    mixed_lines: int = 0
    mixed_line: int = 0


@dataclass(frozen=True)
class Dialect:
    """How the cells are set apart; ``columns`` is the width of most records."""

    delimiter: str
    columns: int
    has_separator_line: bool = False
    has_backslash_escapes: bool = False


def decode(raw: bytes, encoding: str | None = None) -> Decoded:
    """Open bytes as text: by the encoding given, by their mark, as UTF-8, else by how they look."""
    if encoding:
        return Decoded(_open(raw, encoding), encoding)
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return Decoded(_open(raw, name), name.removesuffix("-sig"))
    if wide := wide_encoding(raw[:HEAD_BYTES]):
        return Decoded(_open(raw, wide), wide)
    if _is_utf8(raw):
        return Decoded(_open(raw, "utf-8"), "utf-8")
    if _has_utf8_characters(raw):
        return _decode_by_lines(raw)
    page = code_page_of(raw)
    return Decoded(_open(raw, page), page, guessed=True)


def _open(raw: bytes, encoding: str) -> TextIO:
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise Refusal("unknown_encoding", encoding=encoding) from error
    # Code pages leave some bytes undefined; they go the way of other control characters.
    errors = "latin-1" if encoding.lower() in CODE_PAGES else "strict"
    return io.TextIOWrapper(io.BytesIO(raw), encoding=encoding, errors=errors, newline=None)


def _as_latin_1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("latin-1", _as_latin_1)


def _is_utf8(raw: bytes) -> bool:
    if raw.isascii():
        return True
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _has_utf8_characters(raw: bytes) -> bool:
    """Whether some of the characters beyond ASCII are UTF-8, so that only some lines are not."""
    return any(ord(letter) > 0x7F for letter in set(raw.decode("utf-8", "ignore")))


def _decode_by_lines(raw: bytes) -> Decoded:
    texts = []
    odd: list[int] = []
    for number, line in enumerate(raw.split(b"\n"), 1):
        try:
            texts.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            texts.append(line.decode(_FALLBACK, "latin-1"))
            odd.append(number)
    lines = io.StringIO("\n".join(texts), newline=None)
    return Decoded(lines, "utf-8", mixed_lines=len(odd), mixed_line=odd[0])


def find_dialect(sample: str, delimiter: str | None = None) -> Dialect:
    """Return how the file is written, judged by its first lines."""
    first_line = sample.partition("\n")[0]
    declared = _SEPARATOR_LINE.match(first_line)
    if declared:
        sample = sample[len(first_line) + 1 :]
        delimiter = delimiter or declared.group(1)
    counts = {mark: _counts(sample, mark) for mark in delimiter or DELIMITERS}
    best = max(counts, key=lambda mark: _evidence(counts[mark])) if counts else ","
    if delimiter is None and _evidence(counts[best]) == (0, 0):
        best = ","
    return Dialect(
        best,
        columns=_most_common(counts.get(best, [])) + 1,
        has_separator_line=declared is not None,
        has_backslash_escapes=bool(_BACKSLASHED_QUOTE.search(sample)) and '"' in sample,
    )


def _counts(sample: str, delimiter: str) -> list[int]:
    """Return how often the delimiter stands outside quotes, for each record that is not blank."""
    bare = _QUOTED.sub("", sample)
    return [line.count(delimiter) for line in bare.split("\n") if line.strip()]


def _evidence(counts: list[int]) -> tuple[float, int]:
    """Return how well this delimiter explains the file: share of equal records, then their width.

    A header of the same width counts as much again: text has commas, headers seldom do.
    """
    usual = _most_common(counts)
    if usual == 0:
        return 0, 0
    share = counts.count(usual) / len(counts)
    return share * (2 if counts[0] == usual else 1), usual


def _most_common(counts: list[int]) -> int:
    present = Counter(count for count in counts if count)
    return max(present, key=lambda count: (present[count], count)) if present else 0
