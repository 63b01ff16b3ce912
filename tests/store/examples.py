"""A row of every kind with every field filled, read off the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.domain.records import KINDS, Field, FieldType, Kind
from relmanager_desktop.store import bulk

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
JOURNAL = {"change_set", "change"}
# By type what a field is filled with; text for all that is not listed.
EXAMPLES: dict[FieldType, Callable[[Field], Any]] = {
    FieldType.INTEGER: lambda field: int(field.minimum or 3),
    FieldType.DECIMAL: lambda _: 12.5,
    FieldType.PERCENT: lambda _: 12.5,
    FieldType.MONEY: lambda _: 123_456,
    FieldType.DATE: lambda _: date(2026, 2, 28),
    FieldType.MONTH: lambda _: date(2026, 2, 1),
    FieldType.INSTANT: lambda _: NOW,
    FieldType.YES_NO: lambda _: True,
    FieldType.CHOICE: lambda field: field.choices[0].code,
    FieldType.CHOICES: lambda field: [field.choices[0].code],
    FieldType.JSON: lambda _: {"ü": [1, None, 0.5]},
    FieldType.RECORD: lambda _: 1,
    FieldType.BYTES: lambda _: b"\x00\xff",
    FieldType.PERIOD: lambda _: "2026-Q1",
    FieldType.TIME: lambda _: "09:00",
}


def parents_first(kinds: Sequence[Kind]) -> Iterator[Kind]:
    """Yield kinds so that what a required link points at stands before it."""
    given: set[str] = set()
    while len(given) < len(kinds):
        for kind in kinds:
            needed = {f.target for f in kind.links if f.required} - {kind.name}
            if kind.name not in given and needed <= given:
                given.add(kind.name)
                yield kind


def example(field: Field, rows: dict[str, int]) -> Any:
    """Return what a field is filled with; links point at rows that are there already."""
    if field.type is FieldType.LINK:
        return rows.get(field.target)
    fill = EXAMPLES.get(field.type)
    return fill(field) if fill else f"Ähre {field.name}"


def fill(session: Session) -> dict[str, int]:
    """Add a row of every kind but the journal's own; return their ids."""
    rows: dict[str, int] = {}
    for kind in parents_first([kind for kind in KINDS.values() if kind.name not in JOURNAL]):
        values = {field.name: example(field, rows) for field in kind.shown_fields}
        if kind.can_be_archived:
            values["custom"] = {"colour": "grün"}
        rows[kind.name] = bulk.insert_rows(
            session, kind.name, list(values), [tuple(values.values())], 1
        )
    return rows
