"""User-defined fields: how they are named, typed by what stands in them, and kept in a record."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.records import KINDS, Choice, Field, FieldType
from relmanager_desktop.domain.texts import tr, verbatim

OWN = "custom"  # the field of a record that holds the values of its own fields
PREFIX = f"{OWN}."
MARK = "own"  # how people say it: 'account.own:Region code', 'account.own.date:Since'
# The types that an own field may have, as people choose them.
TYPES = {
    "text": tr("text"),
    "long_text": tr("long text"),
    "integer": tr("whole number"),
    "decimal": tr("number"),
    "date": tr("date"),
    "yes_no": tr("yes or no"),
    "choice": tr("one of a few words"),
    "email": tr("e-mail"),
    "phone": tr("phone"),
    "url": tr("web address"),
}
LONGEST_LABEL = 120
_UNFIT = re.compile(r"[^a-z0-9]+")

OwnFields = Mapping[str, Sequence[Field]]


def own_field(
    name: str,
    label: str,
    type_: str,
    *,
    choices: str = "",
    unit: str = "",
    required: bool = False,
    help_: str = "",
) -> Field:
    """Return a user-defined field as the catalogue would state it; all but text by its type.

    ``choices`` are words with semicolons between, each its own code.
    """
    words = [word.strip() for word in choices.split(";") if word.strip()]
    return Field(
        name=name,
        attribute=name,
        label=verbatim(label),
        type=FieldType(type_),
        required=required,
        choices=tuple(Choice(word, verbatim(word)) for word in words),
        unit=unit,
        help=verbatim(help_) if help_ else None,
        is_custom=True,
    )


def key_of(field: Field) -> str:
    """Return what a field is called beside those of the catalogue: 'custom.region_code'."""
    return f"{PREFIX}{field.name}"


def is_own(name: str) -> bool:
    """Whether a field's name is that of a user-defined one."""
    return name.startswith(PREFIX)


def as_keyed(field: Field) -> Field:
    """Return an own field under the name that it has beside the catalogue's."""
    return Field(**{**vars(field), "name": key_of(field), "attribute": key_of(field)})


def field_in(kind: str, name: str, own: OwnFields) -> Field | None:
    """Return the field of a kind that is called this, own ones too; None if there is none."""
    if not is_own(name):
        return KINDS[kind].by_name.get(name)
    return next((f for f in own.get(kind, ()) if key_of(f) == name), None)


def label_of(kind: str, name: str) -> object:
    """Return what a field is called where the portfolio's own fields are not at hand."""
    if is_own(name):
        return name.removeprefix(PREFIX).replace("_", " ").capitalize()
    return KINDS[kind].field(name).label


def split_values(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the values of the catalogue's fields, and those of own ones by key."""
    own = {name: value for name, value in values.items() if is_own(name)}
    return {name: value for name, value in values.items() if name not in own}, own


def labelled(label: str, fields: Iterable[Field]) -> Field | None:
    """Return the own field of this label, None if there is none."""
    wanted = _spoken(label)
    return next((f for f in fields if _spoken(str(f.label)) == wanted), None)


def named_field(label: str, type_: str, choices: str, fields: Sequence[Field]) -> Field:
    """Return the own field of this label: the one there is, else a new one beside the others."""
    label = " ".join(label.split())[:LONGEST_LABEL] or str(tr("Own field"))
    known = labelled(label, fields)
    name = free_name(label, {f.name for f in fields})
    return known or own_field(name, label, type_, choices=choices)


def free_name(label: str, taken: Collection[str]) -> str:
    """Return a name in small letters for a label, none of those taken."""
    base = _UNFIT.sub("_", fold(label)).strip("_")[:48] or "field"
    number = 2
    name = base
    while name in taken:
        name = f"{base}_{number}"
        number += 1
    return name


def kept_value(value: Any) -> Any:
    """Return a value as JSON keeps it: days as '2026-11-24'."""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return value


def read_value(field: Field, kept: Any) -> Any:
    """Return a value as the rest of the house knows it: kept days are days again."""
    if field.type is FieldType.DATE and isinstance(kept, str):
        try:
            return date.fromisoformat(kept)
        except ValueError:
            return kept
    return kept


def own_values(fields: Iterable[Field], custom: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the values of own fields by their keys, None for those that are not filled."""
    held = custom or {}
    return {key_of(field): read_value(field, held.get(field.name)) for field in fields}


def with_values(custom: Mapping[str, Any] | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a record holds of its own fields once ``values``, by key, are set."""
    held = dict(custom or {})
    for key, value in values.items():
        held[key.removeprefix(PREFIX)] = kept_value(value)
    return {name: value for name, value in held.items() if value not in (None, "", [])}


def words_among(cells: Iterable[Cell]) -> list[str]:
    """Return the different texts of a column in their order, one spelling of each."""
    words: dict[str, str] = {}
    for cell in cells:
        if isinstance(cell, str) and cell.strip():
            words.setdefault(fold(cell).strip(), " ".join(cell.split()))
    return list(words.values())


def _spoken(label: str) -> str:
    return " ".join(fold(label).replace("_", " ").split())
