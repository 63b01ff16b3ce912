"""Rows that add up those above: told by their word and, where it may be a name, by the sums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.sheet_rows import Row
from relmanager_desktop.domain.mapping.currencies import currency_of_sign
from relmanager_desktop.domain.mapping.joined_headers import repeats
from relmanager_desktop.domain.mapping.looks import look_at
from relmanager_desktop.domain.mapping.maps import SheetMap
from relmanager_desktop.domain.mapping.numbers import figure_of
from relmanager_desktop.domain.mapping.total_words import (
    COUNT_WORDS,
    LIKELY_WORDS,
    SURE_WORDS,
    pattern_of,
)

_ANY_WORDS = pattern_of(SURE_WORDS + LIKELY_WORDS)
_PLAIN = frozenset(SURE_WORDS + LIKELY_WORDS)
_BEGINS_SURELY = re.compile(rf"{pattern_of(SURE_WORDS)}\b.*")
_AROUND = re.compile(rf"{pattern_of(LIKELY_WORDS)}\b.+|.+\b{_ANY_WORDS}")
_BEGINS_COUNT = re.compile(rf"{pattern_of(COUNT_WORDS)}(?:(?<=:)|\b).*")
# What a total begins with or its last word does, so that most names are told by two look-ups.
_BEGINNINGS = frozenset(word[:3] for word in SURE_WORDS + LIKELY_WORDS + COUNT_WORDS)
_LAST_WORDS = frozenset(word.split()[-1][:3] for word in _PLAIN)
_NUMBER = re.compile(r"\d[\d.,'’\s]*\d|\d")
_MARKED = re.compile(r"[:=(\[]\s*\d")  # "Total: 4 contacts", which no firm is called
_COUNTED = re.compile(r"(\d{1,7})((?:\s+[^\W\d_]+){1,3})")  # "3 customers" beside a total
_GAPS = str.maketrans("-/:", "   ")
_ROWS = -1  # in the place of a column: the rows that count themselves
_NEARLY = 0.001  # how far a total may be from the sum, for figures that are shown rounded


@dataclass
class _Sum:
    """What one column adds up to in the rows read so far, and in those since the last total."""

    read: int
    all: float = 0.0
    since: float = 0.0


def may_be_totals(firsts: Sequence[str]) -> list[bool]:
    """Return of folded texts that begin rows whether the row has to be looked at for a total."""
    words = [first.strip(" :=*") for first in firsts]
    return [
        word[:3] in _BEGINNINGS or word.translate(_GAPS).rpartition(" ")[2][:3] in _LAST_WORDS
        for word in words
    ]


class Totals:
    """Tells the totals among the rows of one table, which are asked from top to bottom.

    Columns are only added up when a row asks for it, and each row of them once.
    """

    def __init__(self, rows: Sequence[Row], found: SheetMap) -> None:
        self._rows = rows
        self._first = found.header_row
        self._are_kept = found.keeps_totals
        self._marks = {column.column: column.reading.decimal_mark for column in found.columns}
        self._totals: set[int] = set()
        self._sums: dict[int, _Sum] = {}
        self._header = found.header
        self._last = found.last_row or len(rows)
        self._tail: int | None = None

    def is_total(self, number: int) -> bool:
        """Whether row ``number``, counted from 0, adds up rows above it."""
        if self._are_kept:
            return False
        row = self._rows[number]
        first = row[0] if row[0] is not None else next(c for c in row if c is not None)
        if not isinstance(first, str):
            return False
        word = fold(first).strip(" :=*")
        if not any(may_be_totals([word])):
            return False
        is_plain = _is_plain(word)
        if not is_plain and not _may_be_total(word):
            return False
        others = [(n, cell) for n, cell in enumerate(row) if cell is not None and cell is not first]
        worded = [cell for _n, cell in others if not _is_figure(cell)]
        if is_plain:
            is_total = all(self._is_count(number, cell) for cell in worded)
        else:
            is_total = not worded and (
                self._adds_up(number, others) or self._counts(number, word, others)
            )
        if is_total:
            self._totals.add(number)
        return is_total

    def _is_count(self, number: int, cell: Cell) -> bool:
        """Whether a cell beside the word for a total counts the rows above it: '3 customers'."""
        found = _COUNTED.fullmatch(cell.strip()) if isinstance(cell, str) else None
        if found is None:
            return False
        is_short = len(found[2].split()) == 1
        return self._holds(number, int(found[1])) or (is_short and self._is_at_end(number))

    def _counts(self, number: int, word: str, others: Sequence[tuple[int, Cell]]) -> bool:
        """Whether a row says how many rows stand above it: 'Total: 4 contacts'.

        A number behind a colon is one of rows where it is right or stands beneath the list; any
        other has to be right, to stand there, and to be in no firm's name.
        """
        said = _NUMBER.findall(word)
        if not said and _BEGINS_COUNT.fullmatch(word):
            return len(others) == 1 and self._holds_below(number, self._value(*others[0]))
        if len(said) != 1:
            return False
        count = float("".join(filter(str.isdigit, said[0])))
        if _MARKED.search(word):
            return self._holds(number, count) or self._is_at_end(number)
        return self._holds_below(number, count) and not look_at([word]).company

    def _holds_below(self, number: int, count: float) -> bool:
        return self._holds(number, count) and self._is_at_end(number)

    def _holds(self, number: int, count: float) -> bool:
        """Whether so many rows stand above, or since the last total."""
        known = self._sum(_ROWS, number)
        return count > 0 and count in {known.all, known.since}

    def _is_at_end(self, number: int) -> bool:
        """Whether nothing but totals and gaps follow, or a gap parts the row from those above."""
        if self._tail is None:
            self._tail = self._last
            while self._tail > self._first and _ends_list(self._rows[self._tail - 1]):
                self._tail -= 1
        return number >= self._tail or not any(c is not None for c in self._rows[number - 1])

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
            elif value := self._value_in(column, row):
                known.all += value
                known.since += value
        known.read = number
        return known

    def _value_in(self, column: int, row: Row) -> float:
        if column == _ROWS:
            is_record = any(cell is not None for cell in row) and not repeats(row, self._header)
            return float(is_record)
        return self._value(column, row[column]) if column < len(row) else 0.0

    def _value(self, column: int, cell: Cell) -> float:
        if isinstance(cell, str):
            figure = figure_of(cell.strip(), self._marks.get(column, "."))
            return float(figure.number) if figure else 0.0
        is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
        return float(cell) if is_number else 0.0  # type: ignore[arg-type]  # narrowed above


def _is_plain(word: str) -> bool:
    return word in _PLAIN or _BEGINS_SURELY.fullmatch(word) is not None


def _may_be_total(word: str) -> bool:
    return bool(_AROUND.fullmatch(word) or _BEGINS_COUNT.fullmatch(word))


def _ends_list(row: Row) -> bool:
    """Whether a row is blank or may be a total."""
    first = next((cell for cell in row if cell is not None), None)
    if not isinstance(first, str):
        return first is None
    word = fold(first).strip(" :=*")
    return _is_plain(word) or _may_be_total(word)


def _is_near(value: float, other: float) -> bool:
    return abs(value - other) <= max(0.01, _NEARLY * abs(value))


def _is_figure(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return isinstance(cell, int | float)
    text = cell.strip()
    is_worded = any(character.isalpha() for character in text)
    return not is_worded or bool(figure_of(text, ".") or currency_of_sign(text.lower()))
