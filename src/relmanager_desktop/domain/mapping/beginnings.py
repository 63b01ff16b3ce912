"""Days on which something began, as people remember them: '2015', 'March 2015', '01.03.2015'."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.mapping.dates import day_reader
from relmanager_desktop.domain.mapping.periods import month_of

_YEARS = range(1900, 2200)


def beginning_reader(order: str) -> Callable[[Cell], date | None]:
    """Return what reads a cell as a day, a month as its first day and a year as its first."""
    read_day = day_reader(order)

    def read(cell: Cell) -> date | None:
        return beginning_of(cell) or read_day(cell)

    return read


def beginning_of(cell: Cell) -> date | None:
    """Return the first day of a cell that is a year or a month alone, None for anything else."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return date(int(cell), 1, 1) if cell in _YEARS else None
    if not isinstance(cell, str):
        return None
    text = cell.strip()
    if len(text) == 4 and text.isdecimal():
        return date(int(text), 1, 1) if int(text) in _YEARS else None
    found = month_of(text)
    return None if found is None else date(*found, 1)
