"""Reading a whole column at once: each different cell is read one time only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.mapping.phone_texts import SPOKEN, phones_in
from relmanager_desktop.domain.mapping.plain_columns import ReadsPlainly
from relmanager_desktop.domain.mapping.unreadable import ValueProblem, error_in, is_error_text
from relmanager_desktop.domain.texts import Text

Reader = Callable[[Cell], Any]
Split = Callable[[Cell], list[Cell]]
_REMEMBERED = 65_536


@dataclass(frozen=True)
class Unreadable:
    """In the place of a value: the cell could not be read, and why."""

    message: Text


class _Read(dict[Any, Any]):
    """Cells already read → their values; a blank is None without asking the reader."""

    def __init__(self, read: Reader) -> None:
        super().__init__({None: None})
        self._read = read

    def __missing__(self, cell: Cell) -> Any:
        try:
            value = self._read(cell)
        except ValueProblem as problem:
            value = _unreadable(cell, problem)
        if len(self) < _REMEMBERED:
            self[cell] = value
        return value


def read_cell(read: Reader, cell: Cell) -> Any:
    """Return the value of a cell, None for a blank, or why it is unreadable."""
    if cell is None:
        return None
    try:
        return read(cell)
    except ValueProblem as problem:
        return _unreadable(cell, problem)


def _unreadable(cell: Cell, problem: ValueProblem) -> Unreadable:
    is_error = isinstance(cell, str) and is_error_text(cell.strip())
    return Unreadable(error_in(str(cell).strip()) if is_error else problem.message)


def read_column(cells: Sequence[Cell], read: Reader) -> tuple[list[Any], dict[int, Text]]:
    """Return one value a cell, None where blank or unreadable, and the sentences by position."""
    types = set(map(type, cells))
    if isinstance(read, ReadsPlainly) and read.is_plain(cells, types):
        return list(cells), {}
    if bool in types and types & {int, float}:  # True == 1, but they do not read alike
        values = [read_cell(read, cell) for cell in cells]
    else:
        values = list(map(_Read(read).__getitem__, cells))
    return values, _taken_out(values)


def _taken_out(values: list[Any]) -> dict[int, Text]:
    if Unreadable not in set(map(type, values)):
        return {}
    problems = {n: value.message for n, value in enumerate(values) if type(value) is Unreadable}
    for number in problems:
        values[number] = None
    return problems


def split_column(cells: Sequence[Cell], split: Split) -> list[list[Cell]]:
    """Return columns for the first, second, third … value of cells that hold several.

    'UI; design' and 'UI', split at ';', become [['UI', 'UI'], ['design', None]].
    """
    rows = [split(cell) for cell in cells]
    widest = max(map(len, rows), default=1)
    return [[row[n] if n < len(row) else None for row in rows] for n in range(max(widest, 1))]


def split_at(separator: str) -> Split:
    """Return what takes the values of a cell apart, without the star of an address book's first."""
    if separator == SPOKEN:
        return partial(_spoken, part="number")
    return partial(_split, separator=separator)


def labels_at(separator: str) -> Split | None:
    """Return what tells the labels of the values that ``split_at`` takes apart, None if none do."""
    return partial(_spoken, part="label") if separator == SPOKEN else None


def _spoken(cell: Cell, part: str) -> list[Cell]:
    """Return the phones of a cell or what they are; a cell of anything else as it is."""
    found = phones_in(cell) if isinstance(cell, str) else []
    if not found:
        return [cell if part == "number" else None]
    return [getattr(phone, part) or None for phone in found]


def _split(cell: Cell, separator: str) -> list[Cell]:
    if not isinstance(cell, str):
        return [cell]
    parts = (text.strip().removeprefix("* ") for text in cell.split(separator))
    return [part for part in parts if part] or [None]
