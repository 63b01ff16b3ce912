"""What every write did to which rows, kept in the write's own transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import event, func, insert, inspect, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from relmanager_desktop.domain.folding import sort_key
from relmanager_desktop.domain.records import KINDS, Record
from relmanager_desktop.store.ids import new_block
from relmanager_desktop.store.tables import TABLES, Instant

_JOURNAL = "journal"
BATCH = 500  # keys in one SELECT; SQLite takes far more, other databases do not
Row = dict[str, Any]


class UnjournalledWriteError(RuntimeError):
    """Somebody tried to write past the journal; use ORM objects or store/bulk.py."""


@dataclass(frozen=True)
class Head:
    """The heading of a change set."""

    label: str
    at: datetime
    author: str
    source: str


@dataclass
class Touched:
    """The rows that a write touched: ids one by one, and blocks of created ids."""

    ids: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    blocks: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    gone: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    old: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def kinds(self) -> set[str]:
        """Return the kinds that were touched."""
        return {
            kind
            for found in (self.ids, self.blocks, self.gone)
            for kind, rows in found.items()
            if rows
        }


class Journal:
    """Listens to one session and writes down what it did.

    A flush hook alone has holes (expired and deferred attributes have no old value), so the rows
    are read by key before and after each flush.
    """

    def __init__(self, session: Session, head: Head) -> None:
        self.touched = Touched()
        self.number: int | None = None
        self.undoes: int | None = None
        self._session = session
        self._head = head
        self._order = 0
        self._created: set[tuple[str, int]] = set()
        self._before: dict[str, dict[int, Row]] = {}
        self._is_open = True
        session.info[_JOURNAL] = self
        event.listen(session, "before_flush", self._before_flush)
        event.listen(session, "after_flush", self._after_flush)
        event.listen(session, "do_orm_execute", _forbid_dml)

    def close(self) -> None:
        """Flush what is pending; after this the change set is complete."""
        self._session.flush()
        self._is_open = False

    def note(self, entries: Iterable[Row]) -> None:
        """Write entries: each has kind, and row/before/after or first/count."""
        rows = []
        block = None
        listed = list(entries)
        if not listed:
            return
        number = self._open_change_set()
        block = new_block(len(listed))
        for offset, entry in enumerate(listed):
            self._order += 1
            rows.append(
                {
                    "id": block + offset,
                    "change_set": number,
                    "order": self._order,
                    "row": None,
                    "before": None,
                    "after": None,
                    "first": None,
                    "count": None,
                    **entry,
                    "created_at": self._head.at,
                    "updated_at": self._head.at,
                }
            )
        self._session.connection().execute(insert(TABLES["change"]), rows)

    def note_created(self, kind: str, first: int, count: int) -> None:
        """Note a block of created rows with consecutive ids."""
        self.touched.blocks[kind].append((first, count))
        self.note([{"kind": kind, "first": first, "count": count}])

    def note_changed(self, kind: str, before: Mapping[int, Row], after: Mapping[int, Row]) -> None:
        """Note the columns in which rows differ."""
        self.touched.ids[kind].update(after)
        self.touched.old[kind].extend(before.values())
        self.note(_differences(kind, before, after))

    def note_deleted(self, kind: str, rows: Mapping[int, Row]) -> None:
        """Note rows that are no more, whole."""
        self.touched.gone[kind].extend(rows.values())
        self.note({"kind": kind, "row": id_, "before": plain(row)} for id_, row in rows.items())

    @property
    def at(self) -> datetime:
        """The moment of the write, in UTC."""
        return self._head.at

    def _open_change_set(self) -> int:
        if self.number is None:
            table = TABLES["change_set"]
            connection = self._session.connection()
            last = connection.execute(select(func.max(table.c.number))).scalar()
            self.number = (last or 0) + 1
            row = {
                "number": self.number,
                "label": self._head.label,
                "at": self._head.at,
                "author": self._head.author,
                "source": self._head.source,
                "undoes": self.undoes,
                "schema_revision": _revision(connection),
                "created_at": self._head.at,
                "updated_at": self._head.at,
            }
            connection.execute(insert(table), [row])
        return self.number

    def _before_flush(self, session: Session, *_: object) -> None:
        for record in session.new:
            _set_sort_key(record)
        changed = [record for record in session.dirty if session.is_modified(record)]
        for record in changed:
            record.updated_at = self._head.at
            _set_sort_key(record)
        self._before = read_rows(session, [*changed, *session.deleted])

    def _after_flush(self, session: Session, *_: object) -> None:
        for kind, records in _by_kind(session.new).items():
            self._note_new(kind, [record.id for record in records])
        dirty = [record for record in session.dirty if record not in session.deleted]
        for kind, after in read_rows(session, dirty).items():
            kept = {id_: row for id_, row in after.items() if id_ in self._before.get(kind, {})}
            before = {id_: self._before[kind][id_] for id_ in kept}
            self.note_changed(kind, before, kept)
        for kind, records in _by_kind(session.deleted).items():
            gone = {record.id: self._before[kind][record.id] for record in records}
            self.note_deleted(kind, gone)
        self._before = {}

    def _note_new(self, kind: str, ids: list[int]) -> None:
        for first, count in runs_of(sorted(ids)):
            self.note_created(kind, first, count)


def journal_of(session: Session) -> Journal:
    """Return the journal of a write session.

    Raises:
        UnjournalledWriteError: If the session is not one of ``Database.write``.
    """
    journal: Journal | None = session.info.get(_JOURNAL)
    if journal is None:
        raise UnjournalledWriteError("Write inside Database.write(label).")
    return journal


def read_by_ids(session: Session, kind: str, ids: Sequence[int]) -> dict[int, Row]:
    """Return whole rows by id, one SELECT a batch."""
    table = TABLES[kind]
    found: dict[int, Row] = {}
    for start in range(0, len(ids), BATCH):
        wanted = select(table).where(table.c.id.in_(ids[start : start + BATCH]))
        for row in session.connection().execute(wanted).mappings():
            found[row["id"]] = dict(row)
    return found


def read_rows(session: Session, records: Sequence[Record]) -> dict[str, dict[int, Row]]:
    """Return the rows of these records as the database holds them now, by kind and id."""
    return {
        kind: read_by_ids(session, kind, [record.id for record in group])
        for kind, group in _by_kind(records).items()
    }


def plain(row: Mapping[str, Any]) -> Row:
    """Return a row as JSON keeps it; blanks are left out."""
    return {name: plain_value(value) for name, value in row.items() if value is not None}


def plain_value(value: Any) -> Any:
    """Return a value as JSON keeps it."""
    if isinstance(value, (datetime, date)):
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


def runs_of(ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield (first, count) for each run of consecutive sorted ids."""
    first = previous = None
    for id_ in ids:
        if first is not None and previous is not None and id_ != previous + 1:
            yield first, previous - first + 1
            first = id_
        first = id_ if first is None else first
        previous = id_
    if first is not None and previous is not None:
        yield first, previous - first + 1


def title_text(kind: str, row: Mapping[str, Any]) -> str:
    """Return what a row is sorted by, before folding."""
    return str(row.get(KINDS[kind].title[0]) or "")


def _by_kind(records: Iterable[Any]) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        groups[inspect(record).mapper.local_table.name].append(record)
    return groups


def _set_sort_key(record: Any) -> None:
    table = inspect(record).mapper.local_table
    if "sort_key" in table.c:
        title = KINDS[table.name].field(KINDS[table.name].title[0])
        record.sort_key = sort_key(getattr(record, title.attribute) or "")


def _differences(
    kind: str, before: Mapping[int, Row], after: Mapping[int, Row]
) -> Iterator[Row]:
    for id_, new in after.items():
        old = before[id_]
        names = [name for name, value in new.items() if value != old[name]]
        if names:
            yield {
                "kind": kind,
                "row": id_,
                "before": {name: plain_value(old[name]) for name in names},
                "after": {name: plain_value(new[name]) for name in names},
            }


def _revision(connection: Connection) -> str | None:
    """Return the schema revision as alembic notes it, without importing alembic."""
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found


def _forbid_dml(state: Any) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise UnjournalledWriteError("Set-based writes go through store/bulk.py.")
