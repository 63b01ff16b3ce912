"""Taking a change set back, as a change set of its own that names what it undoes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, delete, exists, insert, or_, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records import KINDS, pointing_at
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.store.bulk import BATCH, _write_changes
from relmanager_desktop.store.journal import (
    Row,
    journal_of,
    living,
    living_value,
    plain_value,
    read_by_ids,
    runs_of,
)
from relmanager_desktop.store.tables import TABLES

BOOKKEEPING = frozenset({"updated_at", "version", "sort_key"})
VIEW_KINDS = frozenset({"saved_view"})
REMEMBERED = 500  # change sets that Ctrl+Z looks back over
Key = tuple[str, int]


@dataclass(frozen=True)
class Step:
    """A change set that can be undone or redone."""

    number: int
    label: str


@dataclass(frozen=True)
class Conflict:
    """A row that an undo would trample, and why."""

    kind: str
    row: int
    reason: Text


@dataclass
class UndoPlan:
    """What taking a change set back would do; nothing is written yet.

    ``removed`` are created rows to go, ``restored`` deleted rows to come back, ``changed`` rows
    to get their old values; ``conflicts`` stay as they are.
    """

    number: int
    label: str
    removed: dict[str, list[int]] = field(default_factory=dict)
    restored: dict[str, list[Row]] = field(default_factory=dict)
    changed: dict[Key, Row] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take back."""
        return not (self.removed or self.restored or self.changed)


class UndoConflictError(Exception):
    """Rows changed since; nothing was undone without consent."""

    def __init__(self, plan: UndoPlan) -> None:
        self.plan = plan
        sentence = tr(
            "“{label}” cannot be undone whole: {n} record changed since.",
            plural="“{label}” cannot be undone whole: {n} records changed since.",
            n=len(plan.conflicts),
            label=plan.label,
        )
        super().__init__(str(sentence))


def undoable(session: Session) -> Step | None:
    """Return the change set that Ctrl+Z takes back: the newest live one that a person made."""
    done, _ = _lines(session)
    return done[-1] if done else None


def redoable(session: Session) -> Step | None:
    """Return the undo that Ctrl+Shift+Z takes back: no other write of a person came after it."""
    _, undone = _lines(session)
    return undone[-1] if undone else None


def _lines(session: Session) -> tuple[list[Step], list[Step]]:
    """Return what can be undone and what can be redone, each with the newest last."""
    sets = TABLES["change_set"].c
    statement = (
        select(sets.number, sets.label, sets.undoes)
        .where(sets.source != "clock")
        .order_by(sets.number.desc())
        .limit(REMEMBERED)
    )
    done: list[Step] = []
    undone: list[Step] = []
    for number, label, undoes in reversed(list(session.execute(statement))):
        if undoes is None:
            if not _is_view_only(session, number):
                done.append(Step(number, label))
                undone.clear()
            continue
        if (step := _taken(done, undoes)) is not None:
            undone.append(Step(number, step.label))
        elif (step := _taken(undone, undoes)) is not None:
            done.append(Step(number, step.label))
    return done, undone


def _taken(line: list[Step], number: int) -> Step | None:
    step = next((step for step in line if step.number == number), None)
    if step is not None:
        line.remove(step)
    return step


def plan_undo(session: Session, number: int) -> UndoPlan:
    """Return what undoing a change set would do, with its conflicts.

    Raises:
        KeyError: If there is no change set of that number.
    """
    sets = TABLES["change_set"].c
    label = session.execute(select(sets.label).where(sets.number == number)).scalar_one_or_none()
    if label is None:
        raise KeyError(number)
    return _Planner(session, UndoPlan(number, label)).plan()


def undo(session: Session, number: int, *, keep_conflicts: bool = False) -> UndoPlan:
    """Take a change set back in the caller's write; rows in conflict stay if consented.

    Raises:
        KeyError: If there is no change set of that number.
        UndoConflictError: If rows changed since and ``keep_conflicts`` is False.
    """
    plan = plan_undo(session, number)
    if plan.conflicts and not keep_conflicts:
        raise UndoConflictError(plan)
    if plan.is_empty:
        return plan
    journal_of(session).undoes = number
    _defer_foreign_keys(session)
    for kind, rows in plan.restored.items():
        _restore(session, kind, rows)
    _change(session, plan.changed)
    for kind, ids in plan.removed.items():
        _remove(session, kind, ids)
    session.expire_all()
    return plan


@dataclass
class _Planner:
    """Works through one change set backwards on a copy of the rows as they are now."""

    session: Session
    result: UndoPlan
    now: dict[Key, Row | None] = field(default_factory=dict)
    work: dict[Key, Row | None] = field(default_factory=dict)
    created: dict[str, set[int]] = field(default_factory=dict)

    def plan(self) -> UndoPlan:
        changes = self._changes()
        self._load(changes)
        for change in changes:
            if change.first is None and change.row not in self.created.get(change.kind, ()):
                self._take_back(change)
        self._sort_out()
        self._keep_what_is_needed()
        return self.result

    def _changes(self) -> list[Any]:
        table = TABLES["change"].c
        statement = (
            select(table.kind, table.row, table.before, table.after, table.first, table.count)
            .where(table.change_set == self.result.number)
            .order_by(table.order.desc())
        )
        return list(self.session.execute(statement))

    def _load(self, changes: Sequence[Any]) -> None:
        wanted: dict[str, set[int]] = {}
        for change in changes:
            if change.first is not None:
                block = range(change.first, change.first + change.count)
                self.created.setdefault(change.kind, set()).update(block)
            else:
                wanted.setdefault(change.kind, set()).add(change.row)
        for kind, ids in wanted.items():
            found = read_by_ids(self.session, kind, sorted(ids))
            for id_ in ids:
                self.now[kind, id_] = found.get(id_)
                self.work[kind, id_] = found.get(id_)

    def _take_back(self, change: Any) -> None:
        key = (change.kind, change.row)
        row = self.work[key]
        if change.after is None:
            if row is not None:
                self._refuse(key, tr("It is there again."))
            else:
                self.work[key] = living(change.kind, change.before)
        elif row is None:
            self._refuse(key, tr("It was deleted since."))
        else:
            self._restore_columns(key, row, change)

    def _restore_columns(self, key: Key, row: Row, change: Any) -> None:
        columns = TABLES[key[0]].c
        moved = [
            name
            for name, value in change.after.items()
            if name not in BOOKKEEPING and plain_value(row[name]) != value
        ]
        if moved:
            labels = [str(KINDS[key[0]].field(name).label) for name in moved]
            self._refuse(key, tr("{fields} changed since.", fields=", ".join(labels)))
            return
        restored = {
            name: living_value(columns[name].type, value)
            for name, value in change.before.items()
            if name not in BOOKKEEPING or plain_value(row[name]) == change.after[name]
        }
        self.work[key] = {**row, **restored}

    def _refuse(self, key: Key, reason: Text) -> None:
        self.result.conflicts.append(Conflict(*key, reason))

    def _sort_out(self) -> None:
        refused = {(c.kind, c.row) for c in self.result.conflicts}
        for key, row in self.work.items():
            before = self.now[key]
            if key in refused or row == before:
                continue
            if before is None and row is not None:
                self.result.restored.setdefault(key[0], []).append(row)
            elif row is not None:
                self.result.changed[key] = row
        for kind, ids in self.created.items():
            alive = self._alive(kind, ids)
            if alive:
                self.result.removed[kind] = alive

    def _alive(self, kind: str, ids: set[int]) -> list[int]:
        table = TABLES[kind]
        found: list[int] = []
        for first, count in runs_of(sorted(ids)):
            statement = select(table.c.id).where(table.c.id.between(first, first + count - 1))
            found.extend(self.session.execute(statement.order_by(table.c.id)).scalars())
        return found

    def _keep_what_is_needed(self) -> None:
        kept: set[Key] = set()
        for kind, ids in self.result.removed.items():
            for id_ in self._edited_later(kind, set(ids)):
                kept.add((kind, id_))
                self._refuse((kind, id_), tr("It was edited since."))
        self._keep_targets(kept)
        for kind in list(self.result.removed):
            rest = [id_ for id_ in self.result.removed[kind] if (kind, id_) not in kept]
            if rest:
                self.result.removed[kind] = rest
            else:
                del self.result.removed[kind]

    def _edited_later(self, kind: str, ids: set[int]) -> set[int]:
        later = _later_sets(self.session, self.result.number)
        table = TABLES["change"].c
        found: set[int] = set()
        for first, count in runs_of(sorted(ids)):
            rows = self.session.execute(
                select(table.row, table.change_set).where(
                    table.kind == kind,
                    table.row.between(first, first + count - 1),
                    table.change_set > self.result.number,
                )
            )
            found.update(row for row, number in rows if number in later and row in ids)
        return found

    def _keep_targets(self, kept: set[Key]) -> None:
        """Keep created rows that rows which stay still refer to."""
        grown = True
        while grown:
            grown = False
            for key, reason in list(self._still_referred(kept)):
                if key not in kept:
                    kept.add(key)
                    self._refuse(key, reason)
                    grown = True

    def _still_referred(self, kept: set[Key]) -> Iterator[tuple[Key, Text]]:
        for kind, ids in self.result.removed.items():
            going = set(ids)
            for other, link in pointing_at(kind):
                leaving = set(self.result.removed.get(other.name, ()))
                for row, target in self._referring(other.name, link.name, going):
                    changed = self.result.changed.get((other.name, row))
                    stays = row not in leaving or (other.name, row) in kept
                    if stays and (changed is None or changed[link.name] == target):
                        reason = tr("A {kind} refers to it.", kind=other.label)
                        yield (kind, target), reason

    def _referring(self, kind: str, link: str, ids: set[int]) -> Iterator[tuple[int, int]]:
        column = TABLES[kind].c[link]
        for first, count in runs_of(sorted(ids)):
            between = column.between(first, first + count - 1)
            yield from self.session.execute(select(TABLES[kind].c.id, column).where(between)).tuples()


def _later_sets(session: Session, number: int) -> set[int]:
    """Return the later change sets that still count: not undone, not the undoing of later ones."""
    sets = TABLES["change_set"].c
    rows = session.execute(
        select(sets.number, sets.undoes).where(sets.number > number).order_by(sets.number.desc())
    )
    dead: set[int] = set()
    live: set[int] = set()
    for later, undoes in rows:
        if later in dead:
            continue
        if undoes is not None:
            dead.add(undoes)
        if undoes is None or undoes < number:
            live.add(later)
    return live


def _is_view_only(session: Session, number: int) -> bool:
    table = TABLES["change"].c
    other = and_(table.change_set == number, table.kind.not_in(VIEW_KINDS))
    return not session.execute(select(exists().where(other))).scalar()


def _defer_foreign_keys(session: Session) -> None:
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    session.connection().exec_driver_sql(
        "PRAGMA defer_foreign_keys=ON" if is_sqlite else "SET CONSTRAINTS ALL DEFERRED"
    )


def _restore(session: Session, kind: str, rows: list[Row]) -> None:
    table = TABLES[kind]
    blank = dict.fromkeys(table.c.keys())
    whole = [{**blank, **row} for row in rows]
    session.connection().execute(insert(table), whole)
    for first, count in runs_of(sorted(row["id"] for row in rows)):
        journal_of(session).note_created(kind, first, count)


def _change(session: Session, changed: dict[Key, Row]) -> None:
    kinds = {kind for kind, _ in changed}
    for kind in sorted(kinds):
        after = {id_: row for (k, id_), row in changed.items() if k == kind}
        before = read_by_ids(session, kind, list(after))
        _write_changes(session.connection(), TABLES[kind], before, after)
        journal_of(session).note_changed(kind, before, after)


def _remove(session: Session, kind: str, ids: list[int]) -> None:
    table = TABLES[kind]
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        journal_of(session).note_deleted(kind, read_by_ids(session, kind, some))
        ranges = [table.c.id.between(f, f + n - 1) for f, n in runs_of(some)]
        for condition in ranges:
            session.connection().execute(delete(table).where(or_(condition)))
