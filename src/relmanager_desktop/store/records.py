"""What a session holds of rows, and what the database holds of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import LoaderCallableStatus, Session

from relmanager_desktop.domain.records import KINDS, Record
from relmanager_desktop.store.rows import Key, Row, read_by_ids

_UNKNOWN = (LoaderCallableStatus.NO_VALUE, LoaderCallableStatus.NEVER_SET)


def read_rows(
    session: Session, records: Sequence[Record], *, is_flushed: bool = False
) -> dict[str, dict[int, Row]]:
    """Return the rows of these records as the database holds them now, by kind and id.

    ``is_flushed`` says that what the records hold is in the database already.
    """
    found: dict[str, dict[int, Row]] = {}
    for kind, group in by_kind(records).items():
        known = {
            id_of(record): row
            for record in group
            if (row := _loaded(record, is_flushed)) is not None
        }
        missing = [id_ for record in group if (id_ := id_of(record)) not in known]
        found[kind] = {**known, **read_by_ids(session, kind, missing)}
    return found


def _loaded(record: Record, is_flushed: bool) -> Row | None:
    """Return the row of a record that is loaded whole, None where the database must be asked.

    The write lock is held since before the record was loaded, so what was loaded still stands;
    an expired or deferred attribute, or one set without being loaded, has no old value.
    """
    state: Any = inspect(record)
    old = {} if is_flushed else state.committed_state
    if state.expired or state.expired_attributes or any(v in _UNKNOWN for v in old.values()):
        return None
    attributes = _attributes(kind_of(record))
    if not attributes.keys() <= state.dict.keys():
        return None
    held = {**state.dict, **old}
    return {column: held[name] for name, column in attributes.items()}


@cache
def _attributes(kind: str) -> dict[str, str]:
    mapper: Any = inspect(KINDS[kind].record)
    return {name: column.name for name, column in mapper.columns.items()}


def kind_of(record: Any) -> str:
    """Return the kind of a record."""
    name: str = inspect(record).mapper.local_table.name
    return name


def id_of(record: Any) -> int:
    """Return the key that a row has in the database, known even where the record is expired."""
    identity = inspect(record).identity
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
