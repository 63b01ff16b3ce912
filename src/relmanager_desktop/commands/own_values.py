"""Values of user-defined fields, read off a record and written to it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.own_fields import own_field, own_values, with_values
from relmanager_desktop.store.tables import TABLES


def held_of(session: Session, kind: str, record: Any) -> dict[str, Any]:
    """Return what a record holds in its own fields, by their keys; nothing where there are none."""
    custom = getattr(record, "custom", None)
    if not custom:
        return {}
    table = TABLES["field_definition"].c
    rows = session.execute(select(table.name, table.label, table.type).where(table.kind == kind))
    return own_values((own_field(*row) for row in rows), custom)


def write_own(record: Any, values: dict[str, Any]) -> None:
    """Set values of own fields, by key; the dictionary is replaced, never changed in place."""
    record.custom = with_values(record.custom, values) or None
