"""Columns that sum up those of a matrix beside them: the total of a year beside its months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.mapping.columns import Column
from relmanager_desktop.domain.mapping.headers import Header
from relmanager_desktop.domain.mapping.numbers import figure_of
from relmanager_desktop.domain.mapping.periods import period_of
from relmanager_desktop.domain.mapping.total_words import (
    HEADING_WORDS,
    LIKELY_WORDS,
    SURE_WORDS,
)
from relmanager_desktop.domain.texts import Text, tr

_HEADINGS = frozenset(SURE_WORDS + LIKELY_WORDS + HEADING_WORDS)
_SUM = tr("It is the sum of the columns beside it, which are taken one by one.")
_AVERAGE = tr("It is the average of the columns beside it, which are taken one by one.")
_BY_NAME = tr("By its name it sums up the columns beside it, which are taken one by one.")
_ROWS_ASKED = 500
_FIGURES = 0.7  # from this share of figures on a column is one of them
_AGREEING = 0.9  # the share of rows that have to add up
_FEWEST_UNNAMED = 3  # rows; in fewer a column of another meaning may add up by chance
_ROUNDED = 0.001  # how far a sum may be off, for figures that are shown rounded

Figures = Sequence[float | None]


def reason_as_sum(
    column: Column, cells: Sequence[Sequence[Cell]], summands: Sequence[int], mark: str
) -> Text | None:
    """Return why a column only sums up those numbered ``summands``, None if it does not.

    ``cells[n]`` are the data of column n, and ``mark`` parts their decimals. Values prove it where
    the header does not say so; where it does, it is believed of any column of figures.
    """
    if column.look.number < _FIGURES:
        return None
    is_named = is_headed_as_sum(column.header)
    said = _figures(cells[column.number], mark)
    asked = [number for number, figure in enumerate(said) if figure is not None]
    if is_named or len(asked) >= _FEWEST_UNNAMED:
        known = {number: _figures(cells[number], mark) for number in summands}
        for group in _groups(column.number, summands):
            beside = [known[number] for number in group]
            rows = [[f[n] for f in beside if f[n] is not None] for n in asked]
            for reason, is_average in ((_SUM, False), (_AVERAGE, True)):
                if _agree([said[n] for n in asked], rows, is_average=is_average):
                    return reason
    return _BY_NAME if is_named else None


def is_headed_as_sum(header: Header) -> bool:
    """Whether a column beside months says that it sums them up: a total, a quarter, a year."""
    text = header.text.strip()
    is_total = header.phrase in _HEADINGS or text == "∑"
    return is_total or period_of(text) is not None


def _figures(cells: Sequence[Cell], mark: str) -> Figures:
    return [_figure(cell, mark) for cell in cells[:_ROWS_ASKED]]


def _figure(cell: Cell, mark: str) -> float | None:
    if isinstance(cell, str):
        found = figure_of(cell.strip(), mark)
        return float(found.number) if found else None
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return float(cell) if is_number else None  # type: ignore[arg-type]  # narrowed above


def _groups(number: int, summands: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the columns that one may sum up: all, those before it, those that touch it."""
    before = [n for n in summands if n < number]
    behind = [n for n in summands if n > number]
    yield summands
    yield before
    yield [n for n in reversed(before) if set(range(n, number)) <= {*before}]
    yield [n for at, n in takewhile(lambda pair: pair[0] == pair[1], enumerate(behind, number + 1))]


def _agree(said: Figures, rows: Sequence[Figures], *, is_average: bool) -> bool:
    """Whether nearly every row that has figures beside says what they come to."""
    pairs = [
        (value, sum(filter(None, row)) / (len(row) if is_average else 1))
        for value, row in zip(said, rows, strict=True)
        if value is not None and len(row) > 1
    ]
    hits = sum(abs(one - other) <= max(0.01, _ROUNDED * abs(one)) for one, other in pairs)
    return hits > 0 and hits >= _AGREEING * len(pairs) and any(one for one, _other in pairs)
