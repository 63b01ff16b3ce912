"""The words in which the catalogue describes a field, and one constructor for each type."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from relmanager_desktop.domain.texts import Text


class FieldType(StrEnum):
    """How a value is kept, typed, read from a cell and shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    INSTANT = "instant"
    TIME = "time"
    MONTH = "month"
    PERIOD = "period"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    LISTED = "listed"
    LINK = "link"
    RECORD = "record"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    COUNTRY = "country"
    CURRENCY = "currency"
    ZONE = "zone"
    LANGUAGE = "language"
    COLOUR = "colour"
    JSON = "json"
    BYTES = "bytes"


@dataclass(frozen=True)
class Choice:
    """One allowed value: its code in the file, its word on the screen."""

    code: str
    label: Text


@dataclass(frozen=True)
class Field:
    """One field of one kind, written down once and read by tables, forms, sheets and import.

    Attributes:
        name: the field's name in code, tables, JSON and ``kind.field``.
        attribute: the Python attribute; differs from ``name`` only for Python's own words.
        target: for LINK the kind that it points to.
        listed: for LISTED the name of the portfolio's choice list that offers values.
        minimum, maximum: bounds of a number, both inclusive.
        search: 'title', 'body', 'digits' or '' for not searched.
        system: kept by the program and nobody's to edit.
    """

    name: str
    attribute: str
    label: Text
    type: FieldType
    required: bool = False
    choices: tuple[Choice, ...] = ()
    default: Any = None
    target: str = ""
    listed: str = ""
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    help: Text | None = None
    search: str = ""
    system: bool = False
    is_custom: bool = False

    @property
    def is_number(self) -> bool:
        """Whether sums and right alignment make sense."""
        return self.type in NUMBERS

    def label_of(self, code: object) -> str:
        """Return the word for a code; the code itself where the catalogue has none."""
        return next((str(c.label) for c in self.choices if c.code == code), str(code))


NUMBERS = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.PERCENT, FieldType.MONEY})
_SEARCHED = {
    FieldType.LONG_TEXT: "body",
    FieldType.EMAIL: "body",
    FieldType.URL: "body",
    FieldType.LISTED: "body",
    FieldType.PHONE: "digits",
}


def choices_of(codes: str | Sequence[str]) -> tuple[Choice, ...]:
    """Return choices from codes: 'not_held' reads 'Not held', 'a=B' names its own label."""
    given = codes.split() if isinstance(codes, str) else codes
    return tuple(_choice(code) for code in given)


def _choice(text: str) -> Choice:
    code, _, label = text.partition("=")
    spoken = label or code.replace("_", " ")
    return Choice(code, Text(spoken[:1].upper() + spoken[1:]))


def _field(type_: FieldType, label: str, **given: Any) -> Any:
    required = given.get("required", False)
    help_text = given.pop("help", "")
    spec: dict[str, Any] = {
        "label": Text(label),
        "type": type_,
        "search": given.pop("search", _SEARCHED.get(type_, "")),
        "help": Text(help_text) if help_text else None,
    }
    spec.update(given)
    default = spec.get("default")
    metadata = {"field": spec, "required": required}
    if type_ in {FieldType.CHOICES, FieldType.JSON}:
        return dataclasses.field(default=None, metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def text(label: str, **given: Any) -> Any:
    """One line of text."""
    return _field(FieldType.TEXT, label, **given)


def long_text(label: str, **given: Any) -> Any:
    """Several lines of text."""
    return _field(FieldType.LONG_TEXT, label, **given)


def integer(label: str, **given: Any) -> Any:
    """A whole number."""
    return _field(FieldType.INTEGER, label, **given)


def decimal(label: str, **given: Any) -> Any:
    """A number with decimals."""
    return _field(FieldType.DECIMAL, label, **given)


def percent(label: str, **given: Any) -> Any:
    """A share in percent: 12.5 is 12.5 %."""
    return _field(FieldType.PERCENT, label, **given)


def money(label: str, **given: Any) -> Any:
    """An amount in minor units of the record's currency, the account's, or the portfolio's."""
    return _field(FieldType.MONEY, label, **given)


def day(label: str, **given: Any) -> Any:
    """A plain date without a zone."""
    return _field(FieldType.DATE, label, **given)


def instant(label: str, **given: Any) -> Any:
    """A moment, kept in UTC."""
    return _field(FieldType.INSTANT, label, **given)


def time_of_day(label: str, **given: Any) -> Any:
    """A time of day as 'HH:MM'."""
    return _field(FieldType.TIME, label, **given)


def month(label: str, **given: Any) -> Any:
    """A month, kept as its first day."""
    return _field(FieldType.MONTH, label, **given)


def period(label: str, **given: Any) -> Any:
    """A period as text: '2026', '2026-Q3', '2026-07' or '2026-W31'."""
    return _field(FieldType.PERIOD, label, **given)


def yes_no(label: str, **given: Any) -> Any:
    """Yes or no; False unless said."""
    given.setdefault("default", False)
    return _field(FieldType.YES_NO, label, **given)


def choice(label: str, codes: str | Sequence[str], **given: Any) -> Any:
    """One of fixed codes."""
    return _field(FieldType.CHOICE, label, choices=choices_of(codes), **given)


def choices(label: str, codes: str | Sequence[str], **given: Any) -> Any:
    """Several of fixed codes, kept as a list."""
    return _field(FieldType.CHOICES, label, choices=choices_of(codes), **given)


def listed(label: str, list_name: str, **given: Any) -> Any:
    """A word from one of the portfolio's own lists, which grows as new words are used."""
    return _field(FieldType.LISTED, label, listed=list_name, **given)


def link(label: str, target: str, **given: Any) -> Any:
    """The id of a record of another kind; with a required link a record lives and dies."""
    return _field(FieldType.LINK, label, target=target, **given)


def record_id(label: str, **given: Any) -> Any:
    """The id of a record of whatever kind the field beside it, ``…_kind``, names."""
    return _field(FieldType.RECORD, label, **given)


def email(label: str, **given: Any) -> Any:
    """An e-mail address."""
    return _field(FieldType.EMAIL, label, **given)


def phone(label: str, **given: Any) -> Any:
    """A phone number as people write it."""
    return _field(FieldType.PHONE, label, **given)


def url(label: str, **given: Any) -> Any:
    """A web address."""
    return _field(FieldType.URL, label, **given)


def country(label: str, **given: Any) -> Any:
    """A country by its two letters of ISO 3166."""
    return _field(FieldType.COUNTRY, label, **given)


def currency(label: str = "Currency", **given: Any) -> Any:
    """A currency by its three letters of ISO 4217."""
    return _field(FieldType.CURRENCY, label, **given)


def zone(label: str = "Time zone", **given: Any) -> Any:
    """A time zone by its name in the zone database."""
    return _field(FieldType.ZONE, label, **given)


def language(label: str, **given: Any) -> Any:
    """A language by its two letters of ISO 639."""
    return _field(FieldType.LANGUAGE, label, **given)


def colour(label: str, **given: Any) -> Any:
    """A colour as '#RRGGBB'."""
    return _field(FieldType.COLOUR, label, **given)


def json_value(label: str, **given: Any) -> Any:
    """A small structure that is replaced as a whole, never changed in place."""
    return _field(FieldType.JSON, label, **given)


def data(label: str, **given: Any) -> Any:
    """Bytes of a file."""
    return _field(FieldType.BYTES, label, **given)


def one_to_five(label: str, **given: Any) -> Any:
    """A judgement from 1 to 5."""
    return integer(label, minimum=1, maximum=5, **given)
