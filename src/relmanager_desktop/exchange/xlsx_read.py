"""Cells of a workbook as plain values: calamine reads, a scan of the bytes mends its losses."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice

import python_calamine

from relmanager_desktop.domain.cells import MergedRange, SheetInfo, TableRange, cell_name
from relmanager_desktop.exchange.biff_scan import scan_xls, scan_xlsb_sheet, xlsb_zeros
from relmanager_desktop.exchange.contents import Content
from relmanager_desktop.exchange.escapes import Escapes, take_all_back
from relmanager_desktop.exchange.left_outs import count_live_formulas
from relmanager_desktop.exchange.limits import COLUMNS, MB, ROWS, SPANNED_CELLS, Refusal
from relmanager_desktop.exchange.ods_scan import scan_ods
from relmanager_desktop.exchange.openings import Opening
from relmanager_desktop.exchange.openpyxl_read import send_with_openpyxl
from relmanager_desktop.exchange.sheet_audits import Audit, blank_texts
from relmanager_desktop.exchange.sheet_mending import Mender, plain_column
from relmanager_desktop.exchange.sheet_notes import note_sheet
from relmanager_desktop.exchange.sheet_patterns import Place
from relmanager_desktop.exchange.sheet_repairs import sheet_with_texts
from relmanager_desktop.exchange.sheet_scan import (
    SheetScan,
    count_values,
    find_odd_numbers,
    scan_sheet,
)
from relmanager_desktop.exchange.wire import Columns, Sender, batch_rows
from relmanager_desktop.exchange.xlsx_structure import (
    SheetPart,
    Structure,
    read_binary_structure,
    read_structure,
    read_tables,
)
from relmanager_desktop.exchange.zips import Package, raise_of_disk

_MANY_ROWS = 10_000
# From this size on a workbook is parsed while its package is still being checked.
_AHEAD_BYTES = MB
_XML_FORMATS = ("xlsx", "xlsm")
_ODS_PART, _TEXTS_PART, _STYLES_PART = "content.xml", "sharedstrings.xml", "xl/styles.bin"
# Sheets that hold no list: of macros, dialogs, charts.
_OTHER_SHEETS = ("xlMacrosheet", "xlIntlMacrosheet", "dialogsheet", "chartsheet")
_STRUCTURES = {
    "xlsx": read_structure,
    "xlsm": read_structure,
    "xlsb": read_binary_structure,
}


class WorkbookReader:
    """Sends every sheet of one workbook; ``package`` is None where the file is no zip.

    ``format`` is one of xlsx, xlsm, xlsb, xls, ods; ``wanted`` names the sheets to send, None all.
    """

    def __init__(
        self,
        content: Content,
        format: str,  # noqa: A002 - the word that everyone uses
        package: Package | None,
        wanted: Collection[str] | None,
    ) -> None:
        self.content = content
        self.package = package
        self.wanted = wanted
        self.structure = Structure()
        self.live_formulas = 0
        self._binary_zeros: dict[int, str] = {}
        self._format = format
        self._scans: dict[str, SheetScan] = {}
        self._opening = Opening(content, wanted)

    def prepare(self) -> None:
        """Check the package and scan its sheets; raise Refusal where a reader would be fooled."""
        if self.package is None:
            self._scans = scan_xls(self.content.read_bytes())
            return
        read = _STRUCTURES.get(self._format)
        self.structure = read(self.package) if read else Structure()
        # Nothing of what calamine finds is used before the package has passed; the process has
        # walls, and a second core is idle.
        if self.content.size > _AHEAD_BYTES:
            self._opening.start()
        if self._format == "xlsb" and self.package.holds(_STYLES_PART):
            self._binary_zeros = xlsb_zeros(self.package.read(_STYLES_PART))
        parts = frozenset(sheet.part for sheet in self.structure.sheets)
        self.package.check(self._scan, parts or frozenset({_ODS_PART}))

    def _scan(self, part: str, data: bytearray) -> None:
        if part == _ODS_PART:
            self._scans = scan_ods(data)
            self.live_formulas = count_live_formulas(data)
        elif self._format == "xlsb":
            self._scans[part] = scan_xlsb_sheet(bytes(data), self._binary_zeros)
        else:
            name = next(sheet.name for sheet in self.structure.sheets if sheet.part == part)
            self._scans[part] = scan_sheet(data, name, self.structure.zero_formats)
            self.live_formulas += self._scans[part].live

    @property
    def rows_expected(self) -> int:
        """How many rows there are to come at most, 0 where only the reading will tell."""
        return sum(scan.rows for scan in self._scans.values())

    def send(self, sender: Sender) -> None:
        """Send notes, sheets and rows; raise Refusal where neither reader makes sense of them."""
        opening = self._opening
        opening.finish()
        if self.package and self._format in _XML_FORMATS:
            sender.take_back = Escapes(self.package).take_back
        if self.package and self.package.has_wide_parts and self._format in _XML_FORMATS:
            opening.error = opening.error or ValueError("UTF-16")
        if opening.error is not None:
            self._send_by_second_reader(sender, self.wanted, opening.error)
            return
        if not opening.sheets:
            raise Refusal("no_sheets")
        _refuse_unknown(self.wanted, [sheet.name for _, sheet in opening.sheets])
        for number, metadata in opening.wanted:
            part = self._part(number, metadata.name)
            # A panic in Rust comes as a BaseException.
            try:
                sheet = self._sheet(number, part)
                self._refuse_silent_loss(sheet, part)
            except BaseException as error:  # noqa: BLE001 - a panic is no Exception
                self._send_by_second_reader(sender, [metadata.name], error)
            else:
                hidden = metadata.visible != python_calamine.SheetVisibleEnum.Visible
                self._send_sheet(sender, sheet, part, hidden)

    def _sheet(self, number: int, part: SheetPart | None) -> python_calamine.CalamineSheet:
        """Return a sheet; where a text among its numbers stops the reader, it is told as text."""
        try:
            return self._opening.sheet(number)
        except python_calamine.CalamineError:
            scan = self._scans.get(part.part) if part else None
            if part is None or self.package is None or not (scan and scan.unlike_numbers):
                raise
            sheet = sheet_with_texts(self.package, part.part, number)
            if sheet is None:
                raise
            return sheet

    def _send_by_second_reader(
        self, sender: Sender, wanted: Collection[str] | None, error: BaseException
    ) -> None:
        if isinstance(error, python_calamine.PasswordError):
            raise Refusal("locked_otherwise") from error
        if isinstance(error, MemoryError):
            raise Refusal("too_much_memory") from error
        if self._format not in _XML_FORMATS:
            raise Refusal("unreadable", reason=str(error)[:200]) from error
        others = {sheet.name for sheet in self.structure.sheets if sheet.kind in _OTHER_SHEETS}
        sender.take_back, before = take_all_back, sender.take_back
        try:
            read = send_with_openpyxl(self.content.file, wanted, others, sender, self._tables_on)
        except (Refusal, MemoryError, BrokenPipeError):
            raise
        except Exception as second:
            raise_of_disk(second)
            raise Refusal("unreadable", reason=f"{error}; {second}"[:200]) from second
        sender.take_back = before
        sender.note("second_reader")
        self._note_missing(sender, read)

    def _refuse_silent_loss(
        self, sheet: python_calamine.CalamineSheet, part: SheetPart | None
    ) -> None:
        """Raise ValueError where calamine sees an empty sheet and its bytes hold values."""
        scan = self._scans.get(part.part) if part else None
        if sheet.end is None and scan and scan.rows and self._values_in(part):
            raise ValueError("no cell seen")

    def _values_in(self, part: SheetPart | None) -> int:
        """Return how many cells of a sheet hold something, by its bytes; 0 where none tells."""
        data = self._bytes_of(part)
        return count_values(data) if data else 0

    def _note_missing(self, sender: Sender, read: dict[str, int]) -> None:
        """Say how many cells the second reader lost, by what the bytes of the sheet tell."""
        for sheet in self.structure.sheets:
            values = self._values_in(sheet)
            missing = values - read.get(sheet.name, values)
            if missing == values > 0:
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
        scan = self._scans.get(part.part if part else name, SheetScan())
        rows, columns = _extent(sheet, name)
        merged = tuple(
            MergedRange(first[0], first[1], last[0], last[1])
            for first, last in sheet.merged_cell_ranges or ()
        )
        tables = self._tables(part)
        sender.sheet(SheetInfo(name, hidden, rows, columns, merged, tables))
        mender = Mender(scan, lambda: scan.odd_numbers or self._odd_numbers(part))
        for first, count, batch in _batches(sheet, columns):
            mender.mend(first, count, batch)
            sender.columns(batch, count)
        below, count = mender.rows_below(rows)
        sender.columns(below, count)
        if rows > _MANY_ROWS and 0 < scan.rows < rows // 10:
            cell = cell_name(rows - 1, columns - 1)
            sender.note("mostly_blank", n=rows - scan.rows, sheet=name, cell=cell)
        note_sheet(sender, name, scan, mender, lambda: self._audit(part))

    def _tables(self, part: SheetPart | None) -> tuple[TableRange, ...]:
        if self.package is None or part is None or self._format not in _XML_FORMATS:
            return ()
        return read_tables(self.package, part.part)

    def _tables_on(self, name: str) -> tuple[TableRange, ...]:
        return self._tables(next((s for s in self.structure.sheets if s.name == name), None))

    def _part(self, number: int, name: str) -> SheetPart | None:
        """The sheet's part: by its place in the list, by its name where the places disagree."""
        sheets = self.structure.sheets
        if number < len(sheets) and sheets[number].name == name:
            return sheets[number]
        return next((sheet for sheet in sheets if sheet.name == name), None)

    def _odd_numbers(self, part: SheetPart | None) -> dict[Place, float]:
        data = self._bytes_of(part)
        return find_odd_numbers(data) if data else {}

    def _audit(self, part: SheetPart | None) -> Audit | None:
        data = self._bytes_of(part)
        if data is None or self.package is None:
            return None
        texts = [name for name in self.package.names() if name.endswith(_TEXTS_PART)]
        return Audit(data, blank_texts(self.package.read(texts[0])) if texts else ())

    def _bytes_of(self, part: SheetPart | None) -> bytes | None:
        """Return the XML of a sheet, None where there is none or where it is not XML."""
        if self.package is None or part is None or self._format not in _XML_FORMATS:
            return None
        return self.package.read(part.part) if self.package.holds(part.part) else None


def _batches(
    sheet: python_calamine.CalamineSheet, width: int
) -> Iterator[tuple[int, int, Columns]]:
    """Yield (first row, number of rows, columns) with the blank columns before the first cell."""
    lead = sheet.start[1] if sheet.start else 0
    source = sheet.iter_rows()
    first = 0
    while rows := list(islice(source, batch_rows(width))):
        blanks: Columns = [[None] * len(rows) for _ in range(lead)]
        if rows.count([""] * len(rows[0])) == len(rows):
            yield first, len(rows), []
        else:
            columns = [plain_column(column) for column in zip(*rows, strict=True)]
            yield first, len(rows), blanks + columns
        first += len(rows)


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
