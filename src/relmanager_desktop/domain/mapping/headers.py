"""Header cells as folded words, however machines and people write them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from relmanager_desktop.domain.folding import fold

_CAMEL = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ][A-ZÀ-Þa-zà-ÿ])|(?<=[A-ZÀ-Þ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
_BRACKETED = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_NOT_A_WORD = re.compile(r"[^\w%€$£]+|_+")
_STEP = re.compile(r"/|:\s|\s[-–>]\s")
_YEAR = re.compile(r"(?:fy|gj)?((?:19|20)\d{2})|(?:fy|gj)(\d{2})")
_ORDINAL = re.compile(r"([^\W\d_]{2,})(\d{1,2})")
_DOTTED = re.compile(r"(\w{2,})\.")
_SHORTEST_STEM = 4
_JOINED = (
    ("e mail", "email"),
    ("e-mail", "email"),
    ("linked in", "linkedin"),
    ("web site", "website"),
    ("whats app", "whatsapp"),
    ("time stamp", "timestamp"),
    ("post code", "postcode"),
    ("you tube", "youtube"),
    ("pay pal", "paypal"),
)
_NUMBER_WORDS = frozenset({"nr", "nbr", "num", "nº", "n°", "no", "#", "№"})
_PARTS = {
    **dict.fromkeys(("type", "label", "typ", "tipo"), "label"),
    **dict.fromkeys(("value", "wert", "valeur", "valor", "valore"), "value"),
}
_THOUSANDS = frozenset(
    {"t€", "teur", "k€", "keur", "tsd", "tusd", "k$", "kusd", "k£", "thousand", "thousands", "€k"}
    | {"$k", "£k", "тыс", "tys", "tchf", "kchf", "duizend", "migliaia", "milliers", "miles"}
)
_MILLIONS = frozenset(
    {"m€", "meur", "mio", "mn", "million", "millions", "m$", "musd", "mln", "€m", "$m", "£m", "млн"}
    | {"mchf", "milioni", "millones", "milhoes", "miljoen"}
)
_CURRENCIES = frozenset(
    {"€", "$", "£", "eur", "usd", "gbp", "chf", "pln", "zł", "zl", "руб", "rub"}
)
_UNITS = frozenset({"%", *_THOUSANDS, *_MILLIONS, *_CURRENCIES})
_PREFIXES_OF_MACHINES = ("u ", "cf ", "hs ", "x studio ", "custom ", "sys ")
# What a machine heads a column with that nobody named: 'Column 3', 'Spalte1', 'Unnamed: 2'.
_NOBODYS = re.compile(
    r"(?:col(?:umn|onne|onna|umna|una)?|spalte|feld|field|campo|champ|kolom|kolumna|pole|unnamed"
    r"|столбец|поле)[\s_:.#-]*\d{1,3}|f\d{1,3}",
    re.IGNORECASE,
)
# Behind a colon: what a report calls the name of the record that it stands beside.
_OF_NAMES = re.compile(
    r"(?<=\w):\s+(?:(?:account|contact|company|full|user)\s+)?name", re.IGNORECASE
)


@dataclass(frozen=True)
class Header:
    """One header cell, taken apart.

    Attributes:
        text: as the cell has it.
        phrase: its words, folded, without number, year, brackets and unit.
        whole: the same with its number, where it has one.
        number: which of several it is, 0 where it does not say: 'E-mail 2 Address' is 2.
        part: 'label' or 'value' for one of a numbered pair, else ''.
        tails: the words behind the parts of a path such as 'Vendors/Price' or 'Deal - Stage', and
            those in brackets: 'Custom field (Customer)'.
        year: the year it names, 0 for none: 'Umsatz 2025'.
        units: the words in brackets or behind 'in'.
    """

    text: str
    phrase: str
    number: int = 0
    part: str = ""
    tails: tuple[str, ...] = ()
    whole: str = ""
    year: int = 0
    units: tuple[str, ...] = ()

    @property
    def factor(self) -> float:
        """What the unit multiplies plain numbers by: 1,000 for 'in T€'."""
        words = set(self.units)
        if words & _THOUSANDS or ("k" in words and words & _CURRENCIES):
            return 1000.0
        return 1e6 if words & _MILLIONS or ("m" in words and words & _CURRENCIES) else 1.0


def fold_phrase(text: str) -> str:
    """Return text as words parted by one blank: 'companyName', 'Company_Name' and 'COMPANY-NAME'
    are all 'company name'.
    """
    spaced = _CAMEL.sub(" ", text) if any(c.islower() for c in text) else text
    folded = fold(spaced.replace("'", " ").replace("’", " ")).replace("#", " number ")
    words = [word for word in _NOT_A_WORD.split(folded.replace("№", " number ")) if word]
    phrase = " ".join(words)
    for parted, joined in _JOINED:
        if parted in phrase:
            phrase = phrase.replace(parted, joined)
    return phrase


def with_number(phrase: str) -> str:
    """Return a folded phrase with one word for number: 'kunden nr' is 'kunden number'."""
    words = phrase.split()
    return " ".join(
        "number" if word in _NUMBER_WORDS and n else word for n, word in enumerate(words)
    )


@lru_cache(maxsize=4096)
def read_header(text: str) -> Header:
    """Return a header cell taken apart."""
    line = _OF_NAMES.sub("", " ".join(text.split()))
    if _NOBODYS.fullmatch(line):
        return Header(text, "")
    inside = tuple(filter(None, map(fold_phrase, _BRACKETED.findall(line))))
    units = [word for phrase in inside for word in phrase.split()]
    bare = _BRACKETED.sub(" ", line) if units and _BRACKETED.sub("", line).strip() else line
    words, behind = _cut_unit(fold_phrase(bare).split())
    years = [word for word in words if _YEAR.fullmatch(word)] if len(words) > 1 else []
    words = [word for word in words if word not in years]
    whole = words
    number, words = _cut_number(words)
    part = ""
    if number and len(words) > 1 and words[-1] in _PARTS:
        part = _PARTS[words.pop()]
    phrase = with_number(" ".join(words))
    for prefix in _PREFIXES_OF_MACHINES:
        phrase = phrase.removeprefix(prefix)
    return Header(
        text,
        phrase,
        number,
        part,
        (*_tails(bare), *inside),
        " ".join(whole) if number else "",
        _year(years[0]) if years else 0,
        (*units, *behind),
    )


def abbreviated(header: Header) -> re.Pattern[str] | None:
    """Return what the words of a header are a short form of, None where no point says so.

    Of 'Auftr.-Datum' that is a word that begins with 'auftr' and ends with 'datum', or both apart.
    """
    words = header.phrase.split()
    dotted = set(_DOTTED.findall(fold(header.text)))
    if dotted.isdisjoint(words) or len(header.phrase) < _SHORTEST_STEM:
        return None
    parts = (re.escape(word) + (r"\w*" if word in dotted else "") for word in words)
    return re.compile(" ?".join(parts))


def _year(word: str) -> int:
    """Return the year of '2025', 'FY2025' or 'FY25'."""
    digits = word.lstrip("fygj")
    return int(digits) if len(digits) > 2 else 2000 + int(digits)


def _tails(text: str) -> tuple[str, ...]:
    """Return what stands behind each stroke, colon or dash: the last step of a path comes last."""
    behind = (text[match.end() :] for match in _STEP.finditer(text))
    return tuple(phrase for rest in behind if (phrase := fold_phrase(rest)))


def _cut_unit(words: list[str]) -> tuple[list[str], list[str]]:
    """Take 'in T€', 'EUR' or '%' off the end."""
    if len(words) > 2 and words[-2] in {"in", "en"}:
        return words[:-2], words[-1:]
    size = len(words)
    while size > 1 and words[size - 1] in _UNITS:
        size -= 1
    return words[:size], words[size:]


def _cut_number(words: list[str]) -> tuple[int, list[str]]:
    """Take the small number out that tells several of the same apart."""
    rest: list[str] = []
    number = 0
    for word in words:
        match = _ORDINAL.fullmatch(word)
        if word.isdigit() and len(word) <= 2 and rest:
            number = number or int(word)
        elif match and not number:
            number = int(match[2])
            rest.append(match[1])
        else:
            rest.append(word)
    return number, rest


def fingerprint(header: Sequence[str]) -> str:
    """Return what a set of headers is recognised by; order, case and spelling do not matter."""
    words = sorted({fold_phrase(name) for name in header if name.strip()})
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]
