"""What saved mappings remember of how tables lie: where the header stands, how many rows it has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.cells import Sheet
from relmanager_desktop.domain.imports.profiles import mark_of
from relmanager_desktop.domain.mapping.first_rows import SEARCHED
from relmanager_desktop.domain.mapping.joined_headers import joined_names, names_in
from relmanager_desktop.domain.mapping.maps import SheetMap, Wishes
from relmanager_desktop.store.tables import TABLES

Shape = Mapping[str, Any]
_USUAL: Shape = {"header_rows": 1, "keeps_totals": False, "matrix": ""}


def shapes_of(session: Session, profile: str | None = "") -> dict[str, Shape]:
    """Return the shapes of the tables that saved mappings know, by the mark of their headers.

    ``profile`` names the only one that counts, '' is for all, None for none.
    """
    if profile is None:
        return {}
    table = TABLES["import_profile"].c
    statement = select(table.mapping).order_by(table.updated_at, table.id)
    if profile:
        statement = statement.where(table.name == profile)
    return {
        mark: made.get("shape") or _USUAL
        for mapping in session.execute(statement).scalars()
        for mark, made in (mapping or {}).items()
        if isinstance(made, dict)  # what no version of ours wrote says nothing
    }


def wishes_by_shape(
    sheet: Sheet, found: Sequence[SheetMap], wishes: Wishes, shapes: Mapping[str, Shape]
) -> Wishes | None:
    """Return the wishes by which a sheet lies as a mapping remembers it, None if it does already.

    Where no table has headers that are known, the first rows are searched for some.
    """
    if not shapes:
        return None
    known = next((shapes[m] for f in found if (m := mark_of(f.header)) in shapes), None)
    if known is not None:
        is_usual = not known["keeps_totals"] and not known["matrix"]
        return None if is_usual else _shaped(wishes, known)
    for number in range(min(SEARCHED, len(sheet.rows))):
        for rows, names in _headers_at(sheet, number):
            shape = shapes.get(mark_of(names)) if any(names) else None
            if shape is not None and shape["header_rows"] == rows:
                return replace(_shaped(wishes, shape), header_row=number + 1, header_rows=rows)
    return None


def match_of_profile(session: Session, id_: int) -> tuple[str, ...]:
    """Return the fields that a mapping matches records by, none for the catalogue's keys."""
    table = TABLES["import_profile"].c
    mapping = session.execute(select(table.mapping).where(table.id == id_)).scalar() or {}
    shapes = (made.get("shape") or {} for made in mapping.values() if isinstance(made, dict))
    return tuple(dict.fromkeys(path for shape in shapes for path in shape.get("match", ())))


def _headers_at(sheet: Sheet, number: int) -> list[tuple[int, tuple[str, ...]]]:
    one = (1, names_in(sheet.rows[number]))
    return [one, (2, joined_names(sheet.rows, number))] if number else [one]


def _shaped(wishes: Wishes, shape: Shape) -> Wishes:
    return replace(
        wishes,
        keeps_totals=wishes.keeps_totals or bool(shape["keeps_totals"]),
        matrix=wishes.matrix or str(shape["matrix"]),
    )
