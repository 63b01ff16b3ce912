"""What a workbook of refused rows remembers: how the list was read that its rows are from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from relmanager_desktop.domain.cells import Cell, Sheet
from relmanager_desktop.domain.imports.profiles import Profile
from relmanager_desktop.domain.imports.refusals import reason_column
from relmanager_desktop.domain.mapping.cuts import is_cut
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.domain.own_fields import TYPES
from relmanager_desktop.domain.records import KINDS

MEMORY_SHEET = "_relmanager_reading"
_FORMAT = "relmanager reading 1"
_CELL_LENGTH = 30_000  # a cell of a workbook holds 32,767
_HEADER_ROWS = 20  # title rows that somebody may have put above the refused rows
_COLLISIONS = frozenset({"fill", "overwrite", "keep"})
_ORDERS = frozenset({"", "dmy", "mdy", "ymd", "?"})
_MARKS = frozenset({"", ".", ",", "?"})
_READING = {
    **dict.fromkeys(("dates", "decimal_mark", "currency", "separator"), str),
    "factor": float,
}


@dataclass(frozen=True)
class Memory:
    """How the first import read the list, and the fields that it matched records by."""

    profile: Profile
    match: tuple[str, ...] = ()

    def completed(self, wishes: Wishes) -> Wishes:
        """Return wishes that say of matching and collisions, where they are silent, the same."""
        collisions = self.profile.collisions.get("", wishes.collisions)
        return replace(
            wishes,
            match=wishes.match or self.match,
            collisions=collisions if wishes.collisions == "fill" else wishes.collisions,
        )


def memory_rows(memory: Memory) -> Iterator[tuple[str, str]]:
    """Yield the rows of the hidden sheet: what it is, then the reading as JSON in pieces."""
    text = json.dumps(memory_as_json(memory))
    for start in range(0, len(text), _CELL_LENGTH):
        yield _FORMAT, text[start : start + _CELL_LENGTH]


def memory_as_json(memory: Memory) -> dict[str, Any]:
    """Return a memory as plain JSON."""
    profile = memory.profile
    return {
        "name": profile.name,
        "mapping": profile.mapping,
        "readings": profile.readings,
        "collisions": profile.collisions,
        "match": list(memory.match),
    }


def memory_from_json(stored: Mapping[str, Any] | None) -> Memory | None:
    """Return the memory that was kept like this, None where it is not as we write it."""
    try:
        return None if stored is None else _memory(stored)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return None


def memory_of(sheets: Sequence[Sheet]) -> Memory | None:
    """Return what a file remembers of its first import, None if it is no workbook of refused rows.

    The sheet is found by its name. What is not as we write it counts as forgotten.
    """
    hidden = next((sheet for sheet in sheets if sheet.info.name == MEMORY_SHEET), None)
    if hidden is None:
        return None
    pieces = [str(row[1]) for row in hidden.rows if len(row) > 1 and row[0] == _FORMAT]
    try:
        return memory_from_json(json.loads("".join(pieces)))
    except ValueError:
        return None


def header_row_of(rows: Sequence[Sequence[Cell]]) -> int | None:
    """Return the row of the headers in a sheet of refused rows, 1-based; None in any other."""
    for number, row in enumerate(rows[:_HEADER_ROWS], start=1):
        if reason_column([str(cell or "") for cell in row]) is not None:
            return number
    return None


def _memory(stored: Mapping[str, Any]) -> Memory:
    mapping = {str(known): _mapping(made) for known, made in stored["mapping"].items()}
    readings = {
        str(known): {str(header): _reading(read) for header, read in made.items()}
        for known, made in stored["readings"].items()
    }
    collisions = {
        str(path): word for path, word in stored["collisions"].items() if word in _COLLISIONS
    }
    profile = Profile(str(stored["name"]), " ".join(mapping), mapping, readings, collisions)
    return Memory(profile, tuple(map(str, stored["match"])))


def _mapping(stored: Mapping[str, Any]) -> dict[str, Any]:
    matrix = stored["matrix"]
    return {
        "kinds": [kind for kind in stored["kinds"] if kind in KINDS],
        "fields": {str(header): _target(goal) for header, goal in stored["fields"].items()},
        "constants": {_path(path): str(value) for path, value in stored["constants"].items()},
        "matrix": matrix and _matrix(matrix),
        "shape": _shape(stored.get("shape") or {}),
    }


def _shape(stored: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "header_rows": 2 if stored.get("header_rows") == 2 else 1,
        "keeps_totals": stored.get("keeps_totals") is True,
        "matrix": "rows" if stored.get("matrix") == "rows" else "",
        "match": [_path(str(path)) for path in stored.get("match", ())],
    }


def _target(stored: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if stored is None:
        return None
    kind = KINDS[stored["path"].partition(".")[0]]
    fixed = [[kind.field(str(name)).name, str(value)] for name, value in stored["fixed"]]
    target = {"slot": str(stored["slot"]), "fixed": fixed}
    if made := stored.get("own"):
        name = stored["path"].partition(".")[2]
        type_ = str(made["type"]) if made["type"] in TYPES else "text"
        own = {"label": str(made["label"]), "type": type_, "choices": str(made["choices"])}
        return {**target, "path": f"{kind.name}.{name}", "own": own}
    added: dict[str, Any] = {"adds": True} if stored.get("adds") is True else {}
    if stored.get("pieces"):
        added["pieces"] = [[_cut(cut), _target({**goal})] for cut, goal in stored["pieces"]]
    return {**target, "path": _path(stored["path"]), **added}


def _cut(stored: Any) -> str:
    if not isinstance(stored, str) or not is_cut(stored):
        raise ValueError(stored)
    return stored


def _matrix(stored: Mapping[str, Any]) -> dict[str, Any]:
    kind = KINDS[stored["kind"]]
    return {
        "kind": kind.name,
        "columns": [str(header) for header in stored["columns"]],
        "header_field": kind.field(stored["header_field"]).name,
        "cell_field": kind.field(stored["cell_field"]).name,
    }


def _reading(stored: Mapping[str, Any]) -> dict[str, Any]:
    read = {name: of(stored[name]) for name, of in _READING.items()}
    if read["dates"] not in _ORDERS or read["decimal_mark"] not in _MARKS:
        raise ValueError(read)
    if not (isfinite(read["factor"]) and read["factor"]):
        raise ValueError(read)
    values = {str(theirs): str(ours) for theirs, ours in stored["values"].items()}
    return {**read, "clears": stored["clears"] is True, "values": values}


def _path(path: str) -> str:
    """Return a 'kind.field' that the catalogue knows.

    Raises:
        KeyError: If it does not.
    """
    kind, _, name = path.partition(".")
    return f"{kind}.{KINDS[kind].field(name).name}"
