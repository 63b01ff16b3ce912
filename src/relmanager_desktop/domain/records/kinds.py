"""What a kind of record is, and how its dataclass becomes an entry of the catalogue."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from relmanager_desktop.domain.records.fields import Field, FieldType, instant, integer, json_value
from relmanager_desktop.domain.texts import Text

_PYTHON_WORDS = {"from_": "from", "with_": "with", "for_": "for"}


class Standing(StrEnum):
    """Who looks at a kind: everybody, only Settings, or only the program."""

    SEEN = "seen"
    SETTINGS = "settings"
    SYSTEM = "system"


@dataclass(kw_only=True, eq=False)
class Record:
    """What every row has."""

    id: int = integer("Key", system=True, default=None)
    created_at: datetime = instant("Created", system=True)
    updated_at: datetime = instant("Updated", system=True)
    version: int = integer("Version", system=True, default=1)


@dataclass(kw_only=True, eq=False)
class SeenRecord(Record):
    """What every row that a person sees has as well."""

    archived_at: datetime | None = instant("Archived", system=True)
    custom: dict[str, Any] | None = json_value("Own fields", system=True)


@dataclass(frozen=True)
class Kind:
    """One kind of record as everybody reads it.

    Attributes:
        name: the kind's name in code, tables, JSON and commands.
        label, plural: its words on the screen; ``plural`` also names its sheet.
        title: the fields that together name a record to a person.
        keys: natural keys for matching, strongest first, each a tuple of field names.
        group: the section of the Records page: own, people, touch, plan, issue, score, programme.
        icon: the name of its icon.
    """

    name: str
    record: type[Record]
    label: Text
    plural: Text
    fields: tuple[Field, ...]
    title: tuple[str, ...]
    keys: tuple[tuple[str, ...], ...]
    standing: Standing
    group: str
    icon: str

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The fields by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def shown_fields(self) -> tuple[Field, ...]:
        """The fields that a person may fill, in the order of forms and sheets."""
        return tuple(field for field in self.fields if not field.system)

    @cached_property
    def links(self) -> tuple[Field, ...]:
        """The fields that point to other records."""
        return tuple(field for field in self.fields if field.type is FieldType.LINK)

    @property
    def is_seen(self) -> bool:
        """Whether a person meets records of this kind in lists, search and sheets."""
        return self.standing is not Standing.SYSTEM

    @property
    def can_be_archived(self) -> bool:
        """Whether its records are archived before they are deleted."""
        return issubclass(self.record, SeenRecord)

    def field(self, name: str) -> Field:
        """Return the field of this name.

        Raises:
            KeyError: If the kind has no such field.
        """
        return self.by_name[name]


RecordType = TypeVar("RecordType", bound=type[Record])
DECLARED: dict[str, Kind] = {}


def kind(
    label: str,
    plural: str = "",
    *,
    title: tuple[str, ...] = ("name",),
    keys: tuple[tuple[str, ...], ...] = (),
    standing: Standing = Standing.SEEN,
    group: str = "own",
    icon: str = "layers",
) -> Callable[[RecordType], RecordType]:
    """Enter the decorated dataclass into the catalogue."""

    def enter(record: RecordType) -> RecordType:
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", record.__name__).lower().rstrip("_")
        fields = tuple(_field_of(item) for item in dataclasses.fields(record))
        DECLARED[name] = Kind(
            name=name,
            record=record,
            label=Text(label),
            plural=Text(plural or f"{label}s"),
            fields=_in_order(fields),
            title=title,
            keys=keys,
            standing=standing,
            group=group,
            icon=icon,
        )
        return record

    return enter


def _field_of(item: dataclasses.Field[Any]) -> Field:
    spec = dict(item.metadata["field"])
    return Field(name=_PYTHON_WORDS.get(item.name, item.name), attribute=item.name, **spec)


def _in_order(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    first = [field for field in fields if field.name == "id"]
    own = [field for field in fields if not field.system]
    rest = [field for field in fields if field.system and field.name != "id"]
    return tuple(first + own + rest)
