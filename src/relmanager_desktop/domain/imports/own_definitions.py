"""The definitions of own fields that an import makes, or lets grow by new words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from relmanager_desktop.domain.imports.plans import ImportPlan, NewRecords
from relmanager_desktop.domain.mapping.maps import SheetMap
from relmanager_desktop.domain.own_fields import OWN, OwnFields
from relmanager_desktop.domain.records import Field, FieldType

DEFINITION = "field_definition"
_FIELDS = ("kind", "name", "label", "type", "choices")


def with_definitions(
    plan: ImportPlan,
    maps: Sequence[SheetMap],
    own: OwnFields,
    ids: Mapping[tuple[str, str], int],
) -> ImportPlan:
    """Return a plan that also makes the own fields which its values need.

    ``own`` are those of the portfolio, ``ids`` their definitions by kind and name, archived ones
    too. Nothing is made where nothing would be kept in it.
    """
    wanted = {(kind, field.name): field for kind, field in _wanted(maps)}
    plan.own = _known(own, wanted)
    for (kind, name), field in wanted.items():
        words = _words(plan, kind, name) if field.type is FieldType.CHOICE else []
        choices = ";".join(dict.fromkeys([*(c.code for c in field.choices), *words])) or None
        if not _is_kept(plan, kind, name):
            continue
        if (id_ := ids.get((kind, name))) is not None:
            _grow(plan, id_, own, kind, field, choices)
            continue
        made = plan.new.setdefault(DEFINITION, NewRecords(_FIELDS))
        row = (kind, name, str(field.label), field.type.value, choices)
        made.rows.append(tuple(dict(zip(_FIELDS, row, strict=True)).get(f) for f in made.fields))
    return plan


def _wanted(maps: Iterable[SheetMap]) -> Iterator[tuple[str, Field]]:
    for found in maps:
        for column in found.columns:
            for target in (column.target, column.otherwise):
                if target is not None and target.own is not None:
                    yield target.kind, target.own


def _known(own: OwnFields, wanted: Mapping[tuple[str, str], Field]) -> dict[str, tuple[Field, ...]]:
    known = {kind: tuple(fields) for kind, fields in own.items()}
    for (kind, name), field in wanted.items():
        if all(f.name != name for f in known.get(kind, ())):
            known[kind] = (*known.get(kind, ()), field)
    return known


def _grow(
    plan: ImportPlan,
    id_: int,
    own: OwnFields,
    kind: str,
    field: Field,
    choices: str | None,
) -> None:
    """Take new words into a standing field, and back one that was archived."""
    standing = next((f for f in own.get(kind, ()) if f.name == field.name), None)
    changes: dict[str, Any] = {} if standing is not None else {"archived_at": None}
    if standing is not None and [c.code for c in standing.choices] != (choices or "").split(";"):
        changes = {"choices": choices} if field.type is FieldType.CHOICE else {}
    if changes:
        plan.changes.setdefault(DEFINITION, {})[id_] = changes


def _values(plan: ImportPlan, kind: str, name: str) -> Iterator[Any]:
    """Yield what the plan writes into one own field."""
    made = plan.new.get(kind)
    if made is not None and OWN in made.fields:
        place = made.fields.index(OWN)
        yield from ((row[place] or {}).get(name) for row in made.rows)
    for changes in plan.changes.get(kind, {}).values():
        yield (changes.get(OWN) or {}).get(name)


def _is_kept(plan: ImportPlan, kind: str, name: str) -> bool:
    return any(value is not None for value in _values(plan, kind, name))


def _words(plan: ImportPlan, kind: str, name: str) -> list[str]:
    return [str(value) for value in _values(plan, kind, name) if value is not None]
