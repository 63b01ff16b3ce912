"""Which rows a write touched: what facts, search and the screens go by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass, field

from relmanager_desktop.store.rows import Row


@dataclass
class Touched:
    """The rows that a write touched, by kind: for facts, search and topics.

    Attributes:
        ids: rows that were changed and still are there.
        blocks: created rows as (first id, count).
        gone: rows that were deleted, as they were: their id, links, days and moments.
        old: rows that were changed, as they were before: the same fields.
        columns: the columns in which rows were changed.
    """

    ids: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    blocks: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    gone: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    old: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    columns: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def moves(self, kind: str, names: Set[str]) -> bool:
        """Whether rows of a kind came, went, or changed in one of these columns."""
        has_come_or_gone = bool(self.blocks.get(kind) or self.gone.get(kind))
        return has_come_or_gone or not names.isdisjoint(self.columns.get(kind, ()))

    def kinds(self) -> set[str]:
        """Return the kinds that were touched."""
        return {
            kind
            for found in (self.ids, self.blocks, self.gone)
            for kind, rows in found.items()
            if rows
        }
