"""A file looked at: how it is understood and what its import would do, fit for a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.imports.fates import CellChange, Double, Fate
from relmanager_desktop.domain.imports.plans import ImportPlan, SheetPlan
from relmanager_desktop.domain.mapping.maps import SheetMap, Wishes
from relmanager_desktop.domain.problems import InvalidError
from relmanager_desktop.domain.records import KINDS, FieldType
from relmanager_desktop.domain.texts import shown_value, tr
from relmanager_desktop.exchange.readings import Reading, RefusedFile, read_file
from relmanager_desktop.queries.history import spoken_value
from relmanager_desktop.queries.import_plans import plan_file, refused_workbook, understand_file
from relmanager_desktop.queries.titles import titles_of

ROWS_SHOWN = 60
MOST = 150
STEPS = 3
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Line:
    """One line of the plan: where it stands, what it is, and what is said of it."""

    place: str
    title: str
    detail: str


@dataclass(frozen=True)
class Table:
    """One table as the wizard shows it; ``rows`` are the first rows of the sheet, as texts."""

    map: SheetMap
    rows: tuple[tuple[str, ...], ...]
    row_count: int


@dataclass(frozen=True)
class Look:
    """A file looked at, small enough for a pipe.

    Attributes:
        refusal: why the file cannot be read, '' if it can.
        lines: the first of each section; ``totals`` says how many there are.
        sums: (header, sum in the file, sum taken) of columns with amounts, in whole units.
        stand: the file's content and the portfolio's last change set that this was seen of.
    """

    refusal: str = ""
    notes: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    counts: Mapping[str, int] | None = None
    by_kind: Mapping[str, tuple[int, int]] | None = None
    lines: Mapping[str, tuple[Line, ...]] | None = None
    sums: tuple[tuple[str, float, float], ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    writes_anything: bool = False
    stand: tuple[str, int] = ("", 0)


@dataclass(frozen=True)
class Request:
    """A file and what the user wants of it.

    Attributes:
        wishes: by the name of the sheet.
        collisions: 'fill', 'overwrite' or 'keep', for all sheets.
        left_out: sheets of which nothing is taken.
    """

    path: Path
    wishes: Mapping[str, Wishes]
    collisions: str
    now: datetime
    left_out: frozenset[str] = frozenset()


def look(session: Session, request: Request, *, progress: Progress | None = None) -> Look:
    """Return what importing a file would do; ``progress`` is told the steps done, of three."""
    try:
        reading, maps, plan = _planned(session, request, progress)
    except (RefusedFile, InvalidError) as error:
        return Look(refusal=str(error))
    return _look(session, reading, maps, plan)


def plan_again(session: Session, request: Request) -> ImportPlan:
    """Return the plan of a file as it stands now.

    Raises:
        RefusedFile: If the file cannot be read any more.
    """
    return _planned(session, request, None)[2]


def keep_refused(
    session: Session, request: Request, target: Path, *, progress: Progress | None = None
) -> Path:
    """Write the refused rows of a file as a workbook with their reasons, and return its place."""
    return refused_workbook(target, _planned(session, request, progress)[2])


def _planned(
    session: Session, request: Request, progress: Progress | None
) -> tuple[Reading, list[SheetMap], ImportPlan]:
    told = progress or (lambda _done, _total: None)
    reading = read_file(request.path)
    told(1, STEPS)
    maps = _maps(session, reading, request)
    told(2, STEPS)
    wishes = Wishes(collisions=request.collisions)
    plan = plan_file(session, reading, maps, wishes, now=request.now)
    told(STEPS, STEPS)
    return reading, maps, plan


def _maps(session: Session, reading: Reading, request: Request) -> list[SheetMap]:
    maps: list[SheetMap] = []
    for sheet in reading.sheets:
        name = sheet.info.name
        if sheet.info.hidden and name not in request.wishes:
            continue
        wishes = request.wishes.get(name, Wishes())
        found, _ = understand_file(session, reading, wishes, sheets=(name,))
        maps.extend(_left_out(table) if name in request.left_out else table for table in found)
    return maps


def _left_out(table: SheetMap) -> SheetMap:
    columns = tuple(replace(mapped, target=None) for mapped in table.columns)
    reason = tr("You left this sheet out.")
    return replace(
        table, kinds=(), columns=columns, constants={}, matrix=None, questions=(), reason=reason
    )


def _look(session: Session, reading: Reading, maps: Sequence[SheetMap], plan: ImportPlan) -> Look:
    sheets = {sheet.info.name: sheet for sheet in reading.sheets}
    tables = tuple(
        Table(found, _shown(sheets[found.sheet].rows), len(sheets[found.sheet].rows))
        for found in maps
    )
    by_kind: dict[str, tuple[int, int]] = {}
    for sheet in plan.sheets:
        for kind, counts in sheet.counts.items():
            new, changed = by_kind.get(kind, (0, 0))
            by_kind[kind] = (new + counts[Fate.NEW], changed + counts[Fate.CHANGED])
    return Look(
        notes=tuple(str(note) for note in reading.facts.notes),
        tables=tables,
        counts={fate.value: plan.count(fate) for fate in Fate},
        by_kind=by_kind,
        lines=_lines(session, plan),
        sums=tuple(_sums(plan)),
        totals=_totals(plan),
        writes_anything=plan.writes_anything,
        stand=(plan.sha256, plan.change_set),
    )


def _totals(plan: ImportPlan) -> dict[str, int]:
    taken = sum(cell.taken for cell in plan.cells)
    return {
        "refused": len(plan.problems),
        "remarks": len(plan.remarks),
        "double": len(plan.doubles),
        "conflict": len(plan.cells) - taken,
        "changed": taken,
        "new": plan.count(Fate.NEW),
        "skipped": sum(len(sheet.skipped) for sheet in plan.sheets),
    }


def _sums(plan: ImportPlan) -> Iterator[tuple[str, float, float]]:
    """Yield the sums of the columns with amounts; sums of years say nothing."""
    for sheet in plan.sheets:
        targets = {mapped.column: mapped.target for mapped in sheet.map.columns}
        for found in sheet.sums:
            target = targets.get(found.column)
            if target is not None and _is_money(target.kind, target.field):
                yield found.header, found.in_file, found.taken


def _is_money(kind: str, name: str) -> bool:
    known = KINDS[kind].by_name.get(name)
    return known is not None and known.type is FieldType.MONEY


def _shown(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple("" if cell is None else shown_value(cell)[:80] for cell in row)
        for row in rows[:ROWS_SHOWN]
    )


def _lines(session: Session, plan: ImportPlan) -> dict[str, tuple[Line, ...]]:
    conflicts = [cell for cell in plan.cells if not cell.taken][:MOST]
    changed = [cell for cell in plan.cells if cell.taken][:MOST]
    return {
        "refused": tuple(Line(p.cell, str(p.message), p.header) for p in plan.problems[:MOST]),
        "remarks": tuple(Line(p.cell, str(p.message), p.header) for p in plan.remarks[:MOST]),
        "double": tuple(
            Line(f"{d.sheet}!{d.row}", d.name, _likeness(d)) for d in plan.doubles[:MOST]
        ),
        "conflict": tuple(_cells(session, conflicts)),
        "changed": tuple(_cells(session, changed)),
        "new": tuple(_new_names(plan)),
        "skipped": tuple(
            Line(f"{sheet.map.sheet}!{skipped.row}", str(skipped.reason), "")
            for sheet in plan.sheets
            for skipped in sheet.skipped[:MOST]
        ),
    }


def _likeness(double: Double) -> str:
    return str(
        tr("looks like {name} ({score} % alike)", name=double.other_name, score=double.score)
    )


def _cells(session: Session, cells: Sequence[CellChange]) -> list[Line]:
    names: dict[tuple[str, int], str] = {}
    for kind in {cell.kind for cell in cells}:
        ids = [cell.record for cell in cells if cell.kind == kind and cell.record > 0]
        names.update({(kind, id_): title for id_, title in titles_of(session, kind, ids).items()})
    lines = []
    for cell in cells:
        known = KINDS[cell.kind].field(cell.field)
        old = spoken_value(session, known, cell.old) or tr("(empty)")
        new = spoken_value(session, known, cell.new) or tr("(empty)")
        title = names.get((cell.kind, cell.record), "")
        name = known.label
        taken = tr("{field}: {old} → {new}", field=name, old=old, new=new)
        kept = tr("{field}: yours {old}, in the file {new}", field=name, old=old, new=new)
        detail = str(taken if cell.taken else kept)
        lines.append(Line(f"{cell.sheet}!{cell.row}", title, detail))
    return lines


def _new_names(plan: ImportPlan) -> list[Line]:
    lines: list[Line] = []
    for sheet in plan.sheets:
        kind = sheet.map.main
        if kind in plan.new:
            lines.extend(_new_of(sheet, plan, kind))
    return lines[:MOST]


def _new_of(sheet: SheetPlan, plan: ImportPlan, kind: str) -> list[Line]:
    records = plan.new[kind]
    title = KINDS[kind].title[0]
    fates = list(sheet.of(Fate.NEW))[:MOST]
    return [
        Line(f"{sheet.map.sheet}!{number}", str(records.value(record, title) or ""), "")
        for number, record in fates
        if record < 0
    ]
