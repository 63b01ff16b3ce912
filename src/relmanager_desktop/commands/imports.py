"""Applying an import plan: one change set, all or nothing, through the bulk door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.import_runs import note_run, scope_of
from relmanager_desktop.domain.imports.fates import Fate
from relmanager_desktop.domain.imports.plans import ImportPlan, NewRecords, counts_by_kind
from relmanager_desktop.domain.imports.profiles import Profile
from relmanager_desktop.domain.records import KINDS, FieldType
from relmanager_desktop.domain.texts import joined, tr
from relmanager_desktop.store.bulk import defer_references, insert_rows, update_each
from relmanager_desktop.store.effects import measure_before
from relmanager_desktop.store.ids import new_block
from relmanager_desktop.store.journal import journal_of
from relmanager_desktop.store.tables import TABLES

Progress = Callable[[int, int], None]


class StalePlanError(Exception):
    """The portfolio, or the file itself, was changed after the plan was made."""

    def __init__(self, file_name: str, *, is_file: bool = False) -> None:
        super().__init__(file_name)
        self._is_file = is_file
        moved = tr("The portfolio was changed since {file} was looked at.", file=file_name)
        if is_file:
            moved = tr("{file} was changed since it was looked at.", file=file_name)
        self.message = joined(" ", moved, tr("Look at the plan again."))

    def __reduce__(self) -> tuple[Any, ...]:
        """Let it travel between processes."""
        return partial(StalePlanError, is_file=self._is_file), self.args

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True)
class ImportReport:
    """What an import did.

    Attributes:
        change_set: its number, None where there was nothing to write.
        created: kind → first id and how many; their ids are consecutive.
        changed: kind → how many standing records were changed.
        counts: kind → what became of the rows.
    """

    change_set: int | None
    created: Mapping[str, tuple[int, int]]
    changed: Mapping[str, int]
    counts: Mapping[str, Counter[Fate]]


@dataclass(frozen=True)
class ImportDone:
    """What an import came to, in rows; ``change_set`` is None where there was nothing to do."""

    change_set: int | None
    new: int
    changed: int
    refused: int


def import_again(
    session: Session,
    plan_again: Callable[[Session], ImportPlan],
    seen: tuple[str, int],
    *,
    progress: Progress | None = None,
) -> ImportDone:
    """Make a plan inside the write and apply it, if all stands as the user saw it.

    ``seen`` are the sha256 of the file and the portfolio's last change set at the last look.

    Raises:
        StalePlanError: If the file or the portfolio was changed since.
    """
    plan = plan_again(session)
    if (plan.sha256, plan.change_set) != seen:
        raise StalePlanError(plan.file_name, is_file=plan.sha256 != seen[0])
    report = apply_import(session, plan, progress=progress)
    return ImportDone(
        report.change_set, plan.count(Fate.NEW), plan.count(Fate.CHANGED), plan.count(Fate.REFUSED)
    )


def apply_import(
    session: Session,
    plan: ImportPlan,
    *,
    profile: int | None = None,
    refused_workbook: str = "",
    progress: Progress | None = None,
) -> ImportReport:
    """Write what a plan says, and note the run; the caller holds the transaction.

    ``profile`` is the id of the profile that was used; ``progress`` is told rows done and rows in
    all, and what it raises cancels the import.

    Raises:
        StalePlanError: If the portfolio moved on since the plan was made.
    """
    if not plan.writes_anything:
        _refuse_stale(session, plan)
        return ImportReport(None, {}, {}, counts_by_kind(plan))
    before = measure_before(session, scope_of(session, plan), journal_of(session).at.date())
    report = write_plan(session, plan, progress=progress)
    note_run(session, plan, before, profile=profile, refused_workbook=refused_workbook)
    return report


def write_plan(
    session: Session, plan: ImportPlan, *, progress: Progress | None = None
) -> ImportReport:
    """Write what a plan says, in one change set, and nothing of the run.

    Raises:
        StalePlanError: If the portfolio moved on since the plan was made.
    """
    _refuse_stale(session, plan)
    defer_references(session)
    first = {kind: new_block(len(new.rows)) for kind, new in plan.new.items() if new.rows}
    total = sum(len(plan.new[kind].rows) for kind in first)
    done = 0
    for kind, start in first.items():
        _insert(session, kind, plan.new[kind], start, first, _told(progress, done, total))
        done += len(plan.new[kind].rows)
    changed = {
        kind: update_each(
            session, kind, {id_: _pointed(kind, values, first) for id_, values in rows.items()}
        )
        for kind, rows in plan.changes.items()
        if rows
    }
    number = journal_of(session).open_change_set()
    created = {kind: (start, len(plan.new[kind].rows)) for kind, start in first.items()}
    return ImportReport(number, created, changed, counts_by_kind(plan))


def keep_profile(
    session: Session,
    make: Callable[[Session], Profile],
    *,
    progress: Progress | None = None,  # noqa: ARG001 - any long work is told how to report
) -> int:
    """Make a profile inside the write and keep it; return its id."""
    return save_profile(session, make(session))


def save_profile(session: Session, profile: Profile) -> int:
    """Keep a profile under its name, in the place of an older one; return its id."""
    table = TABLES["import_profile"]
    known = session.execute(select(table.c.id).where(table.c.name == profile.name)).scalar()
    values = {
        "header_fingerprint": profile.header_fingerprint,
        "mapping": dict(profile.mapping),
        "readings": dict(profile.readings),
        "collisions": dict(profile.collisions),
    }
    if known is not None:
        update_each(session, "import_profile", {known: values})
        return int(known)
    names = ("name", *values)
    return insert_rows(session, "import_profile", names, [(profile.name, *values.values())], 1)


def _refuse_stale(session: Session, plan: ImportPlan) -> None:
    number = select(func.max(TABLES["change_set"].c.number))
    own = journal_of(session).number
    if own is not None:
        number = number.where(TABLES["change_set"].c.number < own)
    if (session.execute(number).scalar() or 0) != plan.change_set:
        raise StalePlanError(plan.file_name)


def _told(progress: Progress | None, before: int, total: int) -> Callable[[int], None] | None:
    return None if progress is None else lambda done: progress(before + done, total)


def _insert(
    session: Session,
    kind: str,
    new: NewRecords,
    start: int,
    first: Mapping[str, int],
    told: Callable[[int], None] | None,
) -> None:
    columns = [list(column) for column in zip(*new.rows, strict=True)]
    for position, name in enumerate(new.fields):
        columns[position] = _pointing(kind, name, columns, position, new.fields, first)
    kept = [n for n, column in enumerate(columns) if any(value is not None for value in column)]
    rows = zip(*(columns[n] for n in kept), strict=True)
    names = [new.fields[n] for n in kept]
    insert_rows(session, kind, names, rows, len(new.rows), first=start, progress=told)


def _pointing(
    kind: str,
    name: str,
    columns: Sequence[list[Any]],
    position: int,
    fields: Sequence[str],
    first: Mapping[str, int],
) -> list[Any]:
    """Return a column with links to records of this import turned into their ids."""
    field = KINDS[kind].field(name)
    values = columns[position]
    if field.type is FieldType.LINK and field.target in first:
        start = first[field.target] - 1
        return [start - v if v is not None and v < 0 else v for v in values]
    if field.type is FieldType.RECORD and f"{name}_kind" in fields:
        kinds = columns[fields.index(f"{name}_kind")]
        return [
            first[k] - 1 - v if v is not None and v < 0 else v
            for v, k in zip(values, kinds, strict=True)
        ]
    return values


def _pointed(kind: str, values: Mapping[str, Any], first: Mapping[str, int]) -> dict[str, Any]:
    """Return new values of a standing record with links to records of this import as ids."""
    fields = KINDS[kind].by_name
    return {
        name: first[fields[name].target] - 1 - value
        if fields[name].target in first and value is not None and value < 0
        else value
        for name, value in values.items()
    }
