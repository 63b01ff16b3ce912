"""What the values of one column prove of how they are written: order of dates, marks, currency."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.mapping.currencies import currency_of_sign
from relmanager_desktop.domain.mapping.dates import readings_of
from relmanager_desktop.domain.mapping.maps import Reading
from relmanager_desktop.domain.mapping.numbers import figure_of, proven_mark, with_cents
from relmanager_desktop.domain.mapping.phone_texts import SPOKEN, phones_in
from relmanager_desktop.domain.mapping.plain_columns import is_plain_phone
from relmanager_desktop.domain.records import Field, FieldType

_YEAR_FIRST = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_MARKED = re.compile(r"\d[\d.,'’\s]*")
_DOUBTFUL = re.compile(r"[^\d]*\d{1,3}([.,])\d{3}[^\d]*")
_THOUSANDTHS = 3
_WORD_BESIDE = re.compile(r"[^\d\s.,()'’+−%-]+")
_PARTED = str.maketrans("", "", " \xa0\u202f\u2009'’")
_SAMPLE = 5000  # of amounts; of dates every single one is asked for proof
_SEPARATORS = (" ::: ", ":::", "\n", ";", "|", ",")
_FEWEST_DIGITS = 5  # fewer are an extension: "555-0100; 12"
DATED = frozenset({FieldType.DATE, FieldType.INSTANT, FieldType.MONTH})
_SHARES = frozenset({FieldType.PERCENT, FieldType.DECIMAL})
NUMERIC = frozenset({FieldType.DECIMAL, FieldType.MONEY, FieldType.PERCENT, FieldType.INTEGER})


def evidence_of(values: Iterable[Cell], field: Field) -> Reading:
    """Return how a column is read, as far as its values prove it.

    ``dates`` is '?' where days and months could be swapped and nothing proves which comes first,
    or where some values prove the one and some the other.
    """
    if field.type in DATED:
        return Reading(dates=date_order({cell for cell in values if isinstance(cell, str)}))
    if field.type not in NUMERIC:
        return Reading()
    cells = [value for value in values if value is not None]
    cells = cells[:: max(1, len(cells) // _SAMPLE)]
    texts = [cell.strip() for cell in cells if isinstance(cell, str)]
    mark = (mark_of_amounts if field.type is FieldType.MONEY else decimal_mark)(texts) or "."
    is_share = field.type in _SHARES and _are_fractions(
        cells, mark, is_percent=field.type is FieldType.PERCENT
    )
    factor = 100.0 if is_share else 1.0
    currency = currency_in(texts, mark) if field.type is FieldType.MONEY else ""
    return Reading(decimal_mark=mark, factor=factor, currency=currency)


def date_order(texts: Iterable[str]) -> str:
    """Return 'dmy', 'mdy', 'ymd', '' where no order is needed, '?' where nothing proves one."""
    proofs = {_proof_of(text) for text in texts}
    if {"dmy", "mdy"} <= proofs:
        return "?"
    return next((order for order in ("dmy", "mdy", "?", "ymd") if order in proofs), "")


def is_order_open(texts: Iterable[str]) -> bool:
    """Whether some date can be read in two ways; others prove their order each by itself."""
    return any(_proof_of(text) == "?" for text in texts)


def _proof_of(text: str) -> str:
    """Return the order that one text proves, '?' if it needs one and proves none, else ''."""
    found = readings_of(text)
    if len(found) == 2 and found["dmy"] != found["mdy"]:
        # 3.4.2026: where points part the numbers the day comes first.
        return "dmy" if "." in text and "/" not in text else "?"
    if len(found) == 1:
        return next(iter(found)) if _is_proof(text) else ""
    return "ymd" if not found and _YEAR_FIRST.match(text.strip()) else ""


def _is_proof(text: str) -> bool:
    first, second, *_ = (int(part) for part in re.findall(r"\d+", text)[:3])
    return first > 12 or second > 12 or "." in text


def decimal_mark(texts: Collection[str]) -> str:
    """Return '.' or ',' where the texts prove it, '' where none does, '?' where they prove both."""
    proofs = set(map(_proof_of_mark, texts)) - {""}
    return "?" if len(proofs) > 1 else next(iter(proofs), "")


def _proof_of_mark(text: str) -> str:
    match = _MARKED.search(with_cents(text))
    return proven_mark(match.group().translate(_PARTED).strip(".,")) if match else ""


def mark_of_amounts(texts: Collection[str]) -> str:
    """Return what ``decimal_mark`` does for amounts of money, '?' where one contradicts the rest.

    Where '$1,250,000' proves the point, '€ 12.500' would be twelve and a half with three decimals,
    which no amount has unless others in the column surely have them.
    """
    mark = decimal_mark(texts)
    if mark not in {".", ","}:
        return mark
    matches = map(_DOUBTFUL.fullmatch, map(with_cents, texts))
    doubtful = [match for match in matches if match and match[1] == mark]
    return "?" if doubtful and not any(_has_three(text, mark) for text in texts) else mark


def _has_three(text: str, mark: str) -> bool:
    """Whether a figure has three decimals for sure: '0.125', '1,234.567'."""
    match = _MARKED.search(text)
    body = match.group().translate(_PARTED).strip(".,") if match else ""
    return proven_mark(body) == mark and len(body.rpartition(mark)[2]) == _THOUSANDTHS


def is_mark_open(texts: Collection[str]) -> bool:
    """Whether some numbers have one mark before three digits, and nothing tells what it parts."""
    return decimal_mark(texts) in {"", "?"} and has_doubtful(texts)


def has_doubtful(texts: Iterable[str]) -> bool:
    """Whether some numbers have one mark before three digits: '1.234' and '€ 12,500'."""
    return any(map(_DOUBTFUL.fullmatch, map(with_cents, texts)))


def currency_in(texts: Iterable[str], mark: str) -> str:
    """Return the one currency that signs or codes in the cells name, '' for none or several."""
    found = {code for text in texts if (code := currency_beside(text, mark))}
    return found.pop() if len(found) == 1 else ""


def currency_beside(text: str, mark: str) -> str:
    """Return the currency whose sign or code stands beside a figure, '' if none does: '$5m'."""
    if not _WORD_BESIDE.search(text):
        return ""
    figure = figure_of(text, mark)
    if figure is None and mark == "?":  # which mark parts decimals does not touch the currency
        figure = figure_of(text, ".") or figure_of(text, ",")
    return figure.currency if figure else ""


def currency_of_words(words: Iterable[str]) -> str:
    """Return the currency that one of these words names, '' if none does: 'in', 'EUR'."""
    return next((code for word in words if (code := currency_of_sign(word))), "")


def separator_of(values: Iterable[Cell]) -> str:
    """Return what parts several values in one cell, '' if nothing seems to."""
    texts = [value for value in values if isinstance(value, str)]
    if any(text.startswith("* ") for text in texts):  # an address book stars the first of several
        return _SEPARATORS[0]
    for separator in _SEPARATORS:
        if any(separator in text.strip() for text in texts):
            return separator
    return ""


def separator_of_points(values: Iterable[Cell]) -> str:
    """Return what parts several e-mails or phones in one cell, '' where a part would be neither."""
    texts = [value for value in values if isinstance(value, str)]
    odd = {text for text in texts if "@" not in text and not is_plain_phone(text)}
    spoken = [found for text in odd if (found := phones_in(text))]
    if any(phone.label for found in spoken for phone in found):
        return SPOKEN
    for separator in (*_SEPARATORS, " / "):
        several = [text.strip() for text in texts if separator in text.strip()]
        parts = [part.strip() for text in several for part in text.split(separator)]
        if several and (":::" in separator or all(map(_is_point, filter(None, parts)))):
            return separator
    return SPOKEN if any(len(found) > 1 for found in spoken) else ""


def _is_point(text: str) -> bool:
    return "@" in text or sum(map(str.isdigit, text)) >= _FEWEST_DIGITS


def _are_fractions(cells: Sequence[Cell], mark: str, *, is_percent: bool) -> bool:
    """Whether the plain numbers of a column hold 0.125 for 12.5 %, as cells shown as percent do.

    Beside '12%' they do in any column of numbers, in one of shares without it too; none of them
    may be above 1, and one at least must be between whole numbers.
    """
    numbers = [c for c in cells if isinstance(c, int | float) and not isinstance(c, bool)]
    figures = [figure_of(c.strip(), mark) for c in cells if isinstance(c, str)]
    told = [figure for figure in figures if figure is not None]
    has_shares = any(figure.is_percent for figure in told)
    if not (has_shares or is_percent) or len(numbers) + len(told) < len(cells):
        return False
    plain = [*numbers, *(figure.number for figure in told if not figure.is_percent)]
    return all(-1 <= number <= 1 for number in plain) and any(number % 1 for number in plain)
