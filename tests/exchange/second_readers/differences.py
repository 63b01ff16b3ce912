"""Where two readings of one workbook differ, cell by cell, after an honest normalisation.

Equal are: 2 and 2.0; numbers and moments within the twelfth digit and a second; a day and its
midnight; texts of one Unicode form, one kind of line end, without control characters and blanks
around them (which Excel keeps or drops by an attribute); a text of blanks alone, and a blank.
True is not 1, a text is never a number, an error is no text.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from relmanager_desktop.domain.cells import Cell, Sheet, cell_name
from tests.exchange.second_readers.values import Cells, Place

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Difference:
    """A cell that two readers see differently."""

    sheet: str
    place: Place
    ours: Cell
    theirs: Cell

    def __str__(self) -> str:
        return f"{self.sheet}!{cell_name(*self.place)}: {self.ours!r} is {self.theirs!r}"


def differences_of(ours: list[Sheet], theirs: list[tuple[str, Cells]]) -> list[Difference]:
    """Return where our sheets differ from another reader's; sheets are paired by their order."""
    names = [sheet.info.name for sheet in ours]
    assert names == [name for name, _ in theirs], (names, [name for name, _ in theirs])
    return [
        difference
        for sheet, (name, cells) in zip(ours, theirs, strict=True)
        for difference in _differences_in(name, cells_of(sheet), cells)
    ]


def cells_of(sheet: Sheet) -> Cells:
    """Return the cells of a sheet that hold something."""
    return {
        (row, column): cell
        for row, cells in enumerate(sheet.rows)
        for column, cell in enumerate(cells)
        if cell is not None
    }


def _differences_in(name: str, ours: Cells, theirs: Cells) -> Iterator[Difference]:
    for place in sorted({*ours, *theirs}):
        ours_here, theirs_here = _plain(ours.get(place)), _plain(theirs.get(place))
        if not _equal(ours_here, theirs_here):
            yield Difference(name, place, ours_here, theirs_here)


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, str):
        text = cell.replace("\r\n", "\n").replace("\r", "\n")
        kept = (c for c in text if c in "\t\n" or unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
        text = unicodedata.normalize("NFC", "".join(kept))
        return text.strip() or None
    if isinstance(cell, datetime):
        near = (cell + _SECOND / 2).replace(microsecond=0)
        return near.date() if near.time() == time() else cell
    return cell


def _equal(ours: Cell, theirs: Cell) -> bool:
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    if isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
        return math.isclose(ours, theirs, rel_tol=1e-12)
    if isinstance(ours, date) and isinstance(theirs, date):
        return abs(_moment(ours) - _moment(theirs)) < _SECOND
    if isinstance(ours, time) and isinstance(theirs, time):
        return abs(_seconds(ours) - _seconds(theirs)) < 1
    if isinstance(ours, timedelta) and isinstance(theirs, timedelta):
        return abs(ours - theirs) < _SECOND
    return ours == theirs


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time())


def _seconds(clock: time) -> int:
    return clock.hour * 3600 + clock.minute * 60 + clock.second
