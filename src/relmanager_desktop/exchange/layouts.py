"""What a workbook to be written looks like, in plain values: sheets, columns, drop-downs, tints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.workbooks.tints import Tint

Row = Sequence[Cell]
MOST_WIDTH = 60


class Visibility(StrEnum):
    """Whether people see a sheet; some programs show a very hidden one as hidden."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    VERY_HIDDEN = "very hidden"


@dataclass(frozen=True)
class Column:
    """One column of a sheet to be written.

    Attributes:
        width: in characters.
        style: the name of the cells' format, see ``STYLES`` of the writer; '' for plain.
        note: shown at the header, '' for none.
        header_style: 'header', 'header_required' or 'header_key'.
        offers: where the drop-down's words stand, as a range of another sheet, '' for none.
        is_strict: whether a word that is not offered is refused, not only asked about.
        limits: the least and the most that a number may be, None for none.
    """

    header: str
    width: float = 12.0
    style: str = ""
    note: str = ""
    header_style: str = "header"
    offers: str = ""
    is_strict: bool = False
    limits: tuple[float, float] | None = None


@dataclass(frozen=True)
class SheetSpec:
    """One sheet to be written: a table with a header where ``table`` names one, else bare rows.

    Attributes:
        rows: what stands below the header; asked for once, when the sheet's turn comes.
        row_count: how many rows those are; only bare sheets may leave it open by None.
        table: the name of the Excel Table, '' for none.
        row_styles: the format of whole rows, by their number from 0, as titles of a bare sheet.
        order: sheets are placed as listed and written by this number, so that one that speaks
            of the others comes after them.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    row_count: int | None = None
    table: str = ""
    visibility: Visibility = Visibility.SHOWN
    tints: tuple[Tint, ...] = ()
    row_styles: Mapping[int, str] = field(default_factory=dict)
    order: int = 0

    @property
    def has_header(self) -> bool:
        """Whether the first row holds the columns' headers."""
        return bool(self.table)


class RowCountError(RuntimeError):
    """A sheet got another number of rows than was said before; the workbook is not to be used."""


def counted(rows: Iterable[Row], expected: int | None) -> Iterator[Row]:
    """Yield the rows and raise RowCountError at the end if there were not as many as expected."""
    count = 0
    for row in rows:
        count += 1
        yield row
    if expected is not None and count != expected:
        raise RowCountError(f"{expected} rows were announced, {count} came")


def width_of(texts: Iterable[object], least: float = 8.0) -> float:
    """Return a column's width in characters for what stands in it, at most ``MOST_WIDTH``."""
    longest = max((len(line) for text in texts for line in str(text).split("\n")[:3]), default=0)
    return min(max(least, longest + 2.0), MOST_WIDTH)
