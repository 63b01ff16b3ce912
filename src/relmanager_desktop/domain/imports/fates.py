"""What becomes of a row, of a cell, and what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from relmanager_desktop.domain.cells import column_letters
from relmanager_desktop.domain.texts import Text


class Fate(StrEnum):
    """What an import does with a record; every row that counts has one."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"
    REFUSED = "refused"


class Collision(StrEnum):
    """What happens where our value and the file's differ."""

    FILL = "fill"
    OVERWRITE = "overwrite"
    KEEP = "keep"


class _Cleared:
    """A blank cell of a column whose blanks empty the field, as opposed to no opinion."""

    def __repr__(self) -> str:
        return "CLEARED"

    def __reduce__(self) -> str:
        return "CLEARED"


CLEARED = _Cleared()


@dataclass(frozen=True)
class Skipped:
    """A row that is no record: blank, a total, a repeated header; ``row`` counts from 1."""

    row: int
    reason: Text


@dataclass(frozen=True)
class CellProblem:
    """What keeps a row out; ``row`` counts from 1, ``column`` from 0 or is None for the row.

    ``header`` and ``value`` are '' where the problem lies in no cell; ``lacks`` is the
    'kind.field' that no column gives although it is required, else ''.
    """

    sheet: str
    row: int
    column: int | None
    header: str
    value: str
    message: Text
    lacks: str = ""

    @property
    def cell(self) -> str:
        """Where it stands, as 'Customers!C14'; 'Customers!14' for a whole row."""
        letters = "" if self.column is None else column_letters(self.column)
        return f"{self.sheet}!{letters}{self.row}"


@dataclass(frozen=True)
class CellChange:
    """A value of a standing record that differs from the file's.

    ``record`` is an id, or the negative number of a record that this import makes. ``taken`` is
    whether the file's value goes in; False is a conflict in which ours is kept, or where
    ``said_in`` names one, what that row of the same file says. ``column`` counts from 0, and is
    -1 where the value stands in no cell.
    """

    sheet: str
    row: int
    kind: str
    record: int
    field: str
    old: Any
    new: Any
    taken: bool
    column: int = -1
    said_in: tuple[str, int] | None = None

    @property
    def cell(self) -> str:
        """Where it stands, as 'Customers!C14'."""
        letters = column_letters(self.column) if self.column >= 0 else ""
        return f"{self.sheet}!{letters}{self.row}"


@dataclass(frozen=True)
class Double:
    """A new record that looks like another one; proposed to a person, never united.

    ``other`` is an id, or the negative number of a record of the same import; ``score`` is 0–100.
    """

    sheet: str
    row: int
    kind: str
    name: str
    other: int
    other_name: str
    score: int


@dataclass(frozen=True)
class ColumnSum:
    """What the numbers of one column add up to: in the file, and in the rows that are taken.

    Amounts are in whole units, as the file has them; ``column`` counts from 0.
    """

    sheet: str
    column: int
    header: str
    in_file: float
    taken: float
