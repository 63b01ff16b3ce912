"""Words read as the codes of a choice: by code, label, meaning and, nearly certain, by spelling."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz import fuzz, process

from relmanager_desktop.domain.cells import Cell, ErrorCell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.choice_words import SYNONYMS, YES_NO
from relmanager_desktop.domain.mapping.maps import Reading
from relmanager_desktop.domain.mapping.unreadable import (
    ValueProblem,
    is_blank_text,
    refuse_error,
    shown,
)
from relmanager_desktop.domain.records import Field
from relmanager_desktop.domain.texts import tr

_NUMBERED = re.compile(r"\d+\s*[-–—:.)=]\s*(\D.*)|(\D.*?)\s*[(\[=:–—-]\s*\d+\s*[)\]]?")
_PARTS = re.compile(r"\s*[;,|/\n+&]\s*|\s+(?:and|und|et|y|e|en|i|и)\s+")
# Choices that lists also keep as a column of yes and no: "Active?", "Done?".
_YES_NO_CODES = (("active", "dormant"), ("done", "open"), ("held", "planned"))
_UNDECIDED = ("open", "pending", "in progress", "ongoing", "active", "offen", "laufend")
_NEARLY_CERTAIN = 88


def folded_word(text: str) -> str:
    """Return a word as choices are compared: 'In-Progress ' is 'in progress'."""
    return " ".join(fold(text).replace("_", " ").replace("-", " ").split())


@lru_cache(maxsize=256)
def words_of(field: Field) -> dict[str, str]:
    """Return what names each choice of a field: folded word → code; codes and labels go first."""
    words: dict[str, str] = {}
    for choice in field.choices:
        words.setdefault(folded_word(choice.code), choice.code)
        words.setdefault(folded_word(str(choice.label)), choice.code)
    if "won" in words:  # of a deal that is open nothing is decided
        words.update(dict.fromkeys(_UNDECIDED, ""))
    for yes, no in _YES_NO_CODES:
        if yes in words and no in words:
            for word, says_yes in YES_NO.items():
                words.setdefault(word, yes if says_yes else no)
    for choice in field.choices:
        for word in SYNONYMS.get(choice.code, ()):
            words.setdefault(folded_word(word), choice.code)
    return words


def code_of(field: Field, text: str) -> str | None:
    """Return the code that a text names, None if it names none, '' if it says nothing yet.

    'Hoch', '2 - High' and 'High (3)' are all high.
    """
    words = words_of(field)
    word = folded_word(text)
    if word in words:
        return words[word]
    if match := _NUMBERED.fullmatch(fold(text).strip()):
        rest = folded_word(match[1] or match[2])
        if rest in words:
            return words[rest]
    if len(word) < 5:
        return None
    near = process.extract(
        word, list(words), scorer=fuzz.ratio, score_cutoff=_NEARLY_CERTAIN, limit=4
    )
    codes = {words[name] for name, _score, _number in near}
    return codes.pop() if len(codes) == 1 else None


def choice_reader(field: Field, reading: Reading) -> Callable[[Cell], str | None]:
    """Return what reads a cell as one code; the user's own meanings in ``reading`` go first."""
    known: dict[Cell, str | None] = {None: None}

    def read(cell: Cell) -> str | None:
        code = known.get(cell)
        if code is None and cell is not None:
            code = known[cell] = _one(field, reading, cell)
        return code

    return read


def own_choice_reader(
    field: Field, read_text: Callable[[Cell], str | None]
) -> Callable[[Cell], str | None]:
    """Return the reader of a user's own choice, which grows by the words that it meets."""
    codes = {folded_word(choice.code): choice.code for choice in field.choices}

    def read(cell: Cell) -> str | None:
        text = read_text(cell)
        return None if text is None else codes.get(folded_word(text), text)

    return read


def _one(field: Field, reading: Reading, cell: Cell) -> str | None:
    if isinstance(cell, ErrorCell):
        refuse_error(cell)
    text = _as_text(cell)
    if fold(text) in reading.values:
        return reading.values[fold(text)] or None
    code = code_of(field, text)
    if code is None and not is_blank_text(text):
        raise _unknown(field, cell)
    return code or None


def choices_reader(field: Field, reading: Reading) -> Callable[[Cell], list[str] | None]:
    """Return what reads a cell as several codes: 'Customer; Supplier'."""

    def read(cell: Cell) -> list[str] | None:
        if cell is None:
            return None
        text = _as_text(cell)
        whole = reading.values.get(fold(text)) or code_of(field, text)
        if whole or is_blank_text(text):
            return [whole] if whole else None
        codes = [_one(field, reading, part) for part in _PARTS.split(text)]
        return [code for code in dict.fromkeys(codes) if code] or None

    return read


def several_codes(field: Field, cell: Cell) -> list[Cell]:
    """Return what a cell with several choices in a field of one holds: 'A/R' and 'AR' are two.

    A part that is no choice stays as it is, to be refused by whoever reads it.
    """
    if not isinstance(cell, str) or code_of(field, cell) is not None:
        return [cell]
    codes = {choice.code.upper() for choice in field.choices}
    found: list[Cell] = []
    for part in filter(None, _PARTS.split(cell.strip())):
        letters = part.replace(" ", "").upper()
        found += [*letters] if codes.issuperset(letters) else [part]
    return list(dict.fromkeys(found)) or [cell]


def _as_text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _unknown(field: Field, cell: Cell) -> ValueProblem:
    labels = [str(choice.label) for choice in field.choices]
    return ValueProblem(
        tr("“{cell}” is not one of {choices}.", cell=shown(cell), choices=", ".join(labels))
    )


def yes_no_reader(reading: Reading) -> Callable[[Cell], bool | None]:
    """Return what reads a cell as yes or no, in nine languages."""

    def read(cell: Cell) -> bool | None:
        if isinstance(cell, bool) or cell is None:
            return cell
        if isinstance(cell, ErrorCell):
            refuse_error(cell)
        word = fold(_as_text(cell))
        if word in reading.values:
            word = reading.values[word]
        if word in YES_NO:
            return YES_NO[word]
        if is_blank_text(word):
            return None
        raise ValueProblem(tr("“{cell}” is neither yes nor no.", cell=shown(cell)))

    return read
