"""What of each kind is searched, as Python and as SQLite's own SQL over its table."""

from __future__ import annotations

import re
from typing import Any

from relmanager_desktop.domain.folding import digits, fold
from relmanager_desktop.domain.records import SEEN, Field, Kind

SHORTEST_NUMBER = 3
INTERNATIONAL = ("+", "00", "(+")
PARTS = ("title", "body", "digits")
_GROUPS = re.compile(r"\d+")


def prepare(connection: Any) -> None:
    """Give a DBAPI connection the functions that fold names and pick digits."""
    connection.create_function("rm_fold", 1, lambda text: spelled(text) if text else "")
    connection.create_function("rm_digits", 1, lambda text: phone_words(text) if text else "")


def spelled(text: str) -> str:
    """Return text folded, and umlauts as one letter however they are written.

    'Bäckerei' and 'Baeckerei' are both 'backerei', 'Müller' and 'Mueller' both 'muller'. The
    beginning of a text stays the beginning of what it becomes, so that words are found by theirs.
    """
    return fold(text).replace("ae", "a").replace("oe", "o").replace("ue", "u")


def phone_words(text: str) -> str:
    """Return a phone number as the words that people look it up by.

    Each is a run of digits without leading noughts: the whole number, what follows each gap in
    it, and what follows a country code, so that '+49 30 1234' answers to 4930…, 30… and 1234….
    """
    groups = _GROUPS.findall(text)
    number = "".join(groups)
    words = [number.lstrip("0")]
    place = 0
    for group in groups[:-1]:
        place += len(group)
        words.append(number[place:].lstrip("0"))
    if text.startswith(INTERNATIONAL):
        bare = words[0]
        words += [bare[1:].lstrip("0"), bare[2:].lstrip("0"), bare[3:].lstrip("0")]
    return " ".join({word: None for word in words if len(word) >= SHORTEST_NUMBER})


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index spells them."""
    return "".join(c if c.isalnum() else " " for c in spelled(text)).split()


def number_of(text: str) -> str:
    """Return the number that a text is, as it is looked up by, or '' where it is none."""
    number = digits(text).lstrip("0")
    is_number = len(number) >= SHORTEST_NUMBER and all(word.isdigit() for word in words_of(text))
    return number if is_number else ""


def searched_fields(kind: Kind, part: str) -> tuple[Field, ...]:
    """Return the fields of a kind whose text stands in one part of the index."""
    return tuple(field for field in kind.fields if part in field.search.split())


def selecting(kind: Kind, where: str) -> str:
    """Return the SELECT of the lines that rows have in the index: id, title, body, digits, kind."""
    parts = ", ".join(_part(kind, part) for part in PARTS)
    archived = " AND archived_at IS NULL" if kind.can_be_archived else ""
    return f"SELECT id, {parts}, '{kind.name}' FROM \"{kind.name}\" WHERE {where}{archived}"


def _part(kind: Kind, part: str) -> str:
    function = "rm_digits" if part == "digits" else "rm_fold"
    names = [f"coalesce(\"{field.name}\", '')" for field in searched_fields(kind, part)]
    if part == "digits":
        return " || ' ' || ".join(f"{function}({name})" for name in names) or "''"
    joined = " || ' ' || ".join(names)
    return f"{function}({joined})" if names else "''"


SEARCHED: dict[str, Kind] = {
    kind.name: kind for kind in SEEN if any(searched_fields(kind, part) for part in PARTS)
}

SEARCHED_COLUMNS: dict[str, frozenset[str]] = {
    name: frozenset(field.name for field in kind.fields if field.search) | {"archived_at"}
    for name, kind in SEARCHED.items()
}
