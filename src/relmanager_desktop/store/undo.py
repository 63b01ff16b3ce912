"""Taking a change set back, as a change set of its own that names what it undoes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.store import blocks
from relmanager_desktop.store.bulk import defer_references, delete_ids, write_changes, write_rows
from relmanager_desktop.store.faults import UnjournalledWriteError
from relmanager_desktop.store.journal import journal_of
from relmanager_desktop.store.rows import (
    BOOKKEEPING,
    MANY,
    Key,
    Row,
    is_sqlite,
    read_by_ids,
    runs_of,
)
from relmanager_desktop.store.undo_cells import CellConflict, CellKey, Overruled
from relmanager_desktop.store.undo_lines import Step, redoable, undoable
from relmanager_desktop.store.undo_plans import Conflict, UndoPlan, deleted_rows
from relmanager_desktop.store.undo_steps import BeforeUpgradeError, plan_undo

Progress = Callable[[int, int], None]


class UndoConflictError(Exception):
    """Rows changed since; nothing was undone without consent."""

    def __init__(self, plan: UndoPlan) -> None:
        self.plan = plan
        super().__init__(str(_refusal(plan)))


def _refusal(plan: UndoPlan) -> Text:
    given: dict[str, Any] = {"n": len(plan.conflicts), "label": plan.label}
    if plan.is_empty:
        return tr(
            "“{label}” cannot be undone: {n} record changed since, and nothing else is left of it.",
            plural="“{label}” cannot be undone: {n} records changed since, and nothing else is "
            "left of it.",
            **given,
        )
    return tr(
        "“{label}” cannot be undone whole: {n} record changed since.",
        plural="“{label}” cannot be undone whole: {n} records changed since.",
        **given,
    )


def undo(
    session: Session,
    number: int,
    *,
    keep_conflicts: bool = False,
    overruled: Overruled = frozenset(),
    progress: Progress | None = None,
) -> UndoPlan:
    """Take a change set back in a write of its own; rows in conflict stay if consented.

    ``overruled`` are rows, or single cells, that were edited since and are taken back all the same;
    ``progress`` is told rows done and rows in all.

    Raises:
        KeyError: If there is no change set of that number.
        BeforeUpgradeError: If an upgrade has altered the tables that it wrote to.
        UndoConflictError: If rows changed since and ``keep_conflicts`` is False.
        UnjournalledWriteError: If the write already did something else.
    """
    session.flush()
    journal = journal_of(session)
    if journal.number is not None:
        raise UnjournalledWriteError("An undo needs a write of its own.")
    plan = plan_undo(session, number, overruled)
    if plan.conflicts and not keep_conflicts:
        raise UndoConflictError(plan)
    journal.undoes = number
    journal.open_change_set()  # even if all is gone already: the next Ctrl+Z takes the step before
    defer_references(session)
    told = _Told(plan, progress)
    for kind, restored in plan.restored.items():
        for some in told.portions(restored):
            _restore(session, plan, kind, some)
        _note_restored(session, kind, restored)
    for kind in sorted({kind for kind, _ in plan.changed}):
        _change(session, kind, plan.changed)
    for kind, removed in plan.removed.items():
        for some in told.portions(removed):
            delete_ids(session, kind, some)
    session.expire_all()
    return plan


class _Told:
    """Parts rows into portions, and tells after each how many rows are done."""

    def __init__(self, plan: UndoPlan, progress: Progress | None) -> None:
        self._progress = progress
        self._done = 0
        self._total = sum(map(len, (*plan.restored.values(), *plan.removed.values())))

    def portions(self, ids: Sequence[int]) -> Iterator[Sequence[int]]:
        for start in range(0, len(ids), MANY):
            some = ids[start : start + MANY]
            yield some
            self._done += len(some)
            if self._progress is not None:
                self._progress(self._done, self._total)


def _restore(session: Session, plan: UndoPlan, kind: str, ids: Sequence[int]) -> None:
    if not is_sqlite(session):
        write_rows(session, kind, list(deleted_rows(session, plan, kind, ids).values()))
        return
    lone = [id_ for id_ in ids if (kind, id_) not in plan.rows]
    blocks.restore_rows(session, kind, plan.number, lone)
    write_rows(session, kind, [plan.rows[kind, id_] for id_ in ids if (kind, id_) in plan.rows])


def _note_restored(session: Session, kind: str, ids: Sequence[int]) -> None:
    for first, count in runs_of(ids):
        journal_of(session).note_created(kind, first, count)


def _change(session: Session, kind: str, changed: dict[Key, Row]) -> None:
    after = {id_: row for (k, id_), row in changed.items() if k == kind}
    names = {name for row in after.values() for name in row}
    before = read_by_ids(session, kind, after, names=names)
    journal = journal_of(session)
    for id_, row in after.items():
        if row["version"] == before[id_]["version"]:
            row |= {"version": journal.open_change_set(), "updated_at": journal.at}
    write_changes(session, kind, before, after)


__all__ = [
    "BOOKKEEPING",
    "BeforeUpgradeError",
    "CellConflict",
    "CellKey",
    "Conflict",
    "Overruled",
    "Step",
    "UndoConflictError",
    "UndoPlan",
    "plan_undo",
    "redoable",
    "undo",
    "undoable",
]
