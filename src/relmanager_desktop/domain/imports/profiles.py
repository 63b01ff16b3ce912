"""Profiles: how a known set of headers is read, kept for the next file of the same make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from relmanager_desktop.domain.cells import column_letters
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.refusals import headers_of_list
from relmanager_desktop.domain.mapping.headers import fingerprint, read_header
from relmanager_desktop.domain.mapping.maps import (
    ColumnMap,
    Matrix,
    Piece,
    Reading,
    SheetMap,
    Target,
    Wishes,
)
from relmanager_desktop.domain.mapping.own_columns import settled_in
from relmanager_desktop.domain.mapping.readings import as_said, wished_values, with_wished
from relmanager_desktop.domain.own_fields import own_field
from relmanager_desktop.domain.records import Field
from relmanager_desktop.domain.texts import tr

NO_WISHES = Wishes()
_READING = ("dates", "decimal_mark", "factor", "currency", "separator", "clears")


@dataclass(frozen=True)
class Profile:
    """A remembered way of reading.

    ``mapping`` and ``readings`` are plain JSON, by header fingerprint of each table the profile
    was made from; ``collisions`` maps 'kind.field', or '' for all others, to fill, overwrite or
    keep.
    """

    name: str
    header_fingerprint: str
    mapping: Mapping[str, Any]
    readings: Mapping[str, Any]
    collisions: Mapping[str, str]


def profile_of(
    name: str,
    maps: Sequence[SheetMap],
    collisions: Mapping[str, str] | None = None,
    match: Sequence[str] = (),
) -> Profile:
    """Return the profile that reads tables with these headers like this.

    ``match`` are the fields that records are matched by, none for the catalogue's keys.

    A table without a header is left out: nothing would tell it from any other such table.
    """
    maps = [found for found in maps if any(header.strip() for header in found.header)]
    return Profile(
        name=name,
        header_fingerprint=" ".join(mark_of(m.header) for m in maps),
        mapping={mark_of(m.header): _mapping(m, match) for m in maps},
        readings={mark_of(m.header): _readings(m) for m in maps},
        collisions=dict(collisions or {}),
    )


def mark_of(header: Sequence[str]) -> str:
    """Return what profiles know a set of headers by; our reasons of refusal do not count."""
    return fingerprint(headers_of_list(header))


def _mapping(found: SheetMap, match: Sequence[str]) -> dict[str, Any]:
    matrix = found.matrix
    return {
        "kinds": list(found.kinds),
        "fields": {fold(c.header).strip(): _goal(c) for c in found.columns if c.header},
        "constants": dict(found.constants),
        "shape": {
            "header_rows": found.header_rows,
            "keeps_totals": found.keeps_totals,
            "matrix": "" if found.is_unfolded else "rows",
            "match": list(match),
        },
        "matrix": matrix
        and {
            "kind": matrix.kind,
            "columns": [fold(found.header[n]).strip() for n in matrix.columns],
            "header_field": matrix.header_field,
            "cell_field": matrix.cell_field,
        },
    }


def _goal(column: ColumnMap) -> dict[str, Any] | None:
    """Return where a column goes as plain JSON, and what its cells are cut into."""
    stored = _target(column.target)
    if stored is not None and column.pieces:
        stored["pieces"] = [[piece.cut, _target(piece.target)] for piece in column.pieces]
    return stored


def _target(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    stored: dict[str, Any] = {
        "path": target.path,
        "slot": target.slot,
        "fixed": [list(f) for f in target.fixed],
    }
    if target.own is not None:
        stored["own"] = stored_own(target.own)
    return {**stored, "adds": True} if target.adds else stored


def stored_own(field: Field) -> dict[str, str]:
    """Return an own field as plain JSON, enough to make it where it is not yet."""
    return {
        "label": str(field.label),
        "type": field.type.value,
        "choices": ";".join(choice.code for choice in field.choices),
    }


def _restored(stored: Mapping[str, Any], wishes: Wishes) -> Target:
    kind, _, field = stored["path"].partition(".")
    fixed = tuple((a, b) for a, b in stored["fixed"])
    if made := stored.get("own"):
        own = own_field(field, made["label"], made["type"], choices=made["choices"])
        return settled_in(Target(kind, field, stored["slot"], fixed, own), wishes.own)
    return Target(kind, field, stored["slot"], fixed, adds=bool(stored.get("adds")))


def _readings(found: SheetMap) -> dict[str, Any]:
    return {
        fold(column.header).strip(): {
            **{name: getattr(column.reading, name) for name in _READING},
            "values": dict(column.reading.values),
        }
        for column in found.columns
        if column.header and column.target
    }


def apply_profile(profile: Profile, found: SheetMap, wishes: Wishes = NO_WISHES) -> SheetMap:
    """Return a sheet's map with the profile's mapping, if it has one for these headers.

    What the user says of single columns and values holds: ``found`` is understood by these
    ``wishes``.
    """
    known = mark_of(found.header)
    mapping = profile.mapping.get(known)
    if mapping is None:
        return found
    readings = profile.readings.get(known, {})
    own = {fold(header) for header in wishes.fields}
    columns = tuple(
        c if _spoken(c) & own else _column(c, profile.name, mapping, readings, wishes)
        for c in found.columns
    )
    spoken_of = own | {fold(header) for header in wishes.values}
    wished = [c.target.kind for c in columns if c.target and _spoken(c) & spoken_of]
    return replace(
        found,
        kinds=tuple(dict.fromkeys([*mapping["kinds"], *wished])),
        columns=columns,
        constants={**mapping["constants"], **wishes.constants},
        matrix=_matrix(mapping["matrix"], found.header) if found.is_unfolded else None,
        questions=(),
        confidence=1.0,
        reason=tr("The profile “{name}” knows these headers.", name=profile.name),
    )


def _spoken(column: ColumnMap) -> set[str]:
    """Return what a person may call a column: its header, or its letter."""
    return {fold(column.header), column_letters(column.column).lower()}


def _column(
    column: ColumnMap,
    name: str,
    mapping: Mapping[str, Any],
    readings: Mapping[str, Any],
    wishes: Wishes,
) -> ColumnMap:
    header = fold(column.header).strip()
    stored = mapping["fields"].get(header)
    said = wished_values(wishes, read_header(column.header))
    if header not in mapping["fields"] or (stored is None and said):
        return column
    target = None if stored is None else _restored(stored, wishes)
    cut = () if stored is None else stored.get("pieces", ())
    pieces = tuple(Piece(how, _restored(goal, wishes)) for how, goal in cut)
    stored_reading = readings.get(header)
    reading = _reading(stored_reading, column.reading) if stored_reading else column.reading
    reading = replace(reading, repairs=column.reading.repairs)
    reading = with_wished(reading, wishes, read_header(column.header))
    reading = as_said(reading, replace(column, target=target), wishes)
    if reading.dates and wishes.dates:
        reading = replace(reading, dates=wishes.dates)
    if wishes.decimals:
        reading = replace(reading, decimal_mark=wishes.decimals)
    return replace(
        column,
        target=target,
        confidence=1.0,
        reason=tr("As in the profile “{name}”.", name=name),
        reading=reading,
        pieces=pieces,
    )


def _reading(stored: Mapping[str, Any], fresh: Reading) -> Reading:
    """Return how a column was read; what nothing proved then may be proved by now."""
    reading = Reading(**stored)
    if reading.dates == "?":
        reading = replace(reading, dates=fresh.dates)
    if reading.decimal_mark == "?":
        reading = replace(reading, decimal_mark=fresh.decimal_mark)
    return reading


def _matrix(stored: Mapping[str, Any] | None, header: Sequence[str]) -> Matrix | None:
    if not stored:
        return None
    wanted = set(stored["columns"])
    columns = tuple(n for n, name in enumerate(header) if fold(name).strip() in wanted)
    return Matrix(stored["kind"], columns, stored["header_field"], stored["cell_field"])
