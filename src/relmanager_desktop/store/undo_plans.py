"""What taking a change set back would do, and which rows stand in its way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BigInteger, Select, and_, cast, func, select, tuple_
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records import KINDS, Kind, pointing_at
from relmanager_desktop.domain.records import Field as CatalogueField
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.store.faults import PortfolioError
from relmanager_desktop.store.rows import (
    BOOKKEEPING,
    Key,
    Ranges,
    Row,
    living,
    living_value,
    plain_value,
    read_by_ids,
    within,
)
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.tables.build import UNIQUE
from relmanager_desktop.store.undo_lines import kinds_in_the_way, later_sets


@dataclass(frozen=True)
class Conflict:
    """A row that an undo would trample, and why."""

    kind: str
    row: int
    reason: Text


@dataclass
class UndoPlan:
    """What taking a change set back would do; nothing is written yet.

    Attributes:
        removed: created rows to go, as sorted ids.
        restored: deleted rows to come back, as sorted ids.
        rows: those of ``restored`` that were also changed before they were deleted, as they were.
        changed: rows to get their old values; the columns in question, and bookkeeping.
        conflicts: rows that stay as they are, and why.
    """

    number: int
    label: str
    removed: dict[str, list[int]] = field(default_factory=dict)
    restored: dict[str, list[int]] = field(default_factory=dict)
    rows: dict[Key, Row] = field(default_factory=dict)
    changed: dict[Key, Row] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to take back."""
        return not (self.removed or self.restored or self.changed)


class BeforeUpgradeError(PortfolioError):
    """The change set is from before an upgrade of its tables: it can be read, not undone."""


def plan_undo(session: Session, number: int) -> UndoPlan:
    """Return what undoing a change set would do, with its conflicts.

    Raises:
        KeyError: If there is no change set of that number.
        BeforeUpgradeError: If an upgrade has altered the tables that it wrote to.
    """
    sets = TABLES["change_set"].c
    label = session.execute(select(sets.label).where(sets.number == number)).scalar_one_or_none()
    if label is None:
        raise KeyError(number)
    if altered := kinds_in_the_way(session, number):
        kinds = ", ".join(sorted(str(KINDS[kind].plural) for kind in altered if kind in KINDS))
        sentence = tr(
            "“{label}” is from before an upgrade that changed how {kinds} are kept. It can be "
            "read in the history, but no longer undone.",
            label=label,
            kinds=kinds or ", ".join(sorted(altered)),
        )
        raise BeforeUpgradeError(str(sentence))
    return _Planner(session, UndoPlan(number, label)).plan()


@dataclass
class _Planner:
    """Works through one change set backwards, on a copy of the rows as they are now."""

    session: Session
    result: UndoPlan
    now: dict[Key, Row | None] = field(default_factory=dict)
    work: dict[Key, Row | None] = field(default_factory=dict)
    created: dict[str, Ranges] = field(default_factory=dict)
    refused: set[Key] = field(default_factory=set)

    def plan(self) -> UndoPlan:
        self._find_created()
        self._find_lone_deletions()
        self._take_back_the_rest()
        self._refuse_what_would_dangle()
        self._refuse_what_would_repeat()
        self._keep_what_is_needed()
        return self.result

    def _changes(self, *columns: Any) -> Select[Any]:
        table = TABLES["change"].c
        return select(*columns).where(table.change_set == self.result.number)

    def _find_created(self) -> None:
        table = TABLES["change"].c
        found = self.session.execute(
            self._changes(table.kind, table.first, table.count).where(table.first.is_not(None))
        )
        runs: dict[str, list[tuple[int, int]]] = {}
        for kind, first, count in found:
            runs.setdefault(kind, []).append((first, count))
        self.created = {kind: Ranges(pairs) for kind, pairs in runs.items()}
        for kind, ranges in self.created.items():
            if alive := self._alive(kind, list(ranges.ids())):
                self.result.removed[kind] = alive

    def _alive(self, kind: str, ids: Sequence[int]) -> list[int]:
        key = TABLES[kind].c.id
        return [
            id_
            for condition in within(self.session, key, ids)
            for id_ in self.session.execute(select(key).where(condition).order_by(key)).scalars()
        ]

    def _lone(self) -> Select[Any]:
        """Rows of which this change set only says that they were deleted."""
        table = TABLES["change"].c
        return (
            self._changes(table.kind, table.row)
            .where(table.row.is_not(None))
            .group_by(table.kind, table.row)
            .having(func.count() == 1, func.count(table.after) == 0)
        )

    def _find_lone_deletions(self) -> None:
        deleted: dict[str, list[int]] = {}
        for kind, row in self.session.execute(self._lone()):
            if row not in self.created.get(kind, ()):
                deleted.setdefault(kind, []).append(row)
        for kind, ids in deleted.items():
            there = set(self._alive(kind, sorted(ids)))
            self._refuse(((kind, id_) for id_ in sorted(there)), tr("It is there again."))
            if missing := sorted(set(ids) - there):
                self.result.restored[kind] = missing

    def _take_back_the_rest(self) -> None:
        table = TABLES["change"].c
        statement = (
            self._changes(table.kind, table.row, table.before, table.after)
            .where(table.row.is_not(None), tuple_(table.kind, table.row).not_in(self._lone()))
            .order_by(table.order.desc())
        )
        changes = [
            change
            for change in self.session.execute(statement)
            if change.row not in self.created.get(change.kind, ())
        ]
        self._load(changes)
        for change in changes:
            self._take_back(change)
        self._sort_out()

    def _load(self, changes: Sequence[Any]) -> None:
        names: dict[str, set[str]] = {}
        rows: dict[str, set[int]] = {}
        for change in changes:
            names.setdefault(change.kind, set()).update(change.after or ())
            rows.setdefault(change.kind, set()).add(change.row)
        for kind, ids in rows.items():
            found = read_by_ids(self.session, kind, ids, names=names[kind])
            for id_ in ids:
                self.now[kind, id_] = self.work[kind, id_] = found.get(id_)

    def _take_back(self, change: Any) -> None:
        key = (change.kind, change.row)
        row = self.work[key]
        if key in self.refused:
            return
        if change.after is None:
            if row is not None:
                self._refuse([key], tr("It is there again."))
            else:
                blank = dict.fromkeys(TABLES[change.kind].c.keys())
                self.work[key] = blank | living(change.kind, change.before)
        elif row is None:
            self._refuse([key], tr("It was deleted since."))
        else:
            self._take_back_columns(key, row, change)

    def _take_back_columns(self, key: Key, row: Row, change: Any) -> None:
        columns = TABLES[key[0]].c
        moved = [
            name
            for name, value in change.after.items()
            if name not in BOOKKEEPING
            and plain_value(row[name]) not in (value, change.before[name])
        ]
        if moved:
            labels = [str(KINDS[key[0]].field(name).label) for name in moved]
            self._refuse([key], tr("{fields} changed since.", fields=", ".join(labels)))
            return
        restored = {
            name: living_value(columns[name].type, value)
            for name, value in change.before.items()
            if name not in BOOKKEEPING or plain_value(row[name]) == change.after[name]
        }
        self.work[key] = {**row, **restored}

    def _refuse(self, keys: Iterable[Key], reason: Text) -> None:
        for key in keys:
            if key not in self.refused:
                self.refused.add(key)
                self.result.conflicts.append(Conflict(*key, reason))

    def _sort_out(self) -> None:
        for key, row in self.work.items():
            before = self.now[key]
            if key in self.refused or row is None or row == before:
                continue
            if before is None:
                self.result.rows[key] = row
                self.result.restored.setdefault(key[0], []).append(key[1])
            else:
                self.result.changed[key] = row
        for ids in self.result.restored.values():
            ids.sort()

    def _refuse_what_would_dangle(self) -> None:
        """A row cannot come back to where nothing is any more."""
        back = {kind: set(ids) for kind, ids in self.result.restored.items()}
        missing = [*self._missing_of_restored(), *self._missing_of_changed()]
        grown = True
        while grown:
            lost = {key: to for key, to in missing if to[1] not in back.get(to[0], ())}
            grown = False
            for key, (kind, _) in lost.items():
                self._refuse(
                    [key], tr("What it points to ({kind}) is gone.", kind=KINDS[kind].label)
                )
                self.result.changed.pop(key, None)
                if key[1] in back.get(key[0], ()):
                    back[key[0]].discard(key[1])
                    grown = True
        self.result.restored = {kind: sorted(ids) for kind, ids in back.items() if ids}

    def _missing_of_restored(self) -> Iterator[tuple[Key, Key]]:
        """Yield (row to come back, what it points to) where that is not there now."""
        for kind, ids in self.result.restored.items():
            lone = [id_ for id_ in ids if (kind, id_) not in self.result.rows]
            for link in KINDS[kind].links:
                for row, target in self._pointed_from_journal(kind, link, lone):
                    yield (kind, row), (link.target, target)
        for (kind, row), values in self.result.rows.items():
            for link in KINDS[kind].links:
                yield from self._missing(kind, link, {row: values})

    def _pointed_from_journal(
        self, kind: str, link: CatalogueField, ids: Sequence[int]
    ) -> Iterator[tuple[int, int]]:
        table, goal = TABLES["change"].c, TABLES[link.target]
        target = cast(table.before[link.name].as_string(), BigInteger)
        for condition in within(self.session, table.row, ids):
            statement = self._changes(table.row, target).where(
                condition,
                table.kind == kind,
                table.after.is_(None),
                target.is_not(None),
                ~select(goal.c.id).where(goal.c.id == target).exists(),
            )
            yield from ((row, wanted) for row, wanted in self.session.execute(statement))

    def _missing_of_changed(self) -> Iterator[tuple[Key, Key]]:
        for kind, rows in _by_kind(self.result.changed).items():
            for link in KINDS[kind].links:
                moved = {
                    row: values
                    for row, values in rows.items()
                    if link.name in values
                    and values[link.name] != (self.now[kind, row] or {}).get(link.name)
                }
                yield from self._missing(kind, link, moved)

    def _missing(
        self, kind: str, link: CatalogueField, rows: dict[int, Row]
    ) -> Iterator[tuple[Key, Key]]:
        targets = {goal for values in rows.values() if (goal := values.get(link.name)) is not None}
        gone = targets - set(self._alive(link.target, sorted(targets)))
        for row, values in rows.items():
            if values.get(link.name) in gone:
                yield (kind, row), (link.target, values[link.name])

    def _refuse_what_would_repeat(self) -> None:
        """A key that is unique may have been given to another row meanwhile."""
        for kind, names in UNIQUE:
            rows = _by_kind(self.result.changed).get(kind, {})
            for key, row in [*rows.items(), *self._restored_rows(kind)]:
                table = TABLES[kind].c
                if not row.keys() >= set(names):
                    continue
                same = and_(*(table[name] == row[name] for name in names), table.id != key)
                others = self.session.execute(select(table.id).where(same)).scalars().all()
                if set(others) - set(self.result.removed.get(kind, ())):
                    self._refuse([(kind, key)], tr("Another one of the same name is there now."))
                    self.result.changed.pop((kind, key), None)
                    self.result.restored[kind] = [
                        id_ for id_ in self.result.restored.get(kind, ()) if id_ != key
                    ]

    def _restored_rows(self, kind: str) -> list[tuple[int, Row]]:
        ids = self.result.restored.get(kind, [])
        return list(deleted_rows(self.session, self.result, kind, ids).items())

    def _keep_what_is_needed(self) -> None:
        kept: set[Key] = set()
        for kind, ids in self.result.removed.items():
            edited = [(kind, id_) for id_ in self._edited_later(kind, ids)]
            self._refuse(edited, tr("It was edited since."))
            kept.update(edited)
        self._keep_targets(kept)
        self.result.removed = {
            kind: rest
            for kind, ids in self.result.removed.items()
            if (rest := [id_ for id_ in ids if (kind, id_) not in kept])
        }

    def _edited_later(self, kind: str, ids: Sequence[int]) -> set[int]:
        later = later_sets(self.session, self.result.number)
        table = TABLES["change"].c
        found: set[int] = set()
        for condition in within(self.session, table.row, ids):
            statement = select(table.row, table.change_set).where(
                table.kind == kind, condition, table.change_set > self.result.number
            )
            found.update(row for row, number in self.session.execute(statement) if number in later)
        return found

    def _keep_targets(self, kept: set[Key]) -> None:
        """Keep created rows that rows which stay still refer to."""
        inner: list[tuple[Key, Key, Kind]] = []
        leaving = {kind: set(ids) for kind, ids in self.result.removed.items()}
        for kind, ids in self.result.removed.items():
            for key, target, other in self._references(kind, ids):
                if key[1] in leaving.get(key[0], ()):
                    inner.append((key, target, other))
                else:
                    self._keep(target, other, kept)
        grown = bool(kept)
        while grown:
            size = len(kept)
            for key, target, other in inner:
                if key in kept:
                    self._keep(target, other, kept)
            grown = len(kept) > size

    def _keep(self, target: Key, other: Kind, kept: set[Key]) -> None:
        self._refuse([target], tr("It is still referred to ({kind}).", kind=other.label))
        kept.add(target)

    def _references(self, kind: str, ids: Sequence[int]) -> Iterator[tuple[Key, Key, Kind]]:
        """Yield (row that points, created row it points to, its kind) for rows that go on so."""
        for other, link in pointing_at(kind):
            table = TABLES[other.name].c
            for condition in within(self.session, table[link.name], ids):
                found = self.session.execute(select(table.id, table[link.name]).where(condition))
                for row, target in found:
                    changed = self.result.changed.get((other.name, row))
                    if changed is None or changed.get(link.name, target) == target:
                        yield (other.name, row), (kind, target), other


def deleted_rows(session: Session, plan: UndoPlan, kind: str, ids: Sequence[int]) -> dict[int, Row]:
    """Return rows that a plan brings back, as they were, by id."""
    table = TABLES["change"].c
    found: dict[int, Row] = {}
    for condition in within(session, table.row, ids):
        statement = select(table.row, table.before).where(
            table.change_set == plan.number, table.kind == kind, table.after.is_(None), condition
        )
        found.update((row, living(kind, before)) for row, before in session.execute(statement))
    return found | {id_: row for (k, id_), row in plan.rows.items() if k == kind}


def _by_kind(rows: dict[Key, Row]) -> dict[str, dict[int, Row]]:
    groups: dict[str, dict[int, Row]] = {}
    for (kind, id_), row in rows.items():
        groups.setdefault(kind, {})[id_] = row
    return groups
