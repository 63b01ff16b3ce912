"""Where the columns of a matrix go, and those beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.mapping.column_maps import column_maps
from relmanager_desktop.domain.mapping.columns import Column
from relmanager_desktop.domain.mapping.evidence import evidence_of
from relmanager_desktop.domain.mapping.kinds import Naming, guess_as
from relmanager_desktop.domain.mapping.maps import (
    ColumnMap,
    Matrix,
    Question,
    SheetMap,
    Target,
    Wishes,
    fed_kinds,
)
from relmanager_desktop.domain.mapping.periods import quarter_of
from relmanager_desktop.domain.mapping.readings import wished_values
from relmanager_desktop.domain.mapping.sums import reason_as_sum
from relmanager_desktop.domain.records import KINDS, FieldType
from relmanager_desktop.domain.texts import Text, tr


def with_raci(
    found: SheetMap,
    columns: Sequence[Column],
    cells: Sequence[Sequence[Cell]],
    matrix: Matrix,
    naming: Naming,
    wishes: Wishes,
) -> SheetMap:
    """Make each row an action and each letter the part that a role has in it."""
    maps, questions = _around(matrix, "action", columns, cells, naming, wishes)
    return replace(
        found,
        kinds=("action", matrix.kind),
        columns=tuple(maps),
        confidence=0.95,
        reason=tr("Columns of the letters R, A, C and I: who does what in each step."),
        matrix=matrix,
        constants=dict(wishes.constants),
        questions=questions,
    )


def with_periods(
    found: SheetMap,
    columns: Sequence[Column],
    cells: Sequence[Sequence[Cell]],
    matrix: Matrix,
    naming: Naming,
    wishes: Wishes,
) -> SheetMap:
    """Make each figure under a month or period a record of its own."""
    maps, questions = _around(matrix, matrix.kind, columns, cells, naming, wishes)
    return replace(
        found,
        kinds=fed_kinds(matrix.kind, maps),
        columns=tuple(maps),
        confidence=0.8,
        reason=_periods_reason(found, matrix),
        matrix=matrix,
        constants=dict(wishes.constants),
        questions=questions,
    )


def _periods_reason(found: SheetMap, matrix: Matrix) -> Text:
    is_month = KINDS[matrix.kind].field(matrix.header_field).type is FieldType.MONTH
    if is_month and quarter_of(found.header[matrix.columns[0]].strip()) is not None:
        return tr("Columns of figures, a quarter each: each is entered in its first month.")
    return tr("Columns of figures, a period each.")


def _around(
    matrix: Matrix,
    kind: str,
    columns: Sequence[Column],
    cells: Sequence[Sequence[Cell]],
    naming: Naming,
    wishes: Wishes,
) -> tuple[list[ColumnMap], tuple[Question, ...]]:
    """Map the columns beside a matrix as a list of ``kind``, and those of the matrix to it."""
    rest = [c if c.number not in matrix.columns else replace(c, meanings=()) for c in columns]
    guess = guess_as(kind, rest, naming)
    chosen = tuple(o if o is not None and o.is_direct else None for o in guess.chosen)
    maps, questions = column_maps(replace(guess, chosen=chosen), rest, cells, wishes)
    cell = KINDS[matrix.kind].field(matrix.cell_field)
    reason = tr("Each cell below is a value of its own: {field}.", field=cell.label)
    reading = evidence_of([value for n in matrix.columns for value in cells[n]], cell)
    if wishes.decimals and reading.decimal_mark == "?":
        reading = replace(reading, decimal_mark=wishes.decimals)
    headers = {column.number: column.header for column in columns}
    maps = [
        replace(
            mapped,
            target=Target(matrix.kind, matrix.cell_field, f"column:{mapped.column}"),
            confidence=0.97,
            reason=reason,
            reading=replace(reading, values=wished_values(wishes, headers[mapped.column])),
            alternatives=(),
        )
        if mapped.column in matrix.columns
        else _beside(mapped, matrix, columns, cells, reading.decimal_mark)
        for mapped in maps
    ]
    left = {mapped.column for mapped in maps if mapped.target is None and not mapped.alternatives}
    asked = (q for q in questions if q.column not in matrix.columns and q.column not in left)
    return maps, tuple(asked)


def _beside(
    mapped: ColumnMap,
    matrix: Matrix,
    columns: Sequence[Column],
    cells: Sequence[Sequence[Cell]],
    mark: str,
) -> ColumnMap:
    """Leave a column out that sums up those of the matrix, or that says what they say already.

    It would stand for each of them, for one row makes a record of every cell of the matrix.
    """
    column = columns[mapped.column]
    if column.wish is not None and column.wish.target is None:
        return mapped
    reason = reason_as_sum(column, cells, matrix.columns, mark)
    target = mapped.target
    said = {matrix.header_field, matrix.cell_field}
    if target is not None and target.kind == matrix.kind and target.field in said:
        field = KINDS[matrix.kind].field(target.field)
        reason = reason or tr("The columns beside it give {field} already.", field=field.label)
    elif column.wish is not None:
        return mapped
    if reason is None:
        return mapped
    return replace(mapped, target=None, confidence=0.95, reason=reason, alternatives=())
