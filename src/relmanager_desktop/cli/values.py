"""Values as people type them on a command line, and records as JSON shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.domain.drafts import refuse_kept
from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.records import KINDS, Field, FieldType, Kind
from relmanager_desktop.domain.suggestions import nearest
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.amounts import currency_of_portfolio, major_units
from relmanager_desktop.queries.drafts import typed_value
from relmanager_desktop.queries.records import RecordView

HIDDEN_TYPES = frozenset({FieldType.BYTES})


def kind_named(name: str) -> Kind:
    """Return the kind that a person names: 'account', 'accounts', 'Accounts', 'contact point'.

    Raises:
        UsageError: With the nearest kinds.
    """
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    for kind in KINDS.values():
        plural = str(kind.plural).lower().replace(" ", "_")
        if wanted in {kind.name, f"{kind.name}s", plural}:
            return kind
    names = ", ".join(nearest(wanted, [kind.name for kind in KINDS.values() if kind.is_seen]))
    message = tr(
        "There is no kind of record called “{name}”. Near are: {names}.", name=name, names=names
    )
    raise UsageError(str(message))


def field_named(kind: Kind, name: str) -> Field:
    """Return the field that a person names by its name or label.

    Raises:
        UsageError: With the nearest fields.
    """
    wanted = name.strip().removeprefix(f"{kind.name}.").lower()
    for field in kind.fields:
        if wanted in {field.name, str(field.label).lower()}:
            return field
    names = ", ".join(nearest(wanted, [field.name for field in kind.shown_fields]))
    message = tr(
        "{kind} has no field “{name}”. Near are: {names}.", kind=kind.label, name=name, names=names
    )
    raise UsageError(str(message))


def assignments(session: Session, kind: Kind, given: Iterable[str]) -> dict[str, Any]:
    """Return the typed values of 'field=value' words.

    Raises:
        UsageError: If a word is no assignment or names no field.
        InvalidError: If a value does not fit its field, or the program keeps it.
    """
    values: dict[str, Any] = {}
    for word in given:
        name, equals, text = word.partition("=")
        if not equals:
            raise UsageError(f"“{word}” is no assignment. Write it as field=value.")
        field = field_named(kind, name)
        refuse_kept(kind.name, [field.name])
        values[field.name] = typed_value(session, field, text)
    return values


def record_json(session: Session, view: RecordView) -> dict[str, Any]:
    """Return a record by catalogue names: key as 13 letters, links as names, money in units."""
    return {
        field.name: shown(session, field, view.values.get(field.name), view.names, view.values)
        for field in KINDS[view.kind].fields
        if field.type not in HIDDEN_TYPES
    }


def shown(
    session: Session,
    field: Field,
    value: Any,
    names: Mapping[str, str],
    values: Mapping[str, Any],
) -> Any:
    """Return one value as JSON shows it."""
    if value is None:
        return None
    if field.name == "id" or field.type is FieldType.RECORD:
        return to_letters(value)
    if field.type is FieldType.LINK:
        return names.get(field.name, value if isinstance(value, str) else to_letters(value))
    if field.type is FieldType.MONEY:
        return major_units(value, values.get("currency") or currency_of_portfolio(session))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value
