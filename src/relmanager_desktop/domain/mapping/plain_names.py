"""Lists whose 'Name' may be a company's or a person's: what the values tell of whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.keys import domain_of
from relmanager_desktop.domain.mapping.columns import Column
from relmanager_desktop.domain.mapping.kinds import Guess, Naming
from relmanager_desktop.domain.mapping.looks import Look, is_company, is_person
from relmanager_desktop.domain.mapping.maps import SURE
from relmanager_desktop.domain.mapping.word_lists import MAILBOXES

_KINDS = frozenset({"account", "contact"})
_OF_PEOPLE = frozenset({"contact", "contact_point", "contact_role", "contact_tag"})
_NAME, _WORD = 0.9, 0.75
_PROVEN, _UNCLEAR = 0.8, 0.55
_FEW, _MOSTLY = 0.2, 0.5
_SHORTEST = 3
_UNCASED = re.compile(r"(?:[^\W\d_]|[ ·・]){2,12}")


class Bearer(Enum):
    """Whose names a plain 'Name' holds by the look of the list."""

    COMPANY = "account"
    PERSON = "contact"
    EITHER = ""


def told_apart(
    guesses: Sequence[Guess], confidence: float, columns: Sequence[Column], naming: Naming
) -> tuple[list[Guess], float]:
    """Return the guesses, the best first, and how sure it is, for a list of plain names.

    Where nothing but 'Name' says whether companies or people are listed, their e-mail addresses
    do; where these are silent as well and the names could be people's, it is left to the user.
    """
    kept = list(guesses)
    if not guesses or guesses[0].kind not in _KINDS or _KINDS & {*naming.sheet, *naming.file}:
        return kept, confidence
    name = _plain_name(guesses[0], columns)
    bearer = None if name is None else _bearer(name.look, _mails(columns))
    if bearer is Bearer.EITHER and any(map(_is_position, columns)):
        bearer = Bearer.PERSON
    if bearer is None:
        return kept, confidence
    if bearer is Bearer.EITHER:
        return _first(kept, *_KINDS), min(confidence, _UNCLEAR)
    if bearer.value == guesses[0].kind:
        return kept, confidence
    return _first(kept, bearer.value), max(confidence, _PROVEN)


def _first(guesses: list[Guess], *kinds: str) -> list[Guess]:
    """Return guesses with those of some kinds at the head."""
    return sorted(guesses, key=lambda guess: guess.kind not in kinds)


def _plain_name(guess: Guess, columns: Sequence[Column]) -> Column | None:
    """Return the column 'Name' of a list that says nothing which only companies or people have."""
    found: list[Column] = []
    for column, option in zip(columns, guess.chosen, strict=True):
        if column.wish is not None:
            return None
        sure = {(m.kind, m.field) for m in column.meanings if m.certainty >= _NAME}
        if {("account", "name"), ("contact", "name")} <= sure:
            found.append(column)
        elif option is not None and option.certainty >= SURE and not _is_of_both(column):
            return None
    return found[0] if found else None


def _is_of_both(column: Column) -> bool:
    kinds = {m.kind for m in column.meanings if m.certainty >= _WORD}
    return ("account" in kinds and not _OF_PEOPLE.isdisjoint(kinds)) or _is_position(column)


def _is_position(column: Column) -> bool:
    """Whether a header says what a person does at work, which no company has."""
    titles = (m for m in column.meanings if (m.kind, m.field) == ("contact_role", "title"))
    return any(meaning.certainty >= _NAME for meaning in titles)


def _mails(columns: Sequence[Column]) -> list[str]:
    """Return the addresses of the first column of such, one a row that is looked at."""
    column = next((c for c in columns if c.look.bare_email > _MOSTLY), None)
    return [] if column is None else [text for text in column.look.texts if "@" in text]


def _bearer(names: Look, mails: Sequence[str]) -> Bearer | None:
    """Return whose names these are, None where they read like nothing that would be a person's."""
    if not names.texts or names.company > _FEW:
        return None
    could_be = _share(map(_could_be_person, names.texts)) > _MOSTLY
    if not mails:
        return Bearer.EITHER if could_be else None
    words = {word for text in names.texts for word in _words_of(text)}
    parted = [(fold(local), fold(domain)) for m in mails for local, _, domain in [m.partition("@")]]
    if _share(_is_of_house(local, domain, words) for local, domain in parted) >= _MOSTLY:
        return Bearer.COMPANY if could_be else None
    if _share(_is_personal(local, domain, words) for local, domain in parted) >= _MOSTLY:
        return Bearer.PERSON
    if could_be and _share(domain_of(mail) is None for mail in mails) >= _MOSTLY:
        return Bearer.PERSON
    return Bearer.EITHER if could_be else None


def _share(claims: Iterable[bool]) -> float:
    known = list(claims)
    return sum(known) / len(known) if known else 0.0


def _is_personal(local: str, domain: str, words: set[str]) -> bool:
    """Whether an address bears the name of one of these people, and the house another."""
    return any(word in local and word not in domain for word in words)


def _is_of_house(local: str, domain: str, words: set[str]) -> bool:
    """Whether an address is of a company that is listed here: its mailbox, or bears its name."""
    if local in MAILBOXES:
        return True
    return any(word in domain for word in words) and not _is_personal(local, domain, words)


def _words_of(text: str) -> list[str]:
    parted = fold(text).replace(",", " ").replace("-", " ").split()
    return [word for word in parted if len(word) >= _SHORTEST]


def _could_be_person(text: str) -> bool:
    """Whether a text may be a person's name in any script: a few signs where there are no cases."""
    if is_person(text):
        return True
    is_uncased = text.upper() == text.lower() and _UNCASED.fullmatch(text) is not None
    return is_uncased and not is_company(text)
