"""Cells of a workbook as plain values: calamine reads, a scan of the bytes mends its losses."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

import python_calamine

from relmanager_desktop.domain.cells import Cell, ErrorCell, MergedRange, SheetInfo, cell_name
from relmanager_desktop.exchange.limits import COLUMNS, ROWS, SPANNED_CELLS, Refusal
from relmanager_desktop.exchange.openpyxl_read import send_with_openpyxl
from relmanager_desktop.exchange.sheet_scan import SheetScan, find_odd_numbers, scan_sheet
from relmanager_desktop.exchange.wire import Rows, Sender, batch_rows
from relmanager_desktop.exchange.xlsx_structure import (
    SheetPart,
    Structure,
    read_structure,
    read_tables,
)
from relmanager_desktop.exchange.zips import Package

# Whole numbers beyond this are no numbers that a person wrote; they keep their exponent.
_LARGEST_WHOLE = 1e21
_MANY_ROWS = 10_000
# From here on Excel's calendar is the real one: it believes in 29 February 1900.
_FIRST_SURE_DAY = date(1900, 3, 1)


class WorkbookReader:
    """Sends every sheet of one workbook; ``package`` is None where the file is no zip."""

    def __init__(self, path: Path, package: Package | None, wanted: Collection[str] | None) -> None:
        self.path = path
        self.package = package
        self.wanted = wanted
        self.structure = Structure()
        self.scans: dict[str, SheetScan] = {}

    def prepare(self) -> None:
        """Check the package and scan its sheets; raise Refusal where a reader would be fooled."""
        if self.package is None:
            return
        if self.package.format() == "xlsx":
            self.structure = read_structure(self.package)
        names = {sheet.part: sheet.name for sheet in self.structure.sheets}

        def scan(part: str, data: bytearray) -> None:
            self.scans[part] = scan_sheet(data, names[part])

        self.package.check(scan, frozenset(names))

    @property
    def rows_expected(self) -> int:
        """How many rows there are to come at most, 0 where only the reading will tell."""
        return sum(scan.rows for scan in self.scans.values())

    def send(self, sender: Sender) -> None:
        """Send notes, sheets and rows; raise Refusal where neither reader makes sense of them."""
        try:
            book = python_calamine.CalamineWorkbook.from_path(str(self.path))
            found = _worksheets(book)
        except Refusal:
            raise
        # A panic in Rust comes as a BaseException.
        except BaseException as error:  # noqa: BLE001
            self._send_by_second_reader(sender, self.wanted, error)
            return
        if not found:
            raise Refusal("no_sheets")
        _refuse_unknown(self.wanted, [sheet.name for _, sheet in found])
        for number, sheet in found:
            if self.wanted is None or sheet.name in self.wanted:
                self._send_either_way(sender, book, number, sheet)

    def _send_either_way(
        self,
        sender: Sender,
        book: python_calamine.CalamineWorkbook,
        number: int,
        metadata: python_calamine.SheetMetadata,
    ) -> None:
        try:
            sheet = book.get_sheet_by_index(number)
        except BaseException as error:  # noqa: BLE001
            self._send_by_second_reader(sender, [metadata.name], error)
            return
        hidden = metadata.visible != python_calamine.SheetVisibleEnum.Visible
        self._send_sheet(sender, sheet, self._part(number, metadata.name), hidden)

    def _send_by_second_reader(
        self, sender: Sender, wanted: Collection[str] | None, error: BaseException
    ) -> None:
        if isinstance(error, python_calamine.PasswordError):
            raise Refusal("password") from error
        if isinstance(error, MemoryError):
            raise Refusal("too_much_memory") from error
        if not self.structure.sheets:
            raise Refusal("unreadable", reason=str(error)[:200]) from error
        try:
            read = send_with_openpyxl(self.path, wanted, sender)
        except (Refusal, MemoryError, OSError):
            raise
        except Exception as second:
            raise Refusal("unreadable", reason=f"{error}; {second}"[:200]) from second
        sender.note("second_reader")
        self._note_missing(sender, read)

    def _note_missing(self, sender: Sender, read: dict[str, int]) -> None:
        """Say how many cells the second reader lost, by what the bytes of the sheet tell."""
        for sheet in self.structure.sheets:
            scan = self.scans.get(sheet.part)
            missing = scan.values - read.get(sheet.name, scan.values) if scan else 0
            if scan and missing == scan.values > 0:
                raise Refusal("unreadable", reason="the second reader found no cell")
            if missing > 0:
                sender.note("cells_left_out", n=missing, sheet=sheet.name)

    def _send_sheet(
        self,
        sender: Sender,
        sheet: python_calamine.CalamineSheet,
        part: SheetPart | None,
        hidden: bool,
    ) -> None:
        name = sheet.name
        scan = self.scans.get(part.part, SheetScan()) if part else SheetScan()
        rows, columns = _extent(sheet, name)
        merged = tuple(
            MergedRange(first[0], first[1], last[0], last[1])
            for first, last in sheet.merged_cell_ranges or ()
        )
        tables = read_tables(self.package, part.part) if self.package and part else ()
        sender.sheet(SheetInfo(name, hidden, rows, columns, merged, tables))
        mender = _Mender(self, part, scan)
        for first, batch in _batches(sheet, columns):
            mender.mend(first, batch)
            sender.rows(batch)
        sender.rows(mender.rows_below(rows))
        if rows > _MANY_ROWS and 0 < scan.rows < rows // 10:
            cell = cell_name(rows - 1, columns - 1)
            sender.note("mostly_blank", n=rows - scan.rows, sheet=name, cell=cell)
        _note(sender, name, scan, mender)

    def _part(self, number: int, name: str) -> SheetPart | None:
        """The sheet's part: by its place in the list, by its name where the places disagree."""
        sheets = self.structure.sheets
        if number < len(sheets) and sheets[number].name == name:
            return sheets[number]
        return next((sheet for sheet in sheets if sheet.name == name), None)

    def odd_numbers(self, part: SheetPart, scan: SheetScan) -> None:
        """Look up what stands in the cells that no calendar holds."""
        if self.package is not None:
            find_odd_numbers(bytearray(self.package.read(part.part)), scan)


class _Mender:
    """Puts back into a sheet's rows what calamine lost: errors, odd numbers, dates in words."""

    def __init__(self, reader: WorkbookReader, part: SheetPart | None, scan: SheetScan) -> None:
        self.reader = reader
        self.part = part
        self.scan = scan
        self.errors = sorted(scan.errors.items(), reverse=True)
        self.iso_dates = sorted(scan.iso_dates, reverse=True)
        self.looked_up = part is None
        self.odd_dates: list[str] = []

    def mend(self, first: int, rows: Rows) -> None:
        """Mend a batch whose first row is row ``first`` of the sheet, counted from 0."""
        end = first + len(rows)
        while self.errors and self.errors[-1][0][0] < end:
            (row, column), code = self.errors.pop()
            if row >= first:
                _put(rows[row - first], column, ErrorCell(code))
        while self.iso_dates and self.iso_dates[-1][0] < end:
            row, column = self.iso_dates.pop()
            if row >= first and column < len(rows[row - first]):
                rows[row - first][column] = _moment(rows[row - first][column])
        for row, column in _suspicious_dates(rows):
            self._mend_date(first + row, column, rows[row])

    def rows_below(self, count: int) -> Rows:
        """Return the rows after the last that calamine saw: errors stand there, or nothing."""
        if not self.errors:
            return []
        rows: Rows = [[] for _ in range(self.errors[0][0][0] - count + 1)]
        self.mend(count, rows)
        return rows

    def _mend_date(self, row: int, column: int, cells: list[Cell]) -> None:
        if not self.looked_up and self.part is not None:
            self.reader.odd_numbers(self.part, self.scan)
            self.looked_up = True
        number = self.scan.numbers.get((row, column))
        if number is not None:
            cells[column] = _plain(number)
            self.odd_dates.append(cell_name(row, column))


def _worksheets(
    book: python_calamine.CalamineWorkbook,
) -> list[tuple[int, python_calamine.SheetMetadata]]:
    """Return (number, sheet) of those that hold cells: no charts, dialogs or macros."""
    return [
        (number, sheet)
        for number, sheet in enumerate(book.sheets_metadata)
        if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]


def _batches(sheet: python_calamine.CalamineSheet, columns: int) -> Iterator[tuple[int, Rows]]:
    """Yield (number of the first row, rows) with the blank columns before the first cell."""
    lead: list[Cell] = [None] * (sheet.start[1] if sheet.start else 0)
    source = sheet.iter_rows()
    size = batch_rows(columns)
    first = 0
    while raw := list(islice(source, size)):
        rows = [_plain_row(row) for row in raw]
        yield first, [lead + row for row in rows] if lead else rows
        first += len(raw)


def _plain_row(row: list[Any]) -> list[Cell]:
    # Written out in one expression: this line sees every cell of every workbook.
    return [
        (cell or None)
        if cell.__class__ is str
        else int(cell)
        if cell.__class__ is float and cell.is_integer() and abs(cell) < _LARGEST_WHOLE
        else cell
        for cell in row
    ]


def _plain(number: float) -> int | float:
    return int(number) if number.is_integer() and abs(number) < _LARGEST_WHOLE else number


def _suspicious_dates(rows: Rows) -> list[tuple[int, int]]:
    """Return the places of times of day and of days before March 1900: few, and seldom right."""
    return [
        (row, column)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if cell.__class__ in _CALENDAR and _is_suspicious(cell)
    ]


_CALENDAR = frozenset((date, datetime, time))


def _is_suspicious(cell: Cell) -> bool:
    if isinstance(cell, datetime):
        return cell.date() < _FIRST_SURE_DAY
    return isinstance(cell, time) or (isinstance(cell, date) and cell < _FIRST_SURE_DAY)


def _moment(cell: Cell) -> Cell:
    """Return the date an ISO text says, the text itself where it says none."""
    if not isinstance(cell, str):
        return cell
    try:
        moment = datetime.fromisoformat(cell).replace(tzinfo=None)
    except ValueError:
        return cell
    return moment if "T" in cell else moment.date()


def _put(cells: list[Cell], column: int, cell: Cell) -> None:
    cells.extend([None] * (column + 1 - len(cells)))
    cells[column] = cell


def _extent(sheet: python_calamine.CalamineSheet, name: str) -> tuple[int, int]:
    """Return (rows, columns) from A1 to the last used cell; raise Refusal beyond the limits."""
    if sheet.end is None:
        return 0, 0
    rows, columns = sheet.end[0] + 1, sheet.end[1] + 1
    if columns > COLUMNS:
        raise Refusal("too_many_columns", sheet=name, columns=columns, limit=COLUMNS)
    if rows > ROWS or rows * columns > SPANNED_CELLS:
        raise Refusal("stray_cells", sheet=name, rows=rows, cell=cell_name(*sheet.end))
    return rows, columns


def _refuse_unknown(wanted: Collection[str] | None, names: list[str]) -> None:
    for name in wanted or ():
        if name not in names:
            raise Refusal("no_such_sheet", sheet=name, sheets=", ".join(names))


def _note(sender: Sender, name: str, scan: SheetScan, mender: _Mender) -> None:
    if scan.uncached:
        sender.note("uncached_formulas", n=scan.uncached, sheet=name, cell=scan.first_uncached)
    if scan.unplaced_errors:
        sender.note("unplaced_errors", n=scan.unplaced_errors, sheet=name)
    if mender.odd_dates:
        count, first = len(mender.odd_dates), mender.odd_dates[0]
        sender.note("odd_dates", n=count, sheet=name, cell=first)
