"""Matching RACI entries: one role may have several letters in one task, each an entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from relmanager_desktop.domain.imports.keys import keys_of
from relmanager_desktop.domain.imports.matching import Matcher, Token, Tokens
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.imports.sheet_rows import SheetRows

Letters = frozenset[str]


class LetterMatcher(Matcher):
    """Entries by who has which letter, else by who: an 'A' that is now an 'R' is the same entry.

    An entry whose own letter stands in the list as well is left to it, so that of 'A/R' the R
    is no change of the A.
    """

    def __init__(self, fields: Iterable[str]) -> None:
        plain = [key for key in keys_of("raci", fields) if "letter" not in key]
        super().__init__("raci", (*((*key, "letter") for key in plain), *plain))
        self._sure = len(plain)
        self._told: set[Token] = set()

    def look_at(self, rows: Sequence[Tokens], abouts: Sequence[Any]) -> None:
        """Learn which entries the list tells letter by letter."""
        super().look_at(rows, abouts)
        self._told.update(token for tokens in rows for token in tokens[: self._sure] if token)

    def contradicts(self, ref: int, tokens: Tokens, number: int, about: Any) -> bool:
        """Whether an entry of the same role is another letter's."""
        if number < self._sure:
            return super().contradicts(ref, tokens, number, about)
        theirs = self.tokens[ref][number - self._sure]
        letter = theirs[-1] if isinstance(theirs, tuple) else None
        return theirs in self._told or letter in (about or ())


def letters_beside(sheet: SheetRows, part: Part, count: int) -> Sequence[Letters]:
    """Return for each row the letters that stand in the same cell."""
    column = part.slot.partition("#")[0]
    beside = [p for p in sheet.parts_of("raci") if p.slot.partition("#")[0] == column]
    rows = zip(*(p.column("letter") or [None] * count for p in beside), strict=True)
    return [frozenset(filter(None, row)) for row in rows]
