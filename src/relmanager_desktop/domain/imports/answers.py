"""What the terminal answers for an import, in JSON whose keys are documented and stay."""

from __future__ import annotations

from typing import Any

from relmanager_desktop.domain.cells import column_letters
from relmanager_desktop.domain.imports.fates import CellProblem, Fate
from relmanager_desktop.domain.imports.plans import ImportPlan, SheetPlan
from relmanager_desktop.domain.mapping.maps import ColumnMap


def answer_of(plan: ImportPlan, change_set: int | None = None) -> dict[str, Any]:
    """Return a plan as plain JSON; ``change_set`` is its number once it was applied.

    Rows count from 1 and columns are letters, as a spreadsheet shows them. In every sheet
    ``rows`` = new + changed + same + conflict + refused + the number skipped. Problems are those of
    refused rows, and of cells that were left out of rows that are taken.
    """
    return {
        "sheets": [_sheet(sheet) for sheet in plan.sheets],
        "problems": [_problem(problem) for problem in (*plan.problems, *plan.remarks)],
        "change_set": change_set,
    }


def _sheet(sheet: SheetPlan) -> dict[str, Any]:
    return {
        "sheet": sheet.map.sheet,
        "header_row": sheet.map.header_row,
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


def _column(column: ColumnMap) -> dict[str, Any]:
    return {
        "column": column_letters(column.column),
        "header": column.header,
        "field": column.target.path if column.target else None,
        "confidence": round(column.confidence, 2),
        "reason": str(column.reason),
    }


def _problem(problem: CellProblem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": None if problem.column is None else column_letters(problem.column),
        "header": problem.header,
        "value": problem.value,
        "message": str(problem.message),
    }
