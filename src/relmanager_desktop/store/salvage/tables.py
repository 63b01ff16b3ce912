"""Which rows of which table a damaged file still holds, found page by page."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress

from relmanager_desktop.store.salvage.pages import INNER, LEAF, Cell, Pages
from relmanager_desktop.store.salvage.records import Column, Value, decode, fits

Rows = dict[int, bytes]  # the key of a row → its record, undecoded
Shapes = Mapping[str, tuple[Column, ...]]
Tables = dict[str, Rows]
SCHEMA_PAGE = 1
VERSION_TABLE = "alembic_version"
CERTAIN = 9  # times the likeness of a row that nobody knows
UNREADABLE = (ValueError, IndexError, struct.error)


class Finds:
    """What of the tables of a file can be found, whether or not the way to it is whole.

    First each table's tree is walked from its root; then the leaves that no tree leads to any more
    are told by what their rows look like, and by ``owner``, who may know a row by its key.
    """

    def __init__(self, pages: Pages, shapes: Shapes) -> None:
        self.tables: Tables = {name: {} for name in shapes}
        self._pages = pages
        self._shapes = shapes
        self._seen: set[int] = {SCHEMA_PAGE}
        for name, root in roots(pages).items():
            self._walk(name, root)

    def gather_strays(self, owner: Callable[[int], str | None] = lambda _key: None) -> None:
        """Take in the leaves that no tree leads to."""
        free = self._pages.free()
        for number in range(2, self._pages.count + 1):
            if number in self._seen or number in free or self._pages.kind(number) != LEAF:
                continue
            cells = list(self._pages.cells(number))
            name = self._table_of(cells, owner)
            if name is not None and self._take(name, cells):
                self._seen.add(number)

    def _walk(self, name: str, root: int) -> None:
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number in self._seen:
                continue
            kind = self._pages.kind(number)
            if kind == INNER:
                self._seen.add(number)
                waiting += reversed(self._pages.children(number))
            elif kind == LEAF or name in self._shapes:  # a leaf may have forgotten what it is
                taken = self._take(name, list(self._pages.cells(number)))
                if taken or name not in self._shapes:
                    self._seen.add(number)

    def _take(self, name: str, cells: list[Cell]) -> int:
        """Keep the cells that are rows of a table; return how many they are."""
        if name not in self._shapes:
            return 0
        rows, before = self.tables[name], len(self.tables[name])
        for cell in cells:
            if is_row(cell, self._shapes[name]):
                rows.setdefault(cell.key, cell.payload)
        return len(rows) - before

    def _table_of(self, cells: list[Cell], owner: Callable[[int], str | None]) -> str | None:
        """Return the table that most rows of a leaf belong to."""
        votes: Counter[str] = Counter()
        for cell in cells:
            known = owner(cell.key)
            if known is not None and known in self._shapes:
                votes[known] += CERTAIN
            elif (values := values_of(cell)) is not None:
                votes.update({n: likeness(values, shape) for n, shape in self._shapes.items()})
        best = max(votes, key=lambda name: votes[name], default=None)
        return best if best is not None and votes[best] else None


def is_row(cell: Cell, columns: tuple[Column, ...]) -> bool:
    """Whether a cell can be a row of a table with these columns."""
    values = values_of(cell)
    return values is not None and fits(values, columns)


def values_of(cell: Cell) -> list[Value] | None:
    """Return the values of a cell, None if it holds no record."""
    try:
        return decode(cell.payload)
    except UNREADABLE:
        return None


def likeness(values: list[Value], columns: tuple[Column, ...]) -> int:
    """Return how much a record is like a row of a table: 0 not at all, 2 to the last column."""
    return 1 + (len(values) == len(columns)) if fits(values, columns) else 0


def roots(pages: Pages) -> dict[str, int]:
    """Return the root page of each table, as far as the list of them can be read."""
    return {
        str(name): root
        for kind, name, _, root in _listed(pages)
        if kind == "table" and isinstance(root, int) and 1 < root <= pages.count
    }


def revision_in(pages: Pages) -> str | None:
    """Return the revision of the schema that a file says it has, None if that is lost."""
    root = roots(pages).get(VERSION_TABLE)
    for cell in pages.cells(root) if root else ():
        with suppress(*UNREADABLE):
            (revision,) = decode(cell.payload)
            return str(revision)
    return None


def _listed(pages: Pages) -> Iterator[list[Value]]:
    waiting, seen = [SCHEMA_PAGE], set[int]()
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        if pages.kind(number) == INNER:
            waiting += reversed(pages.children(number))
            continue
        for cell in pages.cells(number):
            with suppress(*UNREADABLE):
                yield decode(cell.payload)[:4]
