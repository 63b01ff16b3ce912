"""A cell that cannot be what its field wants, and the words that stand for a blank."""

from __future__ import annotations

from typing import NoReturn

from relmanager_desktop.domain.cells import Cell, ErrorCell
from relmanager_desktop.domain.texts import Text, tr

BLANK_WORDS = frozenset(
    {"", "null", "<null>", "(null)", "n/a", "n.a.", "nan", "nil", "none", "-", "--", "---"}
    | {"–", "—", "−", "?", "??", ".", "(blank)", "(empty)", "(leer)", "(vide)", "(vacío)", "leer"}
    | {"k.a.", "k. a.", "keine angabe", "n.v.t.", "s/o", "b.d.", "н/д", "нет данных", "undefined"}
    | {"not available", "not applicable", "not set", "not specified", "unbekannt"}
)
# What stands for the end of what has none.
ENDLESS = frozenset(
    {"unbefristet", "unbegrenzt", "open end", "open ended", "open-ended", "indefinite", "evergreen"}
    | {"indefinitely", "no end", "no end date", "ongoing", "perpetual", "until further notice"}
    | {"bis auf weiteres", "indéterminée", "durée indéterminée", "indéterminé", "illimité"}
    | {"indefinido", "indeterminado", "tempo indeterminato", "onbepaalde tijd", "onbepaald"}
    | {"bezterminowo", "czas nieokreślony", "бессрочно", "бессрочный"}
)
# How spreadsheets of nine languages write their errors into text files, in small letters.
_ERRORS = (
    "#null! #div/0! #value! #ref! #name? #num! #n/a #getting_data #spill! #calc! #field! "
    "#blocked! #connect! #unknown! #busy! #error! #macro? #wert! #bezug! #zahl! #nv #n/v "
    "#überlauf! #kalk! #feld! #nul! #valeur! #nom? #nombre! #epars! #champ! #¡nulo! #nulo! "
    "#¡div/0! #¡valor! #valor! #¡ref! #¿nombre? #nombre? #¡num! #n/d #n/d! #¡desbordamiento! "
    "#¡calc! #nome? #núm! #despejar! #nullo! #valore! #rif! #espansione! #leeg! #deel/0! "
    "#waarde! #verw! #naam? #getal! #n/b #overloop! #zero! #dziel/0! #arg! #adr! #nazwa? "
    "#liczba! #пусто! #дел/0! #знач! #ссылка! #имя? #число! #н/д #перенос! err:501 err:502 "
    "err:503 err:504 err:508 err:509 err:511 err:522 err:523"
)
ERROR_WORDS = frozenset(_ERRORS.split())
_LONGEST = max(map(len, BLANK_WORDS))


class ValueProblem(Exception):
    """A cell does not fit its field; ``message`` says why and how to mend it."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(str(message))


def is_blank_text(text: str) -> bool:
    """Whether a stripped text is a word that lists use for a blank, such as 'NULL' or 'n/a'."""
    return len(text) <= _LONGEST and (text == "NA" or text.lower() in BLANK_WORDS)


def is_error_text(text: str) -> bool:
    """Whether a stripped text is an error of a spreadsheet in any language: '#REF!', '#WERT!'."""
    return text[:1] in "#Ee" and text.lower() in ERROR_WORDS


def says_nothing(text: str) -> bool:
    """Whether a stripped text is a word for a blank or an error of a spreadsheet."""
    return is_blank_text(text) or is_error_text(text)


def error_in(text: str) -> Text:
    """Return the sentence on a cell that holds an error, as the spreadsheet spells it."""
    return tr("{code} is an error of the spreadsheet, not a value.", code=text)


def is_endless(text: str) -> bool:
    """Whether a stripped text says of a day that it never comes, such as 'unbefristet'."""
    return text.lower() in ENDLESS


def refuse_error(cell: ErrorCell) -> NoReturn:
    """Refuse an error cell.

    Raises:
        ValueProblem: Always.
    """
    raise ValueProblem(error_in(cell.code))


def shown(cell: Cell) -> str:
    """Return a cell as a sentence quotes it, shortened."""
    text = " ".join(str(cell).split())
    return text if len(text) <= 60 else f"{text[:57]}…"
