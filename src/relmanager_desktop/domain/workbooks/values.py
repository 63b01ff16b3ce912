"""From a value as the catalogue keeps it to the cell that people read and type over."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import tr

SEPARATOR = "; "
PERCENT_FACTOR = 100.0  # a share of 12.5 percent is 0.125 in a cell
FRACTION_DIGITS = 14  # 81.4 / 100 is 0.8140000000000001 to a computer
Speller = Callable[[Any], Any]
Names = Mapping[int, str]


@dataclass(frozen=True)
class Spelling:
    """What cells depend on beside their values.

    Attributes:
        zone: in which instants are told as wall time.
        names: the link names of each kind that is pointed at.
        shows_percent: whether a share is the text '12.5%', for files whose cells have no format;
            else it is the number 0.125.
    """

    zone: ZoneInfo
    names: Mapping[str, Names] = field(default_factory=dict)
    shows_percent: bool = False


def speller_of(field_: Field, spelling: Spelling) -> Speller | None:
    """Return what turns a value of this field into its cell; None where it is the cell already.

    The speller is never asked about None. Amounts and records of any kind depend on a second
    value, see ``amount_cells`` and ``record_cells``.
    """
    make = _MAKERS.get(field_.type)
    return make(field_, spelling) if make else _PLAIN.get(field_.type)


def spelled(values: Iterable[Any], speller: Speller | None) -> list[Any]:
    """Return the cells of a column of values."""
    if speller is None:
        return list(values)
    return [None if value is None else speller(value) for value in values]


def amount_cells(amounts: Iterable[int | None], minor_digits: Iterable[int]) -> list[Any]:
    """Return amounts of minor units in whole units: 123450 with 2 digits is 1234.5."""
    return [
        None if amount is None else amount / 10**digits
        for amount, digits in zip(amounts, minor_digits, strict=True)
    ]


def record_cells(
    ids: Iterable[int | None], kinds: Iterable[str | None], names: Mapping[str, Names]
) -> list[Any]:
    """Return cells for records of any kind: 'Issue: Late delivery [0C4…]'."""
    return [
        None if id_ is None else record_cell(id_, kind or "", names)
        for id_, kind in zip(ids, kinds, strict=True)
    ]


def record_cell(id_: int, kind: str, names: Mapping[str, Names]) -> str:
    """Return the cell for one record; its key alone where kind or name are not known."""
    key = f"[{to_letters(id_)}]"
    name = names.get(kind, {}).get(id_, "").removesuffix(key).strip()
    label = f"{KINDS[kind].label}:" if kind in KINDS else ""
    return " ".join(part for part in (label, name, key) if part)


def field_words(field_: Field) -> Sequence[str]:
    """Return the words of a field of fixed choices, as cells hold them."""
    return [str(choice.label) for choice in field_.choices]


def _link_speller(field_: Field, spelling: Spelling) -> Speller:
    names = spelling.names.get(field_.target, {})
    return lambda id_: names.get(id_) or f"[{to_letters(id_)}]"


def _moment_speller(_field: Field, spelling: Spelling) -> Speller:
    zone = spelling.zone

    def spell(moment: datetime) -> datetime:
        return moment.astimezone(zone).replace(tzinfo=None, microsecond=0)

    return spell


def _choice_speller(field_: Field, _spelling: Spelling) -> Speller:
    labels = _labels(field_)
    return lambda code: labels.get(code, code)


def _choices_speller(field_: Field, _spelling: Spelling) -> Speller:
    labels = _labels(field_)

    def spell(codes: Sequence[str]) -> str | None:
        return SEPARATOR.join(labels.get(code, code) for code in codes) or None

    return spell


def _yes_no_speller(_field: Field, _spelling: Spelling) -> Speller:
    words = {True: str(tr("Yes")), False: str(tr("No"))}
    return lambda value: words[bool(value)]


def _percent_speller(_field: Field, spelling: Spelling) -> Speller:
    if spelling.shows_percent:
        return lambda value: f"{value:.15g}%"
    return lambda value: round(value / PERCENT_FACTOR, FRACTION_DIGITS)


def _labels(field_: Field) -> dict[str, str]:
    return {choice.code: str(choice.label) for choice in field_.choices}


def _time(text: str) -> time | str:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return text


def _day(value: date | str) -> date | str:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


_MAKERS: dict[FieldType, Callable[[Field, Spelling], Speller]] = {
    FieldType.LINK: _link_speller,
    FieldType.INSTANT: _moment_speller,
    FieldType.CHOICE: _choice_speller,
    FieldType.CHOICES: _choices_speller,
    FieldType.YES_NO: _yes_no_speller,
    FieldType.PERCENT: _percent_speller,
}
_PLAIN: dict[FieldType, Speller] = {
    FieldType.DATE: _day,  # the user's own fields keep days as text
    FieldType.MONTH: _day,
    FieldType.TIME: _time,
    FieldType.JSON: _compact,
}
