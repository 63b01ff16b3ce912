"""What the fast reader lost of a sheet, put back: errors, odd dates, text dates, shown zeros."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from operator import itemgetter
from typing import Any, TypeVar

from relmanager_desktop.domain.cells import Cell, ErrorCell, cell_name
from relmanager_desktop.exchange.sheet_patterns import Place
from relmanager_desktop.exchange.sheet_scan import SheetScan
from relmanager_desktop.exchange.wire import Columns

# From here on Excel's calendar is the real one: it believes in 29 February 1900.
_FIRST_SURE_YEAR = 1901
_CALENDAR = frozenset((date, datetime, time))
# Whole numbers beyond this are no numbers that a person wrote; they keep their exponent.
_LARGEST_WHOLE = 1e21
_Found = TypeVar("_Found")


class Mender:
    """Mends the rows of one sheet as they pass, by what a scan of its bytes found.

    ``look_up`` returns the raw numbers of all cells that no calendar holds; it costs a pass over
    the sheet and is asked once, when the first date looks suspicious. ``odd_dates`` collects the
    names of the cells whose number was put back, ``cells`` counts those that hold something.
    """

    def __init__(self, scan: SheetScan, look_up: Callable[[], dict[Place, float]]) -> None:
        self._errors = _waiting(scan.errors)
        self._iso_dates = _waiting(dict.fromkeys(scan.iso_dates))
        self._padded = _waiting(scan.padded)
        self._respelled = _waiting(scan.respelled)
        self._look_up = look_up
        self._numbers: dict[Place, float] | None = None
        self.odd_dates: list[str] = []
        self.cells = 0

    def mend(self, first: int, count: int, columns: Columns) -> None:
        """Mend ``count`` rows, given by columns, of which the first is row ``first`` from 0."""
        end = first + count
        for (row, column), code in _due(self._errors, end):
            columns.extend([None] * count for _ in range(column + 1 - len(columns)))
            columns[column][row - first] = ErrorCell(code)
        self._mend_texts(first, end, columns)
        for column, cells in enumerate(columns):
            for row in _suspicious_dates(cells):
                self._mend_date(first + row, column, row, cells)
        self.cells += sum(count - cells.count(None) for cells in columns)

    def _mend_texts(self, first: int, end: int, columns: Columns) -> None:
        """Mend the cells that came as texts, or as numbers that are shown as more than numbers."""
        width = len(columns)
        for (row, column), _ in _due(self._iso_dates, end):
            if column < width:
                columns[column][row - first] = _moment(columns[column][row - first])
        for (row, column), text in _due(self._padded, end):
            if column < width:
                columns[column][row - first] = text
        for (row, column), number in _due(self._respelled, end):
            if column < width and isinstance(columns[column][row - first], str):
                columns[column][row - first] = whole(number)

    def rows_below(self, first: int) -> tuple[Columns, int]:
        """Return (columns, rows) after the last row that calamine saw: errors, or nothing."""
        count = self._errors[0][0][0] - first + 1 if self._errors else 0
        columns: Columns = []
        self.mend(first, count, columns)
        return columns, count

    def _mend_date(self, row: int, column: int, place: int, cells: list[Cell]) -> None:
        if self._numbers is None:
            self._numbers = self._look_up()
        number = self._numbers.get((row, column))
        if number is not None:
            cells[place] = whole(number)
            self.odd_dates.append(cell_name(row, column))


def _waiting(found: Mapping[Place, _Found]) -> list[tuple[Place, _Found]]:
    """Return what was found on a sheet, the first of it last."""
    return sorted(found.items(), key=itemgetter(0), reverse=True)


def _due(waiting: list[tuple[Place, _Found]], end: int) -> Iterator[tuple[Place, _Found]]:
    """Yield and forget what stands in rows before ``end``."""
    while waiting and waiting[-1][0][0] < end:
        yield waiting.pop()


def plain_column(column: tuple[Any, ...]) -> list[Cell]:
    """Return a column as it came from calamine with blanks as None and whole numbers as int.

    Columns, because nearly all are of one type: most cells are not looked at one by one.
    """
    if float in set(map(type, column)):
        return [
            int(cell)
            if cell.__class__ is float and cell.is_integer() and abs(cell) < _LARGEST_WHOLE
            else None
            if cell == ""
            else cell
            for cell in column
        ]
    if "" in column:
        return [None if cell == "" else cell for cell in column]
    return list(column)


def whole(number: float) -> int | float:
    """Return the number as int where it is whole and no larger than a person writes."""
    return int(number) if number.is_integer() and abs(number) < _LARGEST_WHOLE else number


def _suspicious_dates(column: list[Any]) -> list[int]:
    """Return the places of times of day and of days before 1901: few, and seldom right."""
    if _CALENDAR.isdisjoint(map(type, column)):
        return []
    return [
        row
        for row, cell in enumerate(column)
        if isinstance(cell, time) or (isinstance(cell, date) and cell.year < _FIRST_SURE_YEAR)
    ]


def _moment(cell: Cell) -> Cell:
    """Return the date an ISO text says, the text itself where it says none."""
    if not isinstance(cell, str):
        return cell
    try:
        moment = datetime.fromisoformat(cell).replace(tzinfo=None)
    except ValueError:
        return cell
    return moment if "T" in cell else moment.date()
