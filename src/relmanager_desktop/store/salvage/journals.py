"""What a journal says must be there: rows that were made and not deleted, and their values."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from relmanager_desktop.store.salvage.records import Column, decode
from relmanager_desktop.store.salvage.tables import UNREADABLE, Rows

LINE_COLUMNS = ("change_set", "order", "kind", "row", "before", "after", "first", "count")


class Line(NamedTuple):
    """One line of a journal, as it lies in the table ``change``."""

    change_set: int
    order: int
    kind: str
    row: int | None
    before: str | None
    after: str | None
    first: int | None
    size: int | None


class Told:
    """What the lines of a journal come to, heard in their order."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._blocks: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._starts: list[tuple[int, int, str]] = []
        self._gone: set[tuple[str, int]] = set()
        self._updates: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
        for line in lines:
            self._hear(line)
        self._starts.sort()

    def owner(self, key: int) -> str | None:
        """Return the kind of the row with this key, None if nobody said."""
        place = bisect_right(self._starts, key, key=lambda start: start[0]) - 1
        if place < 0:
            return None
        first, count, kind = self._starts[place]
        return kind if key < first + count else None

    def living(self, kind: str) -> Iterator[int]:
        """Yield the keys of the rows of a kind that were made and are not deleted."""
        for first, count in self._blocks[kind]:
            yield from (key for key in range(first, first + count) if (kind, key) not in self._gone)

    def is_gone(self, kind: str, key: int) -> bool:
        """Whether a row was deleted."""
        return (kind, key) in self._gone

    def updates_of(self, kind: str, key: int, after: int) -> Iterator[dict[str, Any]]:
        """Yield what the change sets after number ``after`` set in a row, in their order."""
        for number, values in self._updates.get((kind, key), ()):
            if number > after:
                with suppress(ValueError):
                    yield json.loads(values)

    def _hear(self, line: Line) -> None:
        if line.first is not None and line.size is not None:
            self._blocks[line.kind].append((line.first, line.size))
            self._starts.append((line.first, line.size, line.kind))
            self._gone.difference_update(self._gone_in(line.kind, line.first, line.size))
        elif line.row is not None and line.after is None:
            self._gone.add((line.kind, line.row))
        elif line.row is not None and line.after is not None:
            self._gone.discard((line.kind, line.row))
            self._updates[line.kind, line.row].append((line.change_set, line.after))

    def _gone_in(self, kind: str, first: int, count: int) -> list[tuple[str, int]]:
        if not self._gone:
            return []
        return [(kind, key) for key in range(first, first + count) if (kind, key) in self._gone]


def lines_of(rows: Rows, columns: Sequence[Column]) -> list[Line]:
    """Return the lines of a journal in their order, as far as they can be read."""
    names = [column.name for column in columns]
    places = [names.index(word) for word in LINE_COLUMNS]
    found = []
    for payload in rows.values():
        with suppress(*UNREADABLE):
            values: list[Any] = decode(payload)
            found.append(Line(*(values[place] for place in places)))
    return sorted(found, key=lambda line: (line.change_set, line.order))
