"""Sheets that list companies and people together: read as two lists, told as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.fates import ColumnSum, Fate
from relmanager_desktop.domain.imports.plans import SheetPlan
from relmanager_desktop.domain.imports.refusals import RefusedTable
from relmanager_desktop.domain.imports.sheet_rows import Row
from relmanager_desktop.domain.mapping.maps import SheetMap, Split

Mine = Callable[[Row], bool]


def halves_of(found: SheetMap) -> list[tuple[SheetMap, Mine | None]]:
    """Return the lists that a table holds, each with what tells its rows; mostly there is one."""
    split = found.split
    if split is None:
        return [(found, None)]
    others = tuple(replace(c, target=c.otherwise) for c in found.columns)
    fed = dict.fromkeys(c.target.kind for c in others if c.target)
    main = "contact" if "contact" in fed else next(iter(fed), "")
    kinds = tuple(dict.fromkeys([main, *fed])) if main else ()
    other = replace(found, columns=others, kinds=kinds, split=None)
    is_other = _told_by(split)
    return [(replace(found, split=None), lambda row: not is_other(row)), (other, is_other)]


def _told_by(split: Split) -> Mine:
    values = frozenset(split.values)

    def is_other(row: Row) -> bool:
        cell = row[split.column] if split.column < len(row) else None
        return cell is not None and fold(str(cell)).strip().removesuffix(".0") in values

    return is_other


def joined_plans(plans: Sequence[SheetPlan], maps: Sequence[SheetMap]) -> list[SheetPlan]:
    """Return one plan a table; ``maps`` are those of the tables that the plans came from."""
    return [
        _joined([plan for plan, _ in pairs], found)
        for found, pairs in (
            (pairs[0][1], pairs)
            for _, group in groupby(zip(plans, maps, strict=True), key=lambda pair: id(pair[1]))
            for pairs in (list(group),)
        )
    ]


def _joined(plans: list[SheetPlan], found: SheetMap) -> SheetPlan:
    if len(plans) == 1:
        return plans[0]
    rows = sorted(
        row for plan in plans for row in zip(plan.numbers, plan.fates, plan.records, strict=True)
    )
    counts: dict[str, Counter[Fate]] = {}
    for plan in plans:
        for kind, counted in plan.counts.items():
            counts.setdefault(kind, Counter()).update(counted)
    refused = sorted((r for p in plans for r in p.refused.rows), key=lambda row: row.row)
    return SheetPlan(
        map=found,
        rows=sum(plan.rows for plan in plans),
        numbers=[number for number, _, _ in rows],
        fates=[fate for _, fate, _ in rows],
        records=[record for _, _, record in rows],
        skipped=sorted((s for p in plans for s in p.skipped), key=lambda skipped: skipped.row),
        notes={number: note for plan in plans for number, note in plan.notes.items()},
        counts=counts,
        sums=_sums([total for plan in plans for total in plan.sums]),
        refused=RefusedTable(found.sheet, tuple(found.header), tuple(refused)),
        others={
            number: plan.map.main
            for plan in plans
            for number in plan.numbers
            if plan.map.main != found.main
        },
    )


def _sums(sums: Sequence[ColumnSum]) -> list[ColumnSum]:
    by_column: dict[int, ColumnSum] = {}
    for one in sums:
        known = by_column.get(one.column)
        by_column[one.column] = (
            one
            if known is None
            else replace(one, in_file=known.in_file + one.in_file, taken=known.taken + one.taken)
        )
    return list(by_column.values())
