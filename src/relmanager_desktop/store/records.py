"""What a session holds of rows, and what the database holds of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import LoaderCallableStatus, Session
from sqlalchemy.orm.attributes import instance_state

from relmanager_desktop.domain.records import KINDS, Record
from relmanager_desktop.store.rows import Key, Row, read_by_ids

_KINDS: dict[type, str] = {kind.record: kind.name for kind in KINDS.values()}
_UNKNOWN = (LoaderCallableStatus.NO_VALUE, LoaderCallableStatus.NEVER_SET)


def read_rows(session: Session, records: Sequence[Record]) -> dict[str, dict[int, Row]]:
    """Return the rows of these records as the database holds them now, by kind and id."""
    return _read(session, records, _loaded)


def read_written(session: Session, records: Sequence[Record]) -> dict[str, dict[int, Row]]:
    """Return what a flush, which is not yet done with these records, wrote: columns set or all."""
    return _read(session, records, _written)


def _read(
    session: Session, records: Sequence[Record], of: Callable[[Record], Row | None]
) -> dict[str, dict[int, Row]]:
    found: dict[str, dict[int, Row]] = {}
    for kind, group in by_kind(records).items():
        rows = {id_of(record): of(record) for record in group}
        missing = [id_ for id_, row in rows.items() if row is None]
        known = {id_: row for id_, row in rows.items() if row is not None}
        found[kind] = known | read_by_ids(session, kind, missing) if missing else known
    return found


def _loaded(record: Record) -> Row | None:
    """Return the row of a record that is loaded whole, None where the database must be asked.

    The write lock is held since before the record was loaded, so what was loaded still stands;
    an expired or deferred attribute, or one set without being loaded, has no old value.
    """
    state: Any = instance_state(record)
    old = state.committed_state
    if state.expired or state.expired_attributes or any(v in _UNKNOWN for v in old.values()):
        return None
    columns = _columns(kind_of(record))
    try:
        row = dict(zip(columns.values(), map(state.dict.__getitem__, columns), strict=True))
    except KeyError:
        return None
    row.update((columns[name], value) for name, value in old.items())
    return row


def _written(record: Record) -> Row | None:
    """Return the columns that were set; None where the database worked a value out itself."""
    state: Any = instance_state(record)
    if state.expired_attributes:
        return None
    # A flush takes the version for settled as soon as it is written.
    return given(record) | {"version": state.dict["version"]}


def given(record: Record) -> Row:
    """Return the columns that were set since the record was loaded."""
    state: Any = instance_state(record)
    columns, held = _columns(kind_of(record)), state.dict
    return {columns[name]: held.get(name) for name in state.committed_state}


def set_attributes(record: Record) -> Collection[str]:
    """Return the attributes that were set since the record was loaded."""
    state: Any = instance_state(record)
    names: Collection[str] = state.committed_state.keys()
    return names


def is_set_otherwise(record: Record) -> bool:
    """Whether something was set that was not loaded, or was loaded otherwise."""
    state: Any = instance_state(record)
    held = state.dict
    return any(
        old in _UNKNOWN or name not in held or old != held[name]
        for name, old in state.committed_state.items()
    )


def kind_of(record: Any) -> str:
    """Return the kind of a record."""
    return _KINDS[type(record)]


def id_of(record: Any) -> int:
    """Return the key that a row has in the database, known even where the record is expired."""
    identity = instance_state(record).identity
    id_: int = identity[0] if identity else record.id
    return id_


def key_of(record: Any) -> Key:
    """Return the kind and the key of a record."""
    return kind_of(record), id_of(record)


def by_kind(records: Iterable[Any]) -> dict[str, list[Any]]:
    """Return records in groups of a kind."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        groups[kind_of(record)].append(record)
    return groups


@cache
def _columns(kind: str) -> dict[str, str]:
    """Return the column of each attribute."""
    mapper: Any = inspect(KINDS[kind].record)
    return {name: column.name for name, column in mapper.columns.items()}
