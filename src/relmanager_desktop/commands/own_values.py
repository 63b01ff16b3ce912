"""Values of user-defined fields, read off a record and written to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.drafts import missing_among
from relmanager_desktop.domain.own_fields import as_keyed, own_field, own_values, with_values
from relmanager_desktop.domain.problems import InvalidError
from relmanager_desktop.store.tables import TABLES


def held_of(session: Session, kind: str, record: Any) -> dict[str, Any]:
    """Return what a record holds in its own fields, by their keys; nothing where there are none."""
    custom = getattr(record, "custom", None)
    if not custom:
        return {}
    table = TABLES["field_definition"].c
    rows = session.execute(select(table.name, table.label, table.type).where(table.kind == kind))
    return own_values((own_field(*row) for row in rows), custom)


def refuse_missing_own(
    session: Session, kind: str, values: Mapping[str, Any], names: Collection[str] | None = None
) -> None:
    """Let values of own fields pass, by key, among which no required one is missing.

    ``names`` are the keys that are asked for, None for all.

    Raises:
        InvalidError: With a sentence for each that is.
    """
    table = TABLES["field_definition"].c
    rows = session.execute(
        select(table.name, table.label, table.type).where(
            table.kind == kind, table.required, table.archived_at.is_(None)
        )
    )
    fields = (as_keyed(own_field(*row, required=True)) for row in rows)
    asked = (field for field in fields if names is None or field.name in names)
    if problems := missing_among(asked, values):
        raise InvalidError(problems)


def write_own(record: Any, values: dict[str, Any]) -> None:
    """Set values of own fields, by key; the dictionary is replaced, never changed in place."""
    record.custom = with_values(record.custom, values) or None
