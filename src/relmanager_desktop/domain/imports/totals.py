"""Rows that add up those above: told by their word and, where it may be a name, by the sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.sheet_rows import Row
from relmanager_desktop.domain.mapping.currencies import currency_of_sign
from relmanager_desktop.domain.mapping.maps import SheetMap
from relmanager_desktop.domain.mapping.numbers import figure_of
from relmanager_desktop.domain.mapping.total_words import LIKELY_WORDS, SURE_WORDS

_PLAIN = re.compile(rf"(?:{SURE_WORDS}|{LIKELY_WORDS})")
_BEGINS_SURELY = re.compile(rf"(?:{SURE_WORDS})\b.*")
_AROUND = re.compile(rf"(?:{LIKELY_WORDS})\b.+|.+\b(?:{LIKELY_WORDS}|{SURE_WORDS})")
_NEARLY = 0.001  # how far a total may be from the sum, for figures that are shown rounded


@dataclass
class _Sum:
    """What one column adds up to in the rows read so far, and in those since the last total."""

    read: int
    all: float = 0.0
    since: float = 0.0


class Totals:
    """Tells the totals among the rows of one table, which are asked from top to bottom.

    Columns are only added up when a row asks for it, and each row of them once.
    """

    def __init__(self, rows: Sequence[Row], found: SheetMap) -> None:
        self._rows = rows
        self._first = found.header_row
        self._marks = {column.column: column.reading.decimal_mark for column in found.columns}
        self._totals: set[int] = set()
        self._sums: dict[int, _Sum] = {}

    def is_total(self, number: int) -> bool:
        """Whether row ``number``, counted from 0, adds up rows above it."""
        row = self._rows[number]
        first = row[0] if row[0] is not None else next(c for c in row if c is not None)
        if not isinstance(first, str):
            return False
        word = fold(first).strip(" :=*")
        is_plain = _PLAIN.fullmatch(word) or _BEGINS_SURELY.fullmatch(word)
        if not is_plain and not _AROUND.fullmatch(word):
            return False
        others = [(n, cell) for n, cell in enumerate(row) if cell is not None and cell is not first]
        if not all(_is_figure(cell) for _n, cell in others):
            return False
        if not is_plain and not self._adds_up(number, others):
            return False
        self._totals.add(number)
        return True

    def _adds_up(self, number: int, figures: Sequence[tuple[int, Cell]]) -> bool:
        """Whether most figures are the sums of all rows above, or of those since the last total."""
        said = {n: value for n, cell in figures if (value := self._value(n, cell))}
        sums = {n: self._sum(n, number) for n in said}
        of_all = sum(_is_near(value, sums[n].all) for n, value in said.items())
        of_group = sum(_is_near(value, sums[n].since) for n, value in said.items())
        return 2 * max(of_all, of_group) > len(said)

    def _sum(self, column: int, number: int) -> _Sum:
        """Return what a column adds up to above row ``number``."""
        known = self._sums.setdefault(column, _Sum(self._first))
        for at in range(known.read, number):
            row = self._rows[at]
            if at in self._totals:
                known.since = 0.0
            elif column < len(row) and (value := self._value(column, row[column])):
                known.all += value
                known.since += value
        known.read = number
        return known

    def _value(self, column: int, cell: Cell) -> float:
        if isinstance(cell, str):
            figure = figure_of(cell.strip(), self._marks.get(column, "."))
            return float(figure.number) if figure else 0.0
        is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
        return float(cell) if is_number else 0.0  # type: ignore[arg-type]  # narrowed above


def _is_near(value: float, other: float) -> bool:
    return abs(value - other) <= max(0.01, _NEARLY * abs(value))


def _is_figure(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return isinstance(cell, int | float)
    text = cell.strip()
    is_worded = any(character.isalpha() for character in text)
    return not is_worded or bool(figure_of(text, ".") or currency_of_sign(text.lower()))
