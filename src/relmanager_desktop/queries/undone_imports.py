"""Imports that were taken back: whether all of one is gone, or part of it was kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from relmanager_desktop.store.rows import BOOKKEEPING
from relmanager_desktop.store.tables import TABLES

LIVE, UNDONE, PARTLY = "live", "undone", "partly"


def state_of(session: Session, number: int, undoing: int | None) -> str:
    """Return 'live', 'undone', or 'partly' where the undo ``undoing`` left what was edited."""
    if undoing is None:
        return LIVE
    is_left = _has_made(session, number) or _has_changed(session, number, undoing)
    return PARTLY if is_left else UNDONE


def _has_made(session: Session, number: int) -> bool:
    """Whether a record is there that a change set made; that a file was taken in stays known."""
    change = TABLES["change"].c
    blocks = select(change.kind, change.first, change.count).where(
        change.change_set == number, change.first.is_not(None), change.kind != "import_run"
    )
    for kind, first, count in session.execute(blocks).all():
        key = TABLES[kind].c.id
        found = select(key).where(key.between(first, first + count - 1)).limit(1)
        if session.execute(found).first() is not None:
            return True
    return False


def _has_changed(session: Session, number: int, undoing: int) -> bool:
    """Whether a record that was edited meanwhile does not hold again what it held before."""
    rows: dict[tuple[str, int], list[Any]] = {}
    for entry in _edited_meanwhile(session, number, undoing):
        rows.setdefault((entry.kind, entry.row), []).append(entry)
    return any(_stands(entries, number) for entries in rows.values())


def _edited_meanwhile(session: Session, number: int, undoing: int) -> Iterator[Any]:
    """Yield all that happened to such records from the change set to its undo, the oldest first."""
    change, other = TABLES["change"].c, aliased(TABLES["change"]).c
    edited = select(other.row).where(
        other.change_set > number, other.change_set < undoing, other.kind == change.kind
    )
    yield from session.execute(
        select(change.kind, change.row, change.change_set, change.before, change.after)
        .where(change.change_set.between(number, undoing), change.row.is_not(None))
        .where(change.row.in_(edited.correlate(TABLES["change"])))
        .order_by(change.change_set, change.order)
    )


def _stands(entries: list[Any], number: int) -> bool:
    own = [e for e in entries if e.change_set == number and e.before and e.after]
    if not own or entries[-1].after is None:
        return False
    before: Mapping[str, Any] = {k: v for e in reversed(own) for k, v in e.before.items()}
    held = {name: value for e in entries for name, value in (e.after or {}).items()}
    names = (before.keys() & held.keys()) - BOOKKEEPING
    return any(held[name] != before[name] for name in names)
