"""Telling a header from a first row of values, for lists that have no header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.mapping.headers import read_header
from relmanager_desktop.domain.mapping.joined_headers import is_name
from relmanager_desktop.domain.mapping.looks import look_at
from relmanager_desktop.domain.mapping.periods import period_of
from relmanager_desktop.domain.mapping.vocabulary import Vocabulary

SEARCHED = 50
_MOST = 0.6
_KNOWN = 0.5  # above this share of words we know a row is a header whatever else it holds
_DIALLED = re.compile(r"\+?[\d\s()/.-]{7,}")
_ROWS_ABOVE = 2  # as wide as the row itself: titles are mostly narrower
_LOOKS_OF_ONE = ("email", "country", "url", "date")  # that a name of a column never has

Rows = Sequence[Sequence[Cell]]


def is_data(rows: Rows, number: int, words: Vocabulary) -> bool:
    """Whether the best row for a header is but a row of values, such as an e-mail address."""
    known = _known_share(rows[number], words)
    if known > _KNOWN:
        return False
    texts = [cell.strip() for cell in rows[number] if isinstance(cell, str)]
    if not known and any("@" in text or _DIALLED.fullmatch(text) for text in texts):
        return True
    return any(
        _is_like_the_others(rows, number, column, is_told=known > 0)
        for column, cell in enumerate(rows[number])
        if cell is not None
    )


def is_within_list(rows: Rows, number: int, words: Vocabulary) -> bool:
    """Whether a row follows others like it and names no columns in words we know.

    'Eta' is a company that happens to be a word for a date of arrival, too. Rows above a header
    that are as wide as it have values where it has names, such as 'From' and a day.
    """
    row = rows[number]
    above = rows[max(0, number - _ROWS_ABOVE) : number]
    width = _width(row)
    is_among = len(above) == _ROWS_ABOVE and all(_width(other) >= width for other in above)
    if not is_among or width < 2 or _known_share(row, words) > _KNOWN:
        return False
    return not any(
        _names(cell) and not any(column < len(r) and _names(r[column]) for r in above)
        for column, cell in enumerate(row)
    )


def _names(cell: Cell) -> bool:
    return isinstance(cell, str) and is_name(cell.strip())


def _known_share(row: Sequence[Cell], words: Vocabulary) -> float:
    texts = [cell.strip() for cell in row if isinstance(cell, str)]
    known = sum(len(text) > 1 and words.knows(read_header(text)) for text in texts)
    return known / len(texts) if texts else 0.0


def _width(row: Sequence[Cell]) -> int:
    return sum(cell is not None for cell in row)


def _is_like_the_others(rows: Rows, number: int, column: int, *, is_told: bool) -> bool:
    """Whether a cell is an address, a country, a day or a firm of several words, as most others.

    A number is one beside words we know, for years and numbers may be the names of columns.
    """
    cell = rows[number][column]
    others = [
        row[column]
        for row in (*rows[max(0, number - SEARCHED) : number], *_below(rows, number))
        if column < len(row)
    ]
    one, rest = look_at([cell]), look_at(others)
    if any(getattr(one, look) == 1 and getattr(rest, look) > _MOST for look in _LOOKS_OF_ONE):
        return True
    if is_told:
        return False
    is_firm = " " in str(cell).strip() and one.company == 1 and rest.company > _MOST
    is_figure = one.number == 1 and rest.number > _MOST and not _may_name_column(rows[number])
    return is_firm or is_figure


def _below(rows: Rows, number: int) -> Rows:
    return rows[number + 1 : number + SEARCHED]


def _may_name_column(row: Sequence[Cell]) -> bool:
    """Whether the figures of a row are years, or numbers that go up by one: 1, 2, 3."""
    figures = [str(cell).strip() for cell in row if look_at([cell]).number == 1]
    if any(period_of(figure) is not None for figure in figures):
        return True
    numbers = [int(figure) for figure in figures if figure.isdecimal()]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def holds_addresses(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether e-mail addresses stand among the first rows, so that they are a list."""
    first = islice((row for row in rows if any(c is not None for c in row)), SEARCHED)
    return any(isinstance(cell, str) and "@" in cell for row in first for cell in row)
