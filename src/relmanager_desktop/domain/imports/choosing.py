"""Which rows of a table are records: no blanks, no totals, no second header, nothing shifted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from relmanager_desktop.domain.folding import fold, fold_all
from relmanager_desktop.domain.imports.fates import Skipped
from relmanager_desktop.domain.imports.refusals import reason_column
from relmanager_desktop.domain.imports.sheet_rows import Row, SheetRows
from relmanager_desktop.domain.imports.totals import Totals, may_be_totals
from relmanager_desktop.domain.mapping.headers import fold_phrase
from relmanager_desktop.domain.mapping.joined_headers import repeats, words_of_name
from relmanager_desktop.domain.mapping.maps import SheetMap
from relmanager_desktop.domain.mapping.row_commands import is_removal, may_command, tells_commands
from relmanager_desktop.domain.texts import Text, tr


def width_of(sheet_map: SheetMap) -> int:
    """Return how many columns of a table have a header or go somewhere.

    Without a header row no cell can stand beside its header, so all columns count.
    """
    is_bare = sheet_map.header_row == 0
    used = [column.column + 1 for column in sheet_map.columns if column.target or is_bare]
    named = [number + 1 for number, header in enumerate(sheet_map.header) if header]
    return max([*used, *named], default=0)


def choose_rows(
    rows: Sequence[Row],
    found: SheetRows,
    *,
    is_text: bool,
    unchanged: Callable[[Row], int | None] | None,
    mine: Callable[[Row], bool] | None,
) -> None:
    """Sort the rows below the header into those that count and those that are said to be none."""
    first, last = found.map.header_row, found.map.last_row or len(rows)
    while last > first and _is_blank(rows[last - 1]):
        last -= 1
    numbers = [n for n in range(first, last) if mine is None or mine(rows[n])]
    found.total = len(numbers)
    reasons = _reasons_to_skip(rows, numbers, found.map)
    shifted = _shifted(found.map, is_text=is_text)
    records: set[int] = set()
    for number in numbers:
        row = rows[number]
        if number in reasons:
            found.skipped.append(Skipped(number + 1, reasons[number]))
            continue
        record = unchanged(row) if unchanged else None
        if record is not None and record not in records:
            records.add(record)
            found.unchanged[number + 1] = record
            continue
        found.numbers.append(number + 1)
        found.cells.append(row)
        surplus = shifted(row) if shifted else None
        if surplus is not None:
            message = _too_long(len(row), width_of(found.map))
            found.refuse_shifted(len(found.numbers) - 1, message, surplus)
    if mine is None:
        _account_for_notes(rows, found)


def _reasons_to_skip(
    rows: Sequence[Row], numbers: Sequence[int], found: SheetMap
) -> dict[int, Text]:
    """Return why rows are no records, by their numbers from 0."""
    first_names = words_of_name(found.header[0]) if found.header else frozenset()
    totals = Totals(rows, found)
    reasons = _leaving(rows, found, numbers)
    clear = _clear_records(rows, numbers, first_names)
    blank = _blank()  # one for all: a stray cell far below makes a million of them
    for number in numbers:
        if number in clear or number in reasons:
            continue
        if not rows[number]:
            reasons[number] = blank
            continue
        reason = _reason_to_skip(number, rows[number], found.header, first_names, totals)
        if reason is not None:
            reasons[number] = reason
    return reasons


def _shifted(found: SheetMap, *, is_text: bool) -> Callable[[Row], int | None] | None:
    """Return what finds the first cell of a row that betrays a shift, None where none can."""
    reasons = reason_column(found.header)
    # In our own sheet of refused rows, cells under no header are those that were too many.
    unnamed = [n for n in range(reasons or 0) if not found.header[n]]
    if not is_text and not unnamed:
        return None
    return partial(_surplus, width=width_of(found), unnamed=unnamed, is_text=is_text)


def _clear_records(
    rows: Sequence[Row], numbers: Sequence[int], first_names: Collection[str]
) -> set[int]:
    """Return which rows are told by their first cell to be no blank, no total and no header."""
    firsts = [row[0] if row else None for row in map(rows.__getitem__, numbers)]
    words = fold_all([first if isinstance(first, str) else "" for first in firsts])
    doubtful = may_be_totals(words)
    return {
        number
        for number, first, may_be, word in zip(numbers, firsts, doubtful, words, strict=True)
        if first is not None and not may_be and word.strip() not in first_names
    }


def _leaving(rows: Sequence[Row], found: SheetMap, numbers: Sequence[int]) -> dict[int, Text]:
    """Return why rows are skipped whose record the list wants to have deleted."""
    reason = tr("The row says to delete what it names: an import deletes nothing.")
    for column in found.columns:
        phrase = fold_phrase(column.header)
        if column.target is not None or not may_command(phrase):
            continue
        cells = {n: row[column.column] for n in numbers if column.column < len(row := rows[n])}
        if tells_commands(phrase, cells.values()):
            return {n: reason for n, cell in cells.items() if is_removal(cell)}
    return {}


def _account_for_notes(rows: Sequence[Row], found: SheetRows) -> None:
    """List what stands beneath the last table of a sheet: 'Exported on 3 May' is no record."""
    last = found.map.last_row
    if last is None or any(sum(cell is not None for cell in row) > 1 for row in rows[last:]):
        return  # another table follows, and lists what is its own
    end = max((n for n, row in enumerate(rows, 1) if not _is_blank(row)), default=0)
    for number in range(last, end):
        is_blank = _is_blank(rows[number])
        note = tr("The row is a note beneath the table.")
        found.skipped.append(Skipped(number + 1, _blank() if is_blank else note))
        found.total += 1


def _blank() -> Text:
    return tr("The row is blank.")


def _surplus(row: Row, width: int, unnamed: list[int], *, is_text: bool) -> int | None:
    """Return the first column of a row that stands under no header and so betrays a shift."""
    if width and is_text and len(row) > width and not _is_blank(row[width:]):
        return width
    return next((n for n in unnamed if n < len(row) and row[n] is not None), None)


def _too_long(cells: int, width: int) -> Text:
    return tr(
        "The row has {cells} cells under {width} headers: a text with a comma is probably "
        "missing its quotes. Put quotes around it.",
        cells=cells,
        width=width,
    )


def _is_blank(row: Row) -> bool:
    return all(cell is None for cell in row)


def _reason_to_skip(
    number: int, row: Row, header: Sequence[str], first_names: Collection[str], totals: Totals
) -> Text | None:
    if not row or (row[0] is None and _is_blank(row)):
        return _blank()
    if totals.is_total(number):
        return tr("The row is a total.")
    first = row[0]  # looked at alone before the rest, for most rows are told by it
    if first is not None and not (isinstance(first, str) and fold(first).strip() in first_names):
        return None
    return tr("The row repeats the header.") if repeats(row, header) else None
