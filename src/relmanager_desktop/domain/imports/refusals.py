"""Refused rows on their way back to the user, and home again once they are mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.fates import CellProblem
from relmanager_desktop.domain.mapping.maps import SheetMap
from relmanager_desktop.domain.texts import Text, joined, tr

REASON = tr("Why it was refused")


@dataclass(frozen=True)
class RefusedRow:
    """A row as it stood in the file, and what is wrong with it; ``row`` counts from 1."""

    row: int
    cells: tuple[Cell, ...]
    problems: tuple[CellProblem, ...]

    @property
    def reason(self) -> Text:
        """All that is wrong, in one text."""
        return joined(" ", *(problem.message for problem in self.problems))


@dataclass(frozen=True)
class RefusedTable:
    """The refused rows of one sheet under its own headers."""

    sheet: str
    header: tuple[str, ...]
    rows: tuple[RefusedRow, ...]

    @property
    def width(self) -> int:
        """How many columns stand before the reason: those of the header and of the longest row."""
        return max(len(self.header), *(len(row.cells) for row in self.rows))


def reason_column(header: Sequence[str]) -> int | None:
    """Return where our own reasons stand in a sheet of refused rows, None in any other sheet."""
    known = {fold(str(REASON)), fold(REASON.message)}
    found = [n for n, name in enumerate(header) if name and fold(name).strip() in known]
    return found[-1] if found else None


def headers_of_list(header: Sequence[str]) -> list[str]:
    """Return the headers that the list itself has: those of refused rows without our reasons."""
    ours = reason_column(header)
    return [name for number, name in enumerate(header) if number != ours]


def refused_table(sheet: str, header: Sequence[str], rows: Sequence[RefusedRow]) -> RefusedTable:
    """Return refused rows under their headers; reasons of an earlier refusal give way to ours."""
    ours = reason_column(header)
    if ours is None or ours != len(header) - 1:
        return RefusedTable(sheet, tuple(header), tuple(rows))
    cut = tuple(replace(row, cells=row.cells[:ours]) for row in rows)
    return RefusedTable(sheet, tuple(header[:ours]), cut)


def without_reasons(found: SheetMap) -> SheetMap:
    """Return a sheet's map in which the column of our own reasons goes nowhere."""
    number = reason_column(found.header)
    if number is None:
        return found
    columns = tuple(
        replace(
            column,
            target=None,
            confidence=1.0,
            reason=tr("Says why the row was refused; it is not imported."),
            alternatives=(),
        )
        if column.column == number
        else column
        for column in found.columns
    )
    questions = tuple(q for q in found.questions if q.column != number)
    return replace(found, columns=columns, questions=questions)
