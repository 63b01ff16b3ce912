"""The tables of a sheet as the user says they lie: another header row, two of them, another end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from relmanager_desktop.domain.cells import Cell, Sheet
from relmanager_desktop.domain.mapping.footers import is_blank
from relmanager_desktop.domain.mapping.joined_headers import joined_names, names_in
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.domain.mapping.tables import Table, find_tables
from relmanager_desktop.domain.mapping.vocabulary import Vocabulary

Rows = Sequence[Sequence[Cell]]


def tables_of(sheet: Sheet, words: Vocabulary, wishes: Wishes) -> list[Table]:
    """Return the tables of a sheet from top to bottom, those found as the wishes say.

    Without ``wishes.table`` a row of headers is that of the whole sheet; with it, of the table of
    this number from 0.
    """
    if wishes.table is None:
        tables = find_tables(sheet, words, wishes.header_row)
        chosen = len(tables) - 1
    else:
        tables = find_tables(sheet, words)
        chosen = min(wishes.table, len(tables) - 1)
    if chosen < 0:
        return tables
    if wishes.table is not None and wishes.header_row is not None:
        tables[chosen] = _moved(sheet.rows, tables, chosen, wishes.header_row)
    tables[chosen] = _as_said(sheet.rows, tables[chosen], wishes)
    return tables


def has_two_rows(rows: Rows, table: Table) -> bool:
    """Whether the header of a table is joined from two rows."""
    if table.header_row < 0 or table.header_row >= len(rows):
        return False
    return table.header != names_in(rows[table.header_row]) and table.header_row > 0


def _moved(rows: Rows, tables: Sequence[Table], number: int, header_row: int) -> Table:
    """Return one table of several with its header in another row, within what is its own."""
    table = tables[number]
    above = tables[number - 1].last_row or 0 if number else 0
    end = len(rows) - 1 if table.last_row is None else table.last_row
    row = max(above, min(header_row - 1, end))
    names = ("",) * len(table.header) if header_row == 0 else names_in(rows[row])
    return replace(table, header_row=row if header_row else above - (number == 0), header=names)


def _as_said(rows: Rows, table: Table, wishes: Wishes) -> Table:
    if wishes.header_rows == 1 and table.header_row >= 0:
        table = replace(table, header=names_in(rows[table.header_row]))
    if wishes.header_rows == 2 and not has_two_rows(rows, table):
        table = _with_two_rows(rows, table)
    if wishes.last_row is None:
        return table
    last = min(wishes.last_row, len(rows)) - 1
    return replace(table, last_row=None if wishes.last_row == 0 else max(last, table.header_row))


def _with_two_rows(rows: Rows, table: Table) -> Table:
    """Join the header with the row over it where that names several things, else with the next."""
    number = table.header_row
    over = [cell for cell in rows[number - 1] if cell is not None] if number > 0 else []
    lower = number if len(over) > 1 else number + 1
    if lower < 1 or lower >= len(rows) or is_blank(rows[lower]):
        return table
    return replace(table, header_row=lower, header=joined_names(rows, lower))
