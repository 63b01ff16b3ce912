"""Small sheets and a small portfolio in memory, for tests of the import without a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.imports.decisions import UNDECIDED, Decisions
from relmanager_desktop.domain.imports.fates import Collision, Fate
from relmanager_desktop.domain.imports.planning import plan_import
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.imports.rows import read_rows
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.imports.terms import Terms
from relmanager_desktop.domain.mapping.maps import ColumnMap, Reading, SheetMap, Target
from relmanager_desktop.domain.mapping.unreadable import ValueProblem
from relmanager_desktop.domain.records import Field, FieldType
from relmanager_desktop.domain.texts import tr, verbatim

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
Columns = Mapping[str, Any]  # header → 'kind.field', a Target, or None


def plain_reader(field: Field, reading: Reading) -> Callable[[Cell], Any]:
    """Read cells that are already what they should be; 'bad' is unreadable everywhere."""

    def read(cell: Cell) -> Any:
        if cell == "bad" or (field.is_number and isinstance(cell, str)):
            raise ValueProblem(tr("“{cell}” is not a {field}.", cell=cell, field=field.label))
        if field.type is FieldType.CHOICES:
            return [part.strip() for part in str(cell).split(",")]
        if field.type is FieldType.INSTANT and isinstance(cell, date):
            return datetime(cell.year, cell.month, cell.day, tzinfo=UTC)
        if field.type in {FieldType.TEXT, FieldType.PHONE, FieldType.LINK}:
            return str(cell)
        return cell

    return read


def column_map(number: int, header: str, target: str | Target | None) -> ColumnMap:
    """Map a column to 'kind.field', to a target, or to nothing."""
    if isinstance(target, str):
        kind, _, field = target.partition(".")
        target = Target(kind, field)
    return ColumnMap(number, header, target, 1.0, verbatim("said"))


def sheet_map(columns: Columns, *kinds: str, sheet: str = "Customers", **more: Any) -> SheetMap:
    """Map the columns of a sheet whose header is its first row."""
    maps = tuple(column_map(n, h, t) for n, (h, t) in enumerate(columns.items()))
    return SheetMap(sheet, 1, kinds, maps, 1.0, verbatim("said"), header=tuple(columns), **more)


def rows_of(
    columns: Columns, rows: Any, *kinds: str, is_text: bool = True, **more: Any
) -> SheetRows:
    """Read a sheet of these columns and rows."""
    header: list[Cell] = list(columns)
    return read_rows(
        [header, *rows], sheet_map(columns, *kinds, **more), plain_reader, is_text=is_text
    )


def with_reading(found: SheetMap, header: str, reading: Reading) -> SheetMap:
    """Return the map with another reading of one column."""
    columns = tuple(replace(c, reading=reading) if c.header == header else c for c in found.columns)
    return replace(found, columns=columns)


class MemoryPortfolio:
    """Records as dictionaries, by kind and id."""

    def __init__(self, **records: dict[int, dict[str, Any]]) -> None:
        self.records: dict[str, dict[int, dict[str, Any]]] = {**records}

    def rows(self, kind: str, fields: Sequence[str]) -> list[tuple[Any, ...]]:
        held = self.records.get(kind, {})
        return [(id_, *(values.get(f) for f in fields)) for id_, values in sorted(held.items())]

    def values(
        self, kind: str, fields: Sequence[str], ids: Sequence[int]
    ) -> dict[int, Sequence[Any]]:
        held = self.records[kind]
        return {id_: tuple(held[id_].get(f) for f in fields) for id_ in ids}

    def say_nothing_new(
        self, kind: str, fields: Sequence[str], ids: Sequence[int], rows: Sequence[Sequence[Any]]
    ) -> list[bool]:
        held = self.values(kind, fields, ids)
        return [
            all(new is None or new == old for new, old in zip(row, held[id_], strict=True))
            for id_, row in zip(ids, rows, strict=True)
        ]

    def names(self, kind: str) -> dict[int, str]:
        return {}

    def take(self, plan: ImportPlan) -> None:
        """Write a plan, as the command does."""
        first: dict[str, int] = {}
        for kind, records in plan.new.items():
            first[kind] = max(self.records.get(kind, {}), default=1000) + 1
            for n, row in enumerate(records.rows):
                values = dict(zip(records.fields, row, strict=True))
                self.records.setdefault(kind, {})[first[kind] + n] = values
        for kind, changes in plan.changes.items():
            for id_, values in changes.items():
                self.records[kind][id_].update(values)
        for kind, held in self.records.items():
            for values in held.values():
                _point(kind, values, first)


def _point(kind: str, values: dict[str, Any], first: dict[str, int]) -> None:
    from relmanager_desktop.domain.records import KINDS

    for field in KINDS[kind].fields:
        ref = values.get(field.name)
        if not isinstance(ref, int) or ref >= 0:
            continue
        if field.type is FieldType.LINK:
            values[field.name] = first[field.target] - ref - 1
        elif field.type is FieldType.RECORD:
            values[field.name] = first[values[f"{field.name}_kind"]] - ref - 1


def plan_of(
    *sheets: SheetRows,
    portfolio: MemoryPortfolio | None = None,
    collisions: str | Mapping[str, Collision] = "fill",
    match: tuple[str, ...] = (),
    bases: Mapping[str, Mapping[int, Mapping[str, Any]]] | None = None,
    decisions: Decisions = UNDECIDED,
) -> ImportPlan:
    """Plan these sheets into a portfolio, empty unless given."""
    by_field = {"": Collision(collisions)} if isinstance(collisions, str) else collisions
    terms = Terms(NOW, by_field, match, bases=bases or {}, decisions=decisions)
    return plan_import(sheets, portfolio or MemoryPortfolio(), terms)


def fates_of(plan: ImportPlan, sheet: int = 0) -> list[str]:
    """Return the fate of every row that counts, in order."""
    return [str(fate) for fate in plan.sheets[sheet].fates]


def new_of(plan: ImportPlan, kind: str, *fields: str) -> list[tuple[Any, ...]]:
    """Return some values of the new records of a kind."""
    records = plan.new[kind]
    return [tuple(row[records.fields.index(f)] for f in fields) for row in records.rows]


def count_of(plan: ImportPlan, kind: str, fate: Fate, sheet: int = 0) -> int:
    """Return how many records of a kind have this fate."""
    return plan.sheets[sheet].counts[kind][fate]
