"""Values as people type them on a command line, and records as JSON shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.cli.commands import local_today
from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.cli.naming import field_named
from relmanager_desktop.domain.drafts import refuse_kept
from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.mapping.dates import readings_of
from relmanager_desktop.domain.money import from_minor, to_minor
from relmanager_desktop.domain.problems import InvalidError, Problem
from relmanager_desktop.domain.records import KINDS, Field, FieldType, Kind
from relmanager_desktop.domain.texts import lowered, tr
from relmanager_desktop.domain.typed_amounts import other_currency
from relmanager_desktop.queries.amounts import currency_of_portfolio, major_units
from relmanager_desktop.queries.drafts import NoSuchHourError, typed_value
from relmanager_desktop.queries.record_rows import currencies_of
from relmanager_desktop.queries.records import RecordView, find_record, one_record

_TIMES = frozenset({FieldType.DATE, FieldType.INSTANT})
HIDDEN_TYPES = frozenset({FieldType.BYTES})


def assignments(
    session: Session, kind: Kind, given: Iterable[str], id_: int | None = None
) -> dict[str, Any]:
    """Return the typed values of 'field=value' words, for a new record or the one of this id.

    Amounts are in the currency that the record will have; where that changes, the figures stay.

    Raises:
        UsageError: If a word is no assignment or names no field.
        InvalidError: If a value does not fit its field, or the program keeps it.
    """
    words = _words(kind, given)
    currency = _currency(session, kind, words, id_)
    values = {
        name: typed_word(session, kind.field(name), text, currency) for name, text in words.items()
    }
    if id_ is not None and "currency" in words:
        values |= _same_figures(session, kind, id_, words.keys(), currency)
    return values


def named_fields(kind: Kind, given: Iterable[str]) -> list[str]:
    """Return the labels of the fields of 'field=value' words, as inside a sentence."""
    return [lowered(kind.field(name).label) for name in _words(kind, given)]


def typed_word(session: Session, field: Field, text: str, currency: str = "") -> Any:
    """Return one value as a person typed it after its field.

    Raises:
        UsageError: If a day has two readings, or an amount is in another currency.
        InvalidError: If it does not fit, with a sentence that names the field.
    """
    refuse_two_readings(field, text)
    if field.type is FieldType.MONEY and currency:
        _refuse_other_currency(field, text, currency)
    try:
        return typed_value(session, field, text, currency, today=local_today())
    except InvalidError as error:
        message = error.problems[0].message
        if field.type in _TIMES and not isinstance(error, NoSuchHourError):
            message = tr("“{text}” is no day. Write it as 2026-11-24.", text=text)
        said = tr("{field}: {message}", field=field.label, message=message)
        raise InvalidError([Problem(field.name, said)]) from error


def refuse_two_readings(field: Field, text: str, said: str = "") -> None:
    """Let a day pass that is the same in Europe and in America.

    Raises:
        UsageError: With the way to write it that has one reading.
    """
    if field.type in _TIMES and len(set(readings_of(text).values())) > 1:
        message = tr(
            "{field}: “{day}” is one day in Europe and another in America. Write it as 2026-11-24.",
            field=said or field.label,
            day=text,
        )
        raise UsageError(str(message))


def _words(kind: Kind, given: Iterable[str]) -> dict[str, str]:
    words: dict[str, str] = {}
    for word in given:
        name, equals, text = word.partition("=")
        if not equals:
            raise UsageError(f"“{word}” is no assignment. Write it as field=value.")
        field = field_named(kind, name)
        if not field.is_custom:
            refuse_kept(kind.name, [field.name])
        words[field.name] = text
    return words


def _currency(session: Session, kind: Kind, words: Mapping[str, str], id_: int | None) -> str:
    """Return the currency of a record's amounts once these words are set."""
    if words.get("currency", "").strip():
        return str(typed_value(session, kind.field("currency"), words["currency"]))
    if kind.name != "account" and words.get("account", "").strip():
        account = find_record(session, "account", words["account"])
        return currencies_of(session, "account", [account])[account]
    if id_ is not None and "currency" not in words:
        return currencies_of(session, kind.name, [id_])[id_]
    return currency_of_portfolio(session)


def _same_figures(
    session: Session, kind: Kind, id_: int, given: Collection[str], currency: str
) -> dict[str, int]:
    """Return the record's other amounts with their figures in another currency."""
    before = currencies_of(session, kind.name, [id_])[id_]
    held = one_record(session, kind.name, id_).values
    amounts = (f.name for f in kind.shown_fields if f.type is FieldType.MONEY)
    return {
        name: to_minor(from_minor(held[name], before), currency)
        for name in amounts
        if name not in given and held.get(name) is not None
    }


def _refuse_other_currency(field: Field, text: str, currency: str) -> None:
    if theirs := other_currency(text, currency):
        message = tr(
            "{field}: “{text}” is in {theirs}, but the amount is kept in {ours}. Set "
            "currency={theirs} too, or give the amount in {ours}.",
            field=field.label,
            text=text,
            theirs=theirs,
            ours=currency,
        )
        raise UsageError(str(message))


def record_json(session: Session, view: RecordView) -> dict[str, Any]:
    """Return a record by catalogue names: key as 13 letters, links as names, money in units."""
    currency = currencies_of(session, view.kind, [view.id])[view.id]
    return {
        field.name: shown(field, view.values.get(field.name), view.names, currency)
        for field in (*KINDS[view.kind].fields, *view.own)
        if field.type not in HIDDEN_TYPES
    }


def shown(field: Field, value: Any, names: Mapping[str, str], currency: str) -> Any:
    """Return one value as JSON shows it; ``currency`` is that of the record's amounts."""
    if value is None:
        return None
    if field.name == "id" or field.type is FieldType.RECORD:
        return to_letters(value)
    if field.type is FieldType.LINK:
        return names.get(field.name, value if isinstance(value, str) else to_letters(value))
    if field.type is FieldType.MONEY:
        return major_units(value, currency)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value
