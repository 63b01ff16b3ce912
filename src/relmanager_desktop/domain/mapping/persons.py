"""Which of several people of a row a column speaks of: 'Contact 2 name', 'Technical e-mail'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from relmanager_desktop.domain.mapping.columns import Column
from relmanager_desktop.domain.mapping.headers import Header, fold_phrase, with_number
from relmanager_desktop.domain.mapping.person_words import (
    BEGINNINGS,
    DEPUTIES,
    NOUNS,
    ORDERS,
    ROLES,
    TITLES,
)
from relmanager_desktop.domain.mapping.vocabulary import Meaning, Vocabulary
from relmanager_desktop.domain.mapping.word_lists import POINTS

_PERSONAL = frozenset({"contact", "contact_point", "contact_role"})
_NAMES = frozenset({"name", "given_name", "family_name"})
_PARTS = frozenset({"given_name", "family_name"})
_KEYS = {**ORDERS, **DEPUTIES, **TITLES, **ROLES}
_PLAIN_ORDERS = frozenset({"primary", "secondary", "main", "alternate"})
_LATER = frozenset({"2", "3", "4", "other", "deputy"})
_DIGITS = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|e|o|a)?")
_WORD_AND_DIGIT = re.compile(r"([^\W\d_]{2,})(\d{1,2})")
_FILLERS = frozenset({"s", "de", "des", "der", "du", "da", "do", "del", "di", "van", "of", "the"})
_SURE, _NAMED = 0.75, 0.95
_MOSTLY, _SOME = 0.5, 0.3


@dataclass(frozen=True)
class _Said:
    """What a header says of whom it means.

    ``key`` is what tells this person from the others, '' where it does not say; ``has_noun`` is
    whether it has a word for a person; ``meanings`` are what it says of the person by the words
    that are left, which are ``rest``.
    """

    key: str
    has_noun: bool
    meanings: tuple[Meaning, ...]
    rest: str = ""

    @property
    def is_name(self) -> bool:
        """Whether it is a name or a part of one."""
        return any(m.kind == "contact" and m.field in _NAMES for m in self.meanings)

    @property
    def speaks(self) -> bool:
        """Whether it speaks of a person, by a word for one or by a part of a name."""
        is_part = any(m.kind == "contact" and m.field in _PARTS for m in self.meanings)
        return self.has_noun or is_part


def with_persons(columns: Sequence[Column], words: Vocabulary) -> tuple[Column, ...]:
    """Return the columns of a table with whom they speak of where a row names several people.

    Each person needs a column with a name of its own; what its headers say of a person is then
    read as nothing else. Columns of tables that name one person at most stay as they are.
    """
    said = [_said_in(column, words) for column in columns]
    said = _by_occurrence(said)
    people = _people(said, columns)
    if len(people) < 2:
        return tuple(columns)
    placed = _in_blocks(said, people)
    return tuple(
        column if number is None else _of_person(column, s.meanings, number)
        for column, s, number in zip(columns, said, placed, strict=True)
    )


def _of_person(column: Column, meanings: Sequence[Meaning], number: int) -> Column:
    named = tuple(
        replace(m, certainty=max(m.certainty, _NAMED), is_named=True) for m in meanings[:1]
    )
    return replace(column, meanings=(*named, *meanings[1:]), person=number, parts=())


def _said_in(column: Column, words: Vocabulary) -> _Said:
    header = column.header
    nothing = _Said("", False, ())
    if not header.phrase or column.look.date > _MOSTLY:
        return nothing
    tokens = list(_tokens(header))
    key, at = next(((k, n) for n, t in enumerate(tokens) if (k := _key(tokens, n))), ("", -1))
    has_noun = any(token in NOUNS for token in tokens) or key == "deputy"
    left = [t for n, t in enumerate(tokens) if n != at and t not in NOUNS and t not in _FILLERS]
    meanings = _personal(left, words, has_noun=has_noun)
    said = _Said(key, has_noun, meanings, " ".join(left))
    if said.is_name and not (_reads_as_name(said, column) and _may_be_named(said, column)):
        return nothing
    return said if meanings else nothing


def _reads_as_name(said: _Said, column: Column) -> bool:
    """Whether what stands below whole names is that, as far as there is any."""
    is_whole = any(m.field == "name" for m in said.meanings)
    return not is_whole or not column.look.texts or column.look.person > _SOME


def _may_be_named(said: _Said, column: Column) -> bool:
    """Whether a key names somebody: 'CEO name' does, 'Project name' and 'Other name' do not.

    'Purchasing name' does where people stand below it.
    """
    if said.has_noun or not said.key or said.key in TITLES.values():
        return True
    if said.key in ROLES.values() and column.look.person > _MOSTLY:
        return True
    return said.speaks and said.key in ORDERS.values()


def _tokens(header: Header) -> Iterator[str]:
    """Yield the words of a header, compounds such as 'Zweitkontakt' and 'Contact2' taken apart."""
    for word in fold_phrase(header.text).split():
        if match := _WORD_AND_DIGIT.fullmatch(word):
            yield from match.groups()
            continue
        begun = next((b for b in BEGINNINGS if word.startswith(b)), "")
        if begun and word.removeprefix(begun) in NOUNS:
            yield from (f"{begun}-", word.removeprefix(begun))
        else:
            yield word


def _key(tokens: Sequence[str], at: int) -> str:
    """Return what the word at a place says of whom is meant, '' if nothing.

    A number counts only beside a word for a person, and 'first' only where there is one.
    """
    token = tokens[at]
    if token.endswith("-"):
        return BEGINNINGS.get(token[:-1], "")
    if match := _DIGITS.fullmatch(token):
        beside = {*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]}
        return match[1] if beside & NOUNS or beside & set(_KEYS) else ""
    if token in NOUNS:
        return ""
    if token in ORDERS and token not in _PLAIN_ORDERS and not NOUNS.intersection(tokens):
        return ""
    return _KEYS.get(token, "")


def _personal(left: list[str], words: Vocabulary, *, has_noun: bool) -> tuple[Meaning, ...]:
    """Return what the rest of a header means of a person; nothing but a noun is its name."""
    if not left:
        return (Meaning("contact", "name", _NAMED, is_named=True),) if has_noun else ()
    rest = " ".join(left[:-1] if len(left) > 1 and left[-1].isdigit() else left)
    for phrase in (f"contact {rest}", rest):
        found = [m for m in words.exactly(with_number(phrase)) if _is_personal(m)]
        if found:
            return tuple(sorted(found, key=lambda m: -m.certainty))
    return ()


def _is_personal(meaning: Meaning) -> bool:
    if meaning.kind not in _PERSONAL or meaning.certainty < _SURE:
        return False
    return meaning.kind != "contact_point" or meaning.field in POINTS


def _by_occurrence(said: Sequence[_Said]) -> list[_Said]:
    """Tell people apart whose headers are the same once more: 'Contact', 'E-mail', 'Contact'."""
    seen: dict[str, int] = {}
    told: list[_Said] = []
    for one in said:
        if one.key or not one.is_name or not one.speaks:
            told.append(one)
            continue
        again = f"{one.rest} {one.has_noun}"
        seen[again] = seen.get(again, 0) + 1
        told.append(one if seen[again] == 1 else replace(one, key=f"again {seen[again]}"))
    return told


def _people(said: Sequence[_Said], columns: Sequence[Column]) -> dict[str, int]:
    """Return key → number of the person, from 0, of all who have a column for their name."""
    named = list(dict.fromkeys(s.key for s in said if s.is_name and (s.key or s.speaks)))
    if not any(named):
        return {}
    if "" not in named and named[0] in _LATER and _names_somebody(said, columns):
        named.append("")
    return {key: n for n, key in enumerate(sorted(named, key=lambda key: key != ""))}


def _names_somebody(said: Sequence[_Said], columns: Sequence[Column]) -> bool:
    """Whether a column of plain names, of people by their look, has no word that tells whose."""
    return any(
        not s.key and s.is_name and column.look.person > _MOSTLY
        for s, column in zip(said, columns, strict=True)
    )


def _in_blocks(said: Sequence[_Said], people: dict[str, int]) -> list[int | None]:
    """Return the person of each column, None where its header leaves open whether it is one's.

    What stands behind a person under the same words as something of a person before it, or under
    the person's number, is this person's.
    """
    placed: list[int | None] = []
    current: int | None = None
    seen: dict[str, int | None] = {}
    for one in said:
        number = people.get(one.key) if one.key or one.speaks else None
        if one.is_name and number is not None:
            current = number
        elif not one.key and one.meanings:
            ordinal = one.rest.rpartition(" ")[2]
            if one.rest in seen and seen[one.rest] != current:
                number = current
            elif current is not None and ordinal.isdigit():
                number = people.get(ordinal, number)
            seen.setdefault(one.rest, current)
        placed.append(number if one.meanings else None)
    return placed
