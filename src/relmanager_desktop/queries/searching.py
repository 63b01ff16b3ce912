"""Search: what the records found are called, and where they belong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.folding import sort_key
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.queries.titles import titles_of
from relmanager_desktop.store import search
from relmanager_desktop.store.finding import find_named
from relmanager_desktop.store.search_texts import words_of
from relmanager_desktop.store.tables import TABLES

# A hit in the left kind is a hit of the record its link points at.
STANDS_FOR = {"contact_point": ("contact", "contact"), "contact_role": ("contact", "contact")}
# Where a record belongs, said beside its name: the first link that is filled.
PLACES = ("account", "contact", "plan", "issue", "contract", "playbook", "campaign")
# What people look for first.
PARTIES = ("account", "contact")
_END = chr(0x10FFFF)  # behind every letter
ORDER = ("account", "contact", "opportunity", "issue", "action", "contract", "interaction")


@dataclass(frozen=True)
class Hit:
    """One record found; ``place`` is the account or person that it belongs to, or ''."""

    kind: str
    id: int
    title: str
    place: str


def find_hits(session: Session, text: str, kinds: Sequence[str] = (), limit: int = 50) -> list[Hit]:
    """Return the records that hold every word of ``text``, accounts and people first."""
    found = _parties(session, text, kinds, limit)
    if len(found) < limit:
        held = search.find(session, text, kinds=_with_children(kinds), limit=limit)
        found = list(dict.fromkeys([*found, *_standing(session, held)]))
    wanted = [hit for hit in found if not kinds or hit[0] in kinds]
    return _named(session, sorted(wanted, key=lambda hit: _rank(hit[0]))[:limit])


def _parties(
    session: Session, text: str, kinds: Sequence[str], limit: int
) -> list[tuple[str, int]]:
    """Return accounts and people by name, whom many newer records that name them would crowd out.

    Each word begins a word of the name; who is called so from the beginning stands first.
    """
    found: list[tuple[str, int]] = []
    for kind in PARTIES:
        rest = limit - len(found)
        if rest <= 0 or (kinds and kind not in kinds) or not words_of(text):
            continue
        begun = _begun(session, kind, text, rest)
        if len(begun) < rest:
            begun += find_named(session, text, kind, rest)
        found += [(kind, id_) for id_ in dict.fromkeys(begun)]
    return found[:limit]


def _begun(session: Session, kind: str, text: str, limit: int) -> list[int]:
    """Return the living records whose name begins with a text, in the order of their names."""
    table, begin = TABLES[kind].c, sort_key(text)
    named = (
        select(table.id)
        .where(table.sort_key >= begin, table.sort_key < begin + _END, table.archived_at.is_(None))
        .order_by(table.sort_key, table.id)
    )
    return list(session.execute(named.limit(limit)).scalars())


def _rank(kind: str) -> int:
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def _with_children(kinds: Sequence[str]) -> tuple[str, ...]:
    children = (child for child, (parent, _) in STANDS_FOR.items() if parent in kinds)
    return (*kinds, *children)


def _standing(session: Session, found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    parents: dict[tuple[str, int], tuple[str, int]] = {}
    for child, (parent, link) in STANDS_FOR.items():
        ids = [id_ for kind, id_ in found if kind == child]
        table = TABLES[child].c
        for id_, target in session.execute(select(table.id, table[link]).where(table.id.in_(ids))):
            parents[child, id_] = (parent, target)
    return [parents.get(hit, hit) for hit in found]


def _named(session: Session, found: list[tuple[str, int]]) -> list[Hit]:
    titles: dict[tuple[str, int], str] = {}
    places: dict[tuple[str, int], str] = {}
    for kind in {kind for kind, _ in found}:
        ids = [id_ for k, id_ in found if k == kind]
        titles.update({(kind, i): t for i, t in titles_of(session, kind, ids).items()})
        places.update(_places(session, kind, ids))
    return [Hit(*hit, titles[hit], places.get(hit, "")) for hit in found if hit in titles]


def _places(session: Session, kind: str, ids: list[int]) -> dict[tuple[str, int], str]:
    if kind == "contact":
        return _employers(session, ids)
    link = next((KINDS[kind].by_name[name] for name in PLACES if name in KINDS[kind].by_name), None)
    if kind == "account" or link is None or not link.target:
        return {}
    table = TABLES[kind].c
    rows = session.execute(select(table.id, table[link.name]).where(table.id.in_(ids))).all()
    names = titles_of(session, link.target, [row[1] for row in rows if row[1] is not None])
    return {(kind, row[0]): names.get(row[1], "") for row in rows}


def _employers(session: Session, ids: list[int]) -> dict[tuple[str, int], str]:
    role = TABLES["contact_role"].c
    statement = select(role.contact, role.account).where(
        role.contact.in_(ids), role.ended_on.is_(None)
    )
    rows = session.execute(statement).all()
    names = titles_of(session, "account", [row[1] for row in rows])
    return {("contact", row[0]): names.get(row[1], "") for row in rows}
