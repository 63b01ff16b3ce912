"""The plan of an import line by line, in words, fit for a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.domain.cells import column_letters
from relmanager_desktop.domain.imports.decisions import CellPlace
from relmanager_desktop.domain.imports.effect_words import moved_days, shift_words
from relmanager_desktop.domain.imports.effects import NOTHING_COUNTED, Effects
from relmanager_desktop.domain.imports.fates import CellChange, CellProblem, Fate
from relmanager_desktop.domain.imports.mending import CellSpot
from relmanager_desktop.domain.imports.plans import ImportPlan, SheetPlan
from relmanager_desktop.domain.imports.summing import is_summed
from relmanager_desktop.domain.imports.unlisted import columns_left_out
from relmanager_desktop.domain.own_fields import OWN, field_in, read_value
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import shown_value, tr
from relmanager_desktop.queries.history import spoken_value
from relmanager_desktop.queries.titles import titles_of

MOST = 150


@dataclass(frozen=True)
class Fix:
    """A cell that keeps its row out and can be mended: where, under which header, what it holds."""

    spot: CellSpot
    header: str
    value: str


@dataclass(frozen=True)
class Line:
    """One line of the plan: where it stands, what it is, and what is said of it.

    A cell that differs has its ``field``, both values and, where a person may decide it, its
    ``cell``; ``said_in`` is the row of the file that says what stands, '' where it is ours.
    """

    place: str
    title: str
    detail: str
    field: str = ""
    old: str = ""
    new: str = ""
    cell: CellPlace | None = None
    fixes: tuple[Fix, ...] = ()
    said_in: str = ""


def lines_of(
    session: Session, plan: ImportPlan, effects: Effects = NOTHING_COUNTED
) -> dict[str, tuple[Line, ...]]:
    """Return the first lines of each section of a plan."""
    conflicts = [cell for cell in plan.cells if not cell.taken][:MOST]
    changed = [cell for cell in plan.cells if cell.taken][:MOST]
    return {
        "refused": tuple(_refused(plan)),
        "remarks": tuple(Line(p.cell, str(p.message), p.header) for p in plan.remarks[:MOST]),
        "conflict": tuple(_cells(session, plan, conflicts)),
        "changed": tuple(_cells(session, plan, changed)),
        "new": tuple(_new_names(plan)),
        "skipped": tuple(
            Line(f"{sheet.map.sheet}!{skipped.row}", str(skipped.reason), "")
            for sheet in plan.sheets
            for skipped in sheet.skipped[:MOST]
        ),
        "columns": tuple(_left_out(plan)[:MOST]),
        "tiers": tuple(
            Line(str(shift_words(moved.before, moved.after)), moved.title, "")
            for moved in effects.of("tiers").examples
        ),
        "next_touches": tuple(
            Line(str(moved_days(moved)), moved.title, "")
            for moved in effects.of("next_touches").examples
        ),
    }


def _left_out(plan: ImportPlan) -> list[Line]:
    """Return a line for each column of which nothing is taken."""
    return [
        Line(
            f"{sheet.map.sheet}!{column_letters(column.column)}",
            " ".join(column.header.split()),
            str(column.reason),
        )
        for sheet in plan.sheets
        if sheet.map.kinds
        for column in columns_left_out(sheet.map)
    ]


def _refused(plan: ImportPlan) -> list[Line]:
    """Return one line a row, with all that is wrong in it."""
    rows: dict[tuple[str, int], list[CellProblem]] = {}
    for problem in plan.problems:
        rows.setdefault((problem.sheet, problem.row), []).append(problem)
    return [
        Line(
            problems[0].cell,
            " ".join(str(problem.message) for problem in problems),
            ", ".join(dict.fromkeys(problem.header for problem in problems if problem.header)),
            fixes=_fixes(problems),
        )
        for problems in list(rows.values())[:MOST]
    ]


def _fixes(problems: Sequence[CellProblem]) -> tuple[Fix, ...]:
    """Return the cells to mend, each once; what lies in no cell cannot be mended here."""
    spots = {(p.sheet, p.row, p.column): p for p in problems if p.column is not None}
    return tuple(
        Fix((p.sheet, p.row, p.column or 0), " ".join(p.header.split()), p.value)
        for p in spots.values()
    )


def _cells(session: Session, plan: ImportPlan, cells: Sequence[CellChange]) -> list[Line]:
    names: dict[tuple[str, int], str] = {}
    for kind in {cell.kind for cell in cells}:
        ids = [cell.record for cell in cells if cell.kind == kind and cell.record > 0]
        names.update({(kind, id_): title for id_, title in titles_of(session, kind, ids).items()})
    lines = []
    for cell in cells:
        known = field_in(cell.kind, cell.field, plan.own) or KINDS[cell.kind].field(OWN)
        old = spoken_in(session, plan, known, cell.old) or tr("(empty)")
        new = spoken_in(session, plan, known, cell.new) or tr("(empty)")
        title = names.get((cell.kind, cell.record)) or _title_of_new(plan, cell)
        name = str(known.label)
        place = None
        if cell.record > 0:
            place = CellPlace(cell.kind, cell.record, cell.field, cell.sheet, cell.row)
        detail = _said_of(cell, name, str(old), str(new))
        other = "!".join(map(str, cell.said_in)) if cell.said_in else ""
        lines.append(Line(cell.cell, title, detail, name, str(old), str(new), place, said_in=other))
    return lines


def _title_of_new(plan: ImportPlan, cell: CellChange) -> str:
    """Return what a record that the file makes is called, '' for others."""
    if cell.record > 0:
        return ""
    return str(plan.new[cell.kind].value(cell.record, KINDS[cell.kind].title[0]) or "")


def _said_of(cell: CellChange, name: str, old: str, new: str) -> str:
    if cell.taken:
        return str(tr("{field}: {old} → {new}", field=name, old=old, new=new))
    if cell.said_in:
        said = tr("{field}: here {new}, but {old} in {other}", field=name, old=old, new=new,
                  other="!".join(map(str, cell.said_in)))  # fmt: skip
        return str(said)
    return str(tr("{field}: yours {old}, in the file {new}", field=name, old=old, new=new))


def spoken_in(session: Session, plan: ImportPlan, field: Field, value: Any) -> str:
    """Return a value as people read it, links to records of the same import by their names."""
    value = read_value(field, value) if field.is_custom else value
    if field.type is FieldType.LINK and isinstance(value, int) and value < 0:
        return str(plan.new[field.target].value(value, KINDS[field.target].title[0]) or "")
    if isinstance(value, date) and not isinstance(value, datetime):
        return shown_value(value)
    return str(spoken_value(session, field, value))


def _new_names(plan: ImportPlan) -> list[Line]:
    lines: list[Line] = []
    for sheet in plan.sheets:
        lines.extend(islice(_new_of(sheet, plan), MOST))
    return lines[:MOST]


def _new_of(sheet: SheetPlan, plan: ImportPlan) -> Iterator[Line]:
    for number, record in sheet.of(Fate.NEW):
        kind = sheet.others.get(number, sheet.map.main)
        if kind in plan.new and record < 0:
            name = plan.new[kind].value(record, KINDS[kind].title[0])
            yield Line(f"{sheet.map.sheet}!{number}", str(name or ""), "")


def totals_of(plan: ImportPlan, effects: Effects = NOTHING_COUNTED) -> dict[str, int]:
    """Return how many lines each section has, of which `lines_of` gives the first."""
    taken = sum(cell.taken for cell in plan.cells)
    return {
        "refused": plan.count(Fate.REFUSED),
        "remarks": len(plan.remarks),
        "double": len(plan.doubles),
        "conflict": len(plan.cells) - taken,
        "changed": taken,
        "new": plan.count(Fate.NEW),
        "skipped": sum(len(sheet.skipped) for sheet in plan.sheets),
        "columns": len(_left_out(plan)),
        "tiers": effects.of("tiers").moved,
        "next_touches": effects.of("next_touches").moved,
    }


def sums_of(plan: ImportPlan) -> tuple[tuple[str, float, float], ...]:
    """Return (header, in the file, taken) of columns worth adding up; sums of years say nothing."""
    return tuple(_sums(plan))


def _sums(plan: ImportPlan) -> Iterator[tuple[str, float, float]]:
    for sheet in plan.sheets:
        targets = {mapped.column: mapped.target for mapped in sheet.map.columns}
        for found in sheet.sums:
            target = targets.get(found.column)
            if target is not None and _is_summed(target.kind, target.field):
                yield found.header, found.in_file, found.taken


def _is_summed(kind: str, name: str) -> bool:
    known = KINDS[kind].by_name.get(name)
    return known is not None and is_summed(known)
