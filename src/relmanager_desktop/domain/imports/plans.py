"""The plan of an import: what would be written, and what became of every row and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from relmanager_desktop.domain.imports.fates import (
    CellChange,
    CellProblem,
    ColumnSum,
    Double,
    Fate,
    Skipped,
)
from relmanager_desktop.domain.imports.memories import Memory
from relmanager_desktop.domain.imports.mending import Mend
from relmanager_desktop.domain.imports.refusals import RefusedTable
from relmanager_desktop.domain.mapping.maps import SheetMap
from relmanager_desktop.domain.own_fields import OwnFields
from relmanager_desktop.domain.texts import Text


@dataclass
class NewRecords:
    """The new records of one kind: values in the order of ``fields``.

    Record n (from 0) is spoken of as the negative number −n − 1 by links of any kind.
    """

    fields: tuple[str, ...]
    rows: list[Any] = field(default_factory=list)

    def value(self, ref: int, name: str) -> Any:
        """Return one value of the record of this negative number, None if it has no such field."""
        return self.rows[-ref - 1][self.fields.index(name)] if name in self.fields else None


@dataclass
class SheetPlan:
    """What becomes of the rows of one table.

    ``numbers``, ``fates`` and ``records`` run side by side, one entry for every row that counts:
    its number as a person sees it, its fate by the main kind, and the record it speaks of (an id,
    a negative number for a new one, 0 where refused or where it names none of the kind). ``notes``
    says of a number why, ``others`` of which kind its record is where that is not the main one.
    """

    map: SheetMap
    rows: int
    numbers: list[int]
    fates: list[Fate]
    records: list[int]
    skipped: list[Skipped]
    notes: dict[int, Text]
    counts: dict[str, Counter[Fate]]
    sums: list[ColumnSum]
    refused: RefusedTable
    others: dict[int, str] = field(default_factory=dict)

    def count(self, fate: Fate) -> int:
        """Return how many rows have this fate."""
        return self.fates.count(fate)

    def of(self, fate: Fate) -> Iterator[tuple[int, int]]:
        """Yield (row number, record) of the rows of this fate."""
        for number, row_fate, record in zip(self.numbers, self.fates, self.records, strict=True):
            if row_fate is fate:
                yield number, record

    @property
    def is_complete(self) -> bool:
        """Whether every row below the header is accounted for; always true."""
        return self.rows == len(self.fates) + len(self.skipped)


@dataclass
class ImportPlan:
    """All that an import would do; nothing has been written.

    Attributes:
        file_name, sha256: the file that was read.
        change_set: the number of the portfolio's last change set when the plan was made; a plan
            is only good for a portfolio that still stands there.
        new: the new records by kind, kinds in the order in which they can be inserted.
        changes: kind → id → field → value for standing records.
        along: (kind, name) of records that were only named and are made along.
        cells: the cells that differ from what stands, taken or in conflict.
        doubles: new records that look like others.
        problems: why rows are refused.
        remarks: cells of rows that are taken which could not be.
        mends: cells that were mended on the way in.
        memory: how the file was read, for its refused rows; None for our own workbook.
        own: the user-defined fields by kind, those that the import makes too.
    """

    file_name: str
    sha256: str
    change_set: int
    sheets: list[SheetPlan]
    new: dict[str, NewRecords]
    changes: dict[str, dict[int, dict[str, Any]]]
    along: list[tuple[str, str]]
    cells: list[CellChange]
    doubles: list[Double]
    problems: list[CellProblem]
    remarks: list[CellProblem]
    memory: Memory | None = None
    mends: list[Mend] = field(default_factory=list)
    own: OwnFields = field(default_factory=dict)

    @property
    def refused(self) -> tuple[RefusedTable, ...]:
        """The rows to mend, of the sheets that have any."""
        return tuple(sheet.refused for sheet in self.sheets if sheet.refused.rows)

    def count(self, fate: Fate) -> int:
        """Return how many rows of all sheets have this fate."""
        return sum(sheet.count(fate) for sheet in self.sheets)

    @property
    def writes_anything(self) -> bool:
        """Whether applying it would change the portfolio."""
        return any(records.rows for records in self.new.values()) or any(self.changes.values())


def counts_by_kind(plan: ImportPlan) -> Mapping[str, Counter[Fate]]:
    """Return what becomes of the records of each kind, over all sheets."""
    total: dict[str, Counter[Fate]] = {}
    for sheet in plan.sheets:
        for kind, counts in sheet.counts.items():
            total.setdefault(kind, Counter()).update(counts)
    return total
