"""Undo and redo as a person means them: the newest step, or one change set by its number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.problems import InvalidError, NotFoundError, Problem
from relmanager_desktop.domain.texts import Text, tr, verbatim
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.journal import journal_of
from relmanager_desktop.store.portfolios import backup_if_changed
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.undo import (
    Conflict,
    Overruled,
    UndoConflictError,
    UndoPlan,
    plan_undo,
    redoable,
    undo,
    undoable,
)

Progress = Callable[[int, int], None]
FOUNDATION = 1  # the number of the change set that a portfolio begins with


@dataclass(frozen=True)
class Undone:
    """What was taken back: its number and label, the new change set, and what stayed."""

    undone: int
    label: str
    number: int | None
    conflicts: tuple[Conflict, ...]
    sentence: Text


def undo_step(
    session: Session,
    number: int,
    keep_conflicts: bool = False,
    overruled: Overruled = frozenset(),
    progress: Progress | None = None,
) -> Undone:
    """Take a change set back in the caller's write.

    ``overruled`` are (kind, id) of records, or (kind, id, field) of single cells, that were edited
    since and are taken back all the same.

    Raises:
        NotFoundError: If there is no change set of that number.
        InvalidError: If it is what the portfolio began with.
        UndoConflictError: If rows changed since and ``keep_conflicts`` is False, or they are all
            that is left of the change set.
    """
    _refuse_foundation(session, number)
    try:
        plan = undo(
            session, number, keep_conflicts=keep_conflicts, overruled=overruled, progress=progress
        )
    except KeyError as error:
        raise NotFoundError(tr("There is no change set {number}.", number=number)) from error
    if plan.conflicts and plan.is_empty:
        raise UndoConflictError(plan)
    return Undone(
        number, plan.label, journal_of(session).number, tuple(plan.conflicts), _sentence(plan)
    )


def _refuse_foundation(session: Session, number: int) -> None:
    """Let any change set pass but the first where the program made it: tiers, rhythm, lists."""
    table = TABLES["change_set"].c
    source = session.execute(select(table.source).where(table.number == number)).scalar()
    if number == FOUNDATION and source == "clock":
        message = tr(
            "“Make the portfolio” is what this portfolio stands on, its tiers, rhythm and lists, "
            "and is not undone. Change or delete single ones instead."
        )
        raise InvalidError([Problem("", message)])


def undo_apart(
    session: Session,
    number: int,
    keep_conflicts: bool = False,
    overruled: Overruled = frozenset(),
    *,
    progress: Progress | None = None,
) -> Undone:
    """Take a large change set back in a process of its own.

    Raises:
        InvalidError: If rows changed since, said in one sentence that can cross a pipe.
    """
    try:
        return undo_step(session, number, keep_conflicts, overruled, progress)
    except UndoConflictError as error:
        raise InvalidError([Problem("", verbatim(str(error)))]) from None


def preview_undo(session: Session, number: int) -> UndoPlan:
    """Return what taking back a change set would do, with its conflicts; nothing is written.

    Raises:
        NotFoundError: If there is no change set of that number.
    """
    try:
        return plan_undo(session, number)
    except KeyError as error:
        raise NotFoundError(tr("There is no change set {number}.", number=number)) from error


def back_up_before_undo(database: Database, number: int | None = None) -> int:
    """Back a portfolio up before an import is taken back: the newest step, or change set N.

    Returns how many records that touched.
    """
    table, change = TABLES["change_set"].c, TABLES["change"].c
    with database.read() as session:
        if number is None:
            step = undoable(session)
            number = step.number if step else None
        source = session.execute(select(table.source).where(table.number == number)).scalar()
        size = select(func.sum(func.coalesce(change.count, 1))).where(change.change_set == number)
        touched = int(session.execute(size).scalar() or 0)
    if source == "import":
        backup_if_changed(database, database.clock(), "undo of an import")
    return touched


def undo_last(database: Database) -> Undone | None:
    """Take back the newest step of a person, or return None if there is none."""
    with database.read() as session:
        step = undoable(session)
    return None if step is None else _in_a_write(database, step.number, step.label)


def undo_number(
    database: Database,
    number: int,
    *,
    keep_conflicts: bool = False,
    overruled: Overruled = frozenset(),
) -> Undone:
    """Take back one change set, any time later."""
    with database.read() as session:
        table = TABLES["change_set"].c
        label = session.execute(select(table.label).where(table.number == number)).scalar()
    return _in_a_write(database, number, label or str(number), keep_conflicts, overruled)


def redo_last(database: Database) -> Undone | None:
    """Do again what was undone last, or return None if nothing was."""
    with database.read() as session:
        step = redoable(session)
    if step is None:
        return None
    with database.write(tr("Redo: {label}", label=step.label)) as session:
        done = undo_step(session, step.number)
    return replace(done, label=step.label, sentence=tr("Did “{label}” again.", label=step.label))


def _in_a_write(
    database: Database,
    number: int,
    label: str,
    keep_conflicts: bool = False,
    overruled: Overruled = frozenset(),
) -> Undone:
    with database.write(tr("Undo: {label}", label=label)) as session:
        return undo_step(session, number, keep_conflicts, overruled)


def _sentence(plan: UndoPlan) -> Text:
    if plan.conflicts:
        return tr(
            "Took back “{label}”; {n} record changed since and keeps that change.",
            plural="Took back “{label}”; {n} records changed since and keep those changes.",
            n=len(plan.conflicts),
            label=plan.label,
        )
    return tr("Took back “{label}”.", label=plan.label)


__all__ = [
    "FOUNDATION",
    "Overruled",
    "Undone",
    "back_up_before_undo",
    "preview_undo",
    "redo_last",
    "undo_apart",
    "undo_last",
    "undo_number",
    "undo_step",
]
