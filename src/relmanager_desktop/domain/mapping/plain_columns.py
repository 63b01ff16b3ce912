"""Columns of which every cell already is the value, told for all of them at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.mapping.unreadable import BLANK_WORDS, ERROR_WORDS

# Blanks and errors as lists write them, as they are and as text.lower() has them.
_NO_VALUES = BLANK_WORDS | ERROR_WORDS | {"na"}
_MAIL = re.compile(r"[^@\s<>,;:.][^@\s<>,;:]*@[^@\s<>,;:]+\.[^@\s<>,;:.]*[^@\s<>,;:.]")
_PHONE = re.compile(r"\+?[0-9(][0-9 ()/-]*[0-9]")

_TEXT_OR_BLANK = frozenset({str, type(None)})

Texts = Sequence[str]


@dataclass(frozen=True)
class ReadsPlainly:
    """A reader of cells, and what tells that it would return the texts of a column as they are."""

    read: Callable[[Any], Any]
    tells: Callable[[Texts], bool]

    def __call__(self, cell: Any) -> Any:
        """Read one cell."""
        return self.read(cell)

    def is_plain(self, cells: Sequence[Cell], types: Collection[type]) -> bool:
        """Whether each of these cells is a blank or the value that reading it would give.

        ``types`` are the types of the cells.
        """
        if not set(types) <= _TEXT_OR_BLANK:
            return False
        return self.tells([cell for cell in cells if isinstance(cell, str)])


def are_texts(texts: Texts) -> bool:
    """Whether none of these has blanks around it or is a word for a blank or an error."""
    return [*map(str.strip, texts)] == texts and _NO_VALUES.isdisjoint(map(str.lower, texts))


def are_lines(texts: Texts) -> bool:
    """Whether these are texts of one line each."""
    return are_texts(texts) and not any("\n" in text for text in texts)


def are_mails(texts: Texts) -> bool:
    """Whether each of these is an e-mail address and nothing else."""
    return all(map(_MAIL.fullmatch, texts))


def are_phones(texts: Texts) -> bool:
    """Whether each of these is a phone number and nothing else."""
    return all(map(_PHONE.fullmatch, texts))


def is_plain_phone(text: str) -> bool:
    """Whether a text is a phone number and nothing else."""
    return _PHONE.fullmatch(text) is not None
