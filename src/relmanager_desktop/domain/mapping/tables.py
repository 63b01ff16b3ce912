"""Finding the table on a sheet: its header row under titles, its last row, its right edge."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from relmanager_desktop.domain.cells import Cell, ErrorCell, Sheet, column_letters
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.first_rows import (
    SEARCHED,
    holds_addresses,
    is_data,
    is_within_list,
)
from relmanager_desktop.domain.mapping.footers import is_blank, last_above_notes
from relmanager_desktop.domain.mapping.headers import read_header
from relmanager_desktop.domain.mapping.joined_headers import (
    header_of,
    is_name,
    marked_header,
    names_in,
    repeats,
)
from relmanager_desktop.domain.mapping.vocabulary import Vocabulary

_CODE = re.compile(r"[^\W\d_](?:\s*[/,;|&+]\s*[^\W\d_]){0,3}")  # R, A/R: as a matrix has them
_LONGEST_HEADER = 80


@dataclass(frozen=True)
class Table:
    """One table of a sheet; rows count from 0.

    Attributes:
        header_row: the row whose cells name the columns; the data begin below it. −1 for data
            that begin in the first row, under no header.
        header: their names, '' for none; of a header of two rows joined as 'Address / City'.
        last_row: the last row of the table, both ends in; None for 'to the end'.
        score: how much the header row looks like one, from 0 to about 3.
    """

    header_row: int
    header: tuple[str, ...]
    last_row: int | None = None
    score: float = 0.0


def find_tables(sheet: Sheet, words: Vocabulary, header_row: int | None = None) -> list[Table]:
    """Return the tables of a sheet from top to bottom; the user's ``header_row`` (1-based) wins.

    Of 0 it is that no row names the columns.
    """
    rows = sheet.rows
    if header_row is not None:
        return _tables_wished(rows, header_row, words)
    marked = [t for t in sheet.info.tables if t.header_row is not None]
    if len(marked) == 1 and marked[0].header_row is not None:
        number = marked[0].header_row
        if number < len(rows):
            return [Table(number, marked_header(rows, number), None, 3.0)]
    best = _best_header(rows, 0, min(SEARCHED, len(rows)), words)
    if best is None or is_data(rows, best.header_row, words):
        is_list = best is not None or holds_addresses(rows)
        return _without_header(rows) if is_list else []
    tables = [best]
    while (following := _next_table(rows, tables[-1], words)) is not None:
        tables[-1] = _cut(tables[-1], rows, following.header_row)
        tables.append(following)
        if len(tables) == 12:
            break
    tables[-1] = _above_notes(tables[-1], rows)
    return tables


def _best_header(
    rows: Sequence[Sequence[Cell]], first: int, last: int, words: Vocabulary
) -> Table | None:
    best: Table | None = None
    for number in range(first, last):
        score = _score(rows, number, words) - 0.02 * (number - first)
        is_best = score > 0.9 and (best is None or _is_better(rows, best, number, score))
        if is_best and not is_within_list(rows, number, words):
            best = Table(number, (), None, score)
    if best is None:
        return None
    number = rows.index(rows[best.header_row], first)  # a header may be repeated further down
    number, names = header_of(rows, number, words)
    return Table(number, names, None, best.score)


def _tables_wished(
    rows: Sequence[Sequence[Cell]], header_row: int, words: Vocabulary
) -> list[Table]:
    if header_row == 0:
        return _without_header(rows)
    number = header_row - 1
    if not 0 <= number < len(rows):
        return []
    return [Table(number, _names_wished(rows, number, words), None, 3.0)]


def _names_wished(
    rows: Sequence[Sequence[Cell]], number: int, words: Vocabulary
) -> tuple[str, ...]:
    """Return the names of the row that the user says; joined ones where it is found anyway."""
    found = _best_header(rows, 0, min(SEARCHED, len(rows)), words)
    is_found = found is not None and found.header_row == number
    return found.header if found is not None and is_found else names_in(rows[number])


def _without_header(rows: Sequence[Sequence[Cell]]) -> list[Table]:
    """Return the table of a sheet that begins with its first row of values, if it is a list."""
    first = next((n for n, row in enumerate(rows[:SEARCHED]) if not is_blank(row)), None)
    if first is None:
        return []
    if _counts_columns(rows[first]):
        first += 1
    listed = [row for row in rows[first : first + SEARCHED] if not is_blank(row)]
    if not listed:
        return []
    return [_above_notes(Table(first - 1, ("",) * max(map(len, listed)), None, 1.0), rows)]


def _counts_columns(row: Sequence[Cell]) -> bool:
    """Whether a row but numbers its columns, as a grid does: A, B, C or 1, 2, 3."""
    texts = [str(cell).strip().upper() for cell in row if cell is not None]
    counted = (
        [column_letters(n) for n in range(len(texts))],
        [str(n + 1) for n in range(len(texts))],
    )
    return len(texts) > 2 and texts in counted


def _is_better(rows: Sequence[Sequence[Cell]], best: Table, number: int, score: float) -> bool:
    """Whether a row is a better header; behind a gap it is rather that of the next table."""
    if score <= best.score + 0.05:
        return False
    is_apart = best.score > 1.9 and any(map(is_blank, rows[best.header_row + 2 : number]))
    return not is_apart


def _score(rows: Sequence[Sequence[Cell]], number: int, words: Vocabulary) -> float:
    """Return how much a row looks like a header: text, distinct, known words, data beneath."""
    cells = [cell for cell in rows[number] if cell is not None]
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
    if not texts or len(texts) < min(2, _width_below(rows, number)):
        return 0.0
    if len(texts) == 1 and not words.knows(read_header(texts[0])):
        return 0.0
    if len(texts) < len(cells) * 0.6 or any(len(text) > 200 for text in texts):
        return 0.0
    short = sum(len(text) <= _LONGEST_HEADER for text in texts) / len(texts)
    distinct = len({fold(text) for text in texts}) / len(texts)
    names = [text for text in texts if len(text) > 1 and is_name(text) and not _is_code(text)]
    known = sum(words.knows(read_header(text)) for text in names if len(text) <= _LONGEST_HEADER)
    plain = len(names) / len(texts)
    width = len(texts) / max(_width_below(rows, number), len(texts))
    return (
        0.5 * len(texts) / len(cells)
        + 0.3 * short
        + 0.3 * distinct
        + 1.4 * known / len(texts)
        + 0.4 * plain
        + 0.5 * width
        + 0.5 * _typed_below(rows, number)
        + 0.3 * min(known, 6) / 6
        - 0.6
    )


def _width_below(rows: Sequence[Sequence[Cell]], number: int) -> int:
    counts = sorted(
        sum(cell is not None for cell in row)
        for row in rows[number + 1 : number + 12]
        if any(cell is not None for cell in row)
    )
    return counts[len(counts) // 2] if counts else 0


def _typed_below(rows: Sequence[Sequence[Cell]], number: int) -> float:
    """Return the share of columns whose values, unlike the header, are no plain words."""
    header = rows[number]
    below = [row for row in rows[number + 1 : number + 8] if any(c is not None for c in row)]
    if not below:
        return 0.0
    typed = 0
    for column, name in enumerate(header):
        values = [row[column] for row in below if column < len(row) and row[column] is not None]
        if name is not None and values and not _is_code(name) and all(map(_is_value, values)):
            typed += 1
    return min(1.0, 2 * typed / max(len(header), 1))


def _is_value(cell: Cell) -> bool:
    if isinstance(cell, str):
        return _is_code(cell) or not is_name(cell.strip())
    return isinstance(cell, int | float | date | time | timedelta | ErrorCell)


def _is_code(cell: Cell) -> bool:
    return isinstance(cell, str) and _CODE.fullmatch(cell.strip()) is not None


def _next_table(rows: Sequence[Sequence[Cell]], table: Table, words: Vocabulary) -> Table | None:
    """Return the table that begins behind a blank row below this one."""
    for number in _rows_behind_gaps(rows, table.header_row + 1):
        names = {fold(name) for name in names_in(rows[number]) if name}
        known_names = {fold(name) for name in table.header if name}
        if names == known_names or (names - known_names and repeats(rows[number], table.header)):
            continue
        if len(names) < 2 or not all(
            isinstance(cell, str) for cell in rows[number] if cell is not None
        ):
            continue
        known = sum(words.knows(read_header(name)) for name in names_in(rows[number]) if name)
        if known >= max(2, 0.6 * len(names)) and _score(rows, number, words) > 1.6:
            return Table(number, names_in(rows[number]), None, _score(rows, number, words))
    return None


def _rows_behind_gaps(rows: Sequence[Sequence[Cell]], first: int) -> list[int]:
    """Return the rows, at most two behind each blank one, where another table may begin."""
    found: list[int] = []
    since = 99
    for number in range(first, len(rows)):
        row = rows[number]
        if not row or (row[0] is None and is_blank(row)):
            since = 0
        else:
            since += 1
            if since <= 2:
                found.append(number)
    return found


def _cut(table: Table, rows: Sequence[Sequence[Cell]], before: int) -> Table:
    last = before - 1
    while last > table.header_row and sum(cell is not None for cell in rows[last]) <= 1:
        last -= 1
    return Table(table.header_row, table.header, last, table.score)


def _above_notes(table: Table, rows: Sequence[Sequence[Cell]]) -> Table:
    """Return a table that goes to the end of the sheet without the notes beneath it."""
    last = last_above_notes(rows, table.header_row, len(table.header))
    return table if last is None else replace(table, last_row=last)
