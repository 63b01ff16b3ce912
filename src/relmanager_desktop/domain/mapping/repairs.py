"""Texts that were decoded wrongly, such as 'MÃ¼ller', and the repair that is offered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.mapping.maps import Question
from relmanager_desktop.domain.texts import tr, verbatim

YES, NO = "yes", "no"
_SEARCHED = 5000  # rows of each column
# What begins a letter of UTF-8 when its bytes are read one by one, and what goes on with it.
_DAMAGE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]")


@lru_cache(maxsize=8192)
def repaired(text: str) -> str | None:
    """Return what a text was before its UTF-8 was read as Western European, None if it was not.

    'MÃ¼ller' was 'Müller'. Bytes that are UTF-8 by accident are as good as never a word.
    """
    if text.isascii() or not _DAMAGE.search(text):
        return None
    try:
        found = b"".join(map(_byte, text)).decode("utf-8")
    except UnicodeError:
        return None
    return found if found.isprintable() or "\n" in found else None


def _byte(character: str) -> bytes:
    """Return the byte that is read as this character; five have none of their own in cp1252."""
    code = ord(character)
    return bytes([code]) if 0x80 <= code <= 0x9F else character.encode("cp1252")


def repaired_cell(cell: Cell) -> Cell:
    """Return a cell with its text repaired, any other as it is."""
    return (repaired(cell) or cell) if isinstance(cell, str) else cell


def is_damaged(cells: Sequence[Cell]) -> bool:
    """Whether one of the first texts of a column was decoded wrongly."""
    return next(_examples(cells), None) is not None


def repair_questions(columns: Iterable[Sequence[Cell]], said: str) -> list[Question]:
    """Ask whether the texts of a sheet are to be repaired, unless somebody ``said`` so or not."""
    example = None if said else next((e for cells in columns for e in _examples(cells)), None)
    if example is None:
        return []
    text = tr(
        "Some texts were decoded wrongly: “{damaged}” was “{sound}”. Repair them?",
        damaged=verbatim(example[0]),
        sound=verbatim(example[1]),
    )
    answers = ((YES, tr("Repair them")), (NO, tr("Take them as they are")))
    return [Question(None, "repair", text, answers)]


def _examples(cells: Sequence[Cell]) -> Iterator[tuple[str, str]]:
    for cell in cells[:_SEARCHED]:
        if isinstance(cell, str) and not cell.isascii() and (sound := repaired(cell)):
            yield cell, sound
