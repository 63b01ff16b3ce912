"""Rows as the journal keeps them, as tables take them, and how many are read at once."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.folding import sort_key
from relmanager_desktop.domain.records import KINDS, FieldType
from relmanager_desktop.store.tables import TABLES, Instant

BATCH = 500  # keys in one SELECT where a database takes no list as one value
MANY = 20_000  # rows held at once
# What facts need of rows as they were: whom they hung on, and when they were.
REMEMBERED = {FieldType.LINK, FieldType.RECORD, FieldType.DATE, FieldType.MONTH, FieldType.INSTANT}
# And of accounts by what they are counted.
REMEMBERED_BESIDES = {"account": ("roles", "currency", "annual_value", "archived_at")}
BOOKKEEPING = frozenset({"updated_at", "version", "sort_key"})
_AS_THEY_ARE = {str, int, float, bool, type(None)}
Row = dict[str, Any]
Key = tuple[str, int]


def is_sqlite(session: Session) -> bool:
    """Whether this portfolio is a file, so that SQLite's own ways are open."""
    return session.connection().dialect.name == "sqlite"


def plain(row: Mapping[str, Any]) -> Row:
    """Return a row as JSON keeps it; blanks are left out."""
    return {name: plain_value(value) for name, value in row.items() if value is not None}


def plain_value(value: Any) -> Any:
    """Return a value as JSON keeps it."""
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value


def living(kind: str, row: Mapping[str, Any]) -> Row:
    """Return a row of the journal as its table takes it."""
    columns = TABLES[kind].c
    return {
        name: living_value(columns[name].type, value)
        for name, value in row.items()
        if name in columns
    }


def living_value(column_type: Any, value: Any) -> Any:
    """Return a value of the journal as a column of this type takes it."""
    if value is None:
        return None
    if isinstance(column_type, Instant):
        return datetime.fromisoformat(value)
    python_type = getattr(column_type, "python_type", str)
    if python_type is date:
        return date.fromisoformat(value)
    if python_type is bytes:
        return bytes.fromhex(value)
    return value


def is_same(old: Any, new: Any) -> bool:
    """Whether two values are stored alike; in JSON 1, 1.0 and true are equal but not alike."""
    if old is new:
        return True
    if isinstance(old, (dict, list)) or isinstance(new, (dict, list)):
        return json.dumps(old) == json.dumps(new)
    return bool(old == new)


def title_key(kind: str, title: object) -> str:
    """Return what a record of this kind with this title sorts by; only kinds with a sort key."""
    return sort_key(str(title or "")) if "sort_key" in TABLES[kind].c else ""


def title_field(kind: str) -> str:
    """Return the field whose folded text is the sort key."""
    return KINDS[kind].title[0]


@cache
def remembered(kind: str) -> tuple[str, ...]:
    """Return the fields that facts need of a row that is gone or was otherwise."""
    fields = KINDS[kind].fields
    besides = REMEMBERED_BESIDES.get(kind, ())
    named = (f.name for f in fields if f.type in REMEMBERED and not f.system)
    return ("id", *dict.fromkeys((*named, *besides)))


def runs_of(ids: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield (first, count) for each run of consecutive sorted ids."""
    first = count = 0
    for id_ in ids:
        if count and id_ == first + count:
            count += 1
            continue
        if count:
            yield first, count
        first, count = id_, 1
    if count:
        yield first, count


class Ranges:
    """A set of ids kept as runs: a hundred thousand created rows are one pair of numbers."""

    def __init__(self, runs: Iterable[tuple[int, int]]) -> None:
        self._runs = sorted(runs)
        self._firsts = [first for first, _ in self._runs]

    def __contains__(self, id_: int) -> bool:
        position = bisect_right(self._firsts, id_) - 1
        return position >= 0 and id_ < self._runs[position][0] + self._runs[position][1]

    def ids(self) -> Iterator[int]:
        """Yield every id in order."""
        for first, count in self._runs:
            yield from range(first, first + count)


def within(
    session: Session, column: ColumnElement[Any], ids: Sequence[int]
) -> Iterator[ColumnElement[bool]]:
    """Yield conditions that together mean "column is one of these sorted ids", some at a time."""
    if not ids:
        return
    if ids[-1] - ids[0] + 1 == len(ids):
        yield column.between(ids[0], ids[-1])
        return
    is_listed = is_sqlite(session)
    step = MANY if is_listed else BATCH
    for start in range(0, len(ids), step):
        some = ids[start : start + step]
        yield column.in_(listed(some) if is_listed else some)


def listed(ids: Sequence[int]) -> Any:
    """One bound value for any number of ids: SQLite reads a JSON list as a table."""
    text = f"[{','.join(map(str, ids))}]"
    return select(func.json_each(text).table_valued("value").c.value)


def read_by_ids(
    session: Session, kind: str, ids: Iterable[int], *, names: Iterable[str] | None = None
) -> dict[int, Row]:
    """Return rows by id: whole, or of ``names`` and what journal and facts need besides."""
    table = TABLES[kind]
    ids = sorted(ids)
    if not ids:
        return {}
    if names is None and len(ids) == 1:
        return _read_one(session, kind, ids[0])
    wanted = table.c.keys() if names is None else _with_bookkeeping(kind, names)
    columns = select(*(table.c[name] for name in wanted))
    place = wanted.index("id")
    return {
        row[place]: dict(zip(wanted, row, strict=True))
        for condition in within(session, table.c.id, ids)
        for row in session.connection().execute(columns.where(condition))
    }


@cache
def _whole(kind: str) -> tuple[tuple[str, ...], Select[Any]]:
    """The statement for one whole row, made once: making it costs more than running it."""
    table = TABLES[kind]
    statement = select(*table.c).where(table.c.id == bindparam("that_row"))
    return tuple(table.c.keys()), statement


def _read_one(session: Session, kind: str, id_: int) -> dict[int, Row]:
    names, statement = _whole(kind)
    row = session.connection().execute(statement, {"that_row": id_}).first()
    return {} if row is None else {id_: dict(zip(names, row, strict=True))}


def _with_bookkeeping(kind: str, names: Iterable[str]) -> list[str]:
    needed = {*names, *remembered(kind), *BOOKKEEPING, title_field(kind)}
    return [column.name for column in TABLES[kind].c if column.name in needed]
