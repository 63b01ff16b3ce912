"""Cells of a text file: our own reader, because a quote left open must not swallow the rest."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TextIO

from relmanager_desktop.domain.cells import Cell, SheetInfo
from relmanager_desktop.exchange.code_pages import CODE_PAGES
from relmanager_desktop.exchange.csv_dialects import (
    SAMPLE_CHARACTERS,
    Decoded,
    Dialect,
    decode,
    find_dialect,
)
from relmanager_desktop.exchange.limits import (
    COLUMNS,
    CSV_FIELD_CHARACTERS,
    CSV_RECORD_LINES,
    Refusal,
)
from relmanager_desktop.exchange.wire import Rows, Sender, batch_rows

# A record over several lines whose inner lines all look like records is a quote left open.
_SUSPICIOUS_LINES = 3
_SUSPICIOUS_COLUMNS = 4
_SUSPICIOUS_SHARE = 0.8
_MOST_LINES, _FEWEST_LINES = 10_000, 10
_BLANKS = re.compile(" *")
_MARK = "\ufeff"  # also before the first line of a file that was put behind another
# What a careful program puts before a formula, so that no spreadsheet runs it; ours does too.
_GUARDED = re.compile(r"'(?:[\s']*[=+\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n])")


class TextReader:
    """Sends the one sheet of a text file, named ``name``."""

    def __init__(
        self, raw: bytes, name: str, encoding: str | None = None, delimiter: str | None = None
    ) -> None:
        self.name = name
        self.raw = raw
        self.decoded = decode(raw, encoding)
        self.dialect = self._find_dialect(delimiter)

    @property
    def rows_expected(self) -> int:
        """How many rows there are to come at most."""
        line_end = b"\n" if b"\n" in self.raw else b"\r"
        return self.raw.count(line_end) + 1

    def send(self, sender: Sender) -> None:
        """Send notes, the sheet and its rows; raise Refusal where the text is none."""
        columns = min(self.dialect.columns, COLUMNS)
        sender.sheet(SheetInfo(self.name, rows=self.rows_expected, columns=columns))
        _note_encoding(sender, self.decoded)
        records = Records(_Lines(self.decoded), self.dialect)
        batch: Rows = []
        size = batch_rows(columns)
        for record in records:
            batch.append(record)
            if len(batch) == size:
                sender.rows(batch)
                batch = []
        sender.rows(batch)
        for line in records.open_quotes[:1]:
            sender.note("open_quote", n=len(records.open_quotes), line=line)
        for line in records.long_records[:1]:
            sender.note("long_record", n=len(records.long_records), line=line)

    def _find_dialect(self, delimiter: str | None) -> Dialect:
        with _named_errors(self.decoded):
            sample = self.decoded.lines.read(SAMPLE_CHARACTERS)
        self.decoded.lines.seek(0)
        whole_lines = sample if len(sample) < SAMPLE_CHARACTERS else sample.rpartition("\n")[0]
        dialect = find_dialect(whole_lines or sample, delimiter)
        if dialect.has_separator_line:
            self.decoded.lines.readline()
        return dialect


class _named_errors:  # noqa: N801 - reads as a statement
    """Turns bytes that the encoding does not know into a refusal."""

    def __init__(self, decoded: Decoded) -> None:
        self.decoded = decoded

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: object, _: object) -> None:
        if isinstance(error, UnicodeError):
            raise Refusal("undecodable", encoding=self.decoded.encoding) from error


class _Lines:
    """Lines without their ends, counted from 1, that can be pushed back."""

    def __init__(self, decoded: Decoded) -> None:
        self._decoded = decoded
        self._source: TextIO = decoded.lines
        self._pushed: deque[str] = deque()
        self.number = 0

    def next(self) -> str | None:
        """Return the next line, None after the last."""
        self.number += 1
        if self._pushed:
            return self._pushed.popleft()
        with _named_errors(self._decoded):
            line = self._source.readline()
        if line.startswith(_MARK):
            line = line.lstrip(_MARK)
        return line.removesuffix("\n") if line else None

    def push_back(self, lines: list[str]) -> None:
        """Give back lines that were read last, to be read again."""
        self._pushed.extendleft(reversed(lines))
        self.number -= len(lines)


class Records:
    """The records of a text file as rows of cells; blank cells are None.

    Rows keep their own length. ``open_quotes`` and ``long_records`` collect the numbers of lines
    where a quote was taken as a plain character and where a record spans very many lines.
    """

    def __init__(self, lines: _Lines, dialect: Dialect) -> None:
        self._lines = lines
        self._dialect = dialect
        self.open_quotes: list[int] = []
        self.long_records: list[int] = []

    def __iter__(self) -> Iterator[list[Cell]]:
        delimiter = self._dialect.delimiter
        while (line := self._lines.next()) is not None:
            cells = self._quoted(line) if '"' in line else line.split(delimiter)
            if len(cells) > COLUMNS or sum(map(len, cells)) > CSV_FIELD_CHARACTERS:
                self._refuse_too_large(cells)
            if "'" in line:
                cells = [_unguarded(cell) for cell in cells]
            yield [cell or None for cell in cells]

    def _quoted(self, line: str) -> list[str]:
        """Return the cells of the record that begins with this line and may take more."""
        first = self._lines.number
        record = _Record(self._dialect)
        if record.feed(line):
            return record.cells
        literal = record.cells_with_literal_quote(line)
        taken = self._take_while_open(record)
        if record.is_open or self._look_like_records(taken[:-1]):
            self._lines.push_back(taken)
            self.open_quotes.append(first)
            return literal
        if len(taken) >= CSV_RECORD_LINES:
            self.long_records.append(first)
        return record.cells

    def _take_while_open(self, record: _Record) -> list[str]:
        """Feed the lines that follow until the quote closes or it is hopeless; return them."""
        taken: list[str] = []
        while not self._is_hopeless(taken) and (line := self._lines.next()) is not None:
            taken.append(line)
            if record.feed(line):
                break
        return taken

    def _is_hopeless(self, taken: list[str]) -> bool:
        if len(taken) == CSV_RECORD_LINES:
            return self._look_like_records(taken)
        # The more quotes were left open, the shorter the next is followed: all of them together
        # must not cost the square of the file.
        return len(taken) >= max(_FEWEST_LINES, _MOST_LINES // (1 + len(self.open_quotes)))

    def _look_like_records(self, taken: list[str]) -> bool:
        """Whether lines inside quotes have just the delimiters that records here have."""
        columns = self._dialect.columns
        enough = len(taken) >= CSV_RECORD_LINES or columns >= _SUSPICIOUS_COLUMNS
        if len(taken) < _SUSPICIOUS_LINES or not enough or columns == 1:
            return False
        like = sum(line.count(self._dialect.delimiter) == columns - 1 for line in taken)
        return like >= _SUSPICIOUS_SHARE * len(taken)

    def _refuse_too_large(self, cells: list[str]) -> None:
        if len(cells) > COLUMNS:
            raise Refusal(
                "line_too_wide", line=self._lines.number, columns=len(cells), limit=COLUMNS
            )
        if max(map(len, cells)) > CSV_FIELD_CHARACTERS:
            raise Refusal("cell_too_long", line=self._lines.number, characters=CSV_FIELD_CHARACTERS)


@dataclass
class _Record:
    """One record under construction, fed line by line."""

    dialect: Dialect
    cells: list[str] = field(default_factory=list)
    is_open: bool = False
    _value: list[str] = field(default_factory=list)
    _opened_at: int = 0
    _cells_before: int = 0

    def feed(self, line: str) -> bool:
        """Take the next line; return whether the record is complete."""
        place = 0
        if self.is_open:
            self._value.append("\n")
            place = self._inside(line, 0)
        while 0 <= place <= len(line):
            place = self._field(line, place)
        return not self.is_open

    def cells_with_literal_quote(self, line: str) -> list[str]:
        """Return the cells of the first line, the quote that never closed being one character."""
        rest = line[self._opened_at :].split(self.dialect.delimiter)
        return self.cells[: self._cells_before] + rest

    def _field(self, line: str, place: int) -> int:
        """Take the field that begins here; return where the next begins, -1 if it stays open."""
        start = place
        while line.startswith(" ", start):
            start += 1
        if line.startswith('"', start):
            self.is_open = True
            self._opened_at, self._cells_before = place, len(self.cells)
            return self._inside(line, start + 1)
        end = line.find(self.dialect.delimiter, place)
        end = len(line) if end < 0 else end
        self.cells.append(line[place:end])
        return end + 1

    def _inside(self, line: str, place: int) -> int:
        """Take quoted text from here; return where the next field begins, -1 if it stays open."""
        while (quote := line.find('"', place)) >= 0:
            self._value.append(line[place:quote])
            after = line[quote + 1 : quote + 2]
            if self.dialect.has_backslash_escapes and self._ends_in_backslash():
                self._value[-1] = self._value[-1][:-1] + '"'
                place = quote + 1
            elif after in ("", self.dialect.delimiter):
                self._close()
                return quote + 2
            elif after == '"':
                self._value.append('"')
                place = quote + 2
            else:
                place = self._stray_quote(line, quote)
                if not self.is_open:
                    return place
        self._value.append(line[place:])
        return -1

    def _stray_quote(self, line: str, quote: int) -> int:
        """Take a quote amid text as text, unless only blanks part it from the field's end."""
        blanks = _BLANKS.match(line, quote + 1)
        end = blanks.end() if blanks else quote + 1
        if line[end : end + 1] in ("", self.dialect.delimiter):
            self._close()
            return end + 1
        self._value.append('"')
        return quote + 1

    def _ends_in_backslash(self) -> bool:
        text = self._value[-1]
        return (len(text) - len(text.rstrip("\\"))) % 2 == 1

    def _close(self) -> None:
        self.cells.append("".join(self._value))
        self._value.clear()
        self.is_open = False


def _unguarded(cell: str) -> str:
    """Return the cell without the apostrophe that kept a formula from running."""
    return cell[1:] if _GUARDED.match(cell) else cell


def _note_encoding(sender: Sender, decoded: Decoded) -> None:
    if decoded.guessed:
        sender.note("guessed_encoding", name=CODE_PAGES[decoded.encoding])
    if decoded.mixed_lines:
        sender.note("mixed_encoding", n=decoded.mixed_lines, line=decoded.mixed_line)
