"""What of each kind is searched: read from its table, and spelled as the index has it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from zlib import crc32

from relmanager_desktop.domain.folding import digits, fold
from relmanager_desktop.domain.own_fields import OWN
from relmanager_desktop.domain.records import SEEN, Field, Kind

SHORTEST_NUMBER = 3
INTERNATIONAL = ("+", "00", "(+")
PARTS = ("title", "body", "digits")
# Whose names are looked for by any word of theirs, among however many texts that hold it.
PARTIES = frozenset({"account", "contact"})
_PRIVATE = 0xE000, 0x1900  # the first letter for private use, and how many there are
_GROUPS = re.compile(r"\d+")
# Between texts that are spelled together, and between the numbers of a row.
_BETWEEN_TEXTS, _BETWEEN_NUMBERS = "\0", "\n"


def spelled(text: str) -> str:
    """Return text folded, and umlauts as one letter however they are written.

    'Bäckerei' and 'Baeckerei' are both 'backerei', 'Müller' and 'Mueller' both 'muller'. The
    beginning of a text stays the beginning of what it becomes, so that words are found by theirs.
    """
    return _umlauts_as_one(fold(text))


def _umlauts_as_one(folded: str) -> str:
    return folded.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def spelled_all(texts: Sequence[str]) -> list[str]:
    """Return each text as ``spelled`` has it, in one go: a third of the cost."""
    together = _umlauts_as_one(_BETWEEN_TEXTS.join([fold(text) for text in texts]))
    found = together.split(_BETWEEN_TEXTS)
    return found if len(found) == len(texts) else [spelled(text) for text in texts]


def phone_words(text: str) -> str:
    """Return a phone number as the words that people look it up by.

    Each is a run of digits without leading noughts: the whole number, what follows each gap in
    it, and what follows a country code, so that '+49 30 1234' answers to 4930…, 30… and 1234….
    """
    groups = _GROUPS.findall(text)
    rest = "".join(groups)
    words = [rest.lstrip("0")]
    for group in groups[:-1]:
        rest = rest[len(group) :]
        words.append(rest.lstrip("0"))
    if text.startswith(INTERNATIONAL):
        bare = words[0]
        words += [bare[1:].lstrip("0"), bare[2:].lstrip("0"), bare[3:].lstrip("0")]
    return " ".join([word for word in dict.fromkeys(words) if len(word) >= SHORTEST_NUMBER])


def _numbers(texts: Sequence[str]) -> list[str]:
    return [
        " ".join(map(phone_words, text.split(_BETWEEN_NUMBERS))) if text.strip() else ""
        for text in texts
    ]


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index spells them."""
    return "".join(c if c.isalnum() else " " for c in spelled(text)).split()


def number_of(text: str) -> str:
    """Return the number that a text is, as it is looked up by, or '' where it is none."""
    number = digits(text).lstrip("0")
    is_number = len(number) >= SHORTEST_NUMBER and all(word.isdigit() for word in words_of(text))
    return number if is_number else ""


# The texts of a user's own fields; a record without any is told by one look.
_OWN_WORDS = (
    f"CASE WHEN {OWN} IS NULL THEN '' ELSE coalesce((SELECT group_concat(value, ' ') "
    f"FROM json_each({OWN}) WHERE json_each.type = 'text'), '') END"
)


def mark_of(kind: str) -> str:
    """Return the letter that rows of a kind are marked with in the index, as a word of its own.

    No text has it, and a word of one letter is the cheapest there is.
    """
    first, count = _PRIVATE
    return chr(first + crc32(kind.encode()) % count)


def searched_fields(kind: Kind, part: str) -> tuple[Field, ...]:
    """Return the fields of a kind whose text stands in one part of the index."""
    return tuple(field for field in kind.fields if part in field.search.split())


def selecting(kind: Kind, where: str) -> str:
    """Return the SELECT of what of rows is searched, as it is written: id, title, body, digits."""
    parts = ", ".join(_part(kind, part) for part in PARTS)
    archived = " AND archived_at IS NULL" if kind.can_be_archived else ""
    return f'SELECT id, {parts} FROM "{kind.name}" WHERE {where}{archived}'


def lines_of(kind: Kind, rows: Sequence[Sequence[Any]]) -> list[tuple[int, str, str, str, str]]:
    """Return the lines that rows of ``selecting`` have in the index, their kind's mark last.

    The later words of a party's name stand behind the mark once more, each with the mark before it.
    """
    if not rows:
        return []
    ids, titles, bodies, numbers = zip(*rows, strict=True)
    spelled_parts = (spelled_all(titles), spelled_all(bodies), _numbers(numbers))
    mark = mark_of(kind.name)
    marks: Sequence[str] = [mark] * len(rows)
    if kind.name in PARTIES:
        marks = [_with_later_words(mark, name) for name in spelled_parts[0]]
    return [*zip(ids, *spelled_parts, marks, strict=True)]


def _with_later_words(mark: str, name: str) -> str:
    """Return a mark and, marked, the words of a name behind the first, which it is sorted by."""
    return mark + "".join(f" {mark}{word}" for word in dict.fromkeys(name.split()[1:]))


def _part(kind: Kind, part: str) -> str:
    names = [f"coalesce(\"{field.name}\", '')" for field in searched_fields(kind, part)]
    if part == "body" and kind.can_be_archived:
        names.append(_OWN_WORDS)
    between = "char(10)" if part == "digits" else "' '"
    return f" || {between} || ".join(names) or "''"


SEARCHED: dict[str, Kind] = {
    kind.name: kind for kind in SEEN if any(searched_fields(kind, part) for part in PARTS)
}
MARKED: dict[str, str] = {mark_of(name): name for name in SEARCHED}

SEARCHED_COLUMNS: dict[str, frozenset[str]] = {
    name: frozenset(field.name for field in kind.fields if field.search) | {"archived_at", OWN}
    for name, kind in SEARCHED.items()
}
