"""Contact cards as one sheet: a row a card, a column a field, numbered where a card has several."""

from __future__ import annotations

from collections import Counter

from relmanager_desktop.domain.cells import Cell, SheetInfo
from relmanager_desktop.exchange.code_pages import CODE_PAGES
from relmanager_desktop.exchange.limits import COLUMNS, ROWS, Refusal
from relmanager_desktop.exchange.vcard_cells import CardCells
from relmanager_desktop.exchange.vcard_headers import ORDER
from relmanager_desktop.exchange.vcard_lines import CardFile
from relmanager_desktop.exchange.wire import Rows, Sender, batch_rows

_MOST_NAMED = 6
_PLACES = {header: place for place, header in enumerate(ORDER)}


class CardReader:
    """Sends the one sheet of a file of contact cards, named ``name``."""

    def __init__(self, raw: bytes, name: str, encoding: str | None = None) -> None:
        self.name = name
        self._file = CardFile(raw, encoding)
        self.rows_expected = self._file.count() + 1
        if self.rows_expected > ROWS:
            raise Refusal("too_many_cards", cards=self.rows_expected - 1, limit=ROWS - 1)
        self._rows: list[dict[str, str]] = []
        self._left_out: Counter[str] = Counter()
        self._groups = 0

    def send(self, sender: Sender) -> None:
        """Send the sheet, its rows, and notes on what of the cards is not in them."""
        self._take_cards()
        header = self._header()
        rows = len(self._rows) + 1
        sender.sheet(SheetInfo(self.name, rows=rows, columns=len(header)))
        size = batch_rows(len(header))
        batch: Rows = [[*header]]
        for cells in self._rows:
            row: list[Cell] = [cells.get(name) for name in header]
            batch.append(row)
            if len(batch) >= size:
                sender.rows(batch)
                batch = []
        sender.rows(batch)
        self._send_notes(sender)

    def _take_cards(self) -> None:
        for card in self._file:
            cells = CardCells(card)
            if cells.is_group:
                self._groups += 1
                continue
            row = cells.read()
            self._rows.append(row.cells)
            self._left_out += row.left_out

    def _header(self) -> list[str]:
        """Return the headers in order: known ones by ORDER, their numbers, others as they come."""
        met = dict.fromkeys(name for cells in self._rows for name in cells)
        headers = sorted(met, key=_place)
        for name in headers[COLUMNS:]:
            self._left_out[name] += sum(name in cells for cells in self._rows)
        return headers[:COLUMNS]

    def _send_notes(self, sender: Sender) -> None:
        if self._file.guessed:
            sender.note("guessed_encoding", name=CODE_PAGES[self._file.encoding])
        for line in self._file.odd_lines[:1]:
            sender.note("odd_card_lines", n=len(self._file.odd_lines), line=line)
        for line in self._file.open_cards[:1]:
            sender.note("open_cards", n=len(self._file.open_cards), line=line)
        if self._groups:
            sender.note("group_cards", n=self._groups)
        if self._left_out:
            names = [f"{name} ({n:,})" for name, n in self._left_out.most_common(_MOST_NAMED)]
            more = " …" if len(self._left_out) > _MOST_NAMED else ""
            total = self._left_out.total()
            sender.note("card_fields_left_out", n=total, names=", ".join(names) + more)


def _place(header: str) -> tuple[int, int, bool]:
    """Return where a column stands: by its field, its number, its label before its value."""
    base, _, part = header.partition(" - ")
    family, _, number = base.rpartition(" ")
    if not number.isdecimal():
        family, number = base, "1"
    return _PLACES.get(family, len(ORDER)), int(number), part == "Value"
