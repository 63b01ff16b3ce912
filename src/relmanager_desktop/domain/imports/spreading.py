"""Cells merged downwards: one company beside three people is the company of all three."""

from __future__ import annotations

from collections.abc import Sequence

from relmanager_desktop.domain.cells import MergedRange
from relmanager_desktop.domain.imports.sheet_rows import Row
from relmanager_desktop.domain.mapping.maps import SheetMap
from relmanager_desktop.domain.mapping.readings import field_of


def spread_rows(
    rows: Sequence[Row], merged: Sequence[MergedRange], found: SheetMap
) -> Sequence[Row]:
    """Return the rows of a sheet in which a value merged over several records stands in each.

    Only what lies below the header spreads, and only downwards: a heading merged across a row
    is no value of every column. An amount stays in its first row, for in each it would count anew;
    a row that is blank otherwise stays blank.
    """
    tall = sorted(
        (m for m in merged if m.last_row > m.first_row >= found.header_row),
        key=lambda range_: range_.first_row,
    )
    if not tall:
        return rows
    amounts = _amounts(found)
    full = list(rows)
    filled: dict[int, int] = {}  # so that ranges that overlap take no longer than the rows do
    for range_ in tall:
        column = range_.first_column
        start = max(range_.first_row, filled.get(column, -1))
        if column not in amounts:
            _spread(full, rows, column, start, range_.last_row)
        filled[column] = max(start, range_.last_row)
    return full


def _spread(full: list[Row], rows: Sequence[Row], column: int, first: int, last: int) -> None:
    cells = rows[first] if first < len(rows) else ()
    value = cells[column] if column < len(cells) else None
    if value is None:
        return
    for number in range(first + 1, min(last + 1, len(rows))):
        if any(cell is not None for cell in rows[number]):
            row = [*full[number], *[None] * (column + 1 - len(full[number]))]
            row[column] = value
            full[number] = row


def _amounts(found: SheetMap) -> frozenset[int]:
    goals = ((c.column, field_of(c.target)) for c in found.columns if c.target)
    return frozenset(n for n, field in goals if field is not None and field.is_number)
