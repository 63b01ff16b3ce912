"""A cell that cannot be what its field wants, and the words that stand for a blank."""

from __future__ import annotations

from typing import NoReturn

from relmanager_desktop.domain.cells import Cell, ErrorCell
from relmanager_desktop.domain.texts import Text, tr

BLANK_WORDS = frozenset(
    {"", "null", "<null>", "(null)", "n/a", "#n/a", "n.a.", "nan", "nil", "none", "-", "--", "---"}
    | {"–", "—", "−", "?", "??", ".", "(blank)", "(empty)", "(leer)", "(vide)", "(vacío)", "leer"}
    | {"k.a.", "k. a.", "keine angabe", "n.v.t.", "s/o", "b.d.", "н/д", "нет данных", "undefined"}
    | {"not available", "not applicable", "not set", "not specified", "unbekannt", "#n/v", "#nv"}
)
# What stands for the end of what has none.
ENDLESS = frozenset(
    {"unbefristet", "unbegrenzt", "open end", "open ended", "open-ended", "indefinite", "evergreen"}
    | {"indefinitely", "no end", "no end date", "ongoing", "perpetual", "until further notice"}
    | {"bis auf weiteres", "indéterminée", "durée indéterminée", "indéterminé", "illimité"}
    | {"indefinido", "indeterminado", "tempo indeterminato", "onbepaalde tijd", "onbepaald"}
    | {"bezterminowo", "czas nieokreślony", "бессрочно", "бессрочный"}
)
_LONGEST = max(map(len, BLANK_WORDS))


class ValueProblem(Exception):
    """A cell does not fit its field; ``message`` says why and how to mend it."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(str(message))


def is_blank_text(text: str) -> bool:
    """Whether a stripped text is a word that lists use for a blank, such as 'NULL' or 'n/a'."""
    return len(text) <= _LONGEST and (text == "NA" or text.lower() in BLANK_WORDS)


def is_endless(text: str) -> bool:
    """Whether a stripped text says of a day that it never comes, such as 'unbefristet'."""
    return text.lower() in ENDLESS


def refuse_error(cell: ErrorCell) -> NoReturn:
    """Refuse an error cell.

    Raises:
        ValueProblem: Always.
    """
    raise ValueProblem(tr("{code} is an error of the spreadsheet, not a value.", code=cell.code))


def shown(cell: Cell) -> str:
    """Return a cell as a sentence quotes it, shortened."""
    text = " ".join(str(cell).split())
    return text if len(text) <= 60 else f"{text[:57]}…"
