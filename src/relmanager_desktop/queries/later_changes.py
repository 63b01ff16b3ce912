"""What stands in the way of an undo: the later change sets that wrote to the same records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.texts import Text, tr, verbatim
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.undo import Conflict
from relmanager_desktop.store.undo_lines import later_sets

MOST_SAID = 10


@dataclass(frozen=True)
class Later:
    """A later change set that still counts."""

    number: int
    label: str


def later_changes(
    session: Session, number: int, conflicts: Sequence[Conflict]
) -> list[tuple[Later, ...]]:
    """Return for each conflict what wrote after ``number`` to its record, the newest first.

    Of a record that is still needed, also what wrote to the one that needs it.
    """
    live, _dead = later_sets(session, number)
    if not live:
        return [()] * len(conflicts)
    sets = TABLES["change_set"].c
    labels = {
        row.number: row.label
        for row in session.execute(select(sets.number, sets.label).where(sets.number > number))
    }
    return [
        tuple(
            Later(found, labels.get(found, ""))
            for found in sorted(_numbers(session, number, conflict) & live, reverse=True)
        )
        for conflict in conflicts
    ]


def undo_first(found: Iterable[Sequence[Later]]) -> Text | None:
    """Return what to take back first, the newest first; None where nothing later is known."""
    later = {one.number: one for some in found for one in some}
    if not later:
        return None
    newest = [later[number] for number in sorted(later, reverse=True)]
    said = [f"{one.number} “{one.label}”" for one in newest[:MOST_SAID]]
    more = ["…"] if len(newest) > MOST_SAID else []
    return tr("In the way, the newest first: {sets}.", sets=verbatim(", ".join(said + more)))


def _numbers(session: Session, number: int, conflict: Conflict) -> set[int]:
    change = TABLES["change"].c
    keys = [(conflict.kind, conflict.row), *([conflict.needed_by] if conflict.needed_by else [])]
    wrote = [
        and_(
            change.kind == kind,
            or_(change.row == id_, change.first.between(id_ - change.count + 1, id_)),
        )
        for kind, id_ in keys
    ]
    statement = select(change.change_set).where(change.change_set > number, or_(*wrote))
    return set(session.execute(statement).scalars())
