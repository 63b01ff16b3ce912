"""Cells told in other words before they are read: repaired, or as the user said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.evidence import DATED, NUMERIC
from relmanager_desktop.domain.mapping.maps import Question, Reading
from relmanager_desktop.domain.mapping.repairs import repaired_cell
from relmanager_desktop.domain.mapping.unreadable import is_endless, says_nothing
from relmanager_desktop.domain.records import Field
from relmanager_desktop.domain.texts import tr, verbatim

BLANK = "null"  # a word that every field reads as a blank
_FEWEST, _MOST_WORDS = 3, 6
_LEAVE = ((BLANK, tr("Nothing: leave it empty")),)


def retold(read: Callable[[Cell], Any], field: Field, reading: Reading) -> Callable[[Cell], Any]:
    """Return what reads a cell that is first repaired and put into our words, as far as wished."""
    values: Mapping[str, str] = reading.values if field.type in DATED | NUMERIC else {}
    if not values and not reading.repairs:
        return read
    repair = repaired_cell if reading.repairs else _same

    def read_retold(cell: Cell) -> Any:
        told = repair(cell)
        if values and isinstance(told, str):
            told = values.get(fold(told.strip()), told)
        return read(told)

    return read_retold


def _same(cell: Cell) -> Cell:
    return cell


def odd_words(
    number: int, field: Field, header: str, reading: Reading, cells: Sequence[Cell]
) -> Iterator[Question]:
    """Ask once for words that stand again and again where days or numbers are expected.

    'Date Not Captured' over a hundred rows would refuse each of them.
    """
    if field.type not in DATED | NUMERIC:
        return
    wordy = {c for c in set(cells) if isinstance(c, str) and c and not _may_be_value(c)}
    if not wordy:
        return
    counts = Counter(c.strip() for c in cells if isinstance(c, str) and c in wordy)
    often = [(text, times) for text, times in counts.most_common(_MOST_WORDS) if times >= _FEWEST]
    for text, times in often:
        if fold(text) in reading.values or says_nothing(text) or is_endless(text):
            continue
        said = tr(
            "{header}: “{value}” stands in {times} rows and is none. What does it mean?",
            header=header,
            value=verbatim(text),
            times=str(times),
        )
        yield Question(number, f"value:{fold(text)}", said, _LEAVE)


def _may_be_value(text: str) -> bool:
    """Whether a text has a digit, or is so short that it may be a step of a scale or a sign."""
    return any(map(str.isdigit, text)) or " " not in text.strip()
