"""What became of one part of a sheet: its records, their fates, and how they were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from relmanager_desktop.domain.imports.fates import Fate
from relmanager_desktop.domain.imports.matching import Found
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.imports.sheet_rows import SheetRows


@dataclass
class Outcome:
    """What became of one part: side by side with the rows, 0 and None where there is no record.

    ``found`` says by which key a standing record was found; ``later`` are texts of links to the
    own kind.
    """

    sheet: SheetRows
    part: Part
    records: list[int] = field(default_factory=list)
    fates: list[Fate | None] = field(default_factory=list)
    found: dict[int, Found] = field(default_factory=dict)
    later: dict[str, list[Any]] = field(default_factory=dict)
    rows: list[Sequence[Any]] = field(default_factory=list)


def set_value(rows: Any, key: int, position: int, value: Any) -> None:
    """Put one value into the row of this key."""
    row = list(rows[key])
    row[position] = value
    rows[key] = row


def column_of(outcome: Outcome, name: str) -> int:
    """Return the column of the sheet that a field is read from, -1 where there is none."""
    part = outcome.part
    if name in part.fields:
        return part.sources[part.fields.index(name)]
    spoken = f"{part.kind}.{name}"
    columns = outcome.sheet.map.columns
    found = (
        c.column for c in columns if c.target and f"{c.target.kind}.{c.target.field}" == spoken
    )
    return next(found, -1)
