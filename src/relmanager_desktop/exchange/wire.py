"""The lines that pass through the pipe from the reader child: a letter, then JSON.

JSON and not marshal or pickle: the child has been fed a stranger's file, and nothing it can write
here may do more in the parent than fail to parse. Batches travel by columns, because a column of
one type is encoded and decoded without looking at each cell twice.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any, BinaryIO

from relmanager_desktop.domain.cells import Cell, ErrorCell, MergedRange, SheetInfo, TableRange
from relmanager_desktop.exchange.cell_texts import fit, is_fit
from relmanager_desktop.exchange.limits import (
    BATCH_CELLS,
    BATCH_ROWS,
    CELLS,
    TEXT_CHARACTERS,
    Refusal,
)

FACTS, SHEET, ROWS, NOTE, REFUSED, END = b"F", b"S", b"R", b"N", b"X", b"E"

_NOTHING = type(None)
_PLAIN = {str, int, float, bool, _NOTHING}
_DAYS = {date, _NOTHING}
_MOMENTS = {date, datetime, _NOTHING}
_ISO_DAY_LENGTH = 10
# Tags of cells in a column of several types: a list is never a cell, so it can carry one.
_TAGS: tuple[tuple[type, str, Callable[[Any], object], Callable[[Any], Cell]], ...] = (
    (datetime, "t", datetime.isoformat, datetime.fromisoformat),
    (date, "d", date.isoformat, date.fromisoformat),
    (time, "h", time.isoformat, time.fromisoformat),
    (timedelta, "s", timedelta.total_seconds, lambda seconds: timedelta(seconds=seconds)),
    (ErrorCell, "e", str, ErrorCell),
)
_ENCODE = {kind: (tag, encode) for kind, tag, encode, _ in _TAGS}
_DECODE = {tag: decode for _, tag, _, decode in _TAGS}
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Rows = list[list[Cell]]
Columns = list[list[Cell]]


class Sender:
    """The child's end: writes facts, sheets, rows and notes, and keeps to the budget of cells.

    ``take_back`` gives a text without the escapes of its format, where that has any.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._cells = 0
        self._characters = 0
        self._removed = 0
        self._blank_rows = 0
        self.take_back: Callable[[str], str] | None = None

    def facts(self, **facts: Any) -> None:
        """Send what is known of the file as a whole; once, before any sheet."""
        self._send(FACTS, _JSON(facts))

    def sheet(self, info: SheetInfo) -> None:
        """Send what is known of a sheet; its rows follow."""
        self._blank_rows = 0
        self._send(SHEET, _JSON(asdict(info)))

    def rows(self, rows: Rows) -> None:
        """Send the next rows of the sheet."""
        self.columns(columns_of(rows), len(rows))

    def columns(self, columns: Columns, count: int) -> None:
        """Send the next ``count`` rows, given by columns of that length each.

        Blank rows at the end wait for one that is not blank.
        """
        last = _filled_rows(columns, count)
        if last:
            self._send_blank_rows()
            self._send_columns(columns if last == count else [c[:last] for c in columns], last)
        self._blank_rows += count - last

    def note(self, code: str, **values: str | int) -> None:
        """Send something that the person should know; ``values`` fill its sentence."""
        self._send(NOTE, _JSON({"code": code, "values": values}))

    def refused(self, refusal: Refusal) -> None:
        """Send why the file is not read; nothing follows."""
        self._send(REFUSED, _JSON({"code": refusal.code, "values": refusal.values}))

    def end(self) -> None:
        """Send that all has been said."""
        if self._removed:
            self.note("control_characters", n=self._removed)
        self._send(END, "{}")

    def _send_blank_rows(self) -> None:
        while self._blank_rows:
            count = min(self._blank_rows, BATCH_ROWS)
            self._blank_rows -= count
            self._send_columns([], count)

    def _send_columns(self, columns: Columns, count: int) -> None:
        texts = [self._encoded(column) for column in columns]
        self._cells += len(columns) * count
        self._characters += sum(map(len, texts))
        if self._cells > CELLS or self._characters > TEXT_CHARACTERS:
            raise Refusal("too_many_cells", cells=CELLS, megabytes=TEXT_CHARACTERS // 1_000_000)
        self._send(ROWS, f'{{"n":{count},"c":[{",".join(texts)}]}}')

    def _encoded(self, column: list[Cell]) -> str:
        """Return a column as JSON, its texts and numbers made fit where they are not."""
        text = _JSON(_tagged_column(column))
        if self.take_back and "_x" in text:
            take_back = self.take_back
            column = [take_back(cell) if isinstance(cell, str) else cell for cell in column]
            text = _JSON(_tagged_column(column))
        if is_fit(text) and "Infinity" not in text and "NaN" not in text:
            return text
        return _JSON(_tagged_column([self._fit(cell) for cell in column]))

    def _fit(self, cell: Cell) -> Cell:
        if isinstance(cell, str):
            text, removed = fit(cell)
            self._removed += removed
            return text or None
        if isinstance(cell, float) and not math.isfinite(cell):
            return ErrorCell("#NUM!")
        return cell

    def _send(self, kind: bytes, text: str) -> None:
        self._stream.write(kind + text.encode("utf-8", "replace") + b"\n")
        self._stream.flush()


def batch_rows(columns: int) -> int:
    """Return how many rows of this width make a batch."""
    return max(1, min(BATCH_ROWS, BATCH_CELLS // max(1, columns)))


def columns_of(rows: Iterable[Sequence[Cell]]) -> Columns:
    """Return the rows as columns; short rows are filled with blanks."""
    return [list(column) for column in zip_longest(*rows)]


def _filled_rows(columns: Columns, count: int) -> int:
    """Return the number of rows up to the last that holds a cell."""
    if all(column.count(None) == count for column in columns):
        return 0
    last = count
    while all(column[last - 1] is None for column in columns):
        last -= 1
    return last


def decode_rows(line: bytes) -> Rows:
    """Return the rows of a line of kind ROWS, each without its trailing blanks."""
    batch = json.loads(line)
    columns = [_decoded(kind, column) for kind, column in batch["c"]]
    rows = [list(row) for row in zip(*columns, strict=True)]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    rows.extend([] for _ in range(batch["n"] - len(rows)))
    return rows


def decode_sheet(line: bytes) -> SheetInfo:
    """Return the sheet of a line of kind SHEET."""
    values = json.loads(line)
    values["merged"] = tuple(MergedRange(**merged) for merged in values["merged"])
    values["tables"] = tuple(
        TableRange(**{**table, "columns": tuple(table["columns"])}) for table in values["tables"]
    )
    return SheetInfo(**values)


def _tagged_column(column: list[Any]) -> tuple[str, Sequence[object]]:
    """Return the column as JSON can hold it, and a letter that says how it is to be read."""
    kinds = set(map(type, column))
    if kinds <= _PLAIN:
        return "", column
    if kinds <= _DAYS:
        return "d", [day and day.isoformat() for day in column]
    if kinds <= _MOMENTS:
        return "t", [moment and moment.isoformat() for moment in column]
    return "m", [_tagged(cell) for cell in column]


def _tagged(cell: Cell) -> object:
    if type(cell) in _PLAIN:
        return cell
    tag, encode = _ENCODE[type(cell)]
    return [tag, encode(cell)]


def _decoded(kind: str, column: list[Any]) -> list[Cell]:
    if kind == "":
        return column
    if kind == "d":
        return [day and date.fromisoformat(day) for day in column]
    if kind == "t":
        return [moment and _moment(moment) for moment in column]
    return [_DECODE[cell[0]](cell[1]) if isinstance(cell, list) else cell for cell in column]


def _moment(text: str) -> date:
    if len(text) == _ISO_DAY_LENGTH:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text)
