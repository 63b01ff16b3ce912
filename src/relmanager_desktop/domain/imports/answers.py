"""What the terminal answers for an import, in JSON whose keys are documented and stay."""

from __future__ import annotations

from typing import Any

from relmanager_desktop.domain.cells import column_letters
from relmanager_desktop.domain.imports.fates import CellProblem, Fate
from relmanager_desktop.domain.imports.plans import ImportPlan, SheetPlan
from relmanager_desktop.domain.mapping.maps import ColumnMap
from relmanager_desktop.domain.texts import Text, tr


def answer_of(plan: ImportPlan, change_set: int | None = None) -> dict[str, Any]:
    """Return a plan as plain JSON; ``change_set`` is its number once it was applied.

    Rows count from 1 and columns are letters, as a spreadsheet shows them. In every sheet
    ``rows`` = new + changed + same + conflict + refused + the number skipped. Problems are those of
    refused rows, and of cells that were left out of rows that are taken; before them there are the
    sheets whose kind has to be said.
    """
    return {
        "sheets": [_sheet(sheet) for sheet in plan.sheets],
        "problems": [
            _problem(problem) for problem in (*asked_kinds(plan), *plan.problems, *plan.remarks)
        ],
        "change_set": change_set,
    }


def asked_kinds(plan: ImportPlan) -> list[CellProblem]:
    """Return what has to be said before the lists are read that nobody could name.

    Beside sheets that are understood, one without a single known header is no list of ours, such
    as a pivot; where nothing at all is understood every sheet is asked about.
    """
    unread = [sheet for sheet in plan.sheets if not sheet.map.main]
    if len(unread) < len(plan.sheets):
        unread = [sheet for sheet in unread if sheet.rows and sheet.map.confidence > 0]
    return [
        CellProblem(sheet.map.sheet, sheet.map.header_row, None, "", "", _asked_kind(sheet))
        for sheet in unread
    ]


def _asked_kind(sheet: SheetPlan) -> Text:
    found = sheet.map
    if not sheet.rows and not any(found.header):
        return tr("“{sheet}” is blank: there is nothing to import.", sheet=found.sheet)
    if not found.columns:
        return tr(
            "No list was found on “{sheet}”: say where its headers are with --header-row N, and "
            "what a row is with --as KIND.",
            sheet=found.sheet,
        )
    guessed = [code for q in found.questions if q.about == "kind" for code, _label in q.answers]
    return tr(
        "What is each row of “{sheet}”? Say it with --as KIND, such as {kinds}.",
        sheet=found.sheet,
        kinds=", ".join(guessed or ("account", "contact")),
    )


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
