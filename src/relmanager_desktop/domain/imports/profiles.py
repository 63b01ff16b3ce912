"""Profiles: how a known set of headers is read, kept for the next file of the same make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.headers import fingerprint
from relmanager_desktop.domain.mapping.maps import ColumnMap, Matrix, Reading, SheetMap, Target
from relmanager_desktop.domain.texts import tr

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
    name: str, maps: Sequence[SheetMap], collisions: Mapping[str, str] | None = None
) -> Profile:
    """Return the profile that reads tables with these headers like this."""
    return Profile(
        name=name,
        header_fingerprint=" ".join(fingerprint(m.header) for m in maps),
        mapping={fingerprint(m.header): _mapping(m) for m in maps},
        readings={fingerprint(m.header): _readings(m) for m in maps},
        collisions=dict(collisions or {}),
    )


def _mapping(found: SheetMap) -> dict[str, Any]:
    matrix = found.matrix
    return {
        "kinds": list(found.kinds),
        "fields": {fold(c.header).strip(): _target(c.target) for c in found.columns if c.header},
        "constants": dict(found.constants),
        "matrix": matrix
        and {
            "kind": matrix.kind,
            "columns": [fold(found.header[n]).strip() for n in matrix.columns],
            "header_field": matrix.header_field,
            "cell_field": matrix.cell_field,
        },
    }


def _target(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {"path": target.path, "slot": target.slot, "fixed": [list(f) for f in target.fixed]}


def _readings(found: SheetMap) -> dict[str, Any]:
    return {
        fold(column.header).strip(): {
            **{name: getattr(column.reading, name) for name in _READING},
            "values": dict(column.reading.values),
        }
        for column in found.columns
        if column.header and column.target
    }


def apply_profile(profile: Profile, found: SheetMap) -> SheetMap:
    """Return a sheet's map with the profile's mapping, if it has one for these headers."""
    known = fingerprint(found.header)
    mapping = profile.mapping.get(known)
    if mapping is None:
        return found
    readings = profile.readings.get(known, {})
    columns = tuple(_column(c, profile.name, mapping, readings) for c in found.columns)
    return replace(
        found,
        kinds=tuple(mapping["kinds"]),
        columns=columns,
        constants=mapping["constants"],
        matrix=_matrix(mapping["matrix"], found.header),
        questions=(),
        confidence=1.0,
        reason=tr("The profile “{name}” knows these headers.", name=profile.name),
    )


def _column(
    column: ColumnMap, name: str, mapping: Mapping[str, Any], readings: Mapping[str, Any]
) -> ColumnMap:
    header = fold(column.header).strip()
    if header not in mapping["fields"]:
        return column
    stored = mapping["fields"][header]
    target = None
    if stored is not None:
        kind, _, field = stored["path"].partition(".")
        target = Target(kind, field, stored["slot"], tuple((a, b) for a, b in stored["fixed"]))
    reading = readings.get(header)
    return replace(
        column,
        target=target,
        confidence=1.0,
        reason=tr("As in the profile “{name}”.", name=name),
        reading=Reading(**reading) if reading else column.reading,
    )


def _matrix(stored: Mapping[str, Any] | None, header: Sequence[str]) -> Matrix | None:
    if not stored:
        return None
    wanted = set(stored["columns"])
    columns = tuple(n for n, name in enumerate(header) if fold(name).strip() in wanted)
    return Matrix(stored["kind"], columns, stored["header_field"], stored["cell_field"])
