"""The one door for set-based writes: each notes in the journal what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from relmanager_desktop.domain.folding import sort_key
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.store.ids import new_block
from relmanager_desktop.store.journal import Row, journal_of, read_by_ids
from relmanager_desktop.store.tables import TABLES

BATCH = 5_000
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
    """
    session.flush()
    journal = journal_of(session)
    start = new_block(count) if first is None else first
    table = TABLES[kind]
    defaults = _defaults(kind, columns)
    fixed = (*defaults.values(), journal.at, journal.at, 1)
    names = ["id", *columns, *defaults, "created_at", "updated_at", "version"]
    title = _title_position(kind, columns)
    if title is not None:
        names.append("sort_key")
    write = _writer(session.connection(), table, names)
    done = 0
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        ids = range(start + done, start + done + len(batch))
        if title is None:
            write([(id_, *row, *fixed) for id_, row in zip(ids, batch, strict=True)])
        else:
            write(
                [
                    (id_, *row, *fixed, sort_key(row[title] or ""))
                    for id_, row in zip(ids, batch, strict=True)
                ]
            )
        done += len(batch)
        if progress:
            progress(done)
    if done:
        journal.note_created(kind, start, done)
    return start


def update_rows(
    session: Session, kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> int:
    """Set ``columns`` of many rows, each given as (id, value, …); return how many changed."""
    session.flush()
    source = iter(rows)
    changed = 0
    while batch := list(islice(source, BATCH)):
        values = {row[0]: dict(zip(columns, row[1:], strict=True)) for row in batch}
        changed += _update(session, kind, values)
    return changed


def update_each(session: Session, kind: str, values: dict[int, Row]) -> int:
    """Set different columns of different rows: id → {column: value}; return how many changed."""
    session.flush()
    source = iter(values.items())
    changed = 0
    while batch := dict(islice(source, BATCH)):
        changed += _update(session, kind, batch)
    return changed


def update_where(session: Session, kind: str, where: ColumnElement[bool], values: Row) -> int:
    """Set the same values in all rows that meet a condition; return how many changed."""
    session.flush()
    ids = _ids_where(session, kind, where)
    return update_each(session, kind, {id_: values for id_ in ids})


def delete_where(session: Session, kind: str, where: ColumnElement[bool]) -> int:
    """Delete all rows that meet a condition; return how many."""
    session.flush()
    journal = journal_of(session)
    ids = _ids_where(session, kind, where)
    table = TABLES[kind]
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        journal.note_deleted(kind, read_by_ids(session, kind, some))
        session.connection().execute(delete(table).where(table.c.id.in_(some)))
    _forget(session, kind, set(ids))
    return len(ids)


def _update(session: Session, kind: str, values: dict[int, Row]) -> int:
    journal = journal_of(session)
    table = TABLES[kind]
    before = read_by_ids(session, kind, list(values))
    after: dict[int, Row] = {}
    for id_, old in before.items():
        new = {**old, **values[id_]}
        if new != old:
            title = KINDS[kind].title[0]
            if "sort_key" in old and title in values[id_]:
                new["sort_key"] = sort_key(new[title] or "")
            new["updated_at"] = journal.at
            new["version"] = old["version"] + 1
            after[id_] = new
    if not after:
        return 0
    _write_changes(session.connection(), table, before, after)
    journal.note_changed(kind, {id_: before[id_] for id_ in after}, after)
    _forget(session, kind, set(after))
    return len(after)


def _write_changes(
    connection: Connection, table: Any, before: dict[int, Row], after: dict[int, Row]
) -> None:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for id_, new in after.items():
        names = tuple(name for name in new if new[name] != before[id_][name])
        groups.setdefault(names, []).append({f"new_{n}": new[n] for n in names} | {"key": id_})
    from sqlalchemy import bindparam  # noqa: PLC0415

    for names, rows in groups.items():
        statement = (
            update(table)
            .where(table.c.id == bindparam("key"))
            .values({name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names})
        )
        connection.execute(statement, rows)


def _ids_where(session: Session, kind: str, where: ColumnElement[bool]) -> list[int]:
    table = TABLES[kind]
    return list(session.connection().execute(select(table.c.id).where(where)).scalars())


def _forget(session: Session, kind: str, ids: set[int]) -> None:
    """Expire what the session still holds of rows that were written past it."""
    for record in list(session.identity_map.values()):
        if type(record) is KINDS[kind].record and record.id in ids:
            session.expire(record)


def _defaults(kind: str, columns: Sequence[str]) -> Row:
    given = set(columns)
    return {
        field.name: field.default
        for field in KINDS[kind].fields
        if field.default is not None and not field.system and field.name not in given
    }


def _title_position(kind: str, columns: Sequence[str]) -> int | None:
    title = KINDS[kind].title[0]
    if "sort_key" not in TABLES[kind].c or title not in columns:
        return None
    return list(columns).index(title)


def _writer(
    connection: Connection, table: Any, names: Sequence[str]
) -> Callable[[list[tuple[Any, ...]]], None]:
    """Return a function that inserts tuples past the ORM, with each type's own conversion."""
    dialect = connection.dialect
    compiled = insert(table).values({name: None for name in names}).compile(dialect=dialect)
    processors = [
        (position, processor)
        for position, name in enumerate(names)
        if (processor := table.c[name].type.dialect_impl(dialect).bind_processor(dialect))
    ]
    if not compiled.positional:
        return _named_writer(connection, table, names)
    columns = ", ".join(dialect.identifier_preparer.quote(name) for name in names)
    marks = ", ".join("?" for _ in names)
    table_name = dialect.identifier_preparer.quote(table.name)
    statement = f"INSERT INTO {table_name} ({columns}) VALUES ({marks})"  # noqa: S608 - our names

    def write(rows: list[tuple[Any, ...]]) -> None:
        connection.exec_driver_sql(statement, [_processed(row, processors) for row in rows])

    return write


def _processed(row: tuple[Any, ...], processors: list[tuple[int, Any]]) -> tuple[Any, ...]:
    values = list(row)
    for position, processor in processors:
        if values[position] is not None:
            values[position] = processor(values[position])
    return tuple(values)


def _named_writer(
    connection: Connection, table: Any, names: Sequence[str]
) -> Callable[[list[tuple[Any, ...]]], None]:
    def write(rows: list[tuple[Any, ...]]) -> None:
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])

    return write
