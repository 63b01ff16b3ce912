"""What a person decided of single rows and cells: the same as that one, left out, the file's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from relmanager_desktop.domain.imports.fates import Collision, Skipped
from relmanager_desktop.domain.imports.merging import Difference
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.texts import tr

RowPlace = tuple[str, int]


class CellPlace(NamedTuple):
    """One field of a standing record, and the row of the file that says something else of it."""

    kind: str
    record: int
    field: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Decisions:
    """Answers to what no rule may settle.

    Attributes:
        same: (sheet, row) → the record that the row means, by its id, or by the earlier row of
            the same import that makes it.
        left: rows of which nothing is taken, as (sheet, row).
        taken: cells of standing records in which the file's value goes in whatever stands
            there; of several rows of the file about one field only one.
        collisions: 'kind.field' → what happens in this column where both have a value.
    """

    same: Mapping[RowPlace, int | RowPlace] = field(default_factory=dict)
    left: frozenset[RowPlace] = frozenset()
    taken: frozenset[CellPlace] = frozenset()
    collisions: Mapping[str, Collision] = field(default_factory=dict)

    def leave_out(self, sheet: SheetRows) -> None:
        """Skip the rows of a sheet that are to be left out."""
        if not self.left:
            return
        for n, number in enumerate(sheet.numbers):
            if (sheet.map.sheet, number) not in self.left:
                continue
            for part in sheet.parts:
                part.present[n] = False
            sheet.problems.pop(n, None)
            sheet.aside.add(n)
            sheet.skipped.append(Skipped(number, tr("You left this row out.")))

    def record_of(
        self, row: RowPlace, kind: str, first_seen: Mapping[tuple[str, int], RowPlace]
    ) -> int | None:
        """Return the record that a row was said to mean, None where nothing was said.

        ``first_seen`` tells of records the row that first spoke of them.
        """
        meant = self.same.get(row)
        if meant is None or isinstance(meant, int):
            return meant
        refs = (ref for (of, ref), place in first_seen.items() if of == kind and place == meant)
        return next(refs, None)

    def settled(
        self,
        kind: str,
        record: int,
        row: RowPlace,
        layout: Sequence[str],
        differences: list[Difference],
    ) -> list[Difference]:
        """Return differences with the cells taken that were decided for this row's value."""
        if not self.taken:
            return differences
        return [
            replace(d, taken=True)
            if CellPlace(kind, record, d.name(layout), *row) in self.taken
            else d
            for d in differences
        ]


UNDECIDED = Decisions()
