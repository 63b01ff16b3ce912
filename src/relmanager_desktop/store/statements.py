"""One statement run for many rows, with each column's own conversion and nothing else in between.

SQLAlchemy binds a row's values by name, which costs more than SQLite needs to write them. Where a
driver takes values by position, they go to it directly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Table, bindparam, insert, text, update
from sqlalchemy.engine import Connection, Dialect

from relmanager_desktop.store.conversions import (
    Column,
    Convert,
    converted_column,
    converted_row,
    converters_of,
)
from relmanager_desktop.store.faults import fault_of

Values = Sequence[Any]


def run_raw(connection: Connection, statement: str, values: Values | Mapping[str, Any] = ()) -> Any:
    """Run one SQLite statement of ours on the driver itself; return its cursor.

    What SQLAlchemy does around a statement costs ten times what SQLite needs for a small one. What
    the driver raises is said as everywhere else.
    """
    raw: Any = connection.connection.driver_connection
    with _said(connection):
        return raw.execute(statement, values)


def run_many(connection: Connection, statement: str, rows: Iterable[Values]) -> None:
    """Run one SQLite statement of ours for many rows, as ``run_raw`` does for one."""
    raw: Any = connection.connection.driver_connection
    with _said(connection):
        raw.executemany(statement, rows)


def run_named(connection: Connection, statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run one statement of ours, which any database understands, for rows of named values.

    Values are what a driver takes: no days or moments.
    """
    if not rows:
        return
    if connection.dialect.name != "sqlite":
        connection.execute(text(statement), list(rows))
        return
    raw: Any = connection.connection.driver_connection
    with _said(connection):
        raw.executemany(statement, rows)


@contextmanager
def _said(connection: Connection) -> Iterator[None]:
    try:
        yield
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
    statement, converters = _insertion(connection.dialect, table, names)
    run_raw(connection, statement, converted_row(row, converters))


@cache
def _insertion(
    dialect: Dialect, table: Table, names: tuple[str, ...]
) -> tuple[str, list[Convert | None]]:
    return _insert_statement(dialect, table, names), converters_of(dialect, table, names)


def _insert_statement(dialect: Dialect, table: Table, names: Sequence[str]) -> str:
    quote = dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in names)
    marks = ", ".join("?" for _ in names)
    return f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({marks})"


def insert_many(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Values]
) -> None:
    """Insert rows of values in the order of ``names``."""
    if rows:
        insert_columns(connection, table, names, [*zip(*rows, strict=True)], len(rows))


def insert_columns(
    connection: Connection,
    table: Table,
    names: Sequence[str],
    columns: Sequence[Column],
    count: int,
) -> None:
    """Insert ``count`` rows given by their columns; ``repeat(value)`` is the same in all rows."""
    if not _is_by_position(connection, table):
        rows = islice(zip(*columns, strict=False), count)
        named = [dict(zip(names, row, strict=True)) for row in rows]
        connection.execute(insert(table), named)
        return
    converters = converters_of(connection.dialect, table, names)
    converted = map(converted_column, columns, converters)
    statement = _insert_statement(connection.dialect, table, names)
    run_many(connection, statement, zip(*converted, strict=False))


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
    converters = [*converters_of(connection.dialect, table, names), None]
    columns = map(converted_column, zip(*rows, strict=True), converters)
    changing = f"UPDATE {quote(table.name)} SET {changes} WHERE id = ?"
    run_many(connection, changing, zip(*columns, strict=False))


def _is_by_position(connection: Connection, table: Table) -> bool:
    return connection.dialect.paramstyle == "qmark" and table.schema is None
