"""Cells that hold more than their field takes: the part that is kept, and what is told of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.imports.columns import Reader, Unreadable, read_cell
from relmanager_desktop.domain.mapping.bands import BANDED, beginning_of_band
from relmanager_desktop.domain.mapping.phone_texts import phones_in
from relmanager_desktop.domain.records import Field, FieldType
from relmanager_desktop.domain.texts import Text, tr

_BETWEEN = re.compile(r"[;,\n]|\s+/?\s*")
_FEW = 20  # cells of a column that are told one by one
Tell = Callable[[int, Text, int], None]


def kept_in_part(
    kind: str, field: Field, cells: Sequence[Cell], problems: Mapping[int, Text], read: Reader
) -> dict[int, Any]:
    """Return, of the cells that could not be read, the values that are kept of some, by place."""
    if field.type is FieldType.EMAIL:
        kept = ((n, _first_address(cells[n], read)) for n in problems)
    elif field.type is FieldType.PHONE:
        kept = ((n, _first_phone(cells[n])) for n in problems)
    elif f"{kind}.{field.name}" in BANDED:
        kept = ((n, _lower_bound(cells[n], read)) for n in problems)
    else:
        return {}
    return {n: value for n, value in kept if value is not None}


def tell_parts(
    field: Field, cells: Sequence[Cell], kept: Mapping[int, Any], source: int, tell: Tell
) -> None:
    """Say of each cell what was kept of it, or of many in a column once for all of them."""
    places = sorted(kept)
    if not places:
        return
    several = _SEVERAL.get(field.type)
    if several is not None:
        for n in places:
            tell(n, several(cells[n], kept[n]), source)
    elif len(places) <= _FEW:
        for n in places:
            tell(n, _of_band(cells[n]), source)
    else:
        tell(places[0], _of_bands(len(places), cells[places[0]]), source)


def _first_address(cell: Cell, read: Reader) -> Any:
    """Return the first of several addresses; None unless each of them is one."""
    parts = [part for part in _BETWEEN.split(str(cell).strip(" ;,/")) if part and part != "/"]
    values = [read_cell(read, part) for part in parts]
    if len(values) < 2 or any(isinstance(v, Unreadable) for v in values):
        return None
    return values[0]


def _first_phone(cell: Cell) -> str | None:
    """Return the first of several phones; None where the cell holds anything else."""
    found = phones_in(str(cell))
    return found[0].number if len(found) > 1 else None


def _lower_bound(cell: Cell, read: Reader) -> Any:
    begins = beginning_of_band(str(cell))
    value = None if begins is None else read_cell(read, begins)
    return None if isinstance(value, Unreadable) else value


def _of_several(cell: Cell, first: str) -> Text:
    return tr(
        "“{cell}” holds several addresses, and this field one: {first} is kept.",
        cell=str(cell),
        first=first,
    )


def _of_phones(cell: Cell, first: str) -> Text:
    return tr(
        "“{cell}” holds several phones, and this field one: {first} is kept.",
        cell=str(cell),
        first=first,
    )


def _of_band(cell: Cell) -> Text:
    return tr("“{cell}” is a band: the number it begins with is kept.", cell=str(cell))


def _of_bands(count: int, cell: Cell) -> Text:
    return tr(
        "{count} cells hold bands such as “{cell}”: the number that each begins with is kept.",
        count=f"{count:,}",
        cell=str(cell),
    )


_SEVERAL: dict[FieldType, Callable[[Cell, str], Text]] = {
    FieldType.EMAIL: _of_several,
    FieldType.PHONE: _of_phones,
}
