"""What is kept of an import: its counts, how it was read, its refused rows, as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from relmanager_desktop.domain.imports.fates import Fate
from relmanager_desktop.domain.imports.memories import memory_as_json
from relmanager_desktop.domain.imports.packing import packed_refusals
from relmanager_desktop.domain.imports.plans import ImportPlan, SheetPlan, counts_by_kind

FORMAT = 2  # 1 was the counts by kind alone


def plan_as_json(plan: ImportPlan) -> dict[str, Any]:
    """Return what is kept of a plan.

    The keys are ``format``, ``counts`` (kind → fate → how many), ``rows`` (fate, ``skipped``,
    ``rows`` → how many rows of all sheets), ``sheets`` (the same of each), ``reading`` (how the
    file was read, with the questions answered, collisions and the fields matched by), ``sums``
    (header, in file, taken), ``mends`` (place, old, new) and ``refused`` (packed).
    """
    return {
        "format": FORMAT,
        "counts": {
            kind: {str(fate): count for fate, count in counts.items() if count}
            for kind, counts in counts_by_kind(plan).items()
        },
        "rows": _rows(plan),
        "sheets": [
            {"sheet": s.map.sheet, "kinds": list(s.map.kinds)} | _of(s) for s in plan.sheets
        ],
        "reading": memory_as_json(plan.memory) if plan.memory else None,
        "sums": [[c.header, c.in_file, c.taken] for sheet in plan.sheets for c in sheet.sums],
        "mends": [[mend.place, mend.old, mend.new] for mend in plan.mends],
        "refused": packed_refusals(plan.refused),
    }


def counts_of(stored: Mapping[str, Any] | None) -> Mapping[str, Mapping[str, int]]:
    """Return kind → fate → how many of a kept plan of any format."""
    if not stored:
        return {}
    counts: Mapping[str, Mapping[str, int]] = stored["counts"] if "format" in stored else stored
    return counts


def _rows(plan: ImportPlan) -> dict[str, int]:
    each = [_of(sheet) for sheet in plan.sheets]
    return {name: sum(of[name] for of in each) for name in (each[0] if each else {})}


def _of(sheet: SheetPlan) -> dict[str, int]:
    fates = {str(fate): sheet.count(fate) for fate in Fate}
    return {"rows": sheet.rows, **fates, "skipped": len(sheet.skipped)}
