"""Notes beneath a table: 'Exported on 3 May', '* provisional', 'R = Responsible'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.folding import fold

_FOOTER = re.compile(
    r"(?:exported|generated|created|printed|source|quelle|stand|page|seite|end of|note|\*|©|report "
    r"(?:date|run)|confidential|copyright|erstellt|exportiert|filters? applied).*"
)
_STARRED = re.compile(r"(?:\*+ ?|©|\(?c\) |note: )\S.*")  # no name even in a list of two columns
_LEGEND = re.compile(
    r"(?:legende?|legenda|leyenda|leggenda|zeichenerklarung|легенда|explanation|key)\s*:.*"
    r"|legende?|legenda|leyenda|leggenda|zeichenerklarung|легенда"
    r"|\(?(?:[^\W_]{1,3}|[^\w\s])\)?\s*=\s*\S.*"
)
_EXPLAINED = re.compile(r"(?:^|[\s,;|/(])(?:[^\W_]{1,2}|[^\w\s,;|/()])\)?\s*[=:–-]\s*[^\W\d_]{2,}")
_FEWEST_EXPLAINED = 2  # signs behind a colon or a dash; one alone may be a name

Rows = Sequence[Sequence[Cell]]


def last_above_notes(rows: Rows, header_row: int, width: int) -> int | None:
    """Return the last row of a table of ``width`` columns, None where no note stands beneath it."""
    last = len(rows) - 1
    while last > header_row and is_blank(rows[last]):
        last -= 1
    end = last
    while last > header_row + 1 and _is_footer(rows[last], width):
        last -= 1
        while last > header_row and is_blank(rows[last]):
            last -= 1
    last = _above_notes(rows, header_row, width, last)
    return None if last == end else _above_lone_lines(rows, header_row, last)


def is_blank(row: Sequence[Cell]) -> bool:
    """Whether a row has no value."""
    return all(cell is None for cell in row)


def _above_notes(rows: Rows, header_row: int, width: int, last: int) -> int:
    """Return the last row above the first note of the lines of one text at the end, else ``last``.

    '* provisional' may stand over a sum that is no note itself.
    """
    number = last
    while number > header_row + 1 and _is_lone_text(rows[number]):
        if _is_footer(rows[number], width):
            last = number - 1
        number -= 1
    while last > header_row and is_blank(rows[last]):
        last -= 1
    return last


def _above_lone_lines(rows: Rows, header_row: int, last: int) -> int:
    """Return the last row above a gap beneath which no row but notes stands, else ``last``.

    Of a footer of several lines not every one begins with a word that footers begin with.
    """
    number = last
    while number > header_row + 1 and _is_lone_text(rows[number]):
        number -= 1
    is_apart = number < last and number > header_row and is_blank(rows[number])
    while is_apart and number > header_row + 1 and is_blank(rows[number]):
        number -= 1
    return number if is_apart else last


def _is_lone_text(row: Sequence[Cell]) -> bool:
    filled = [cell for cell in row if cell is not None]
    return len(filled) == 1 and isinstance(filled[0], str)


def _is_footer(row: Sequence[Cell], width: int) -> bool:
    filled = [cell for cell in row if cell is not None]
    if width < 2 or len(filled) != 1 or not isinstance(filled[0], str):
        return False
    text = fold(filled[0]).strip()
    known = _FOOTER if width > 2 else _STARRED
    return known.fullmatch(text) is not None or _explains_signs(text)


def _explains_signs(text: str) -> bool:
    """Whether a text says what signs of the table mean: 'R = Responsible, A = Accountable'."""
    is_legend = _LEGEND.fullmatch(text) is not None
    return is_legend or len(_EXPLAINED.findall(text)) >= _FEWEST_EXPLAINED
