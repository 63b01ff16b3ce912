"""The columns of a table as the guesses see them, and what the user said of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from relmanager_desktop.domain.cells import column_letters
from relmanager_desktop.domain.mapping.fitness import Fit
from relmanager_desktop.domain.mapping.headers import Header, fold_phrase, with_number
from relmanager_desktop.domain.mapping.looks import Look
from relmanager_desktop.domain.mapping.maps import Target, Wishes, of_person
from relmanager_desktop.domain.mapping.own_columns import is_bare
from relmanager_desktop.domain.mapping.vocabulary import Meaning, Vocabulary
from relmanager_desktop.domain.mapping.word_lists import POINTS, ROLE_STEMS

_BETWEEN_PARTS = re.compile(r"[/&+,;|]|\s(?:and|und|et|y|e|en|i|oraz|и)\s", re.IGNORECASE)
_MIXED, _SEVERAL = 0.5, 2


@dataclass(frozen=True)
class Wish:
    """Where the user wants a column; None to leave it out.

    ``more`` is where the further things go that its cells hold.
    """

    target: Target | None
    more: tuple[Target, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a table as the guesses see it.

    ``wish`` is None where the user said nothing; ``parts`` are what the words of a header mean
    that names several things over cells that hold several: 'PLZ/Ort', 'Contact / Tel.'.
    ``person`` is of whom it speaks where a row names several people, from 0; None where its header
    leaves that open.
    """

    number: int
    header: Header
    meanings: tuple[Meaning, ...]
    look: Look
    wish: Wish | None = None
    parts: tuple[Meaning, ...] = ()
    person: int | None = None


@dataclass(frozen=True)
class Option:
    """One target that a column may have.

    ``key`` names what can be given away once; ``is_direct`` is whether it is a field of the main
    kind itself.
    """

    column: int
    target: Target
    certainty: float
    meaning: Meaning | None
    fit: Fit
    key: str
    is_direct: bool = False


def columns_of(
    headers: Sequence[Header], looks: Sequence[Look], words: Vocabulary
) -> tuple[Column, ...]:
    """Return the columns of a table with what their headers may mean."""
    return tuple(
        Column(n, header, words.meanings_of(header), look, parts=_parts_of(header, look, words))
        for n, (header, look) in enumerate(zip(headers, looks, strict=True))
    )


def _parts_of(header: Header, look: Look, words: Vocabulary) -> tuple[Meaning, ...]:
    if look.mixed < _MIXED or look.date > _MIXED:
        return ()
    texts = [part for part in _BETWEEN_PARTS.split(header.text) if part.strip()]
    if len(texts) == 1 and header.phrase.count(" ") == 1:
        texts = _place_words(header.phrase, words)
    found = [words.exactly(with_number(fold_phrase(text))) for text in texts]
    fields = {frozenset(meaning.field for meaning in meanings) for meanings in found if meanings}
    if len(fields) < _SEVERAL:
        return ()
    return tuple(meaning for meanings in found for meaning in meanings)


def _place_words(phrase: str, words: Vocabulary) -> list[str]:
    """Return the two words of 'PLZ Ort', none of such as 'Due date' that are one name."""
    texts = phrase.split()
    fields = {meaning.field for text in texts for meaning in words.exactly(text)}
    return texts if "postcode" in fields else []


def with_wishes(columns: Sequence[Column], wishes: Wishes) -> tuple[Column, ...]:
    """Return the columns with what the user said of them.

    Columns are spoken of by their header; one without a header, or with a header that stands over
    several, by its letter.
    """
    said = {fold_phrase(name): path for name, path in wishes.fields.items()}
    times = Counter(fold_phrase(column.header.text) for column in columns)
    return tuple(_with_wish(column, said, times) for column in columns)


def _with_wish(column: Column, said: Mapping[str, str], times: Mapping[str, int]) -> Column:
    header = fold_phrase(column.header.text)
    path = said.get(header) if header else None
    if not header or times[header] > 1:
        path = said.get(column_letters(column.number).lower(), path)
    if path is None:
        return column
    return replace(column, wish=_wish_of(path, column.look))


def _wish_of(path: str, look: Look) -> Wish:
    """Return the wish that a path says: 'account.postcode,account.city' are two things."""
    if not path:
        return Wish(None)
    label = path.partition(":")[2]  # which may hold a comma of its own
    paths = [path] if label else [part.strip() for part in path.split(",") if part.strip()]
    first, *more = (target_of(part, look) for part in paths)
    return Wish(first, tuple(more))


def target_of(path: str, look: Look | None = None) -> Target:
    """Return the target that 'kind.field' names.

    'contact.email', 'contact.phone', 'contact.mobile' and their like name a way to reach the
    contact; of 'contact_point.value' the values tell what it is; 'account.notes+' adds lines to a
    text; 'own', 'tags' and 'notes' alone are of the list's main records, whose kind is '' here.
    Whether the catalogue has such a field is not asked here.
    """
    if is_bare(path):
        return Target("", path)
    kind, _, field = path.partition(".")
    kind, _, person = kind.partition("#")  # 'contact#2.name' is of the second person of a row
    if person.isdigit() and person != "1":
        return of_person(target_of(f"{kind}.{field}", look), int(person) - 1)
    if field.endswith("+"):
        return Target(kind, field.removesuffix("+"), adds=True)
    if path == "contact_point.value" and look is not None:
        field = "email" if look.email > 0.5 else "phone" if look.phone > 0.5 else "linkedin"
    if kind in {"contact", "contact_point"} and field in POINTS:
        return Target("contact_point", "value", f"{field}:1", POINTS[field])
    return Target(kind, field)


def role_in(phrase: str) -> str:
    """Return the role that a header tells, '' if none: 'Supplier no.' is of a supplier."""
    for role, stems in ROLE_STEMS.items():
        if any(phrase.startswith(stem) or f" {stem}" in phrase for stem in stems):
            return role
    return ""


def role_flag(column: Column) -> str:
    """Return the role that a column of yes and no is about, '' for any other column."""
    words = column.header.phrase.removeprefix("is ").removeprefix("a ")
    return role_in(words) if column.look.yes_no > 0.8 and words and " " not in words else ""
