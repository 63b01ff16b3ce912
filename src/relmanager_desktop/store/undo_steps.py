"""Working out, step by step backwards, what taking a change set back would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import Session

from relmanager_desktop.domain.own_fields import label_of
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.store.faults import PortfolioError
from relmanager_desktop.store.rows import (
    Key,
    Ranges,
    Row,
    living,
    read_by_ids,
)
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.undo_cells import CellConflict, Overruled, edited_since, taken_back
from relmanager_desktop.store.undo_lines import kinds_in_the_way
from relmanager_desktop.store.undo_plans import Conflict, Draft, UndoPlan
from relmanager_desktop.store.undo_ties import (
    keep_what_is_needed,
    refuse_what_would_dangle,
    refuse_what_would_repeat,
)


class BeforeUpgradeError(PortfolioError):
    """The change set is from before an upgrade of its tables: it can be read, not undone."""


def plan_undo(session: Session, number: int, overruled: Overruled = frozenset()) -> UndoPlan:
    """Return what undoing a change set would do, with its conflicts.

    ``overruled`` are rows, or single cells, that are taken back although they were edited since.

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
    return _Planner(session, UndoPlan(number, label), overruled).plan()


@dataclass
class _Planner(Draft):
    """Works through one change set backwards, on a copy of the rows as they are now."""

    work: dict[Key, Row | None] = field(default_factory=dict)
    created: dict[str, Ranges] = field(default_factory=dict)
    kept: dict[Key, dict[str, CellConflict]] = field(default_factory=dict)

    def plan(self) -> UndoPlan:
        self._find_created()
        self._find_lone_deletions()
        self._take_back_the_rest()
        refuse_what_would_dangle(self)
        refuse_what_would_repeat(self)
        keep_what_is_needed(self)
        self._tell_what_is_kept()
        return self.result

    def _find_created(self) -> None:
        table = TABLES["change"].c
        found = self.session.execute(
            self.changes(table.kind, table.first, table.count).where(table.first.is_not(None))
        )
        runs: dict[str, list[tuple[int, int]]] = {}
        for kind, first, count in found:
            runs.setdefault(kind, []).append((first, count))
        self.created = {kind: Ranges(pairs) for kind, pairs in runs.items()}
        for kind, ranges in self.created.items():
            if alive := self._to_go(kind, ranges):
                self.result.removed[kind] = alive

    def _to_go(self, kind: str, ranges: Ranges) -> list[int]:
        """Return the created rows that are there; that a file was taken in stays known."""
        alive = self.alive(kind, list(ranges.ids()))
        if kind != "import_run":
            return alive
        run = TABLES[kind].c
        own = self.session.execute(select(run.id).where(run.change_set == self.result.number))
        return sorted(set(alive) - set(own.scalars()))

    def _lone(self) -> Select[Any]:
        """Rows of which this change set only says that they were deleted."""
        table = TABLES["change"].c
        return (
            self.changes(table.kind, table.row)
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
            there = set(self.alive(kind, sorted(ids)))
            self.refuse(((kind, id_) for id_ in sorted(there)), tr("It is there again."))
            if missing := sorted(set(ids) - there):
                self.result.restored[kind] = missing

    def _take_back_the_rest(self) -> None:
        table = TABLES["change"].c
        statement = (
            self.changes(table.kind, table.row, table.before, table.after)
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
                self.refuse([key], tr("It is there again."))
            else:
                blank = dict.fromkeys(TABLES[change.kind].c.keys())
                self.work[key] = blank | living(change.kind, change.before)
        elif row is None:
            self.refuse([key], tr("It was deleted since."))
        else:
            self._take_back_columns(key, row, change)

    def _take_back_columns(self, key: Key, row: Row, change: Any) -> None:
        kept = self.kept.setdefault(key, {})
        for cell in edited_since(row, change):
            if key not in self.overruled and (*key, cell.field) not in self.overruled:
                later = kept.get(cell.field)
                kept[cell.field] = replace(later, before=cell.before) if later else cell
        self.work[key] = taken_back(row, change, kept.__contains__)

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

    def _tell_what_is_kept(self) -> None:
        """Say of each row that was edited since which of its cells stay as they are."""
        for key, cells in self.kept.items():
            if cells and key not in self.refused:
                labels = ", ".join(str(label_of(key[0], name)) for name in cells)
                reason = tr("{fields} changed since.", fields=labels)
                conflict = Conflict(*key, reason, is_choice=True, cells=tuple(cells.values()))
                self.result.conflicts.append(conflict)
