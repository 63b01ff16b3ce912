"""One statement run for many rows, with each column's own conversion and nothing else in between.

SQLAlchemy binds a row's values by name, which costs more than SQLite needs to write them. Where a
driver takes values by position, they go to it directly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Table, bindparam, insert, update
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.types import TypeEngine

from relmanager_desktop.store.faults import fault_of
from relmanager_desktop.store.tables import Instant

Values = Sequence[Any]
Processors = list[tuple[int, Callable[[Any], Any]]]


def run_raw(connection: Connection, statement: str, values: Values = ()) -> Any:
    """Run one SQLite statement of ours on the driver itself; return its cursor.

    What SQLAlchemy does around a statement costs ten times what SQLite needs for a small one. What
    the driver raises is said as everywhere else.
    """
    raw: Any = connection.connection.driver_connection
    try:
        return raw.execute(statement, values)
    except Exception as error:
        path = connection.engine.url.database
        if fault := fault_of(error, Path(path) if path else None):
            raise fault from error
        raise


def fetch_one(connection: Connection, statement: str) -> tuple[Any, ...]:
    """Return the one row that a constant statement gives, in the quickest way there is."""
    if connection.dialect.name == "sqlite":
        row: tuple[Any, ...] = run_raw(connection, statement).fetchone()
        return row
    return tuple(connection.exec_driver_sql(statement).one())


def insert_one(connection: Connection, table: Table, names: tuple[str, ...], row: Values) -> None:
    """Insert one row; on SQLite by a statement that was made once."""
    if not _is_by_position(connection, table):
        insert_many(connection, table, names, [row])
        return
    statement, processors = _insertion(connection.dialect, table, names)
    run_raw(connection, statement, _processed(row, processors))


@cache
def _insertion(dialect: Dialect, table: Table, names: tuple[str, ...]) -> tuple[str, Processors]:
    quote = dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in names)
    marks = ", ".join("?" for _ in names)
    statement = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})"
    return statement, _processors(dialect, table, names)


def insert_many(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Values]
) -> None:
    """Insert rows of values in the order of ``names``."""
    if not rows:
        return
    if not _is_by_position(connection, table):
        named = [dict(zip(names, row, strict=True)) for row in rows]
        connection.execute(insert(table), named)
        return
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in names)
    marks = ", ".join("?" for _ in names)
    statement = f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})"
    connection.exec_driver_sql(statement, _converted(connection, table, names, rows))


def update_many(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Values]
) -> None:
    """Set ``names`` in rows, each given as (value, …, id)."""
    if not rows:
        return
    if not _is_by_position(connection, table):
        values = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
        keys = [*(f"new_{name}" for name in names), "that_row"]
        named = [dict(zip(keys, row, strict=True)) for row in rows]
        statement = update(table).where(table.c.id == bindparam("that_row")).values(values)
        connection.execute(statement, named)
        return
    quote = connection.dialect.identifier_preparer.quote
    changes = ", ".join(f"{quote(name)} = ?" for name in names)
    connection.exec_driver_sql(
        f"UPDATE {quote(table.name)} SET {changes} WHERE id = ?",
        _converted(connection, table, names, rows),
    )


def _is_by_position(connection: Connection, table: Table) -> bool:
    return connection.dialect.paramstyle == "qmark" and table.schema is None


def _converted(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Values]
) -> list[tuple[Any, ...]]:
    processors = [
        (place, processor if table.c[names[place]].type.__class__ is JSON else _Once(processor))
        for place, processor in _processors(connection.dialect, table, names)
    ]
    return [_processed(row, processors) for row in rows]


class _Once(dict[Any, Any]):
    """Converts each value once: moments and days repeat, in most columns a thousand times."""

    def __init__(self, convert: Callable[[Any], Any]) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, value: Any) -> Any:
        found = self[value] = self._convert(value)
        return found

    __call__ = dict.__getitem__


def _processors(dialect: Dialect, table: Table, names: Sequence[str]) -> Processors:
    return [
        (place, processor)
        for place, name in enumerate(names)
        if (processor := _processor(dialect, table.c[name].type))
    ]


def _processor(dialect: Dialect, type_: TypeEngine[Any]) -> Callable[[Any], Any] | None:
    if isinstance(type_, Instant):
        return _moments(dialect)
    return type_.dialect_impl(dialect).bind_processor(dialect)


@cache
def _moments(dialect: Dialect) -> Callable[[Any], Any]:
    """The conversion of moments, with the last few kept: many columns have the write's moment."""
    processor: Any = Instant().dialect_impl(dialect).bind_processor(dialect)
    return lru_cache(maxsize=64)(processor)


def _processed(row: Values, processors: Processors) -> tuple[Any, ...]:
    values = list(row)
    for place, processor in processors:
        if values[place] is not None:
            values[place] = processor(values[place])
    return tuple(values)
