"""What taking a change set back would do, before it is done: what goes, and what is in its way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.domain.own_fields import field_in, label_of, own_field
from relmanager_desktop.queries.history import record_history, spoken_value
from relmanager_desktop.queries.later_changes import Later, later_changes
from relmanager_desktop.queries.own_fields import fields_of
from relmanager_desktop.queries.titles import titles_of
from relmanager_desktop.store.undo import Conflict, plan_undo

MOST = 200  # conflicts that are named; all are counted


@dataclass(frozen=True)
class CellRow:
    """A cell that was edited since: before the change set, as that wrote it, and as it is.

    ``field`` is a name of the catalogue, or 'custom.name' of an own field.
    """

    field: str
    label: str
    before: str
    written: str
    now: str


@dataclass(frozen=True)
class ConflictRow:
    """A record that changed since.

    Attributes:
        is_choice: whether it can be taken back all the same.
        at, author: of its last change, None and '' where that is not known.
        cells: those that were edited, where the record was there before; the rest is taken back.
        later: the change sets that stand in the way, the newest first.
    """

    kind: str
    id: int
    title: str
    reason: str
    is_choice: bool
    at: datetime | None
    author: str
    cells: tuple[CellRow, ...] = ()
    later: tuple[Later, ...] = ()


@dataclass(frozen=True)
class UndoPreview:
    """What an undo would do.

    Attributes:
        removed, restored, changed: kind → how many records go, come back, get their old values.
        conflicts: the first of the records that stay as they are unless a person overrules it.
        kept: how many these are in all.
    """

    number: int
    label: str
    removed: Mapping[str, int]
    restored: Mapping[str, int]
    changed: Mapping[str, int]
    conflicts: tuple[ConflictRow, ...]
    kept: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to take back."""
        return not (self.removed or self.restored or self.changed)


def undo_preview(
    session: Session,
    number: int,
    *,
    progress: Any = None,  # noqa: ARG001 - any long work is told how to report
) -> UndoPreview:
    """Return what taking back a change set would do; nothing is written.

    Raises:
        KeyError: If there is no change set of that number.
        BeforeUpgradeError: If an upgrade has altered the tables that it wrote to.
    """
    plan = plan_undo(session, number)
    return UndoPreview(
        number,
        plan.label,
        {kind: len(ids) for kind, ids in plan.removed.items()},
        {kind: len(ids) for kind, ids in plan.restored.items()},
        Counter(kind for kind, _ in plan.changed),
        tuple(_named(session, number, plan.conflicts[:MOST])),
        len(plan.conflicts),
    )


def _named(session: Session, number: int, conflicts: list[Conflict]) -> list[ConflictRow]:
    names: dict[tuple[str, int], str] = {}
    for kind in {conflict.kind for conflict in conflicts}:
        ids = [conflict.row for conflict in conflicts if conflict.kind == kind]
        names |= {(kind, id_): title for id_, title in titles_of(session, kind, ids).items()}
    rows = []
    in_the_way = later_changes(session, number, conflicts)
    for conflict, later in zip(conflicts, in_the_way, strict=True):
        newest = next(iter(record_history(session, conflict.kind, conflict.row, limit=1)), None)
        rows.append(
            ConflictRow(
                conflict.kind,
                conflict.row,
                names.get((conflict.kind, conflict.row), ""),
                str(conflict.reason),
                conflict.is_choice,
                newest.at if newest else None,
                newest.author if newest else "",
                tuple(edited_cells(session, conflict)),
                later,
            )
        )
    return rows


def edited_cells(session: Session, conflict: Conflict) -> Iterator[CellRow]:
    """Yield the cells of a conflict with their values as people read them."""
    own = {conflict.kind: tuple(fields_of(session, conflict.kind))} if conflict.cells else {}
    for cell in conflict.cells:
        label = str(label_of(conflict.kind, cell.field))
        field = field_in(conflict.kind, cell.field, own) or own_field(cell.field, label, "text")
        values = (spoken_value(session, field, v) for v in (cell.before, cell.written, cell.now))
        yield CellRow(cell.field, str(field.label), *values)
