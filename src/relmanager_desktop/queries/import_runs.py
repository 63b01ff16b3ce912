"""The files that were taken in: when, by whom, what became of their rows, and what stands of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.imports.effects import Effects, effects_from_json
from relmanager_desktop.domain.imports.kept_runs import counts_of
from relmanager_desktop.queries.history import undone_by
from relmanager_desktop.queries.undone_imports import state_of
from relmanager_desktop.store.tables import TABLES

RUN, SETS, PROFILE = TABLES["import_run"].c, TABLES["change_set"].c, TABLES["import_profile"].c


@dataclass(frozen=True)
class RunRow:
    """One import as a list shows it.

    Attributes:
        change_set: its number, by which it is undone.
        rows: 'rows', a fate or 'skipped' → how many rows; empty of imports of older versions.
        counts: kind → fate → how many records.
        state: 'live', 'undone', or 'partly' where what was edited since was kept; ``undoing`` is
            the change set that took it back, to be redone.
    """

    id: int
    change_set: int
    file_name: str
    sha256: str
    at: datetime
    author: str
    profile: str
    rows: Mapping[str, int]
    counts: Mapping[str, Mapping[str, int]]
    state: str
    undoing: int | None = None

    def count(self, fate: str) -> int:
        """Return how many rows had a fate; of an older import, how many records."""
        if self.rows:
            return self.rows.get(fate, 0)
        return sum(of.get(fate, 0) for of in self.counts.values())

    @property
    def is_undone(self) -> bool:
        """Whether it was taken back, whole or in part, and can be done again."""
        return self.undoing is not None


@dataclass(frozen=True)
class RunDetails:
    """One import with all that is kept of it.

    Attributes:
        effects: what it moved.
        sums: (header, in the file, taken) of its number columns.
        sheets: what became of the rows of each sheet.
        collisions: what a differing cell did, by 'kind.field', '' for all others.
        match: the fields that were matched by, empty for the catalogue's keys.
        has_refused: whether the refused rows are kept to be written again.
    """

    row: RunRow
    effects: Effects
    sums: tuple[tuple[str, float, float], ...] = ()
    sheets: tuple[Mapping[str, Any], ...] = ()
    collisions: Mapping[str, str] = field(default_factory=dict)
    match: tuple[str, ...] = ()
    has_refused: bool = False


def import_runs(session: Session, limit: int = 50) -> list[RunRow]:
    """Return the imports, the newest first."""
    plan = RUN.plan
    columns = [plan[name].label(f"kept_{name}") for name in ("format", "counts", "rows")]
    found = session.execute(_runs(*columns).limit(limit)).all()
    older = _older_counts(session, [row.id for row in found if row.kept_format is None])
    dead = undone_by(session)
    return [
        _row(session, row, row.kept_rows or {}, older.get(row.id, row.kept_counts), dead)
        for row in found
    ]


def _older_counts(
    session: Session, ids: Sequence[int]
) -> dict[int, Mapping[str, Mapping[str, int]]]:
    """Return the counts of runs that older versions kept, by id."""
    rows = session.execute(select(RUN.id, RUN.plan).where(RUN.id.in_(ids))) if ids else ()
    return {id_: counts_of(plan) for id_, plan in rows}


def import_run(session: Session, change_set: int) -> RunDetails | None:
    """Return the import that wrote a change set, None if there is none."""
    row = session.execute(_runs(RUN.plan).where(RUN.change_set == change_set)).first()
    if row is None:
        return None
    plan: Mapping[str, Any] = row.plan or {}
    is_kept = "format" in plan
    reading = (plan.get("reading") or {}) if is_kept else {}
    rows = plan.get("rows", {}) if is_kept else {}
    head = _row(session, row, rows, counts_of(plan), undone_by(session))
    return RunDetails(
        head,
        effects_from_json(plan.get("effects")) if is_kept else effects_from_json(None),
        tuple((header, whole, taken) for header, whole, taken in plan.get("sums", ())),
        tuple(plan.get("sheets", ())),
        reading.get("collisions", {}),
        tuple(reading.get("match", ())),
        bool(is_kept and plan.get("refused")),
    )


def _runs(*columns: Any) -> Any:
    return (
        select(
            RUN.id, RUN.change_set, RUN.file_name, RUN.sha256, RUN.at, SETS.author,
            PROFILE.name.label("profile_name"), *columns,
        )
        .select_from(TABLES["import_run"])
        .join(TABLES["change_set"], SETS.number == RUN.change_set)
        .outerjoin(TABLES["import_profile"], PROFILE.id == RUN.profile)
        .order_by(RUN.change_set.desc())
    )  # fmt: skip


def _row(
    session: Session,
    row: Any,
    rows: Mapping[str, int],
    counts: Mapping[str, Mapping[str, int]],
    dead: Mapping[int, int],
) -> RunRow:
    return RunRow(
        row.id,
        row.change_set,
        row.file_name or "",
        row.sha256 or "",
        row.at,
        row.author or "",
        row.profile_name or "",
        rows,
        counts or {},
        state_of(session, row.change_set, dead.get(row.change_set)),
        dead.get(row.change_set),
    )
