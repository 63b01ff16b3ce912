"""A sheet's rows: what their cells say of each kind of record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.added_lines import as_lines, with_lines
from relmanager_desktop.domain.imports.choosing import choose_rows, width_of
from relmanager_desktop.domain.imports.columns import (
    Reader,
    Split,
    Unreadable,
    labels_at,
    read_cell,
    read_column,
    split_at,
    split_column,
)
from relmanager_desktop.domain.imports.keys import key_id
from relmanager_desktop.domain.imports.leniencies import kept_in_part, tell_parts
from relmanager_desktop.domain.imports.own_values import gather_own
from relmanager_desktop.domain.imports.parts import (
    CHOSEN_IN_A_CELL,
    Part,
    PartSpec,
    Source,
    parts_of,
)
from relmanager_desktop.domain.imports.sheet_rows import Row, SheetRows
from relmanager_desktop.domain.mapping.choices import several_codes
from relmanager_desktop.domain.mapping.clocks import at_time
from relmanager_desktop.domain.mapping.cuts import cut_by
from relmanager_desktop.domain.mapping.evidence import currency_beside
from relmanager_desktop.domain.mapping.maps import Reading, SheetMap
from relmanager_desktop.domain.mapping.unreadable import ValueProblem
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import Text

ReaderOf = Callable[[Field, Reading], Reader]


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
    choose_rows(rows, found, is_text=is_text, unchanged=unchanged, mine=mine)
    columns = _columns(found.cells, width_of(sheet_map))
    if (clock := sheet_map.clock) is not None:
        columns[clock.day] = [*map(at_time, columns[clock.day], columns[clock.time])]
    for spec in parts_of(sheet_map):
        found.parts += _read_part(found, spec, columns, reader_of)
    return found


def _columns(rows: Sequence[Row], width: int) -> list[Sequence[Cell]]:
    full = [row if len(row) == width else [*row, *[None] * width][:width] for row in rows]
    return list(zip(*full, strict=True)) if full else [()] * width


def _read_part(
    found: SheetRows, spec: PartSpec, columns: list[Sequence[Cell]], reader_of: ReaderOf
) -> list[Part]:
    splitting = spec.splits
    if splitting is None:
        return [_one_part(found, spec, columns, reader_of)]
    parts = []
    split = _split(spec, splitting)
    labels = _labels(splitting, columns[splitting.column])
    for number, cells in enumerate(split_column(columns[splitting.column], split)):
        changed = [*columns]
        changed[splitting.column] = cells
        slot = f"{spec.slot}#{number}" if number else spec.slot
        again = PartSpec(spec.kind, slot, spec.sources, spec.content, spec.is_join)
        part = _one_part(found, again, changed, reader_of)
        if labels and any(labels[number]):
            known = part.column("label") or [None] * len(part.present)
            part.put("label", [a or b for a, b in zip(labels[number], known, strict=True)])
        parts.append(part)
    return parts


def _labels(source: Source, cells: Sequence[Cell]) -> list[list[Cell]]:
    """Return what the first, second … value of each cell is, as far as the cells say so."""
    split = labels_at(source.reading.separator)
    return split_column(cells, split) if split is not None else []


def _split(spec: PartSpec, source: Source) -> Split:
    if spec.kind in CHOSEN_IN_A_CELL:
        field_ = KINDS[spec.kind].field(source.field)
        known = source.reading.values
        return lambda cell: [cell] if fold(str(cell)) in known else several_codes(field_, cell)
    return split_at(source.reading.separator)


def _one_part(
    found: SheetRows, spec: PartSpec, columns: list[Sequence[Cell]], reader_of: ReaderOf
) -> Part:
    part = Part(spec.kind, spec.slot, [], [], [], [], spec.is_join, person=spec.person)
    constants: list[tuple[str, Any]] = []
    for source in spec.sources:
        field_ = source.own or KINDS[spec.kind].field(source.field)
        read = read_key if source.field == "id" else _reader(spec, source, reader_of)
        if source.column < 0:
            value = read_cell(read, source.constant)
            constants.append((source.field, None if isinstance(value, Unreadable) else value))
        else:
            cells = columns[source.column]
            cells = list(map(cut_by(source.cut), cells)) if source.cut else cells
            _read_source(found, part, source, field_, cells, read)
    part.present = _present(part, spec.content, len(found.numbers))
    gather_own(part)
    for name, value in constants:
        _apply_constant(part, name, value, len(found.numbers))
    return part


def _reader(spec: PartSpec, source: Source, reader_of: ReaderOf) -> Reader:
    """Return what reads a source; of a way to reach somebody by phone, the number to dial."""
    field_ = source.own or KINDS[spec.kind].field(source.field)
    read = reader_of(field_, source.reading)
    if source.own is not None:
        return read
    fixed = {other.field: other.constant for other in spec.sources if other.column < 0}
    if (spec.kind, source.field, fixed.get("kind")) != ("contact_point", "value", "phone"):
        return read
    dial = reader_of(replace(field_, type=FieldType.PHONE), source.reading)

    def as_dialled(cell: Cell) -> Any:
        try:
            return dial(cell)
        except ValueProblem:  # "by way of reception" is worth keeping as it is
            return read(cell)

    return as_dialled


def read_key(cell: Cell) -> int | None:
    """Return the id in a key column; a cell that is no key of ours is no opinion."""
    return key_id(cell)


def _read_source(
    found: SheetRows, part: Part, source: Source, field_: Field, cells: Sequence[Cell], read: Reader
) -> None:
    values, problems = read_column(cells, read)
    if problems:
        _settle(found, part.kind, source, field_, cells, values, problems, read)
    if source.reading.clears and not field_.required:
        part.clears.add(source.field)
    if field_.type is FieldType.MONEY:
        _hear_currencies(part, source, cells)
    if source.adds:
        values = as_lines(source.header, values)
        part.adds.add(source.field)
    first = part.column(source.field)
    if first is not None and source.field in part.adds:
        part.put(source.field, [with_lines(a, b) for a, b in zip(first, values, strict=True)])
    elif first is None:
        part.put(source.field, values, source.column)
    elif field_.type is FieldType.CHOICES:
        part.put(source.field, [_united(a, b) for a, b in zip(first, values, strict=True)])
    else:  # two columns for one field: the second speaks where the first is silent
        part.put(source.field, [b if a is None else a for a, b in zip(first, values, strict=True)])


def _settle(
    found: SheetRows,
    kind: str,
    source: Source,
    field_: Field,
    cells: Sequence[Cell],
    values: list[Any],
    problems: Mapping[int, Text],
    read: Reader,
) -> None:
    """Keep what can be kept of cells that could not be read, and refuse the rows of the others."""
    kept = kept_in_part(kind, field_, cells, problems, read)
    tell_parts(field_, cells, kept, source.column, found.remark)
    for position, message in problems.items():
        if position in kept:
            values[position] = kept[position]
        else:
            found.refuse(position, message, source.column)


def _hear_currencies(part: Part, source: Source, cells: Sequence[Cell]) -> None:
    """Keep the currency of the header, and those that single cells name otherwise: '$5m'."""
    if source.reading.currency:
        part.currencies[source.field] = source.reading.currency
    mark = source.reading.decimal_mark
    texts = {cell: currency_beside(cell.strip(), mark) for cell in cells if isinstance(cell, str)}
    if set(texts.values()) - {"", source.reading.currency}:
        named = [texts.get(cell, "") if isinstance(cell, str) else "" for cell in cells]
        heard = part.spoken.get(source.field, [""] * len(cells))
        part.spoken[source.field] = [one or other for one, other in zip(heard, named, strict=True)]


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
