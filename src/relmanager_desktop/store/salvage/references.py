"""The newest sound backup that a damaged file descends from: what was there for certain."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from relmanager_desktop.store.backups import is_sound, list_backups
from relmanager_desktop.store.copies import open_to_read
from relmanager_desktop.store.salvage.records import Column, Value

Whole = dict[int, list[Value]]  # the key of a row → its values, in the order of the columns


class Reference:
    """A backup to compare with. Without one there is nothing to compare, and that is no fault.

    ``number`` is its newest change set.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.number = 0
        if path is not None:
            with closing(open_to_read(path)) as connection:
                newest = connection.execute("SELECT max(number) FROM change_set").fetchone()[0]
            self.number = int(newest or 0)

    def rows(self, table: str, columns: Sequence[Column]) -> Whole:
        """Return the rows of a table; columns that it had not yet are blank."""
        if self.path is None:
            return {}
        with closing(open_to_read(self.path)) as connection:
            there = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
            if not there:
                return {}
            wanted = ", ".join(f'"{c.name}"' if c.name in there else "NULL" for c in columns)
            key = next(place for place, column in enumerate(columns) if column.is_key)
            found = connection.execute(f'SELECT {wanted} FROM "{table}"')
            return {row[key]: list(row) for row in found}


def reference_of(portfolio: Path, change_sets: dict[int, Any]) -> Reference:
    """Return the newest sound backup whose change sets are those of the damaged file.

    ``change_sets`` are the keys of the file's change sets by number. A backup from before the
    portfolio was restored to an older one has others: its rows are not to come back.
    """
    for backup in list_backups(portfolio):
        if is_sound(backup.path) and _is_of_the_past(backup.path, change_sets):
            return Reference(backup.path)
    return Reference(None)


def _is_of_the_past(backup: Path, change_sets: dict[int, Any]) -> bool:
    with closing(open_to_read(backup)) as connection:
        theirs = dict(connection.execute("SELECT number, id FROM change_set").fetchall())
    return all(theirs.get(number, key) == key for number, key in change_sets.items()) and max(
        theirs, default=0
    ) <= max(change_sets, default=max(theirs, default=0))
