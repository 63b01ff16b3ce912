"""What taking a change set back would do: the plan, and what it is made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.texts import Text
from relmanager_desktop.store.rows import Key, Row, living, within
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.undo_cells import CellConflict, Overruled


@dataclass(frozen=True)
class Conflict:
    """A row that an undo would trample, and why.

    ``is_choice`` is whether a person may say that it is taken back all the same: what was edited
    since can be, what is missing or still needed cannot. ``cells`` are those that were edited; all
    others of the row are taken back. ``needed_by`` is a row that stays and refers to it.
    """

    kind: str
    row: int
    reason: Text
    is_choice: bool = False
    cells: tuple[CellConflict, ...] = ()
    needed_by: Key | None = None


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


@dataclass
class Draft:
    """A plan in the making.

    ``now`` are rows as they are, ``refused`` those that stay so; ``overruled`` are those, and the
    cells, that are taken back although they were edited since.
    """

    session: Session
    result: UndoPlan
    overruled: Overruled = frozenset()
    now: dict[Key, Row | None] = field(default_factory=dict)
    refused: set[Key] = field(default_factory=set)

    def changes(self, *columns: Any) -> Select[Any]:
        """Return a query for the entries of the change set."""
        table = TABLES["change"].c
        return select(*columns).where(table.change_set == self.result.number)

    def alive(self, kind: str, ids: Sequence[int]) -> list[int]:
        """Return those of these sorted ids that are there now."""
        key = TABLES[kind].c.id
        return [
            id_
            for condition in within(self.session, key, ids)
            for id_ in self.session.execute(select(key).where(condition).order_by(key)).scalars()
        ]

    def refuse(
        self,
        keys: Iterable[Key],
        reason: Text,
        *,
        is_choice: bool = False,
        needed_by: Key | None = None,
    ) -> None:
        """Leave rows as they are, and say why."""
        for key in keys:
            if key not in self.refused:
                self.refused.add(key)
                conflict = Conflict(*key, reason, is_choice, needed_by=needed_by)
                self.result.conflicts.append(conflict)


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


def by_kind(rows: dict[Key, Row]) -> dict[str, dict[int, Row]]:
    """Return rows in groups of a kind."""
    groups: dict[str, dict[int, Row]] = {}
    for (kind, id_), row in rows.items():
        groups.setdefault(kind, {})[id_] = row
    return groups
