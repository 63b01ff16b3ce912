"""What is kept of each table: what the file holds, held against a backup and the journal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.store.rows import title_field, title_key
from relmanager_desktop.store.salvage.journals import Told
from relmanager_desktop.store.salvage.records import Column, Value, decode
from relmanager_desktop.store.salvage.references import Whole
from relmanager_desktop.store.salvage.tables import UNREADABLE, Rows

DERIVED = "sort_key"
_KEY_BITS = 63
Stored = Callable[[str, str, Any], Value]  # (table, column, value of the journal) → as it is kept


@dataclass
class Share:
    """What became of the rows of one kind.

    Attributes:
        read: rows that the damaged file still held as they were.
        mended: rows that it held with other values than the backup has of that version.
        from_backup: rows that it had lost and the backup has, with what was changed since.
        lost: the keys of rows that the journal knows and nobody has any more.
    """

    kind: str
    read: int = 0
    mended: int = 0
    from_backup: int = 0
    lost: list[int] = field(default_factory=list)

    @property
    def back(self) -> int:
        """How many rows came back."""
        return self.read + self.mended + self.from_backup


class Merge:
    """The rows of one table, as they are to be written; ``share`` counts while they are read."""

    def __init__(
        self, table: str, columns: Sequence[Column], found: Rows, known: Whole, told: Told | None
    ) -> None:
        self.share = Share(table)
        self._columns = columns
        self._names = [column.name for column in columns]
        self._known = known
        self._told = told
        living = set(told.living(table)) if told else set()
        self._found = repaired_keys(found, living)
        self.share.lost = sorted(living - self._found.keys() - known.keys())

    def rows(self, number: int, stored: Stored) -> Iterator[list[Value]]:
        """Yield each row that comes back, in the order of the keys.

        ``number`` is the newest change set of the backup.
        """
        if DERIVED not in self._names or self.share.kind not in KINDS:
            yield from self._rows(number, stored)
            return
        sort, title = self._names.index(DERIVED), self._names.index(title_field(self.share.kind))
        for row in self._rows(number, stored):
            row[sort] = title_key(self.share.kind, row[title])
            yield row

    def _rows(self, number: int, stored: Stored) -> Iterator[list[Value]]:
        for key in sorted(self._found.keys() | self._known.keys()):
            if key in self._found:
                with suppress(*UNREADABLE):
                    yield self._compared(key, self._whole(key))
            elif self._told is None or not self._told.is_gone(self.share.kind, key):
                self.share.from_backup += 1
                yield self._brought_up(key, number, stored)

    def _whole(self, key: int) -> list[Value]:
        values = decode(self._found[key])
        values += [None] * (len(self._columns) - len(values))
        return [key if c.is_key else v for c, v in zip(self._columns, values, strict=True)]

    def _compared(self, key: int, values: list[Value]) -> list[Value]:
        """Return the row as the backup has it, where that is the same version and differs."""
        known = self._known.get(key)
        version = self._names.index("version")
        if known is None or known[version] != values[version] or self._is_same(known, values):
            self.share.read += 1
            return values
        self.share.mended += 1
        return known

    def _is_same(self, one: Sequence[Value], other: Sequence[Value]) -> bool:
        return all(
            a == b for name, a, b in zip(self._names, one, other, strict=True) if name != DERIVED
        )

    def _brought_up(self, key: int, number: int, stored: Stored) -> list[Value]:
        """Return the backup's row with what the journal says was set in it since."""
        values = dict(zip(self._names, self._known[key], strict=True))
        updates = self._told.updates_of(self.share.kind, key, number) if self._told else ()
        for update in updates:
            values |= {
                name: stored(self.share.kind, name, value)
                for name, value in update.items()
                if name in values
            }
        return [values[name] for name in self._names]


def repaired_keys(found: Rows, living: set[int]) -> Rows:
    """Return rows with the keys that the journal gave them, where one bit of them was flipped."""
    missing = living - found.keys()
    if not missing:
        return found
    right = dict(found)
    for key in found.keys() - living:
        near = keys_near(key) & missing
        if len(near) == 1:
            right[near.pop()] = right.pop(key)
    return right


def keys_near(key: int) -> set[int]:
    """Return the keys that differ from one in a single bit."""
    return {key ^ (1 << bit) for bit in range(_KEY_BITS)}


def titles_in(contents: Mapping[int, bytes]) -> dict[int, str]:
    """Return what the search index remembers of the names of rows, in small letters."""
    found: dict[int, str] = {}
    for key, payload in contents.items():
        with suppress(*UNREADABLE):
            found[key] = str(decode(payload)[1] or "").strip()
    return found
