"""Taking one change of a row back cell by cell: what was edited since stays, the rest returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from relmanager_desktop.domain.own_fields import OWN, PREFIX
from relmanager_desktop.store.rows import BOOKKEEPING, Key, Row, living_value, plain_value
from relmanager_desktop.store.tables import TABLES

CellKey: TypeAlias = tuple[str, int, str]
Overruled: TypeAlias = frozenset[Key | CellKey]
"""Rows, or single cells of them, that are taken back although they were edited since."""


@dataclass(frozen=True)
class CellConflict:
    """A cell that was edited since, with its plain values.

    Attributes:
        field: a name of the catalogue, or that of an own field with its prefix.
        before, written, now: before the change set, as that wrote it, and as it is.
    """

    field: str
    before: Any
    written: Any
    now: Any


def edited_since(row: Row, change: Any) -> Iterator[CellConflict]:
    """Yield the cells of a row that hold neither what a change wrote nor what it replaced."""
    for cell in _cells(row, change):
        if cell.now not in (cell.written, cell.before):
            yield cell


def taken_back(row: Row, change: Any, is_kept: Callable[[str], bool]) -> Row:
    """Return a row with what a change replaced, but for the cells that are kept."""
    columns = TABLES[change.kind].c
    restored: Row = {
        name: living_value(columns[name].type, value)
        for name, value in change.before.items()
        if name in BOOKKEEPING and plain_value(row[name]) == change.after[name]
    }
    for cell in _cells(row, change):
        if is_kept(cell.field):
            continue
        if not cell.field.startswith(PREFIX):
            restored[cell.field] = living_value(columns[cell.field].type, cell.before)
            continue
        name = cell.field.removeprefix(PREFIX)
        held = {key: value for key, value in (restored.get(OWN) or row[OWN]).items() if key != name}
        restored[OWN] = held if cell.before is None else held | {name: cell.before}
    return {**row, **restored}


def _cells(row: Row, change: Any) -> Iterator[CellConflict]:
    """Yield each cell that a change wrote; of own fields, once edited, those that it altered."""
    for name, written in change.after.items():
        if name in BOOKKEEPING:
            continue
        before, now = change.before[name], plain_value(row[name])
        is_apart = name == OWN and now not in (written, before)
        if is_apart and all(isinstance(held, dict | None) for held in (before, written, now)):
            yield from _own_cells(before or {}, written or {}, now or {})
        else:
            yield CellConflict(name, before, written, now)


def _own_cells(
    before: Mapping[str, Any], written: Mapping[str, Any], now: Mapping[str, Any]
) -> Iterator[CellConflict]:
    for name in dict.fromkeys((*before, *written)):
        if before.get(name) != written.get(name):
            key = f"{PREFIX}{name}"
            yield CellConflict(key, before.get(name), written.get(name), now.get(name))
