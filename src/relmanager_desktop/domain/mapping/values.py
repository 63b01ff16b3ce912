"""From a cell to the value that a field keeps, by the field's type and the column's reading."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal
from typing import Any

from relmanager_desktop.domain.cells import Cell, ErrorCell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.beginnings import beginning_reader
from relmanager_desktop.domain.mapping.choices import (
    choice_reader,
    choices_reader,
    own_choice_reader,
    yes_no_reader,
)
from relmanager_desktop.domain.mapping.dates import day_reader, instant_reader
from relmanager_desktop.domain.mapping.maps import Reading
from relmanager_desktop.domain.mapping.numbers import number_reader, percent_reader, whole_reader
from relmanager_desktop.domain.mapping.periods import month_of, period_of
from relmanager_desktop.domain.mapping.phone_texts import phones_in
from relmanager_desktop.domain.mapping.places import (
    country_reader,
    currency_reader,
    language_reader,
)
from relmanager_desktop.domain.mapping.plain_columns import (
    ReadsPlainly,
    are_lines,
    are_mails,
    are_phones,
    are_texts,
)
from relmanager_desktop.domain.mapping.retelling import retold
from relmanager_desktop.domain.mapping.spans import span_reader
from relmanager_desktop.domain.mapping.times import time_reader
from relmanager_desktop.domain.mapping.unreadable import (
    ValueProblem,
    error_in,
    is_blank_text,
    is_error_text,
    refuse_error,
    shown,
)
from relmanager_desktop.domain.records import Field, FieldType
from relmanager_desktop.domain.texts import tr

__all__ = ["Reader", "ValueProblem", "reader_of"]

_BEGINNINGS = frozenset({"since"})  # days that people know by their year or month
Reader = Callable[[Cell], Any]

_FLOAT_TEXT = re.compile(r"(\+?\d{4,})\.0+")
_POWER_TEXT = re.compile(r"[1-9](?:[.,]\d+)?E\+?(1\d|[89])", re.IGNORECASE)
_REMARKED = re.compile(r"([^\s@<>()]+@[^\s@<>()]+)\s*\([^()@]*\)")
_IN_BRACKETS = re.compile(r".*<\s*([^<>\s]+@[^<>\s]+)\s*>")
WHOLE_MAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+\.?")


def reader_of(field: Field, reading: Reading, *, zone: tzinfo = UTC) -> Reader:
    """Return what reads the cells of a column as values of ``field``.

    Answers are str, int, float, bool, date, aware datetime in UTC, or list[str] for several
    choices; None for a blank. Amounts are whole units, not yet minor ones; links are the text that
    names the record. ``zone`` is the one in which cells without a zone tell the time.

    The reader raises ValueProblem for a cell that does not fit.
    """
    return retold(_plain_reader(field, reading, zone), field, reading)


def _plain_reader(field: Field, reading: Reading, zone: tzinfo) -> Reader:
    kind = field.type
    if kind is FieldType.CHOICE:
        return _choice(field, reading)
    if kind is FieldType.CHOICES:
        return choices_reader(field, reading)
    if kind is FieldType.INTEGER:
        read = whole_reader(reading, is_year=(field.minimum or 0) >= 1000)
        return span_reader(field.unit, read, reading.factor)
    if kind is FieldType.INSTANT:
        return instant_reader(reading.dates, zone)
    if field.name in _BEGINNINGS and kind is FieldType.DATE:
        return beginning_reader(reading.dates)
    make = _MAKERS.get(kind)
    return make(reading) if make else text_reader(reading, is_long=kind is FieldType.LONG_TEXT)


def _choice(field: Field, reading: Reading) -> Reader:
    if field.is_custom:
        return own_choice_reader(field, text_reader(reading))
    return choice_reader(field, reading)


def text_reader(reading: Reading, *, is_long: bool = False) -> Callable[[Cell], str | None]:
    """Return what reads a cell as text; one line unless ``is_long``, leading zeros kept."""
    values = reading.values

    def read(cell: Cell) -> str | None:
        if type(cell) is str:
            text = cell.strip()
            if len(text) < 20 and is_blank_text(text):
                return None
            if is_error_text(text):
                raise ValueProblem(error_in(text))
            if not is_long and "\n" in text:
                text = " ".join(text.split())
        else:
            plain = plain_text(cell)
            if plain is None:
                return None
            text = plain
        return values.get(fold(text), text) if values else text

    return read if values else ReadsPlainly(read, are_texts if is_long else are_lines)


def plain_text(cell: Cell) -> str | None:
    """Return a cell as a person reads it: 442079460000.0 is '442079460000'.

    Raises:
        ValueProblem: If it is an error cell.
    """
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, ErrorCell):
        refuse_error(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _phone(reading: Reading) -> Reader:
    read_text = text_reader(reading)

    def read(cell: Cell) -> str | None:
        text = read_text(cell)
        if text is None:
            return None
        if match := _FLOAT_TEXT.fullmatch(text):
            text = match[1]
        elif _POWER_TEXT.fullmatch(text):  # as a spreadsheet shows a long number: 4.42E+11
            text = str(int(Decimal(text.replace(",", "."))))
        text = text.removeprefix("tel:").strip("'` ")
        if len(phones_in(text)) > 1:
            raise ValueProblem(
                tr("“{cell}” holds several phone numbers, and this field one.", cell=shown(text))
            )
        if any(character.isdigit() for character in text):
            return text
        raise ValueProblem(tr("“{cell}” is not a phone number: it has no digits.", cell=text))

    return read if reading.values else ReadsPlainly(read, are_phones)


def _email(reading: Reading) -> Reader:
    read_text = text_reader(reading)

    def read(cell: Cell) -> str | None:
        text = read_text(cell)
        if text is None:
            return None
        if match := _IN_BRACKETS.fullmatch(text) or _REMARKED.fullmatch(text):
            text = match[1]
        text = text.removeprefix("mailto:").strip(" ;,.")
        if WHOLE_MAIL.fullmatch(text):
            return text
        raise ValueProblem(
            tr("“{cell}” is not an e-mail address. Write it as name@example.com.", cell=shown(cell))
        )

    return read if reading.values else ReadsPlainly(read, are_mails)


def _url(reading: Reading) -> Reader:
    read_text = text_reader(reading)

    def read(cell: Cell) -> str | None:
        text = read_text(cell)
        if text is None or "#" not in text:
            return text
        # A database hyperlink: 'shown text#address#'.
        parts = [part for part in text.split("#") if part.strip()]
        if text.count("#") < 2 or not parts:
            return text
        return next((part for part in parts if "//" in part or "www." in part), parts[-1]).strip()

    return read


def _month(reading: Reading) -> Reader:
    read_day = day_reader(reading.dates)

    def read(cell: Cell) -> date | None:
        if isinstance(cell, str):
            found = month_of(cell.strip())
            if found is not None:
                return date(*found, 1)
        try:
            day = read_day(cell)
        except ValueProblem as problem:
            raise ValueProblem(
                tr("“{cell}” is not a month. Write it as 2026-07.", cell=shown(cell))
            ) from problem
        return day and day.replace(day=1)

    return read


def _period(_reading: Reading) -> Reader:
    def read(cell: Cell) -> str | None:
        if isinstance(cell, ErrorCell):
            refuse_error(cell)
        if isinstance(cell, datetime | date):
            return f"{cell.year:04d}-{cell.month:02d}"
        text = (plain_text(cell) or "").strip()
        if is_blank_text(text):
            return None
        period = period_of(text)
        if period is None:
            raise ValueProblem(
                tr(
                    "“{cell}” is not a period. Write it as 2026, 2026-Q3, 2026-07 or 2026-W31.",
                    cell=shown(cell),
                )
            )
        return period

    return read


def _json(reading: Reading) -> Reader:
    read_text = text_reader(reading, is_long=True)

    def read(cell: Cell) -> Any:
        text = read_text(cell)
        if text is None:
            return None
        try:
            return json.loads(text)
        except ValueError:
            return text

    return read


_MAKERS: dict[FieldType, Callable[[Reading], Reader]] = {
    FieldType.DECIMAL: number_reader,
    FieldType.MONEY: number_reader,
    FieldType.PERCENT: percent_reader,
    FieldType.DATE: lambda reading: day_reader(reading.dates),
    FieldType.TIME: lambda _reading: time_reader(),
    FieldType.MONTH: _month,
    FieldType.PERIOD: _period,
    FieldType.YES_NO: yes_no_reader,
    FieldType.EMAIL: _email,
    FieldType.PHONE: _phone,
    FieldType.URL: _url,
    FieldType.COUNTRY: lambda _reading: country_reader(),
    FieldType.CURRENCY: lambda _reading: currency_reader(),
    FieldType.LANGUAGE: lambda _reading: language_reader(),
    FieldType.JSON: _json,
}
