"""Which code page the letters of a text are in that nothing tells: the one with fewest oddities."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# The first of those that are equally plausible is taken.
CODE_PAGES = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "mac_roman": "Mac Roman",
}
_SAMPLE_BYTES = 262_144
_FEWEST = 2  # oddities that a text needs before another page than the first is asked
_LONGEST_ACCENTED = 3  # letters in a row that a word in Latin script may have beyond ASCII
_SYMBOLS = frozenset({"Sc", "Sk", "Sm", "So", "No"})
_MARKS = frozenset("§†‡")  # which begin and part no word, and umlauts look like
_RUN = re.compile(r"\S+")


def code_page_of(raw: bytes) -> str:
    """Return the code page in which the fewest words look wrong, Windows-1252 where none does."""
    sample = b"\n".join(line for line in raw[:_SAMPLE_BYTES].splitlines() if not line.isascii())
    first, *others = CODE_PAGES
    fewest = _oddities(sample, first)
    if fewest < _FEWEST:
        return first
    counts = {page: _oddities(sample, page) for page in others}
    best = min(others, key=counts.__getitem__)
    return best if counts[best] < fewest else first


def _oddities(raw: bytes, page: str) -> int:
    text = raw.decode(page, "replace")
    words = {word for word in _RUN.findall(text) if not word.isascii()}
    return sum(sum(_odd_places(word)) for word in words)


def _odd_places(word: str) -> Iterator[bool]:
    """Yield for each place of a word whether no language writes it so."""
    row = 0
    for before, sign, after in zip(f" {word}", word, f"{word[1:]} ", strict=False):
        if sign.isascii():
            row = 0
            continue
        is_cyrillic = "Ѐ" <= sign <= "ӿ"
        row = row + 1 if sign.isalpha() and not is_cyrillic else 0
        yield row > _LONGEST_ACCENTED
        yield sign == "\ufffd" or unicodedata.category(sign) == "Cc"
        yield after.isalpha() and unicodedata.category(sign) in _SYMBOLS
        yield after.islower() and sign in _MARKS
        yield sign.isupper() and (before.islower() or (before.isalpha() and after.islower()))
        yield is_cyrillic and (_is_latin(before) or _is_latin(after))


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
