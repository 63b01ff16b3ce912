"""The user-defined fields of a portfolio, as the catalogue would state them."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.own_fields import as_keyed, own_field
from relmanager_desktop.domain.records import KINDS, Field, Kind
from relmanager_desktop.store.tables import TABLES


def own_fields(session: Session) -> dict[str, tuple[Field, ...]]:
    """Return the user-defined fields by kind, oldest first."""
    table = TABLES["field_definition"].c
    rows = session.execute(
        select(table.kind, table.name, table.label, table.type, table.choices, table.unit)
        .add_columns(table.required, table.help)
        .where(table.archived_at.is_(None))
        .order_by(table.id)
    )
    fields: dict[str, tuple[Field, ...]] = {}
    for kind, name, label, type_, choices, unit, required, help_ in rows:
        made = own_field(
            name,
            label,
            type_,
            choices=choices or "",
            unit=unit or "",
            required=bool(required),
            help_=help_ or "",
        )
        fields[kind] = (*fields.get(kind, ()), made)
    return fields


def fields_of(session: Session, kind: str) -> tuple[Field, ...]:
    """Return the user-defined fields of one kind, oldest first."""
    return own_fields(session).get(kind, ())


def whole_kind(session: Session, kind: str) -> Kind:
    """Return a kind with the user's own fields beside the catalogue's: 'custom.region_code'."""
    own = tuple(map(as_keyed, fields_of(session, kind)))
    entry = KINDS[kind]
    return replace(entry, fields=(*entry.fields, *own)) if own else entry


def required_fields(session: Session, kind: str) -> tuple[Field, ...]:
    """Return the user-defined fields that a new record of a kind must have, by their keys."""
    return tuple(as_keyed(field) for field in fields_of(session, kind) if field.required)


def definition_ids(session: Session) -> dict[tuple[str, str], int]:
    """Return the definitions of own fields by kind and name, archived ones too."""
    table = TABLES["field_definition"].c
    rows = session.execute(select(table.kind, table.name, table.id))
    return {(kind, name): id_ for kind, name, id_ in rows}
