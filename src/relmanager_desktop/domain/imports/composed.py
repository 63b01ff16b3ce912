"""Records without a name of their own: 'Ana Silva · Acme' is a person's role at a company."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from typing import Any

from relmanager_desktop.domain.folding import name_key
from relmanager_desktop.domain.imports.matching import AmbiguousError, UnknownNameError
from relmanager_desktop.domain.records import KINDS, Field, FieldType

_JOINT = " · "
Find = Callable[[str, str], int]


def is_composed(kind: str) -> bool:
    """Whether records of this kind are named by what they link."""
    return KINDS[kind].field(KINDS[kind].title[0]).type is FieldType.LINK


class Composed:
    """The records of one such kind by the parts of their titles."""

    def __init__(self, kind: str) -> None:
        self._fields = [KINDS[kind].field(name) for name in KINDS[kind].title]
        self._refs: dict[tuple[Hashable, ...], tuple[int, ...]] = {}

    def add(self, ref: int, values: Mapping[str, Any]) -> None:
        """Enter a record under the parts of its title."""
        parts = held_parts(values, self._fields)
        self._refs[parts] = (*self._refs.get(parts, ()), ref)

    def find(self, text: str, find: Find) -> tuple[int, ...]:
        """Return the records whose title has these parts; ``find`` finds a part's own record."""
        parts = spoken_parts(text, self._fields, find)
        return () if parts is None else self._refs.get(parts, ())


def spoken_parts(text: str, fields: Sequence[Field], find: Find) -> tuple[Hashable, ...] | None:
    """Return what 'Acme · 2026-11-03' says of these fields, None where it cannot be of them."""
    spoken = text.split(_JOINT)
    if len(spoken) != len(fields):
        return None
    try:
        return tuple(
            find(field.target, part) if field.type is FieldType.LINK else name_key(part)
            for field, part in zip(fields, spoken, strict=True)
        )
    except (AmbiguousError, UnknownNameError):
        return None


def held_parts(values: Mapping[str, Any], fields: Sequence[Field]) -> tuple[Hashable, ...]:
    """Return the same of a record's values."""
    return tuple(_part(field, values.get(field.name)) for field in fields)


def _part(field: Field, value: Any) -> Hashable:
    if field.type is FieldType.LINK or value is None:
        return value if isinstance(value, int) else None
    if isinstance(value, date):
        return name_key(value.isoformat()[:10])
    return name_key(field.label_of(value))
