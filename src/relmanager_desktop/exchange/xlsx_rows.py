"""Rows of a sheet as XML, rendered a column of a batch at a time: most columns are of one type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import repeat
from typing import Any

from relmanager_desktop.domain.cells import column_letters
from relmanager_desktop.exchange.layouts import Row

_DAY_ZERO = date(1899, 12, 30).toordinal()
_DAY_SECONDS = 86_400
# What needs care in XML: markup, blanks at the ends, and what looks like an escape of Excel's.
_CAREFUL = re.compile(r"[&<>\t\n]|^ | $|_x[0-9A-Fa-f]{4}_")
# One of these is in a text that needs care, but for blanks at its ends: to look for each of them in
# many texts at once takes a tenth of the pattern's time.
_SUSPICIOUS = ("&", "<", ">", "\t", "\n", "_x")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NO_STYLES: Mapping[int, str] = {}

Render = Callable[[Any], str]


class RowWriter:
    """Renders rows of one sheet from a row number on, each column in its own format.

    ``styles`` are the numbers of the columns' cell styles, '' for none; ``row_styles`` those of
    rows that have one of their own, by their numbers.
    """

    def __init__(
        self,
        styles: Sequence[str],
        first_row: int = 1,
        row_styles: Mapping[int, str] = _NO_STYLES,
    ) -> None:
        self._starts = [f'<c r="{column_letters(n)}' for n in range(len(styles))]
        self._styles = styles
        self._next = first_row
        self._row_styles = row_styles

    def render(self, rows: Sequence[Row]) -> str:
        """Return the XML of the next rows, which are of equal length; blanks are left out."""
        numbers = [str(number) for number in range(self._next, self._next + len(rows))]
        ends = [self._row_styles.get(int(n)) for n in numbers] if self._row_styles else None
        self._next += len(rows)
        columns: list[Iterable[str]] = [[f'<row r="{number}">' for number in numbers]]
        described = zip(self._starts, self._styles, zip(*rows, strict=True), strict=False)
        for start, style, cells in described:
            if cells.count(None) == len(cells):
                continue
            styled = repeat(_end(style)) if ends is None else [_end(e or style) for e in ends]
            columns.append(_column(start, numbers, styled, cells))
        columns.append(repeat("</row>"))
        return "".join(map("".join, zip(*columns, strict=False)))


def _end(style: str) -> str:
    return f'" s="{style}"' if style else '"'


def _column(
    start: str, numbers: Sequence[str], ends: Iterable[str], cells: Sequence[Any]
) -> list[str]:
    """Return the cells of a column with their names, '' for blanks."""
    if _are_plain_texts(cells):
        return [
            f'{start}{number}{end} t="inlineStr"><is><t>{cell}</t></is></c>'
            for number, end, cell in zip(numbers, ends, cells, strict=False)
        ]
    return [
        "" if cell is None else f"{start}{number}{end}{_RENDERS[type(cell)](cell)}"
        for number, end, cell in zip(numbers, ends, cells, strict=False)
    ]


def _are_plain_texts(cells: Sequence[Any]) -> bool:
    if set(map(type, cells)) != {str}:
        return False
    together = "".join(cells)
    return not any(map(together.__contains__, _SUSPICIOUS)) and [*map(str.strip, cells)] == [*cells]


def _text(text: str) -> str:
    if _CAREFUL.search(text) is None:
        return f' t="inlineStr"><is><t>{text}</t></is></c>'
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if "_x" in text:
        text = _ESCAPE_LIKE.sub("_x005F_", text)
    return f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _number(number: float) -> str:
    return f"><v>{number!r}</v></c>"


def _day(day: date) -> str:
    return f"><v>{day.toordinal() - _DAY_ZERO}</v></c>"


def _moment(moment: datetime) -> str:
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
    return f"><v>{moment.toordinal() - _DAY_ZERO + seconds / _DAY_SECONDS!r}</v></c>"


def _time(moment: time) -> str:
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
    return f"><v>{seconds / _DAY_SECONDS!r}</v></c>"


def _span(span: timedelta) -> str:
    return f"><v>{span.total_seconds() / _DAY_SECONDS!r}</v></c>"


def _yes_no(value: bool) -> str:
    return f' t="b"><v>{value:d}</v></c>'


_RENDERS: dict[type, Render] = {
    str: _text,
    int: _number,
    float: _number,
    bool: _yes_no,
    date: _day,
    datetime: _moment,
    time: _time,
    timedelta: _span,
}
