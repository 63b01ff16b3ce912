"""Taking a change set back, as a change set of its own that names what it undoes."""

from __future__ import annotations

from collections.abc import Sequence
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
from relmanager_desktop.store.undo_lines import Step, redoable, undoable
from relmanager_desktop.store.undo_plans import Conflict, UndoPlan, deleted_rows
from relmanager_desktop.store.undo_steps import BeforeUpgradeError, plan_undo


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


def undo(session: Session, number: int, *, keep_conflicts: bool = False) -> UndoPlan:
    """Take a change set back in a write of its own; rows in conflict stay if consented.

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
    plan = plan_undo(session, number)
    if plan.conflicts and not keep_conflicts:
        raise UndoConflictError(plan)
    journal.undoes = number
    journal.open_change_set()  # even if all is gone already: the next Ctrl+Z takes the step before
    defer_references(session)
    for kind, restored in plan.restored.items():
        _restore(session, plan, kind, restored)
    for kind in sorted({kind for kind, _ in plan.changed}):
        _change(session, kind, plan.changed)
    for kind, removed in plan.removed.items():
        delete_ids(session, kind, removed)
    session.expire_all()
    return plan


def _restore(session: Session, plan: UndoPlan, kind: str, ids: Sequence[int]) -> None:
    if is_sqlite(session):
        lone = [id_ for id_ in ids if (kind, id_) not in plan.rows]
        blocks.restore_rows(session, kind, plan.number, lone)
        write_rows(session, kind, [row for (k, _), row in plan.rows.items() if k == kind])
    else:
        for start in range(0, len(ids), MANY):
            some = deleted_rows(session, plan, kind, ids[start : start + MANY])
            write_rows(session, kind, list(some.values()))
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
    "Conflict",
    "Step",
    "UndoConflictError",
    "UndoPlan",
    "plan_undo",
    "redoable",
    "undo",
    "undoable",
]
