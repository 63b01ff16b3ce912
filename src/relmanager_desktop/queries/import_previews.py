"""The first rows of each table of a file, with what became of their cells, fit for a pipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from relmanager_desktop.domain.cells import Cell, Sheet
from relmanager_desktop.domain.imports.fates import CellProblem
from relmanager_desktop.domain.imports.plans import ImportPlan, SheetPlan
from relmanager_desktop.domain.mapping.maps import SheetMap
from relmanager_desktop.domain.texts import shown_value

ROWS_SHOWN = 60
ROWS_ABOVE = 5
LONGEST = 80
Place = tuple[int, int]


@dataclass(frozen=True)
class Table:
    """One table as the wizard shows it.

    Attributes:
        rows: the first rows as texts, from row ``first`` (1-based) of the sheet on.
        row_count: all rows of the sheet.
        refused, remarks: (row, column) → why the cell keeps its row out, or is left out itself;
            rows count from 1, columns from 0, −1 for the row as a whole.
        skipped: row → why it is no record.
    """

    map: SheetMap
    rows: tuple[tuple[str, ...], ...]
    row_count: int
    first: int = 1
    refused: Mapping[Place, str] = field(default_factory=dict)
    remarks: Mapping[Place, str] = field(default_factory=dict)
    skipped: Mapping[int, str] = field(default_factory=dict)

    @property
    def last_shown(self) -> int:
        """The number of the last row that is shown, 1-based."""
        return self.first + len(self.rows) - 1

    def samples(self, column: int) -> tuple[str, ...]:
        """Return the texts of a column below its header, as far as they are shown."""
        start = max(0, self.map.header_row + 1 - self.first)
        below = self.rows[start:]
        return tuple(row[column] for row in below if column < len(row) and row[column])


def tables_of(
    sheets: Sequence[Sheet], maps: Sequence[SheetMap], plan: ImportPlan
) -> tuple[Table, ...]:
    """Return the tables of a file in the order of ``maps``."""
    by_name = {sheet.info.name: sheet for sheet in sheets}
    return tuple(
        _table(by_name[found.sheet], found, planned, plan)
        for found, planned in zip(maps, plan.sheets, strict=True)
    )


def _table(sheet: Sheet, found: SheetMap, planned: SheetPlan, plan: ImportPlan) -> Table:
    start = max(0, found.header_row - 1 - ROWS_ABOVE)
    rows = _texts(sheet.rows, start)
    shown = range(start + 1, start + len(rows) + 1)
    skipped = {s.row: str(s.reason) for s in planned.skipped if s.row in shown}
    return Table(
        found,
        rows,
        len(sheet.rows),
        first=start + 1,
        refused=_said(plan.problems, found.sheet, shown),
        remarks=_said(plan.remarks, found.sheet, shown),
        skipped=skipped,
    )


def _said(problems: Sequence[CellProblem], sheet: str, shown: range) -> dict[Place, str]:
    return {
        (p.row, -1 if p.column is None else p.column): str(p.message)
        for p in problems
        if p.sheet == sheet and p.row in shown
    }


def _texts(rows: Sequence[Sequence[Cell]], start: int) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple("" if cell is None else shown_value(cell)[:LONGEST] for cell in row)
        for row in rows[start : start + ROWS_SHOWN]
    )
