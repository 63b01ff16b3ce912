"""The first table of a page that was pasted, as rows of texts; runs in the reader child."""

from __future__ import annotations

from html.parser import HTMLParser

from relmanager_desktop.domain.cells import Cell, SheetInfo
from relmanager_desktop.exchange.limits import COLUMNS, ROWS, Refusal
from relmanager_desktop.exchange.wire import Rows, Sender, batch_rows

_CELLS = ("td", "th")
_BREAKS = ("br", "p", "div", "li")
_UNSEEN = ("style", "script", "head", "title")


class TableParser(HTMLParser):
    """Collects the rows of the first table; a table inside a cell is part of its text.

    A cell over several columns or rows stands in the first of them, and leaves the others blank.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: Rows = []
        self._depth = 0
        self._unseen = 0
        self._is_over = False
        self._text: list[str] | None = None
        self._spans = (1, 1)
        # For each column over which a cell of an earlier row hangs, how many rows it still takes.
        self._hanging: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag == "table":
            self._depth += not self._is_over
        elif tag in _UNSEEN:
            self._unseen += 1
        elif self._depth == 1 and tag == "tr":
            self._begin_row()
        elif self._depth == 1 and tag in _CELLS:
            self._end_cell()
            told = dict(attrs)
            self._spans = (_span(told.get("colspan"), COLUMNS), _span(told.get("rowspan"), ROWS))
            self._text = []
        elif tag in _BREAKS and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a cell, a row or a table."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif self._depth == 1 and tag in (*_CELLS, "tr"):
            self._end_cell()
        elif tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self._end_cell()
                self._is_over = True

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        if self._text is not None and not self._unseen:
            self._text.append(" ".join(f"|{data}|".split())[1:-1])

    def _begin_row(self) -> None:
        self._end_cell()
        if len(self.rows) >= ROWS:
            raise Refusal("too_many_rows", limit=ROWS)
        self._hanging = {n: left - 1 for n, left in self._hanging.items() if left > 1}
        self.rows.append([])

    def _end_cell(self) -> None:
        if self._text is None:
            return
        lines = (" ".join(line.split()) for line in "".join(self._text).split("\n"))
        text = "\n".join(lines).strip()
        self._text = None
        if not self.rows:
            self.rows.append([])
        self._place(text or None)

    def _place(self, cell: Cell) -> None:
        row, (columns, rows) = self.rows[-1], self._spans
        while len(row) in self._hanging:
            row.append(None)
        if len(row) + columns > COLUMNS:
            raise Refusal("line_too_wide", line=len(self.rows), columns=len(row), limit=COLUMNS)
        for number in range(columns):
            if rows > 1:
                self._hanging[len(row)] = rows
            row.append(None if number else cell)


def send_table(text: str, name: str, sender: Sender) -> None:
    """Send the first table of a page as the sheet of this name."""
    rows = rows_of(text)
    columns = max(map(len, rows), default=0)
    sender.sheet(SheetInfo(name, rows=len(rows), columns=columns))
    size = batch_rows(columns)
    for first in range(0, len(rows), size):
        sender.rows(rows[first : first + size])


def rows_of(text: str) -> Rows:
    """Return the rows of the first table of a page."""
    parser = TableParser()
    parser.feed(text)
    parser.close()
    return parser.rows


def _span(written: str | None, most: int) -> int:
    return min(most, max(1, int(written))) if written and written.isdecimal() else 1
