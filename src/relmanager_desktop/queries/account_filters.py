"""The filter of the Accounts page: every word is looked for in all that a row shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, String, and_, false, func, or_, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.store.tables import TABLES

ACCOUNT = TABLES["account"]
PLACES = ("industry", "segment", "city")  # few words, many rows: they are compared word by word
TEXTS = ("legal_name", "reference", "domains")  # not shown, but an account is known by them
UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_OPEN_VOWELS = frozenset(single for _, single in UMLAUTS)
Names = list[tuple[int, str]]


def holding(session: Session, text: str) -> ColumnElement[bool]:
    """Return the condition that an account holds every word of a text, wherever a row shows it.

    Names, places, industries, owners and tags hold it anywhere; tiers, roles and states begin a
    word with it. Case, accents and the two ways to write umlauts do not matter.
    """
    lists = _Lists(session)
    return and_(*(lists.holding(word) for word in lists.words_of(text)))


class _Lists:
    """What accounts share, read once for all words: tiers, members, tags and places."""

    def __init__(self, session: Session) -> None:
        label = KINDS["tier"].label
        self._tiers = [(id_, _plain(f"{label} {name}")) for id_, name in _named(session, "tier")]
        self._members = [(id_, _plain(name)) for id_, name in _named(session, "member")]
        self._tags = [(id_, _plain(name)) for id_, name in _named(session, "tag")]
        rows = session.execute(select(*(ACCOUNT.c[name] for name in PLACES)).distinct()).all()
        self._places = {
            name: {value for row in rows if (value := row[number])}
            for number, name in enumerate(PLACES)
        }

    def words_of(self, text: str) -> list[str]:
        """Return the words of a text; 'Tier B' is one, or B would be looked for everywhere."""
        whole = " ".join(_plain(text).split())
        is_tier = " " in whole and any(shown.startswith(whole) for _, shown in self._tiers)
        return [whole] if is_tier else whole.split()

    def holding(self, word: str) -> ColumnElement[bool]:
        """Return the condition that a row shows a word."""
        account = ACCOUNT.c
        tiers = [id_ for id_, shown in self._tiers if _begins(word, shown)]
        members = [id_ for id_, name in self._members if word in name]
        roles = account.roles.cast(String)
        found: list[Any] = [
            _named_like(word),
            account.tier.in_(tiers) if tiers else false(),
            account.owner.in_(members) if members else false(),
            account.status.in_(_codes("status", word)),
            *(roles.contains(f'"{code}"') for code in _codes("roles", word)),
            self._tagged(word),
            *(func.lower(account[name]).contains(word, autoescape=True) for name in TEXTS),
        ]
        for name, values in self._places.items():
            if same := [value for value in values if word in _plain(value)]:
                found.append(account[name].in_(same))
        return or_(*found)

    def _tagged(self, word: str) -> ColumnElement[bool]:
        tags = [id_ for id_, name in self._tags if word in name]
        if not tags:
            return false()
        link = TABLES["account_tag"].c
        return ACCOUNT.c.id.in_(select(link.account).where(link.tag.in_(tags)))


def _named(session: Session, kind: str) -> Names:
    table = TABLES[kind].c
    return [(id_, name) for id_, name in session.execute(select(table.id, table.name))]


def _codes(field: str, word: str) -> list[str]:
    choices: Iterable[Any] = KINDS["account"].field(field).choices
    return [choice.code for choice in choices if _begins(word, _plain(str(choice.label)))]


def _begins(word: str, shown: str) -> bool:
    return shown.startswith(word) or f" {word}" in shown


def _plain(text: str) -> str:
    folded = fold(text)
    for double, single in UMLAUTS:
        folded = folded.replace(double, single)
    return folded


def _named_like(word: str) -> ColumnElement[bool]:
    """Return the condition that a plain name holds a word.

    Making a name plain costs more than all the rest: it is done where the letters of the word
    stand in the name in their order, with room for what is taken out behind each vowel.
    """
    name = ACCOUNT.c.sort_key
    letters = [f"/{letter}" if letter in "/%_" else letter for letter in word]
    rough = "".join(f"{each}%" if each in _OPEN_VOWELS else each for each in letters)
    return name.like(f"%{rough}%", escape="/") & _plain_column(name).contains(word, autoescape=True)


def _plain_column(column: ColumnElement[str]) -> ColumnElement[str]:
    spelled: ColumnElement[str] = column
    for double, single in UMLAUTS:
        spelled = func.replace(spelled, double, single)
    return spelled
