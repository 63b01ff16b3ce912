"""Counting a round: every row of a sheet gets one fate, every kind its counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from functools import cache
from typing import Any

from relmanager_desktop.domain.imports.fates import ColumnSum, Fate
from relmanager_desktop.domain.imports.matching import DECIDED
from relmanager_desktop.domain.imports.nameless import named_instead
from relmanager_desktop.domain.imports.outcomes import Outcome
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.imports.plans import SheetPlan
from relmanager_desktop.domain.imports.refusals import RefusedRow, RefusedTable, refused_table
from relmanager_desktop.domain.imports.rounds import Round
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, joined, tr

_BY_WEIGHT = {Fate.SAME: 0, Fate.CHANGED: 1, Fate.NEW: 2, Fate.CONFLICT: 3, Fate.REFUSED: 4}
_BY = {
    (): tr("Found by its key."),
    ("domains",): tr("Found by its domain."),
    ("e-mail",): tr("Found by an e-mail address."),
    DECIDED: tr("You said which one it is."),
}


def sheet_plan(sheet: SheetRows, round_: Round) -> SheetPlan:
    """Return what a round made of one sheet."""
    outcomes = [o for o in round_.outcomes if o.sheet.numbers is sheet.numbers]
    mains = [outcome for outcome in outcomes if outcome.part.kind == sheet.map.main]
    told = [*mains, *(o for o in outcomes if o.part.kind in sheet.instead.values())]
    gains = _gains(sheet.map.main, outcomes)
    aside = sheet.aside - sheet.problems.keys()
    counted = [n for n in range(len(sheet.numbers)) if n not in aside]
    counted_rows = {sheet.numbers[n] for n in counted}
    fates = _fates(sheet, told, counted, gains)
    notes: dict[int, Text] = {}
    for outcome in mains:
        _note(outcome, round_, notes)
    for (n, _source), remark in sorted(sheet.remarks.items()):
        number = sheet.numbers[n]
        said = notes.get(number)
        notes[number] = joined(" ", said, remark.message) if said else remark.message
    for n, kind in sheet.instead.items():
        notes[sheet.numbers[n]] = named_instead(sheet.map.main, kind)
    counts = _counts(sheet, outcomes, fates, round_)
    if sheet.unchanged:
        counts[sheet.map.main][Fate.SAME] += len(sheet.unchanged)
    return SheetPlan(
        map=sheet.map,
        rows=sheet.total,
        numbers=[*(sheet.numbers[n] for n in counted), *sheet.unchanged],
        fates=[*(fates[n] for n in counted), *[Fate.SAME] * len(sheet.unchanged)],
        records=[*_records(sheet, mains, counted), *sheet.unchanged.values()],
        skipped=sorted(
            (s for s in sheet.skipped if s.row not in counted_rows), key=lambda skipped: skipped.row
        ),
        notes=notes,
        counts=counts,
        sums=_sums(sheet, outcomes, round_),
        refused=_refused(sheet),
    )


def _refused(sheet: SheetRows) -> RefusedTable:
    rows = tuple(
        RefusedRow(sheet.numbers[n], tuple(sheet.cells[n]), tuple(sheet.problems[n]))
        for n in sorted(sheet.problems)
    )
    return refused_table(sheet.map.sheet, sheet.map.header, rows)


def _sums(sheet: SheetRows, outcomes: list[Outcome], round_: Round) -> list[ColumnSum]:
    """Add up the number columns of the sheet, in all its rows and as far as they are taken.

    There are none of our own workbook, whose rows that nobody touched are not read.
    """
    if sheet.unchanged or not sheet.numbers:
        return []
    kept = [c for c in round_.cells if not c.taken and c.sheet == sheet.map.sheet]
    positions = {row: n for n, row in enumerate(sheet.numbers)} if kept else {}
    sums = []
    for part in sheet.parts:
        records = _records_of(part, outcomes, len(sheet.numbers))
        for name, values, source in zip(part.fields, part.columns, part.sources, strict=True):
            if source < 0 or name == "id" or not KINDS[part.kind].field(name).is_number:
                continue
            cells = [c for c in kept if (c.kind, c.field) == (part.kind, name)]
            left = {positions[c.row] for c in cells if c.row in positions} | sheet.problems.keys()
            total = float(sum(filter(None, values)))
            lost = float(sum(values[n] or 0 for n in left) + _repeated(values, records, left))
            header = sheet.map.header[source]
            sums.append(ColumnSum(sheet.map.sheet, source, header, total, total - lost))
    return sums


def _records_of(part: Part, outcomes: list[Outcome], count: int) -> Sequence[int]:
    same = (part.kind, part.sources)
    own = (o.records for o in outcomes if (o.part.kind, o.part.sources) == same)
    return next(own, [0] * count)


def _repeated(values: Sequence[Any], records: Sequence[int], left: Set[int]) -> float:
    """Return what further rows say of records whose value stood in a row before."""
    known = [record for record in records if record]
    if len(set(known)) == len(known):
        return 0.0
    seen: set[int] = set()
    repeated = 0.0
    for n, (value, record) in enumerate(zip(values, records, strict=True)):
        if value and record and n not in left:
            repeated += value if record in seen else 0
            seen.add(record)
    return repeated


def _gains(main: str, outcomes: list[Outcome]) -> set[int]:
    """Return the rows that add to the lists of their main record: a phone, a tag, a role."""
    children = [
        outcome
        for outcome in outcomes
        if any(f.required and f.target == main for f in KINDS[outcome.part.kind].links)
        and outcome.part.kind != main
    ]
    return {
        n
        for outcome in children
        for n, fate in enumerate(outcome.fates)
        if fate in {Fate.NEW, Fate.CHANGED}
    }


def _fates(
    sheet: SheetRows, told: list[Outcome], counted: list[int], gains: set[int]
) -> dict[int, Fate]:
    if len(told) == 1 and not gains:
        fates, problems = told[0].fates, sheet.problems
        return {n: Fate.REFUSED if n in problems else fates[n] or Fate.SAME for n in counted}
    return {n: _fate(sheet, told, n, gains) for n in counted}


def _fate(sheet: SheetRows, told: list[Outcome], n: int, gains: set[int]) -> Fate:
    if n in sheet.problems:
        return Fate.REFUSED
    kind = sheet.instead.get(n, sheet.map.main)
    own = [(o.fates[n], o.records[n]) for o in told if o.part.kind == kind]
    fates = [fate for fate, _record in own if fate is not None]
    fate = max(fates, key=_BY_WEIGHT.__getitem__, default=Fate.SAME)
    stood = any(record > 0 for _fate, record in own)  # a new one was counted where it came first
    return Fate.CHANGED if fate is Fate.SAME and n in gains and stood else fate


def _records(sheet: SheetRows, mains: list[Outcome], counted: list[int]) -> list[int]:
    """Return the record of each row that counts, 0 where it is refused or names none."""
    columns = [outcome.records for outcome in mains]
    if len(columns) == 1 and not sheet.problems:
        return [columns[0][n] for n in counted]
    return [
        0 if n in sheet.problems else next((records[n] for records in columns if records[n]), 0)
        for n in counted
    ]


def _note(outcome: Outcome, round_: Round, notes: dict[int, Text]) -> None:
    """Say of each row that found a record by what, or in which row before it stood."""
    sheet, kind = outcome.sheet, outcome.part.kind
    for n, found in outcome.found.items():
        name, row = round_.first_seen.get((kind, found.ref), ("", 0))
        number = sheet.numbers[n]
        if name == sheet.map.sheet and row != number:
            notes[number] = tr("The same as row {row}.", row=row)
        elif name and name != sheet.map.sheet:
            notes[number] = tr("The same as {sheet}, row {row}.", sheet=name, row=row)
        else:
            notes[number] = _found_by(kind, found.by)


@cache
def _found_by(kind: str, by: tuple[str, ...]) -> Text:
    known = _BY.get(by)
    if known is not None:
        return known
    labels = joined(", ", *(KINDS[kind].field(name).label for name in by))
    return tr("Found by {fields}.", fields=labels)


def _counts(
    sheet: SheetRows, outcomes: list[Outcome], fates: dict[int, Fate], round_: Round
) -> dict[str, Counter[Fate]]:
    counts: dict[str, Counter[Fate]] = {}
    for kind in sheet.map.kinds:
        counts[kind] = Counter()
    for outcome in outcomes:
        kind, part = outcome.part.kind, outcome.part
        counted = counts.setdefault(kind, Counter())
        if kind == sheet.map.main and not part.person:
            continue
        problems = sheet.problems
        counted.update(
            fate for n, fate in enumerate(outcome.fates) if fate is not None and n not in problems
        )
        counted[Fate.REFUSED] += sum(part.present[n] for n in problems)
    if sheet.map.main:
        own = (fate for n, fate in fates.items() if n not in sheet.instead)
        counts.setdefault(sheet.map.main, Counter()).update(own)
    for other, kind, _name in round_.along:
        if other.numbers is sheet.numbers:
            counts.setdefault(kind, Counter())[Fate.NEW] += 1
    return counts
