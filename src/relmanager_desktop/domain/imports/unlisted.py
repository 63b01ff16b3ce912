"""Columns of which nothing is taken, so that each of them is listed."""

from __future__ import annotations

from relmanager_desktop.domain.imports.refusals import reason_column
from relmanager_desktop.domain.mapping.maps import ColumnMap, SheetMap


def columns_left_out(found: SheetMap) -> list[ColumnMap]:
    """Return the columns of a table that go nowhere and serve nothing else."""
    used = _serving(found)
    columns = (c for c in found.columns if c.target is None and c.otherwise is None)
    return [column for column in columns if column.column not in used]


def _serving(found: SheetMap) -> set[int]:
    """Return the columns that are read all the same although they have no field of their own."""
    used = {reason_column(found.header)}
    if found.matrix is not None:
        used |= {*found.matrix.columns}
    if found.split is not None:
        used.add(found.split.column)
    if found.clock is not None:
        used.add(found.clock.time)
    return {column for column in used if column is not None}
