"""Cells that were mended on the way in: the file stays as it is, the row is read as corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from relmanager_desktop.domain.cells import Cell, Sheet, cell_name, cell_place

CellSpot = tuple[str, int, int]  # sheet, row as a person counts it, column from 0


@dataclass(frozen=True)
class Mend:
    """One cell as the file has it and as it was mended; ``place`` is 'Customers!C14'."""

    place: str
    old: str
    new: str


def with_mends(sheet: Sheet, cells: Mapping[CellSpot, str]) -> Sheet:
    """Return a sheet with its mended cells as text; a blank text is a blank cell."""
    own = {spot[1:]: text for spot, text in cells.items() if spot[0] == sheet.info.name}
    if not own:
        return sheet
    rows: list[list[Cell]] = list(sheet.rows)
    for (number, column), text in own.items():
        if 1 <= number <= len(rows):
            row = list(rows[number - 1])
            row += [None] * (column + 1 - len(row))
            row[column] = text.strip() or None
            rows[number - 1] = row
    return replace(sheet, rows=rows)


def mends_of(sheets: Sequence[Sheet], cells: Mapping[CellSpot, str]) -> list[Mend]:
    """Return what was mended in these sheets, as it stands in the file and as it is read."""
    by_name = {sheet.info.name: sheet for sheet in sheets}
    return [
        Mend(place_of(spot), _old(by_name[spot[0]], spot), text)
        for spot, text in cells.items()
        if spot[0] in by_name
    ]


def place_of(spot: CellSpot) -> str:
    """Return where a cell stands, as 'Customers!C14'."""
    sheet, row, column = spot
    return f"{sheet}!{cell_name(row - 1, column)}"


def spot_of(place: str) -> CellSpot | None:
    """Return the spot that 'Customers!C14' names, None where it is no place of a cell."""
    sheet, mark, name = place.strip().rpartition("!")
    found = cell_place(name.strip()) if mark and sheet.strip() else None
    return None if found is None else (sheet.strip().strip("'"), found[0] + 1, found[1])


def _old(sheet: Sheet, spot: CellSpot) -> str:
    _, number, column = spot
    row = sheet.rows[number - 1] if number <= len(sheet.rows) else []
    value = row[column] if column < len(row) else None
    return "" if value is None else str(value)
