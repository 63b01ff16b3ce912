"""Numbers and amounts as people type them: marks, signs, brackets, currencies, '1.2m', '12 %'."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from relmanager_desktop.domain.cells import Cell, ErrorCell
from relmanager_desktop.domain.mapping.currencies import currency_of_sign
from relmanager_desktop.domain.mapping.maps import Reading
from relmanager_desktop.domain.mapping.steps import step_of
from relmanager_desktop.domain.mapping.unreadable import (
    ValueProblem,
    is_blank_text,
    refuse_error,
    shown,
)
from relmanager_desktop.domain.texts import tr

_SCALES = {
    **dict.fromkeys(("k", "t", "tsd", "tsd.", "thousand", "tys", "tys.", "тыс", "тыс."), 1e3),
    **dict.fromkeys(("m", "mn", "mio", "mio.", "mil", "million", "millions", "mln", "млн"), 1e6),
    **dict.fromkeys(("mm", "millionen", "millones", "milhoes", "milioni", "miljoen"), 1e6),
    **dict.fromkeys(("b", "bn", "mrd", "mrd.", "billion", "milliarden", "mld", "md", "млрд"), 1e9),
}
_PARTED = re.compile(r"(?P<before>[^\d.,(+−-]*[+−-]?\s*)(?P<body>[\d.,'’\s_]*\d[.,]?)(?P<after>.*)")
_THOUSANDS = re.compile(r"[+−-]?[1-9]\d{0,2}[.,]\d{3}")
# What is longer is no figure, and its digits would be too many to reckon with.
_LONGEST = 60
_NO_CENTS = re.compile(r"(?<=\d)([.,])\s?[-–—−]{1,2}(?=\D*$)")
_SPACES = str.maketrans("", "", " \xa0\u202f\u2009'’_")


@dataclass(frozen=True)
class Figure:
    """A number with what stood around it: its currency as a code or '', whether it is a share."""

    number: float
    currency: str = ""
    is_percent: bool = False


def figure_of(text: str, decimal_mark: str) -> Figure | None:
    """Return the figure that a stripped text is, None if it is none.

    '(1,200)' is negative, '€1.2m' is 1,200,000 EUR, '12.5%' is 12.5 and a share. Where the marks
    of a figure prove which of them parts decimals, ``decimal_mark`` is not asked; '?' leaves those
    that prove nothing unread.
    """
    if len(text) > _LONGEST:
        return None
    body, is_negative = _unsigned(with_cents(text))
    match = _PARTED.fullmatch(body)
    if match is None:
        return None
    before, after = match["before"].strip(), match["after"].strip()
    if after[:1] in "-−" and after:
        after, is_negative = after[1:].strip(), True
    if before[-1:] in {"-", "−", "+"}:
        is_negative, before = is_negative or before[-1] != "+", before[:-1].strip()
    number = _plain(match["body"].strip(), decimal_mark)
    around = _surroundings(before, after)
    if number is None or around is None:
        return None
    currency, scale, is_percent = around
    scaled = number * scale if scale != 1 else number
    return Figure(-scaled if is_negative else scaled, currency, is_percent)


def with_cents(text: str) -> str:
    """Return an amount with its cents where a dash stands for them: '€ 12.500,00' for '…,-'."""
    return _NO_CENTS.sub(r"\g<1>00", text)


def _unsigned(text: str) -> tuple[str, bool]:
    if text[:1] == "(" and text[-1:] == ")":
        return text[1:-1].strip(), True
    if text[:1] in {"-", "−", "–"}:
        return text[1:].strip(), True
    if text[:1] == "+":
        return text[1:].strip(), False
    return text, False


def _plain(body: str, decimal_mark: str) -> float | None:
    """Return digits with marks as a number; None where the marks stand as no such number has."""
    digits = body.translate(_SPACES)
    decimal_mark = proven_mark(digits) or decimal_mark
    if decimal_mark == "?":
        decimal_mark = "."
        if "." in digits or "," in digits:
            return None
    whole, _, fraction = digits.partition(decimal_mark)
    other = "," if decimal_mark == "." else "."
    if other in fraction or decimal_mark in fraction:
        return None
    if other in whole:
        groups = whole.split(other)
        if any(len(group) not in {2, 3} for group in groups[1:]) or len(groups[-1]) != 3:
            return None
        whole = "".join(groups)
    if not whole.isdigit() and not (whole == "" and fraction):
        return None
    return float(f"{whole or 0}.{fraction}") if fraction else int(whole or 0)


def proven_mark(digits: str) -> str:
    """Return the mark that a figure proves to part decimals, '' if it proves nothing.

    Of '1.234,56' the last does, of '1.234.567' the other one, and of '12,5' the only one; '1.234'
    may be either, while '0.123' and '1234.567' are not.
    """
    body = digits.strip(".,")
    last = max(body.rfind("."), body.rfind(","))
    if last < 0:
        return ""
    mark = body[last]
    other = "," if mark == "." else "."
    if other in body:
        return mark
    if body.count(mark) > 1:
        return other
    decimals = len(body) - last - 1
    return mark if decimals != 3 or last > 3 or body.startswith("0") else ""


def _surroundings(before: str, after: str) -> tuple[str, float, bool] | None:
    """Return currency, scale and whether it is a share; None if the words mean nothing here."""
    currency, scale, is_percent = "", 1.0, False
    for word in (*before.lower().split(), *after.lower().split()):
        rest = word.strip("()[]") or word
        if rest in {"%", "pct", "percent", "prozent", "процентов"}:
            is_percent = True
        elif rest in _SCALES:
            scale *= _SCALES[rest]
        elif code := currency_of_sign(rest):
            currency = code
        elif split := _sign_and_scale(rest):
            currency, scale = split[0] or currency, scale * split[1]
        else:
            return None
    return currency, scale, is_percent


def _sign_and_scale(word: str) -> tuple[str, float] | None:
    """Return what '€m', 'm€' or 'kEUR' means."""
    for length in (1, 2, 3, 4):
        head, tail = word[:length], word[length:]
        if head in _SCALES and (code := currency_of_sign(tail)):
            return code, _SCALES[head]
        if tail in _SCALES and (code := currency_of_sign(head)):
            return code, _SCALES[tail]
    return None


def number_reader(reading: Reading, *, is_whole: bool = False) -> Callable[[Cell], float | None]:
    """Return what reads a cell as a number, whole ones as int; a refusal shows how to write it."""
    mark, factor = reading.decimal_mark, reading.factor
    example = "1234" if is_whole else "1234,5" if mark == "," else "1234.5"

    def read(cell: Cell) -> float | None:
        kind = type(cell)
        if kind is int or kind is float:
            return tidy(cell if factor == 1 else cell * factor)  # type: ignore[operator, arg-type]  # narrowed by its exact type
        if kind is str:
            return _number_of_text(cell, reading, example)  # type: ignore[arg-type]  # narrowed by its exact type
        if cell is None:
            return None
        if isinstance(cell, ErrorCell):
            refuse_error(cell)
        if isinstance(cell, bool):
            return int(cell)
        raise no_number(cell, example)

    return read


def _number_of_text(cell: str, reading: Reading, example: str) -> float | None:
    text, mark, factor = cell.strip(), reading.decimal_mark, reading.factor
    if text.isdecimal() and text.isascii() and len(text) <= _LONGEST:
        return tidy(int(text) * factor)
    if is_blank_text(text):
        return None
    found = figure_of(text, mark)
    if found is None:
        raise _doubtful(cell, example) if mark == "?" else no_number(cell, example)
    currency = reading.currency
    if currency and found.currency and found.currency != currency:
        raise ValueProblem(
            tr(
                "“{cell}” is in {theirs}, but the column is in {currency}. "
                "Give the currency a column of its own.",
                cell=shown(cell),
                theirs=found.currency,
                currency=currency,
            )
        )
    return tidy(found.number if found.is_percent else found.number * factor)


def _doubtful(cell: str, example: str) -> ValueProblem:
    one, other = figure_of(cell.strip(), "."), figure_of(cell.strip(), ",")
    if one is None or other is None:
        return no_number(cell, example)
    return ValueProblem(
        tr(
            "“{cell}” can be read in two ways, as {one} and as {other}: say what parts decimals.",
            cell=shown(cell),
            one=one.number,
            other=other.number,
        )
    )


def whole_reader(reading: Reading, *, is_year: bool = False) -> Callable[[Cell], int | None]:
    """Return what reads a cell as a whole number; of a day the year counts if ``is_year``.

    A mark before three digits parts thousands, for there are no decimals: '1.500' is 1500.
    '4 – likely', 'Low (1)' and 'high' are read as steps of a scale from 1 to 5.
    """
    read_number = number_reader(reading, is_whole=True)

    def read(cell: Cell) -> int | None:
        if type(cell) is int:
            return tidy(cell * reading.factor)  # type: ignore[return-value]  # a whole number times a whole factor
        if isinstance(cell, str) and _THOUSANDS.fullmatch(cell.strip()):
            cell = cell.replace(".", "").replace(",", "")
        if is_year and isinstance(cell, date):
            return int(cell.year)
        try:
            number = read_number(cell)
        except ValueProblem:
            step = step_of(cell) if isinstance(cell, str) else None
            if step is None:
                raise
            return step
        if number is None or number == int(number):
            return None if number is None else int(number)
        raise ValueProblem(
            tr("“{cell}” is not a whole number. Leave out the decimals.", cell=shown(cell))
        )

    return read


def percent_reader(reading: Reading) -> Callable[[Cell], float | None]:
    """Return what reads a cell as percent: '12.5%' and, with the factor 100, 0.125 are 12.5."""
    return number_reader(reading)


def tidy(number: float) -> float:
    """Return whole numbers as int, others free of the noise of binary fractions."""
    if isinstance(number, int):
        return number
    return int(number) if number.is_integer() and abs(number) < 1e15 else round(number, 10)


def no_number(cell: Cell, example: str) -> ValueProblem:
    """Return the refusal of a cell that is no number; ``example`` is one."""
    return ValueProblem(
        tr("“{cell}” is not a number. Write it as {example}.", cell=shown(cell), example=example)
    )
