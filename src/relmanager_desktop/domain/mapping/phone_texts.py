"""Phones as people note them in one cell: 'office: 0113 555 0101 / mobile: 07700 900123'."""

from __future__ import annotations

import re
from typing import NamedTuple

from relmanager_desktop.domain.folding import fold

# What parts the cells of a column in which some hold several phones, in ``Reading.separator``.
SPOKEN = "phones"
_LABELS = {
    "Work": "work office business buro geschaftlich dienstlich firma bureau travail oficina "
    "trabajo escritorio trabalho ufficio lavoro kantoor werk zakelijk biuro praca офис рабочии раб",
    "Mobile": "mobile mobil cell handy portable movil celular telemovel cellulare mobiel gsm "
    "komorka komorkowy kom мобильныи моб сот",
    "Home": "home private privat domicile prive casa particular abitazione thuis dom domowy дом "
    "домашнии",
    "Fax": "fax telefax telecopie факс",
    "Direct": "direct direkt durchwahl dw directo diretto bezposredni прямои",
    "Central": "central zentrale main switchboard standard centralita centralino centrala",
}
_LABEL_OF = {word: label for label, words in _LABELS.items() for word in words.split()}
_PLAIN = "tel telefon telephone phone fon telefono telefone telefoon ph t p тел"
_BETWEEN = "oder or ou o bzw und and et e y i en of lub albo или и"
_SAYING_NOTHING = frozenset(f"{_PLAIN} {_BETWEEN}".split())
_EXTENSION = (
    r"(?:\s*(?:x|ext\.?|dw|durchwahl|poste|int\.?|interno|toestel|wew\.?|доб\.?)\s*\d{1,6})?"
)
_NUMBER = re.compile(
    r"(?P<label>[^\d+(]*)(?P<number>(?:\+|\(\+?)?\d(?:[\d()/.\-–\s]*[\d)])?" + _EXTENSION + ")",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s+/\s+|[;,|\n]")
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_DIGITS, _LONGEST = 3, 160


class SpokenPhone(NamedTuple):
    """A phone in a cell; ``label`` is 'Work', 'Mobile' and so on, '' where the cell has none."""

    label: str
    number: str


def phones_in(text: str) -> list[SpokenPhone]:
    """Return the phones that a cell names, [] unless it says only phones and what they are.

    '0351/4567 oder 0170/5554' are two; of '01904 555010 ext. 5' the extension is a part.
    """
    if len(text) > _LONGEST:
        return []
    found: list[SpokenPhone] = []
    for part in _PARTED.split(text):
        if not part.strip():
            continue
        phones = _in_part(part.strip())
        if not phones:
            return []
        found += phones
    return found


def _in_part(text: str) -> list[SpokenPhone]:
    found: list[SpokenPhone] = []
    at = 0
    while at < len(text) and (match := _NUMBER.match(text, at)):
        label, number = _label_in(match["label"]), match["number"].strip()
        if label is None or sum(map(str.isdigit, number)) < _FEWEST_DIGITS:
            return []
        found.append(SpokenPhone(label, number))
        at = match.end()
    behind = _label_in(text[at:])
    if behind is None or not found:
        return []
    if behind and len(found) == 1:  # '0170 5554 (mobil)'
        found = [SpokenPhone(found[0].label or behind, found[0].number)]
    return found


def _label_in(text: str) -> str | None:
    """Return what words beside a phone say it is, None if they say something else."""
    label = ""
    for word in _WORD.findall(fold(text)):
        if word in _LABEL_OF:
            label = _LABEL_OF[word]
        elif word not in _SAYING_NOTHING:
            return None
    return label
