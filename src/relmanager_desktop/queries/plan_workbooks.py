"""The plan of an import as a workbook for somebody else to read: one sheet a kind, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.imports.effect_words import told_figures
from relmanager_desktop.domain.imports.effects import NOTHING_COUNTED, Effects
from relmanager_desktop.domain.imports.fates import CellChange, Fate
from relmanager_desktop.domain.imports.plans import ImportPlan, SheetPlan
from relmanager_desktop.domain.own_fields import OWN, PREFIX, label_of
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.domain.workbooks import sheet_name
from relmanager_desktop.exchange.cells_out import to_cell
from relmanager_desktop.exchange.layouts import Column, SheetSpec, width_of
from relmanager_desktop.exchange.xlsx_write import write_workbook
from relmanager_desktop.queries.plan_words import PlanWords
from relmanager_desktop.store.files import atomic_write

Row = tuple[Cell, ...]
HEAD = (tr("From"), tr("What becomes of it"), tr("Record"), tr("Why"))
FATES = {
    Fate.NEW: tr("New"),
    Fate.CHANGED: tr("Changed"),
    Fate.SAME: tr("Same"),
    Fate.CONFLICT: tr("Conflict"),
    Fate.REFUSED: tr("Refused"),
}
TOLD = ("touches", "tiers", "sums", "records")
SAMPLED = 200  # rows that the width of a column is made for


def plan_workbook(
    session: Session, target: Path, plan: ImportPlan, effects: Effects = NOTHING_COUNTED
) -> Path:
    """Write a plan as a workbook; return where it is.

    The first sheet sums it up, then comes one of each kind with what becomes of every row, why,
    and what its fields get: 'old → new' where something stood, the value alone where it is new.

    Raises:
        WriteError: If it cannot be written.
    """
    sheets = [_summary(plan, effects), *_kinds(plan, PlanWords(session, plan))]
    if skipped := [*_skipped(plan)]:
        headers = (tr("From"), tr("Why"))
        sheets.append(_sheet(str(tr("Skipped rows")), "Skipped", headers, skipped))
    return atomic_write(target, lambda part: write_workbook(part, sheets))


def _summary(plan: ImportPlan, effects: Effects) -> SheetSpec:
    header = [tr("Sheet"), tr("Rows"), *FATES.values(), tr("Skipped")]
    rows: list[Row] = [(str(tr("File")), plan.file_name), ("SHA-256", plan.sha256), ()]
    rows.append(tuple(str(label) for label in header))
    for sheet in plan.sheets:
        counts = (sheet.rows, *(sheet.count(fate) for fate in FATES), len(sheet.skipped))
        rows.append((sheet.map.sheet, *counts))
    told = [
        f for name in ("touches", "tiers", "sums", "records") for f in told_figures(effects, name)
    ]
    if told:
        rows += [(), (str(tr("Effect")), str(tr("Before")), str(tr("After")))]
        rows += [(str(label), before, after) for label, before, after in told]
    sums = [found for sheet in plan.sheets for found in sheet.sums]
    if sums:
        rows += [(), (str(tr("Sums")), str(tr("In the file")), str(tr("Taken")))]
        rows += [(found.header, found.in_file, found.taken) for found in sums]
    return SheetSpec(str(tr("Plan")), (Column("", 34), *[Column("", 14)] * 8), rows)


def _kinds(plan: ImportPlan, words: PlanWords) -> Iterator[SheetSpec]:
    changes = _changes(plan)
    touched = dict.fromkeys((*(s.map.main for s in plan.sheets), *plan.new, *plan.changes))
    for kind in touched:
        if not kind:
            continue
        names = _fields(plan, kind, changes.get(kind, {}))
        rows = list(_KindRows(plan, kind, names, changes.get(kind, {}), words).rows())
        if rows:
            labels = [label_of(kind, name) for name in names]
            table = f"Plan_{kind}"
            yield _sheet(sheet_name(kind), table, (*HEAD, *labels), rows)


def _sheet(name: str, table: str, headers: Sequence[object], rows: Sequence[Row]) -> SheetSpec:
    texts = _distinct([str(header) for header in headers])
    columns = tuple(
        Column(text, width_of((text, *(row[n] or "" for row in rows[:SAMPLED]))))
        for n, text in enumerate(texts)
    )
    return SheetSpec(name, columns, rows, len(rows), table)


def _distinct(headers: Sequence[str]) -> list[str]:
    """Return headers of which none is another's: a table wants that."""
    seen: dict[str, int] = {}
    made = []
    for header in headers:
        seen[header.casefold()] = times = seen.get(header.casefold(), 0) + 1
        made.append(header if times == 1 else f"{header} {times}")
    return made


def _changes(plan: ImportPlan) -> Mapping[str, Mapping[int, list[CellChange]]]:
    found: dict[str, dict[int, list[CellChange]]] = {}
    for cell in plan.cells:
        found.setdefault(cell.kind, {}).setdefault(cell.record, []).append(cell)
    return found


def _fields(
    plan: ImportPlan, kind: str, changes: Mapping[int, Sequence[CellChange]]
) -> tuple[str, ...]:
    """Return the fields of a kind that some record gets a value in."""
    new = plan.new.get(kind)
    filled = [
        name
        for n, name in enumerate(new.fields if new else ())
        if name != OWN and new is not None and any(row[n] is not None for row in new.rows)
    ]
    own = (new.value(-n - 1, OWN) or {} for n in range(len(new.rows))) if new else ()
    filled += dict.fromkeys(f"{PREFIX}{key}" for values in own for key in values)
    changed = (cell.field for cells in changes.values() for cell in cells)
    return tuple(dict.fromkeys((*filled, *changed)))


@dataclass
class _KindRows:
    """The rows of one kind: those of its lists, then the records that other lists bring."""

    plan: ImportPlan
    kind: str
    names: Sequence[str]
    changes: Mapping[int, Sequence[CellChange]]
    words: PlanWords

    def rows(self) -> Iterator[Row]:
        """Yield (from, fate, record, why, value of each field, …)."""
        told: set[int] = set()
        for sheet in self.plan.sheets:
            yield from self._of_list(sheet, told)
        new = self.plan.new.get(self.kind)
        for ref in range(-1, -len(new.rows) - 1 if new else 0, -1):
            if ref not in told:
                yield self._row("", Fate.NEW, ref, "")
        for ref, cells in self.changes.items():
            if ref > 0 and ref not in told:
                fate = Fate.CHANGED if all(cell.taken for cell in cells) else Fate.CONFLICT
                yield self._row(f"{cells[0].sheet}!{cells[0].row}", fate, ref, "", cells)

    def _of_list(self, sheet: SheetPlan, told: set[int]) -> Iterator[Row]:
        """Yield the rows of a list that speak of this kind, and note their records."""
        reasons, main = _reasons(sheet), sheet.map.main
        for number, fate, ref in zip(sheet.numbers, sheet.fates, sheet.records, strict=True):
            if sheet.others.get(number, main) != self.kind:
                continue
            told.add(ref)
            place = f"{sheet.map.sheet}!{number}"
            own = (sheet.map.sheet, number)
            cells = [c for c in self.changes.get(ref, ()) if (c.sheet, c.row) == own]
            yield self._row(place, fate, ref, reasons.get(number, ""), cells)

    def _row(
        self, place: str, fate: Fate, ref: int, why: str, cells: Sequence[CellChange] = ()
    ) -> Row:
        values: dict[str, object] = {}
        if ref < 0:
            values = {name: self.words.new(self.kind, ref, name) for name in self.names}
        values |= {cell.field: self.words.change(cell) for cell in cells}
        name = self.words.name(self.kind, ref) if ref else ""
        said = (place, str(FATES[fate]), name, why, *map(values.get, self.names))
        return tuple(to_cell(value)[0] for value in said)


def _reasons(sheet: SheetPlan) -> dict[int, str]:
    """Return why rows are refused, or by what their record was found, by their numbers."""
    reasons = {number: str(note) for number, note in sheet.notes.items()}
    reasons.update((row.row, str(row.reason)) for row in sheet.refused.rows)
    return reasons


def _skipped(plan: ImportPlan) -> Iterator[Row]:
    for sheet in plan.sheets:
        for skipped in sheet.skipped:
            yield f"{sheet.map.sheet}!{skipped.row}", str(skipped.reason)
