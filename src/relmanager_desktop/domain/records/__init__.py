"""The catalogue: every kind of record and every field of it, written down once."""

from __future__ import annotations

from relmanager_desktop.domain.records import (  # noqa: F401 - importing a file enters its kinds
    accounts,
    calendars,
    contacts,
    contracts,
    history,
    interactions,
    issues,
    orders,
    own,
    plans,
    playbooks,
    programmes,
    sales,
    scores,
)
from relmanager_desktop.domain.records.fields import Choice, Field, FieldType
from relmanager_desktop.domain.records.kinds import DECLARED, Kind, Record, SeenRecord, Standing

KINDS: dict[str, Kind] = dict(DECLARED)
SEEN: tuple[Kind, ...] = tuple(k for k in KINDS.values() if k.is_seen)

__all__ = [
    "KINDS",
    "SEEN",
    "Choice",
    "Field",
    "FieldType",
    "Kind",
    "Record",
    "SeenRecord",
    "Standing",
    "field_at",
    "pointing_at",
]


def field_at(path: str) -> tuple[Kind, Field]:
    """Return the kind and the field that 'kind.field' names.

    Raises:
        KeyError: If there is no such kind or field.
    """
    kind_name, _, field_name = path.partition(".")
    kind = KINDS[kind_name]
    return kind, kind.field(field_name)


def pointing_at(kind_name: str) -> tuple[tuple[Kind, Field], ...]:
    """Return every link of every kind that points at records of this kind."""
    return tuple(
        (kind, field)
        for kind in KINDS.values()
        for field in kind.links
        if field.target == kind_name
    )
