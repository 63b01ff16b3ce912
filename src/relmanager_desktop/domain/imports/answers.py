"""What the terminal answers for an import, in JSON whose keys are documented and stay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from relmanager_desktop.domain.cells import column_letters
from relmanager_desktop.domain.imports.effects import NOTHING_COUNTED, Effects, effects_as_json
from relmanager_desktop.domain.imports.fates import CellProblem, ColumnSum, Fate
from relmanager_desktop.domain.imports.plans import ImportPlan, SheetPlan
from relmanager_desktop.domain.mapping.maps import ColumnMap
from relmanager_desktop.domain.texts import Text, joined


def answer_of(
    plan: ImportPlan,
    change_set: int | None = None,
    *,
    asked: Sequence[CellProblem] = (),
    hint: Callable[[CellProblem], Text | None] = lambda _problem: None,
    conflicts: Sequence[Mapping[str, Any]] = (),
    look_alikes: Sequence[Mapping[str, Any]] = (),
    effects: Effects = NOTHING_COUNTED,
) -> dict[str, Any]:
    """Return a plan as plain JSON; ``change_set`` is its number once it was applied.

    Rows count from 1 and columns are letters, as a spreadsheet shows them. In every sheet
    ``rows`` = new + changed + same + conflict + refused + the number skipped. Problems are what is
    ``asked`` of whole sheets, those of refused rows, each with the way out that ``hint`` knows,
    and those of cells that were left out of rows that are taken. ``conflicts`` are the cells in
    which our value was kept: sheet, row, kind, field, record, yours and file. ``look_alikes`` are
    new records that look like others: sheet, row, kind, name, other, other_name and score.
    """
    told = [(problem, hint(problem)) for problem in plan.problems]
    return {
        "sheets": [_sheet(sheet) for sheet in plan.sheets],
        "problems": [
            *(_problem(problem) for problem in asked),
            *(_problem(problem, way_out) for problem, way_out in told),
            *(_problem(problem) for problem in plan.remarks),
        ],
        "change_set": change_set,
        "conflicts": [*conflicts],
        "look_alikes": [*look_alikes],
        "sums": [_sum(found) for sheet in plan.sheets for found in sheet.sums],
        "effects": effects_as_json(effects),
    }


def _sheet(sheet: SheetPlan) -> dict[str, Any]:
    return {
        "sheet": sheet.map.sheet,
        "header_row": (sheet.map.header_row or None) if sheet.map.columns else None,
        "kinds": list(sheet.map.kinds),
        "mapping": [_column(column) for column in sheet.map.columns],
        "rows": sheet.rows,
        **{str(fate): sheet.count(fate) for fate in Fate},
        "skipped": [{"row": s.row, "reason": str(s.reason)} for s in sheet.skipped],
        "counts": {
            kind: {str(fate): counts[fate] for fate in Fate}
            for kind, counts in sheet.counts.items()
        },
    }


def _sum(found: ColumnSum) -> dict[str, Any]:
    return {
        "sheet": found.sheet,
        "column": column_letters(found.column),
        "header": found.header,
        "file": found.in_file,
        "taken": found.taken,
    }


def _column(column: ColumnMap) -> dict[str, Any]:
    return {
        "column": column_letters(column.column),
        "header": column.header,
        "field": _field(column),
        "confidence": round(column.confidence, 2),
        "reason": str(column.reason),
    }


def _field(column: ColumnMap) -> str | None:
    """Return where a column goes as ``--map`` takes it, several things with commas between."""
    if column.pieces:
        return ",".join(piece.target.spoken for piece in column.pieces)
    return column.target.spoken if column.target else None


def _problem(problem: CellProblem, way_out: Text | None = None) -> dict[str, Any]:
    message = problem.message if way_out is None else joined(" ", problem.message, way_out)
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": None if problem.column is None else column_letters(problem.column),
        "header": problem.header,
        "value": problem.value,
        "message": str(message),
    }
