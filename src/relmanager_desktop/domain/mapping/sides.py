"""Lists that stand side by side on one sheet, parted by a blank column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise

from relmanager_desktop.domain.cells import Cell, Sheet, SheetInfo, column_letters
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.first_rows import SEARCHED
from relmanager_desktop.domain.mapping.headers import read_header
from relmanager_desktop.domain.mapping.tables import Table, find_tables
from relmanager_desktop.domain.mapping.vocabulary import Meaning, Vocabulary
from relmanager_desktop.domain.records import KINDS, FieldType

_KEYS = frozenset({"reference", "number", "code"})
_SURE = 0.85
_MOST_KINDS = 3  # 'Name' names a record of any kind, and so tells none

Rows = Sequence[Sequence[Cell]]
Side = tuple[int, int]  # the first and the last of its columns


def has_gaps(rows: Rows) -> bool:
    """Whether a blank column lies between others, as far as the first rows tell."""
    return bool(_gaps(list(islice(rows, SEARCHED))))


def sides_of(sheet: Sheet, words: Vocabulary) -> list[Sheet]:
    """Return a sheet for each list that stands beside others on one, else the sheet alone.

    Each is called after its columns, 'Sheet1 (A–C)', and its cells stay where they are. Lists
    stand side by side if each begins with a column that names its records, and a row cannot be one
    record of both: they are of one kind, or the right one is longer, or its header elsewhere.
    """
    gaps = [column for column in _gaps(sheet.rows[:SEARCHED]) if _is_empty(sheet.rows, column)]
    if not gaps:
        return [sheet]
    width = max(map(len, sheet.rows))
    sides = _between(gaps, width)
    parts = [(sides[0], _part(sheet, sides[0]))]
    for side in sides[1:]:
        (first, _last), left = parts[-1]
        right = _part(sheet, side)
        if _are_apart(left, right, words):
            parts.append((side, right))
        else:
            wider = (first, side[1])
            parts[-1] = (wider, _part(sheet, wider))
    return [part for _side, part in parts] if len(parts) > 1 else [sheet]


def _gaps(rows: Rows) -> list[int]:
    """Return the columns without a cell that have filled ones on both sides."""
    filled = {n for row in rows for n, cell in enumerate(row) if cell is not None}
    return [n for n in range(min(filled, default=0), max(filled, default=0)) if n not in filled]


def _is_empty(rows: Rows, column: int) -> bool:
    return all(len(row) <= column or row[column] is None for row in rows)


def _between(gaps: Sequence[int], width: int) -> list[Side]:
    """Return the sides that blank columns leave, from left to right."""
    bounds = [-1, *gaps, width]
    return [(before + 1, after - 1) for before, after in pairwise(bounds) if after - before > 1]


def _part(sheet: Sheet, side: Side) -> Sheet:
    first, last = side
    blank: list[Cell] = [None] * first
    rows = [_trimmed([*blank, *row[first : last + 1]]) for row in sheet.rows]
    letters = f"{column_letters(first)}–{column_letters(last)}"
    info: SheetInfo = replace(
        sheet.info,
        name=f"{sheet.info.name} ({letters})",
        part_of=sheet.info.name,
        columns=last + 1,
        merged=tuple(m for m in sheet.info.merged if first <= m.first_column <= last),
        tables=tuple(t for t in sheet.info.tables if first <= t.first_column <= last),
    )
    return Sheet(info, rows)


def _trimmed(row: list[Cell]) -> list[Cell]:
    while row and row[-1] is None:
        row.pop()
    return row


def _are_apart(left: Sheet, right: Sheet, words: Vocabulary) -> bool:
    """Whether two parts of a sheet are lists of their own."""
    one, other = _list_on(left, words), _list_on(right, words)
    if one is None or other is None:
        return False
    names = [next(filter(None, table.header)) for table in (one, other)]
    kinds = [_kinds_named(name, words) for name in names]
    if not all(kinds):
        return False
    if one.header_row != other.header_row or _length(right) > _length(left) + 1:
        return True
    if len({fold(name) for name in names}) == 1:
        return True
    is_told = all(len(named) <= _MOST_KINDS for named in kinds)
    return is_told and not kinds[0].isdisjoint(kinds[1]) and not read_header(names[1]).number


def _list_on(sheet: Sheet, words: Vocabulary) -> Table | None:
    """Return the first table of a part, None if it has none with a header and a row below it."""
    found = find_tables(sheet, words)
    table = found[0] if found else None
    if table is None or table.header_row < 0 or not any(table.header):
        return None
    return table if len(sheet.rows) > table.header_row + 1 else None


def _length(sheet: Sheet) -> int:
    return max((n for n, row in enumerate(sheet.rows, 1) if row), default=0)


def _kinds_named(name: str, words: Vocabulary) -> frozenset[str]:
    """Return the kinds whose records a header names, by their title or by their number."""
    meanings = words.exactly(read_header(name).phrase)
    return frozenset(m.kind for m in meanings if m.certainty >= _SURE and _is_naming(m))


def _is_naming(meaning: Meaning) -> bool:
    kind = KINDS.get(meaning.kind)
    if kind is None or meaning.field not in kind.by_name:
        return False
    is_title = meaning.field == kind.title[0]
    is_link = kind.field(meaning.field).type is FieldType.LINK
    return (is_title and not is_link) or meaning.field in _KEYS
