"""History: what was written, by whom, and what it did to one record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.own_fields import OWN, PREFIX, label_of, own_field
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.amounts import currency_of_portfolio, major_units
from relmanager_desktop.queries.own_fields import fields_of
from relmanager_desktop.queries.titles import spoken, titles_of
from relmanager_desktop.store.journal import topics_since
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.undo import BOOKKEEPING, redoable, undoable


@dataclass(frozen=True)
class ChangeSetRow:
    """One change set as a list shows it; ``state`` is 'live' or 'undone'."""

    number: int
    label: str
    at: datetime
    author: str
    source: str
    records: int
    kinds: Mapping[str, int]
    undoes: int | None
    state: str


@dataclass(frozen=True)
class HistoryEntry:
    """One field of one record, before and after; ``what`` is created, changed, deleted.

    ``is_taken_back`` says that an undo that still counts took this back.
    """

    number: int
    at: datetime
    label: str
    author: str
    what: str
    field: str | None
    before: str
    after: str
    is_taken_back: bool = False


@dataclass(frozen=True)
class UndoState:
    """What Ctrl+Z and Ctrl+Shift+Z would do, by name; '' for nothing."""

    undo_number: int | None
    undo_label: str
    redo_number: int | None
    redo_label: str


def undo_state(session: Session) -> UndoState:
    """Return what can be undone and redone now."""
    back, again = undoable(session), redoable(session)
    return UndoState(
        back.number if back else None,
        back.label if back else "",
        again.number if again else None,
        again.label if again else "",
    )


def change_sets(session: Session, limit: int = 50, before: int | None = None) -> list[ChangeSetRow]:
    """Return change sets, the newest first, those below number ``before`` if given."""
    table = TABLES["change_set"].c
    statement = select(
        table.number, table.label, table.at, table.author, table.source, table.undoes
    )
    if before is not None:
        statement = statement.where(table.number < before)
    rows = list(session.execute(statement.order_by(table.number.desc()).limit(limit)))
    counts = _counts(session, [row.number for row in rows])
    dead = undone_by(session)
    return [
        ChangeSetRow(
            row.number,
            row.label,
            row.at,
            row.author or "",
            row.source,
            sum(counts.get(row.number, {}).values()),
            counts.get(row.number, {}),
            row.undoes,
            "undone" if row.number in dead else "live",
        )
        for row in rows
    ]


def changes_since(session: Session, number: int) -> tuple[frozenset[str], int]:
    """Return the kinds that change sets after ``number`` touched, and the newest number."""
    return topics_since(session, number)


def record_history(session: Session, kind: str, id_: int, limit: int = 500) -> list[HistoryEntry]:
    """Return what happened to one record, the newest first."""
    entries = list(_created(session, kind, id_))
    entries.extend(_changed(session, kind, id_, limit))
    undoers = undone_by(session)
    # An undo may have left this very record as it was: then it wrote nothing to it.
    numbers = {entry.number for entry in entries}
    marked = [
        replace(entry, is_taken_back=undoers.get(entry.number) in numbers) for entry in entries
    ]
    return sorted(marked, key=lambda entry: entry.number, reverse=True)[:limit]


def _counts(session: Session, numbers: Sequence[int]) -> dict[int, dict[str, int]]:
    table = TABLES["change"].c
    statement = (
        select(table.change_set, table.kind, func.sum(func.coalesce(table.count, 1)))
        .where(table.change_set.in_(numbers))
        .group_by(table.change_set, table.kind)
    )
    counts: dict[int, dict[str, int]] = {}
    for number, kind, count in session.execute(statement):
        counts.setdefault(number, {})[kind] = int(count)
    return counts


def undone_by(session: Session) -> dict[int, int]:
    """Return the change sets that were taken back, each with the newest that did so."""
    table = TABLES["change_set"].c
    statement = select(table.number, table.undoes).where(table.undoes.is_not(None))
    dead: dict[int, int] = {}
    for number, undoes in session.execute(statement.order_by(table.number.desc())):
        if number not in dead:
            dead.setdefault(undoes, number)
    return dead


def _created(session: Session, kind: str, id_: int) -> Iterator[HistoryEntry]:
    table, sets = TABLES["change"].c, TABLES["change_set"].c
    statement = (
        select(sets.number, sets.at, sets.label, sets.author)
        .join_from(TABLES["change"], TABLES["change_set"], sets.number == table.change_set)
        .where(table.kind == kind, table.first.is_not(None))
        .where(table.first <= id_, table.first + table.count > id_)
    )
    for row in session.execute(statement):
        yield HistoryEntry(row.number, row.at, row.label, row.author or "", "created", None, "", "")


def _changed(session: Session, kind: str, id_: int, limit: int) -> Iterator[HistoryEntry]:
    table, sets = TABLES["change"].c, TABLES["change_set"].c
    statement = (
        select(sets.number, sets.at, sets.label, sets.author, table.before, table.after)
        .join_from(TABLES["change"], TABLES["change_set"], sets.number == table.change_set)
        .where(table.kind == kind, table.row == id_)
        .order_by(sets.number.desc())
        .limit(limit)
    )
    for row in session.execute(statement):
        head = (row.number, row.at, row.label, row.author or "")
        if row.after is None:
            yield HistoryEntry(*head, "deleted", None, "", "")
            continue
        yield from _own_changes(session, kind, head, row)
        for name in row.after:
            field = KINDS[kind].by_name.get(name)
            if name not in BOOKKEEPING and name != OWN and field is not None:
                before = spoken_value(session, field, row.before.get(name))
                after = spoken_value(session, field, row.after.get(name))
                yield HistoryEntry(*head, "changed", str(field.label), before, after)


def _own_changes(
    session: Session, kind: str, head: tuple[int, datetime, str, str], row: Any
) -> Iterator[HistoryEntry]:
    """Yield each of the user's own fields that a change wrote, by its own name."""
    before, after = row.before.get(OWN) or {}, row.after.get(OWN) or {}
    if before == after:
        return
    fields = {field.name: field for field in fields_of(session, kind)}
    for name in dict.fromkeys([*before, *after]):
        if before.get(name) == after.get(name):
            continue
        field = fields.get(name) or own_field(name, str(label_of(kind, f"{PREFIX}{name}")), "text")
        old, new = (spoken_value(session, field, held.get(name)) for held in (before, after))
        yield HistoryEntry(*head, "changed", str(field.label), old, new)


def spoken_value(session: Session, field: Field, value: Any) -> str:
    """Return a value of a record as people read it; '' for none."""
    if value is None:
        return ""
    if field.type is FieldType.LINK:
        return titles_of(session, field.target, [value]).get(value, str(tr("(deleted)")))
    if field.type is FieldType.MONEY:
        return f"{major_units(value, currency_of_portfolio(session)):,}"
    if field.type is FieldType.YES_NO:
        return str(tr("Yes") if value else tr("No"))
    return spoken(field, value)
