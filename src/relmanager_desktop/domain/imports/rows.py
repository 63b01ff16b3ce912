"""A sheet's rows: which of them count, and what their cells say of each kind of record."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.columns import (
    Reader,
    Unreadable,
    read_cell,
    read_column,
    split_column,
)
from relmanager_desktop.domain.imports.fates import CellProblem, Skipped
from relmanager_desktop.domain.imports.keys import key_id
from relmanager_desktop.domain.imports.parts import Part, PartSpec, Source, parts_of
from relmanager_desktop.domain.imports.refusals import reason_column
from relmanager_desktop.domain.mapping.maps import Reading, SheetMap
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import Text, tr

ReaderOf = Callable[[Field, Reading], Reader]
Row = Sequence[Cell]

_TOTAL = re.compile(
    r"(?:grand |sub)?totals?|sum|summe|gesamt(?:summe)?|insgesamt|zwischensumme|total(?:e|es|aal)?"
    r"|total general|suma|somme|итого|всего|razem"
)


@dataclass
class SheetRows:
    """The rows of one table that count, and the parts they make.

    ``numbers`` are the rows as a person sees them; ``problems`` maps a position in ``numbers`` to
    what keeps that row out; ``aside`` are positions of rows that are not of the main kind, though
    they may feed others; ``total`` is all rows below the header, trailing blanks left out.
    ``unchanged`` maps rows of our own workbook that nobody touched to their records; they are in
    none of the other lists. ``is_home`` is whether it is such a workbook.
    """

    map: SheetMap
    numbers: list[int] = field(default_factory=list)
    cells: list[Row] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    problems: dict[int, list[CellProblem]] = field(default_factory=dict)
    aside: set[int] = field(default_factory=set)
    unchanged: dict[int, int] = field(default_factory=dict)
    is_home: bool = False
    total: int = 0
    _shifted: set[int] = field(default_factory=set)

    def refuse(self, position: int, message: Text, source: int = -1) -> None:
        """Keep a row out for what stands in the column ``source``, -1 for the row as a whole."""
        if position in self._shifted:  # each further cell would only repeat that it is shifted
            return
        value, header, column = "", "", None
        if source >= 0:
            row = self.cells[position]
            column = source
            value = "" if source >= len(row) or row[source] is None else str(row[source])
            header = self.map.header[source] if source < len(self.map.header) else ""
        problem = CellProblem(
            self.map.sheet, self.numbers[position], column, header, value, message
        )
        self.problems.setdefault(position, []).append(problem)

    def refuse_shifted(self, position: int, message: Text, source: int) -> None:
        """Keep a row out whose cells do not stand under their headers; say nothing else of it."""
        self.refuse(position, message, source)
        self._shifted.add(position)

    def parts_of(self, kind: str) -> list[Part]:
        """The parts that make records of this kind."""
        return [part for part in self.parts if part.kind == kind]

    def part(self, kind: str) -> Part | None:
        """The one part of this kind that stands for the row itself, None if there is none."""
        return next((part for part in self.parts if part.kind == kind), None)


def read_rows(
    rows: Sequence[Row],
    sheet_map: SheetMap,
    reader_of: ReaderOf,
    *,
    is_text: bool = False,
    is_home: bool = False,
    unchanged: Callable[[Row], int | None] | None = None,
    mine: Callable[[Row], bool] | None = None,
) -> SheetRows:
    """Return what the rows of a sheet say; ``rows[i]`` is spreadsheet row i + 1.

    ``is_text`` is whether the file is a text file, in which a row with more cells than headers
    betrays a comma without quotes and is refused, never shifted. ``is_home`` is whether it is a
    workbook of ours, and ``unchanged`` then answers the record of a row that is known to say
    nothing new; its cells are not read. ``mine`` tells the rows that belong to this list where a
    table holds two; the others are not even counted.
    """
    found = SheetRows(sheet_map, is_home=is_home)
    _choose_rows(rows, found, is_text=is_text, unchanged=unchanged, mine=mine)
    columns = _columns(found.cells, _width(sheet_map))
    for spec in parts_of(sheet_map):
        found.parts += _read_part(found, spec, columns, reader_of)
    return found


def _width(sheet_map: SheetMap) -> int:
    used = [column.column + 1 for column in sheet_map.columns if column.target]
    named = [number + 1 for number, header in enumerate(sheet_map.header) if header]
    return max([*used, *named], default=0)


def _columns(rows: Sequence[Row], width: int) -> list[Sequence[Cell]]:
    full = [row if len(row) == width else [*row, *[None] * width][:width] for row in rows]
    return list(zip(*full, strict=True)) if full else [()] * width


def _choose_rows(
    rows: Sequence[Row],
    found: SheetRows,
    *,
    is_text: bool,
    unchanged: Callable[[Row], int | None] | None,
    mine: Callable[[Row], bool] | None,
) -> None:
    first, last = found.map.header_row, found.map.last_row or len(rows)
    while last > first and _is_blank(rows[last - 1]):
        last -= 1
    found.total = last - first
    header = [fold(name).strip() for name in found.map.header]
    width = _width(found.map)
    records: set[int] = set()
    reasons = reason_column(found.map.header)
    # In our own sheet of refused rows, cells under no header are those that were too many.
    unnamed = [n for n in range(reasons or 0) if not found.map.header[n]]
    for number in range(first, last):
        row = rows[number]
        if mine is not None and not mine(row):
            found.total -= 1
            continue
        reason = _reason_to_skip(row, header)
        if reason is not None:
            found.skipped.append(Skipped(number + 1, reason))
            continue
        record = unchanged(row) if unchanged else None
        if record is not None and record not in records:
            records.add(record)
            found.unchanged[number + 1] = record
            continue
        found.numbers.append(number + 1)
        found.cells.append(row)
        surplus = _surplus(row, width, unnamed, is_text=is_text)
        if surplus is not None:
            message = _too_long(found.map, number + 1, len(row), width)
            found.refuse_shifted(len(found.numbers) - 1, message, surplus)


def _surplus(row: Row, width: int, unnamed: list[int], *, is_text: bool) -> int | None:
    """Return the first column of a row that stands under no header and so betrays a shift."""
    if is_text and len(row) > width and not _is_blank(row[width:]):
        return width
    return next((n for n in unnamed if n < len(row) and row[n] is not None), None)


def _too_long(sheet_map: SheetMap, row: int, cells: int, width: int) -> Text:
    return tr(
        "{sheet}!row {row} has {cells} cells under {width} headers: "
        "a text with a comma is probably missing its quotes.",
        sheet=sheet_map.sheet,
        row=row,
        cells=cells,
        width=width,
    )


def _is_blank(row: Row) -> bool:
    return all(cell is None for cell in row)


def _reason_to_skip(row: Row, header: list[str]) -> Text | None:
    if not row or (row[0] is None and _is_blank(row)):
        return tr("The row is blank.")
    if _is_total(row):
        return tr("The row is a total.")
    if _repeats(row, header):
        return tr("The row repeats the header.")
    return None


def _is_total(row: Row) -> bool:
    """Whether the only text of a row is a word for a total, beside at least one number."""
    first = row[0] if row[0] is not None else next(cell for cell in row if cell is not None)
    if not isinstance(first, str) or not _TOTAL.fullmatch(fold(first).strip(" :=")):
        return False
    others = [cell for cell in row if cell is not None and cell is not first]
    return bool(others) and all(_is_figure(cell) for cell in others)


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell, str):
        return not any(character.isalpha() for character in cell)
    return isinstance(cell, int | float)


def _repeats(row: Row, header: list[str]) -> bool:
    first = row[0]
    if first is not None and (not isinstance(first, str) or not header):
        return False
    if isinstance(first, str) and fold(first).strip() != header[0]:
        return False
    names = [fold(cell).strip() if isinstance(cell, str) else cell for cell in row]
    filled = [(name, known) for name, known in zip(names, header, strict=False) if name is not None]
    return len(filled) > 1 and all(name == known for name, known in filled)


def _read_part(
    found: SheetRows, spec: PartSpec, columns: list[Sequence[Cell]], reader_of: ReaderOf
) -> list[Part]:
    splitting = spec.splits
    if splitting is None:
        return [_one_part(found, spec, columns, reader_of)]
    parts = []
    for number, cells in enumerate(
        split_column(columns[splitting.column], splitting.reading.separator)
    ):
        changed = [*columns]
        changed[splitting.column] = cells
        slot = f"{spec.slot}#{number}" if number else spec.slot
        again = PartSpec(spec.kind, slot, spec.sources, spec.content, spec.is_join)
        parts.append(_one_part(found, again, changed, reader_of))
    return parts


def _one_part(
    found: SheetRows, spec: PartSpec, columns: list[Sequence[Cell]], reader_of: ReaderOf
) -> Part:
    part = Part(spec.kind, spec.slot, [], [], [], [], spec.is_join)
    constants: list[tuple[str, Any]] = []
    for source in spec.sources:
        field_ = KINDS[spec.kind].field(source.field)
        read = read_key if source.field == "id" else reader_of(field_, source.reading)
        if source.column < 0:
            value = read_cell(read, source.constant)
            constants.append((source.field, None if isinstance(value, Unreadable) else value))
        else:
            _read_source(found, part, source, field_, columns[source.column], read)
    part.present = _present(part, spec.content, len(found.numbers))
    for name, value in constants:
        _apply_constant(part, name, value, len(found.numbers))
    return part


def read_key(cell: Cell) -> int | None:
    """Return the id in a key column; a cell that is no key of ours is no opinion."""
    return key_id(cell)


def _read_source(
    found: SheetRows, part: Part, source: Source, field_: Field, cells: Sequence[Cell], read: Reader
) -> None:
    values, problems = read_column(cells, read)
    for position, message in problems.items():
        found.refuse(position, message, source.column)
    if source.reading.clears and not field_.required:
        part.clears.add(source.field)
    if source.reading.currency:
        part.currencies[source.field] = source.reading.currency
    first = part.column(source.field)
    if first is None:
        part.put(source.field, values, source.column)
    elif field_.type is FieldType.CHOICES:
        part.put(source.field, [_united(a, b) for a, b in zip(first, values, strict=True)])
    else:  # two columns for one field: the second speaks where the first is silent
        part.put(source.field, [b if a is None else a for a, b in zip(first, values, strict=True)])


def _united(one: list[str] | None, other: list[str] | None) -> list[str] | None:
    """Return the choices of two columns, such as the ticks under 'Customer' and 'Supplier'."""
    return list(dict.fromkeys([*(one or []), *(other or [])])) or None


def _present(part: Part, content: tuple[str, ...], count: int) -> list[bool]:
    if part.is_join:
        return [True] * count
    columns = [column for name in content if (column := part.column(name)) is not None]
    if len(columns) == 1:
        return [value is not None for value in columns[0]]
    if not columns:
        return [False] * count
    return [any(value is not None for value in row) for row in zip(*columns, strict=True)]


def _apply_constant(part: Part, name: str, value: Any, count: int) -> None:
    if value is None:
        return
    column = part.column(name)
    filled = [value] * count if column is None else [value if v is None else v for v in column]
    part.put(name, filled)
