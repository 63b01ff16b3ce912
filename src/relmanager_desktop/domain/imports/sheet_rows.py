"""The rows of one table: those that count, the parts they make, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.imports.fates import CellProblem, Skipped
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.mapping.maps import SheetMap
from relmanager_desktop.domain.texts import Text

Row: TypeAlias = Sequence[Cell]


@dataclass
class SheetRows:
    """The rows of one table that count, and the parts they make.

    ``numbers`` are the rows as a person sees them; ``problems`` maps a position in ``numbers`` to
    what keeps that row out, ``remarks`` maps a position and a column to what was left out of a row
    that is taken; ``aside`` are positions of rows that are skipped although their cells were
    read; ``instead`` maps a position to the kind that a row speaks of where it names none of the
    main kind; ``total`` is all rows below the header, trailing blanks left out.
    ``unchanged`` maps rows of our own workbook that nobody touched to their records; they are in
    none of the other lists. ``is_home`` is whether it is such a workbook.
    """

    map: SheetMap
    numbers: list[int] = field(default_factory=list)
    cells: list[Row] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    problems: dict[int, list[CellProblem]] = field(default_factory=dict)
    remarks: dict[tuple[int, int], CellProblem] = field(default_factory=dict)
    aside: set[int] = field(default_factory=set)
    instead: dict[int, str] = field(default_factory=dict)
    unchanged: dict[int, int] = field(default_factory=dict)
    is_home: bool = False
    total: int = 0
    _shifted: set[int] = field(default_factory=set)

    def refuse(self, position: int, message: Text, source: int = -1, lacks: str = "") -> None:
        """Keep a row out for what stands in the column ``source``, -1 for the row as a whole.

        ``lacks`` is the required 'kind.field' that no column gives.
        """
        if position in self._shifted:  # each further cell would only repeat that it is shifted
            return
        self.problems.setdefault(position, []).append(self._told(position, message, source, lacks))

    def remark(self, position: int, message: Text, source: int = -1) -> None:
        """Say of a row that is taken what could not be taken of it."""
        self.remarks[position, source] = self._told(position, message, source)

    def _told(self, position: int, message: Text, source: int, lacks: str = "") -> CellProblem:
        row = self.cells[position]
        sheet, number = self.map.sheet, self.numbers[position]
        if source < 0:
            return CellProblem(sheet, number, None, "", "", message, lacks)
        value = "" if source >= len(row) or row[source] is None else str(row[source])
        header = self.map.header[source] if source < len(self.map.header) else ""
        return CellProblem(sheet, number, source, header, value, message)

    def refuse_shifted(self, position: int, message: Text, source: int) -> None:
        """Keep a row out whose cells do not stand under their headers; say nothing else of it."""
        self.refuse(position, message, source)
        self._shifted.add(position)

    def parts_of(self, kind: str) -> list[Part]:
        """The parts that make records of this kind."""
        return [part for part in self.parts if part.kind == kind]

    def names(self, kind: str) -> list[bool] | None:
        """Which rows speak of a record of this kind or at least name one, None where none can."""
        part, main = self.part(kind), self.part(self.map.main)
        if part is not None:
            return part.present
        named = main.column(kind) if main else None
        return None if named is None else [value is not None for value in named]

    def part(self, kind: str) -> Part | None:
        """The one part of this kind that stands for the row itself, None if there is none."""
        return next((part for part in self.parts if part.kind == kind), None)
