"""What every write did to which rows, kept in the write's own transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records import KINDS, Record
from relmanager_desktop.store import kind_totals
from relmanager_desktop.store.faults import UnjournalledWriteError
from relmanager_desktop.store.ids import new_block
from relmanager_desktop.store.records import (
    by_kind,
    given,
    id_of,
    is_set_otherwise,
    key_of,
    kind_of,
    read_rows,
    read_written,
    set_attributes,
)
from relmanager_desktop.store.rows import (
    Row,
    is_same,
    plain,
    plain_value,
    remembered,
    runs_of,
    title_field,
    title_key,
)
from relmanager_desktop.store.statements import fetch_one, insert_many, insert_one
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.traces import Touched

_JOURNAL = "journal"
_READS = ("select", "values", "explain")
_ENTRY = ("kind", "row", "before", "after", "first", "count")
_COLUMNS = ("id", "change_set", "order", *_ENTRY, "created_at", "updated_at", "version")
_HEADING = ("id", "number", "label", "at", "author", "source", "undoes", "schema_revision",
            "created_at", "updated_at", "version")  # fmt: skip
# The revision as alembic notes it, without importing alembic.
_LAST_SET = (
    "SELECT (SELECT max(number) FROM change_set), (SELECT max(version_num) FROM alembic_version)"
)
_GIVEN_AGAIN = "A key that was deleted in a write is not given again in it."


@dataclass(frozen=True)
class Head:
    """The heading of a change set."""

    label: str
    at: datetime
    author: str
    source: str


class Journal:
    """Writes down what one session did; ``watch`` makes it listen.

    A flush hook alone has holes (expired and deferred attributes have no old value), so the rows
    are read by key before and after each flush.
    """

    def __init__(self, session: Session, head: Head) -> None:
        self.touched = Touched()
        self.number: int | None = None
        self.undoes: int | None = None
        self.afterwards: list[Callable[[Session], None]] = []  # once the facts are derived
        self._session = session
        self._head = head
        self._order = 0
        self._gone: dict[str, set[int]] = defaultdict(set)
        self._before: dict[str, dict[int, Row]] = {}
        self._changed: list[Any] = []
        self._is_open = True
        session.info[_JOURNAL] = self

    @property
    def at(self) -> datetime:
        """The moment of the write, in UTC."""
        return self._head.at

    def close(self) -> None:
        """Flush what is pending; after this the change set is complete."""
        self._session.flush()
        self._is_open = False

    def open_change_set(self) -> int:
        """Write the heading if that is not done yet; return the change set's number."""
        if self.number is None:
            connection = self._session.connection()
            last, revision = fetch_one(connection, _LAST_SET)
            self.number = (last or 0) + 1
            head = self._head
            insert_one(
                connection,
                TABLES["change_set"],
                _HEADING,
                (new_block(1), self.number, head.label, head.at, head.author, head.source,
                 self.undoes, revision, head.at, head.at, 1),
            )  # fmt: skip
        return self.number

    def take_orders(self, count: int) -> int:
        """Take the next ``count`` places within the change set; return the first."""
        first = self._order + 1
        self._order += count
        return first

    def note(self, entries: Iterable[Row]) -> None:
        """Write entries: each has kind, and row/before/after or first/count."""
        listed = list(entries)
        if not listed:
            return
        number, at = self.open_change_set(), self._head.at
        block, first = new_block(len(listed)), self.take_orders(len(listed))
        rows = [
            (block + place, number, first + place, *map(entry.get, _ENTRY), at, at, 1)
            for place, entry in enumerate(listed)
        ]
        connection = self._session.connection()
        if len(rows) == 1:
            insert_one(connection, TABLES["change"], _COLUMNS, rows[0])
        else:
            insert_many(connection, TABLES["change"], _COLUMNS, rows)

    def note_created(self, kind: str, first: int, count: int) -> None:
        """Note a block of created rows with consecutive ids."""
        if not self._gone[kind].isdisjoint(range(first, first + count)):
            raise UnjournalledWriteError(_GIVEN_AGAIN)
        self.touched.blocks[kind].append((first, count))
        kind_totals.add(self._session.connection(), kind, count)
        self.note([{"kind": kind, "first": first, "count": count}])

    def note_changed(self, kind: str, before: Mapping[int, Row], after: Mapping[int, Row]) -> None:
        """Note the columns in which rows differ; ``after`` may have fewer columns."""
        entries = list(_differences(kind, before, after))
        changed = [entry["row"] for entry in entries]
        self.touched.ids[kind].update(changed)
        self.touched.columns[kind].update(name for entry in entries for name in entry["after"])
        self.touched.old[kind].extend(_short(kind, before[id_]) for id_ in changed)
        self.note(entries)

    def note_deleted(self, kind: str, rows: Mapping[int, Row]) -> None:
        """Note rows that are no more, whole."""
        self.note({"kind": kind, "row": id_, "before": plain(row)} for id_, row in rows.items())
        self.note_gone(kind, [_short(kind, row) for row in rows.values()])

    def note_gone(self, kind: str, rows: Sequence[Row]) -> None:
        """Tell facts and search of rows whose entries stand in the journal already."""
        self.touched.gone[kind].extend(rows)
        kind_totals.add(self._session.connection(), kind, -len(rows))
        self._gone[kind].update(row["id"] for row in rows)

    def before_flush(self) -> None:
        """Keep the rows that a flush will change; give new and changed records their version."""
        session = self._session
        new, deleted = list(session.new), list(session.deleted)
        dirty = [record for record in session.dirty if is_set_otherwise(record)]
        if not (new or deleted or dirty):
            return
        if not self._is_open:
            raise UnjournalledWriteError("This write is closed: nothing more can be added to it.")
        self._prepare(new)
        if deleted and {key_of(record) for record in new} & {key_of(record) for record in deleted}:
            raise UnjournalledWriteError(_GIVEN_AGAIN)
        self._before = read_rows(session, [*dirty, *deleted])
        self._changed = [record for record in dirty if self._is_changed(record)]
        for record in self._changed:
            record.updated_at = self._head.at
            record.version = self.open_change_set()
            if _sorted_by(kind_of(record)) in set_attributes(record):
                _set_sort_key(record)

    def _prepare(self, new: Sequence[Any]) -> None:
        """Give new records consecutive ids, kind by kind: one line of the journal for each kind."""
        for group in by_kind(new).values():
            nameless = [record for record in group if record.id is None]
            first = new_block(len(nameless)) if nameless else 0
            for offset, record in enumerate(nameless):
                record.id = first + offset
            for record in group:
                record.created_at = record.created_at or self._head.at
                record.updated_at = record.updated_at or self._head.at
                _set_sort_key(record)

    def _is_changed(self, record: Record) -> bool:
        """Whether a record differs from its row; setting what stood there is no change."""
        row = self._before[kind_of(record)].get(id_of(record))
        if row is None:  # somebody deleted it; the flush will say so
            return True
        changes = given(record)
        if changes.get("id", row["id"]) != row["id"]:
            raise UnjournalledWriteError("A record keeps its key for ever.")
        if any(not is_same(row[name], value) for name, value in changes.items()):
            return True
        self._session.expire(record)
        return False

    def after_flush(self) -> None:
        """Note what the flush did, while the session still tells what was set."""
        session = self._session
        for kind, records in by_kind(session.new).items():
            for first, count in runs_of(sorted(record.id for record in records)):
                self.note_created(kind, first, count)
        for kind, after in read_written(session, self._changed).items():
            before = self._before[kind]
            self.note_changed(kind, before, {id_: after[id_] for id_ in after if id_ in before})
        for kind, records in by_kind(session.deleted).items():
            ids = [id_of(record) for record in records]
            self.note_deleted(kind, {id_: self._before[kind][id_] for id_ in ids})
        self._before, self._changed = {}, []


def watch(sessions: type[Session]) -> None:
    """Let the journals of all sessions of this class see their flushes.

    Listening to the class costs nothing at each write; listening to each session costs as much as
    the journal's own statements.
    """
    event.listen(sessions, "before_flush", lambda session, *_: journal_of(session).before_flush())
    event.listen(sessions, "after_flush", lambda session, *_: journal_of(session).after_flush())


def journal_of(session: Session) -> Journal:
    """Return the journal of a write session.

    Raises:
        UnjournalledWriteError: If the session is not one of ``Database.write``.
    """
    journal: Journal | None = session.info.get(_JOURNAL)
    if journal is None:
        raise UnjournalledWriteError("Write inside Database.write(label).")
    return journal


def topics_since(session: Session, number: int) -> tuple[frozenset[str], int]:
    """Return the kinds that change sets after ``number`` touched, and the newest number."""
    change, sets = TABLES["change"].c, TABLES["change_set"].c
    newest = session.execute(select(func.max(sets.number))).scalar() or 0
    if newest <= number:
        return frozenset(), newest
    kinds = select(change.kind).where(change.change_set > number).distinct()
    return frozenset(session.execute(kinds).scalars()), newest


def _set_sort_key(record: Any) -> None:
    kind = kind_of(record)
    if title := _sorted_by(kind):
        record.sort_key = title_key(kind, getattr(record, title))


@cache
def _sorted_by(kind: str) -> str:
    """Return the attribute that the sort key follows from, blank where there is no sort key."""
    has_key = "sort_key" in TABLES[kind].c
    return KINDS[kind].field(title_field(kind)).attribute if has_key else ""


def _short(kind: str, row: Row) -> Row:
    return {name: row[name] for name in remembered(kind)}


def _differences(kind: str, before: Mapping[int, Row], after: Mapping[int, Row]) -> Iterator[Row]:
    for id_, new in after.items():
        old = before[id_]
        names = [name for name, value in new.items() if not is_same(old[name], value)]
        if names:
            yield {
                "kind": kind,
                "row": id_,
                "before": {name: plain_value(old[name]) for name in names},
                "after": {name: plain_value(new[name]) for name in names},
            }


def forbid_dml(statement: Any) -> None:
    """Refuse a statement that would write past the journal.

    Raises:
        UnjournalledWriteError: If it is anything but a query.
    """
    if not statement.is_select and not str(statement).lstrip("( \n").lower().startswith(_READS):
        raise UnjournalledWriteError("Set-based writes go through store/bulk.py.")


__all__ = ["Head", "Journal", "Touched", "forbid_dml", "journal_of", "topics_since", "watch"]
