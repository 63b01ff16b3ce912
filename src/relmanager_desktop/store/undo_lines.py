"""Which change sets Ctrl+Z and Ctrl+Shift+Z would take back, and which still count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session

from relmanager_desktop.store.tables import TABLES

VIEW_KINDS = frozenset({"saved_view"})
REMEMBERED = 500  # change sets that Ctrl+Z looks back over


@dataclass(frozen=True)
class Step:
    """A change set that can be undone or redone."""

    number: int
    label: str


def undoable(session: Session) -> Step | None:
    """Return the change set that Ctrl+Z takes back: the newest live one that a person made."""
    done, _ = _lines(session)
    return done[-1] if done else None


def redoable(session: Session) -> Step | None:
    """Return the undo that Ctrl+Shift+Z takes back: no other write of a person came after it."""
    _, undone = _lines(session)
    return undone[-1] if undone else None


def later_sets(session: Session, number: int) -> tuple[set[int], set[int]]:
    """Return the later change sets that still count, and those that do not.

    Those do not that were undone, or are the undoing of later ones.
    """
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
        (live if undoes is None or undoes < number else dead).add(later)
    return live, {later for later in dead if later > number}


def kinds_in_the_way(session: Session, number: int) -> frozenset[str]:
    """Return the kinds of a change set whose tables an upgrade has altered since."""
    sets, change = TABLES["change_set"].c, TABLES["change"].c
    revision = session.execute(
        select(sets.schema_revision).where(sets.number == number)
    ).scalar_one_or_none()
    altered = _altered_since(session, revision)
    if not altered:
        return frozenset()
    kinds = session.execute(select(change.kind).where(change.change_set == number).distinct())
    return altered & frozenset(kinds.scalars())


def _lines(session: Session) -> tuple[list[Step], list[Step]]:
    """Return what can be undone and what can be redone, each with the newest last."""
    done: list[Step] = []
    undone: list[Step] = []
    for number, label, undoes, revision, is_view_only in _newest(session):
        if undoes is None:
            if not is_view_only:
                done.append(Step(number, label))
                undone.clear()
        elif (step := _taken(done, undoes)) is not None:
            undone.append(Step(number, step.label))
        elif (step := _taken(undone, undoes)) is not None:
            done.append(Step(number, step.label))
        if _altered_since(session, revision) and kinds_in_the_way(session, number):
            done.clear()
            undone.clear()
    return done, undone


def _newest(session: Session) -> Iterator[Any]:
    sets, change = TABLES["change_set"].c, TABLES["change"].c
    own = change.change_set == sets.number
    is_view_only = and_(exists().where(own), ~exists().where(own, change.kind.not_in(VIEW_KINDS)))
    statement = (
        select(sets.number, sets.label, sets.undoes, sets.schema_revision, is_view_only)
        .where(sets.source != "clock")
        .order_by(sets.number.desc())
        .limit(REMEMBERED)
    )
    return reversed(session.execute(statement).all())


def _taken(line: list[Step], number: int) -> Step | None:
    step = next((step for step in line if step.number == number), None)
    if step is not None:
        line.remove(step)
    return step


def _altered_since(session: Session, revision: str | None) -> frozenset[str]:
    current = _current(session)
    if revision is None or revision == current:
        return frozenset()
    from relmanager_desktop.store import upgrade  # noqa: PLC0415 - reads the migrations: rare

    return upgrade.kinds_touched_since(revision)


def _current(session: Session) -> str | None:
    known = session.info.get("schema_revision")
    if known is None:
        known = (
            session.connection().exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        )
        session.info["schema_revision"] = known
    return known
