"""Records of any kind as lists and forms read them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.ids import from_letters, to_letters
from relmanager_desktop.domain.own_fields import (
    OWN,
    PREFIX,
    as_keyed,
    is_own,
    key_of,
    own_values,
    read_value,
)
from relmanager_desktop.domain.problems import NotFoundError
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.suggestions import what_there_is
from relmanager_desktop.domain.texts import joined, lowered, tr
from relmanager_desktop.queries.conditions import Condition, where
from relmanager_desktop.queries.kind_counts import living_count, states_of
from relmanager_desktop.queries.own_fields import fields_of
from relmanager_desktop.queries.record_orders import first_in_order, orders_of
from relmanager_desktop.queries.titles import titles_of
from relmanager_desktop.store import search
from relmanager_desktop.store.rows import is_sqlite, listed
from relmanager_desktop.store.tables import TABLES

BATCH = 500
MOST_HITS = 10_000  # of a text in a list


@dataclass(frozen=True)
class ListRequest:
    """Which records of a kind, in which order.

    Attributes:
        sort: (field, descending), up to two.
        text: words that the record's texts must hold, by the search index.
        archived: False for the living, True for the archived only, None for both.
    """

    kind: str
    conditions: tuple[Condition, ...] = ()
    sort: tuple[tuple[str, bool], ...] = ()
    text: str = ""
    archived: bool | None = False


@dataclass(frozen=True)
class RecordView:
    """One record with what its links are called, and the user's own fields of its kind."""

    kind: str
    id: int
    title: str
    values: Mapping[str, Any]
    names: Mapping[str, str]
    version: int
    own: tuple[Field, ...] = ()


def record_ids(session: Session, request: ListRequest, limit: int | None = None) -> array[int]:
    """Return the ids of the records that fit, in order: all, or the first ``limit``."""
    fitting = _fitting(session, request)
    if limit is not None and is_plain(request):
        return first_in_order(session, request.kind, request.sort[0], fitting, limit)
    statement = select(TABLES[request.kind].c.id).where(fitting)
    is_few = bool(request.archived) or bool(request.text.strip())
    orders = orders_of(session, request.kind, request.sort, is_few=is_few)
    return array("q", session.execute(statement.order_by(*orders).limit(limit)).scalars())


def is_plain(request: ListRequest) -> bool:
    """Whether all living records are asked for, by one field: then its index gives the first."""
    is_whole = not request.conditions and not request.text.strip()
    return is_whole and request.archived is False and len(request.sort) == 1


def count_records(session: Session, request: ListRequest) -> int:
    """Return how many records fit."""
    if request.archived is False and not request.conditions and not request.text.strip():
        return session.execute(select(living_count(request.kind))).scalar_one()
    statement = select(func.count()).select_from(TABLES[request.kind])
    return session.execute(statement.where(_fitting(session, request))).scalar_one()


def rows_of(
    session: Session, kind: str, ids: Sequence[int], columns: Sequence[str]
) -> list[tuple[Any, ...]]:
    """Return (id, value, …) in the order of ``ids``; links are given as titles."""
    table = TABLES[kind]
    names = ["id", *columns]
    own = {key_of(f): f for f in fields_of(session, kind)} if any(map(is_own, columns)) else {}
    found: dict[int, list[Any]] = {}
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        stored = (table.c[OWN if is_own(name) else name] for name in names)
        statement = select(*stored).where(table.c.id.in_(some))
        found.update((row[0], list(row)) for row in session.execute(statement))
    _name_links(session, kind, names, list(found.values()))
    _pick_own(names, own, list(found.values()))
    return [tuple(found[id_]) for id_ in ids if id_ in found]


def one_record(session: Session, kind: str, id_: int) -> RecordView:
    """Return one record whole.

    Raises:
        NotFoundError: If there is none of this id.
    """
    table = TABLES[kind]
    row = session.execute(select(table).where(table.c.id == id_)).mappings().first()
    if row is None:
        raise NotFoundError(
            tr(
                "There is no {kind} with the key {key}.",
                kind=lowered(KINDS[kind].label),
                key=to_letters(id_),
            )
        )
    names = {
        link.name: titles_of(session, link.target, [row[link.name]]).get(row[link.name], "")
        for link in KINDS[kind].links
        if row[link.name] is not None
    }
    values = {field.name: row[field.name] for field in KINDS[kind].fields}
    own = tuple(map(as_keyed, fields_of(session, kind)))
    if own:
        values |= own_values(fields_of(session, kind), values[OWN])
    title = titles_of(session, kind, [id_])[id_]
    return RecordView(kind, id_, title, values, names, row["version"], own)


def find_record(session: Session, kind: str, key: str) -> int:
    """Return the id of the record that a person names: by key, reference or exact name.

    Raises:
        NotFoundError: If none, or more than one, is called that.
    """
    found = _by_letters(session, kind, key) or _by_name(session, kind, key)
    if not found and (bare := without_label(kind, key)) != key:  # 'Tier A', as its badge says
        found = _by_name(session, kind, bare)
    if len(found) == 1:
        return found[0]
    label = lowered(KINDS[kind].label)
    if found:
        message = tr(
            "Several records of kind {kind} are called “{name}”. Name one by its key: {keys}.",
            kind=label,
            name=key,
            keys=", ".join(map(to_letters, found)),
        )
    else:
        nothing = tr("There is no {kind} called “{name}”.", kind=label, name=key)
        message = joined(" ", nothing, what_there_is(key, _titles_in_use(session, kind)))
    raise NotFoundError(message)


def without_label(kind: str, name: str) -> str:
    """Return a name without the word for its kind before it: 'A' for 'Tier A'."""
    label, _, bare = name.strip().partition(" ")
    return bare.strip() if bare and fold(label) == fold(str(KINDS[kind].label)) else name


def options_for(
    session: Session, target: str, text: str = "", limit: int = 50
) -> list[tuple[int, str]]:
    """Return (id, title) of living records to choose from, whose name holds ``text``."""
    table = TABLES[target]
    statement = select(table.c.id)
    if "archived_at" in table.c:
        statement = statement.where(table.c.archived_at.is_(None))
    if "sort_key" in table.c:
        statement = statement.order_by(table.c.sort_key)
        if text:
            statement = statement.where(table.c.sort_key.contains(fold(text), autoescape=True))
    ids = list(session.execute(statement.limit(limit)).scalars())
    titles = titles_of(session, target, ids)
    return [(id_, titles[id_]) for id_ in ids]


def words_of_list(session: Session, list_name: str) -> list[str]:
    """Return the words of a portfolio's list and all that records use of it, in order."""
    choice = TABLES["choice"].c
    ordered = session.execute(
        select(choice.label).where(choice.list == list_name).order_by(choice.order, choice.label)
    ).scalars()
    words = dict.fromkeys(ordered)
    for kind in KINDS.values():
        for field in kind.fields:
            if field.listed == list_name:
                column = TABLES[kind.name].c[field.name]
                used = session.execute(
                    select(column).where(column.is_not(None)).distinct().limit(500)
                )
                words.update(dict.fromkeys(sorted(used.scalars())))
    return list(words)


def hits_of(session: Session, kind: str, text: str) -> list[int]:
    """Return the newest records of a kind that hold every word of a text, MOST_HITS at the most."""
    return search.find_all(session, text, kind=kind, limit=MOST_HITS)


def among(session: Session, key: ColumnElement[int], ids: list[int]) -> ColumnElement[bool]:
    """Return the condition that a key is one of many, as one value where a database takes it so."""
    return key.in_(listed(ids) if is_sqlite(session) else ids)


def _fitting(session: Session, request: ListRequest) -> ColumnElement[bool]:
    table = TABLES[request.kind]
    fitting = where(session, request.kind, request.conditions)
    fitting = and_(fitting, *states_of(request.kind, is_archived=request.archived))
    if request.text.strip():
        fitting = fitting & among(session, table.c.id, hits_of(session, request.kind, request.text))
    return fitting


def _name_links(session: Session, kind: str, names: list[str], rows: list[list[Any]]) -> None:
    for position, name in enumerate(names):
        field = KINDS[kind].by_name.get(name)
        if field is not None and field.type is FieldType.LINK:
            ids = {row[position] for row in rows if row[position] is not None}
            titles = titles_of(session, field.target, ids)
            for row in rows:
                row[position] = titles.get(row[position], "") if row[position] is not None else None


def _pick_own(names: Sequence[str], own: Mapping[str, Field], rows: list[list[Any]]) -> None:
    """Take the value of each own field out of what a record holds of all of them."""
    for position, name in enumerate(names):
        if is_own(name):
            for row in rows:
                held = (row[position] or {}).get(name.removeprefix(PREFIX))
                row[position] = read_value(own[name], held) if name in own else held


def _by_letters(session: Session, kind: str, key: str) -> list[int]:
    try:
        id_ = from_letters(key)
    except ValueError:
        return []
    table = TABLES[kind]
    return list(session.execute(select(table.c.id).where(table.c.id == id_)).scalars())


def _titles_in_use(session: Session, kind: str) -> Iterable[str]:
    table = TABLES[kind]
    statement = select(table.c[KINDS[kind].title[0]])
    if "archived_at" in table.c:
        statement = statement.where(table.c.archived_at.is_(None))
    if KINDS[kind].by_name[KINDS[kind].title[0]].type is not FieldType.TEXT:
        return ()
    return session.execute(statement.order_by(table.c.id)).scalars()


def _by_name(session: Session, kind: str, name: str) -> list[int]:
    table = TABLES[kind]
    own = {key[0] for key in KINDS[kind].keys if len(key) == 1} | {KINDS[kind].title[0]}
    columns = [
        table.c[n] for n in own if KINDS[kind].field(n).type in {FieldType.TEXT, FieldType.EMAIL}
    ]
    if not columns:
        return []
    matches = or_(*(func.lower(column) == name.strip().lower() for column in columns))
    found = list(session.execute(select(table.c.id).where(matches).limit(3)).scalars())
    if not found and "sort_key" in table.c:
        from relmanager_desktop.domain.folding import sort_key  # noqa: PLC0415 - slow to load

        same = table.c.sort_key == sort_key(name)
        found = list(session.execute(select(table.c.id).where(same).limit(3)).scalars())
    return found
