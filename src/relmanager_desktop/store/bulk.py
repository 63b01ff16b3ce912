"""The one door for set-based writes: each notes in the journal what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, repeat
from typing import Any

from sqlalchemy import ColumnElement, delete, inspect, select, update
from sqlalchemy.orm import Session

from relmanager_desktop.domain.folding import sort_key
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.store import blocks
from relmanager_desktop.store.conversions import Column
from relmanager_desktop.store.faults import UnjournalledWriteError
from relmanager_desktop.store.ids import new_block
from relmanager_desktop.store.journal import journal_of
from relmanager_desktop.store.rows import (
    Row,
    is_same,
    is_sqlite,
    read_by_ids,
    title_field,
    title_key,
    within,
)
from relmanager_desktop.store.statements import insert_columns, insert_many, update_many
from relmanager_desktop.store.tables import TABLES

BATCH = 5_000
KEPT = frozenset({"id", "version", "created_at", "updated_at", "sort_key"})
Progress = Callable[[int], None]


def insert_rows(
    session: Session,
    kind: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    count: int,
    *,
    first: int | None = None,
    progress: Progress | None = None,
) -> int:
    """Insert ``count`` rows of values in the order of ``columns``; return the first id.

    Ids are consecutive: row n gets ``first + n``. ``first`` may be taken beforehand by
    ``ids.new_block`` so that other rows can already point at them. Values are what the columns
    take (aware datetimes, dates, ints of minor units). Columns left out take the catalogue's
    defaults.

    Raises:
        ValueError: If there are more rows than ``count``: their ids would be somebody else's.
    """
    session.flush()
    journal = journal_of(session)
    start = new_block(count) if first is None else first
    defaults = _defaults(kind, columns)
    names = ["id", *columns, *defaults, "created_at", "updated_at", "version"]
    names += _sort_column(kind)
    fixed = [repeat(value) for value in (*defaults.values(), journal.at, journal.at, 1)]
    done = 0
    for batch in _batches(rows):
        if done + len(batch) > count:
            raise ValueError(f"more than the {count} rows that were announced")
        ids = range(start + done, start + done + len(batch))
        given = [*zip(*batch, strict=True)]
        whole = [ids, *given, *fixed, *_sort_keys(kind, columns, given)]
        insert_columns(session.connection(), TABLES[kind], names, whole, len(batch))
        done += len(batch)
        if progress:
            progress(done)
    if done:
        journal.note_created(kind, start, done)
    return start


def update_each(session: Session, kind: str, values: Mapping[int, Row]) -> int:
    """Set different columns of different rows: id → {column: value}; return how many changed."""
    session.flush()
    return sum(_update(session, kind, dict(batch)) for batch in _batches(values.items()))


def update_where(session: Session, kind: str, where: ColumnElement[bool], values: Row) -> int:
    """Set the same values in all rows that meet a condition; return how many changed."""
    session.flush()
    return update_each(session, kind, dict.fromkeys(_ids_where(session, kind, where), values))


def complete_created(session: Session, kind: str, id_: int, values: Row) -> None:
    """Set columns of a row that this very write created: its creation stands in the journal."""
    table = TABLES[kind]
    session.connection().execute(update(table).where(table.c.id == id_).values(values))


def delete_where(session: Session, kind: str, where: ColumnElement[bool]) -> int:
    """Delete all rows that meet a condition; return how many."""
    session.flush()
    ids = _ids_where(session, kind, where)
    delete_ids(session, kind, ids)
    _forget(session, kind, set(ids))
    return len(ids)


def delete_ids(session: Session, kind: str, ids: Sequence[int]) -> None:
    """Delete the rows with these sorted ids; references are checked when the write commits."""
    defer_references(session)
    journal = journal_of(session)
    if is_sqlite(session):
        blocks.delete_rows(session, journal, kind, ids)
        return
    table = TABLES[kind]
    for condition in within(session, table.c.id, ids):
        rows = session.connection().execute(select(table).where(condition)).mappings()
        journal.note_deleted(kind, {row["id"]: dict(row) for row in rows})
        session.connection().execute(delete(table).where(condition))


def defer_references(session: Session) -> None:
    """Let this transaction take rows in any order: references are checked when it commits."""
    session.connection().exec_driver_sql(
        "PRAGMA defer_foreign_keys=ON" if is_sqlite(session) else "SET CONSTRAINTS ALL DEFERRED"
    )


def write_rows(session: Session, kind: str, rows: Sequence[Row]) -> None:
    """Insert whole rows, keys and bookkeeping and all; the caller notes them."""
    names = TABLES[kind].c.keys()
    whole = [[row.get(name) for name in names] for row in rows]
    insert_many(session.connection(), TABLES[kind], names, whole)


def write_changes(
    session: Session, kind: str, before: Mapping[int, Row], after: Mapping[int, Row]
) -> None:
    """Write the columns in which rows differ and note them; rows that changed alike go together."""
    alike: dict[tuple[str, ...], list[list[Any]]] = {}
    for id_, new in after.items():
        old = before[id_]
        names = tuple(name for name, value in new.items() if not is_same(old[name], value))
        alike.setdefault(names, []).append([*(new[name] for name in names), id_])
    for names, rows in alike.items():
        update_many(session.connection(), TABLES[kind], names, rows)
    journal_of(session).note_changed(kind, before, after)


def _update(session: Session, kind: str, values: Mapping[int, Row]) -> int:
    version = journal_of(session).open_change_set
    names = {name for row in values.values() for name in row}
    if kept := KEPT & names:
        raise UnjournalledWriteError(f"The program keeps {', '.join(sorted(kept))} itself.")
    before = read_by_ids(session, kind, values, names=names)
    after: dict[int, Row] = {}
    for id_, old in before.items():
        new = {**old, **values[id_]}
        if new != old:
            after[id_] = new | _bookkeeping(session, kind, new, version())
    if after:
        write_changes(session, kind, {id_: before[id_] for id_ in after}, after)
        _forget(session, kind, set(after))
    return len(after)


def _bookkeeping(session: Session, kind: str, row: Row, version: int) -> Row:
    kept: Row = {"updated_at": journal_of(session).at, "version": version}
    if "sort_key" in row:
        kept["sort_key"] = title_key(kind, row[title_field(kind)])
    return kept


def _ids_where(session: Session, kind: str, where: ColumnElement[bool]) -> list[int]:
    key = TABLES[kind].c.id
    return list(session.connection().execute(select(key).where(where).order_by(key)).scalars())


def _forget(session: Session, kind: str, ids: set[int]) -> None:
    """Expire what the session still holds of rows that were written past it."""
    record = KINDS[kind].record
    for held in session.identity_map.values():
        identity = inspect(held).identity
        if type(held) is record and identity and identity[0] in ids:
            session.expire(held)


def _defaults(kind: str, columns: Sequence[str]) -> Row:
    given = set(columns)
    return {
        field.name: field.default
        for field in KINDS[kind].fields
        if field.default is not None and not field.system and field.name not in given
    }


def _sort_column(kind: str) -> list[str]:
    return ["sort_key"] if "sort_key" in TABLES[kind].c else []


def _sort_keys(kind: str, names: Sequence[str], columns: Sequence[Sequence[Any]]) -> list[Column]:
    """Return the column of sort keys, none for kinds that have none."""
    if not _sort_column(kind):
        return []
    if title_field(kind) not in names:
        return [repeat(title_key(kind, ""))]
    titles = columns[list(names).index(title_field(kind))]
    return [[sort_key(str(title or "")) for title in titles]]


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield batch
