"""Opening a workbook with calamine, ahead of its checks where a second core is idle."""

from __future__ import annotations

import threading
from collections.abc import Collection
from contextlib import suppress

import python_calamine

from relmanager_desktop.exchange.contents import Content


class Opening(threading.Thread):
    """Opens the workbook and parses its first wanted sheet; calamine lets others run meanwhile.

    ``sheets`` are those that hold cells (no charts, dialogs or macros) with their numbers.
    """

    def __init__(self, content: Content, wanted: Collection[str] | None) -> None:
        super().__init__(name="calamine", daemon=True)
        self.error: BaseException | None = None
        self.sheets: list[tuple[int, python_calamine.SheetMetadata]] = []
        self.wanted: list[tuple[int, python_calamine.SheetMetadata]] = []
        self._content = content
        self._names = wanted
        self._first: python_calamine.CalamineSheet | None = None

    def run(self) -> None:
        """Do the work; what goes wrong is kept for whoever asks for the result."""
        try:
            self._book = self._open_book()
            self.sheets = [
                (number, sheet)
                for number, sheet in enumerate(self._book.sheets_metadata)
                if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
        except BaseException as error:  # noqa: BLE001 - a panic is no Exception
            self.error = error
            return
        names = self._names
        self.wanted = [pair for pair in self.sheets if names is None or pair[1].name in names]
        # If this fails it fails again when it is asked for, and is told then.
        with suppress(BaseException):
            self._first = self._book.get_sheet_by_index(self.wanted[0][0])

    def _open_book(self) -> python_calamine.CalamineWorkbook:
        if self._content.raw is None:
            return python_calamine.CalamineWorkbook.from_path(str(self._content.path))
        return python_calamine.CalamineWorkbook.from_filelike(self._content.open())

    def finish(self) -> None:
        """Wait until the work is done; do it here and now if it was not begun ahead."""
        if self.ident is None:
            self.run()
        else:
            self.join()

    def sheet(self, number: int) -> python_calamine.CalamineSheet:
        """Return the sheet of this number; raise whatever calamine raises."""
        first, self._first = self._first, None
        if first is not None and number == self.wanted[0][0]:
            return first
        return self._book.get_sheet_by_index(number)
