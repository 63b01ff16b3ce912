"""Telling a header from a first row of values, for lists that have no header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.mapping.headers import read_header
from relmanager_desktop.domain.mapping.looks import look_at
from relmanager_desktop.domain.mapping.vocabulary import Vocabulary

SEARCHED = 50
_MOST = 0.6
_DIALLED = re.compile(r"\+?[\d\s()/.-]{7,}")


def is_data(rows: Sequence[Sequence[Cell]], number: int, words: Vocabulary) -> bool:
    """Whether the best row for a header is but a row of values, such as an e-mail address."""
    texts = [cell.strip() for cell in rows[number] if isinstance(cell, str)]
    if any(len(text) > 1 and words.knows(read_header(text)) for text in texts):
        return False
    if any("@" in text or _DIALLED.fullmatch(text) for text in texts):
        return True
    return any(
        isinstance(cell, str) and _is_like_those_below(rows, number, column)
        for column, cell in enumerate(rows[number])
    )


def _is_like_those_below(rows: Sequence[Sequence[Cell]], number: int, column: int) -> bool:
    """Whether a cell is a country or a firm of several words, as most of those below it are."""
    cell = rows[number][column]
    below = [row[column] for row in rows[number + 1 : number + SEARCHED] if column < len(row)]
    one, others = look_at([cell]), look_at(below)
    is_firm = " " in str(cell).strip() and one.company == 1 and others.company > _MOST
    return is_firm or (one.country == 1 and others.country > _MOST)


def holds_addresses(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether e-mail addresses stand among the first rows, so that they are a list."""
    first = islice((row for row in rows if any(c is not None for c in row)), SEARCHED)
    return any(isinstance(cell, str) and "@" in cell for row in first for cell in row)
