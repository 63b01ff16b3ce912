"""The fields of new records, and what completes them once all of them are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from relmanager_desktop.domain.drafts import FOLLOWING
from relmanager_desktop.domain.imports.births import ALONG, born_fields
from relmanager_desktop.domain.imports.order_of_kinds import order_of_kinds
from relmanager_desktop.domain.imports.plans import NewRecords
from relmanager_desktop.domain.imports.rule_targets import NAMED
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.records import KINDS, FieldType


def layouts_of(sheets: Sequence[SheetRows]) -> dict[str, tuple[str, ...]]:
    """Return for each kind that may be written the fields that this import may set."""
    fields: dict[str, dict[str, None]] = {}
    for sheet in sheets:
        fed = {part.kind for part in sheet.parts}
        for part in sheet.parts:
            known = fields.setdefault(part.kind, {})
            near = fed - {part.kind}
            links = [
                f.name
                for f in KINDS[part.kind].links
                if f.target in near or (part.is_join and f.required)
            ]
            subjects = [
                name
                for f in KINDS[part.kind].fields
                if f.type is FieldType.RECORD and f.required
                for name in (f.name, f"{f.name}_kind")
            ]
            states = bool(part.currencies or part.spoken)
            stated = ["currency"] if states and "currency" in KINDS[part.kind].by_name else []
            known.update(dict.fromkeys([*part.fields, *links, *subjects, *stated]))
            known.pop("id", None)
    for kind, name in ALONG.items():
        fields.setdefault(kind, {})[name] = None
    for kind, known in fields.items():
        known.update(dict.fromkeys(born_fields(kind)))
        for name, (source, _follow) in FOLLOWING.get(kind, {}).items():
            known.update({source: None, name: None})
    return {kind: tuple(fields[kind]) for kind in order_of_kinds() if kind in fields}


def named_kinds(sheets: Sequence[SheetRows]) -> frozenset[str]:
    """Return the kinds whose records some cell calls by name."""
    parts = [part for sheet in sheets for part in sheet.parts]
    by_rules = NAMED if any(part.kind == "cadence_rule" for part in parts) else frozenset()
    return by_rules | frozenset(
        field_.target
        for part in parts
        for field_ in KINDS[part.kind].links
        if field_.name in part.fields
    )


def finish(kind: str, records: NewRecords) -> None:
    """Give new records the catalogue's defaults, and people a first address of each sort."""
    if not records.rows:
        return
    columns = list(zip(*records.rows, strict=True))
    if kind == "contact_point":
        columns[records.fields.index("primary")] = _first_of_each(records.fields, columns)
    for position, name in enumerate(records.fields):
        default = KINDS[kind].field(name).default
        column = columns[position]
        if default is not None and None in column:
            columns[position] = tuple(default if value is None else value for value in column)
    for name, (source, follow) in FOLLOWING.get(kind, {}).items():
        sources, position = columns[records.fields.index(source)], records.fields.index(name)
        columns[position] = tuple(
            follow(known) if value is None else value
            for value, known in zip(columns[position], sources, strict=True)
        )
    records.rows = list(zip(*columns, strict=True))


def _first_of_each(fields: tuple[str, ...], columns: list[Any]) -> tuple[bool, ...]:
    """Return which addresses are primary: of new people the first e-mail, phone and link."""
    seen = set()
    marks = []
    contacts, kinds, primary = (columns[fields.index(n)] for n in ("contact", "kind", "primary"))
    for *reach, is_primary in zip(contacts, kinds, primary, strict=True):
        is_first = reach[0] < 0 and tuple(reach) not in seen
        seen.add(tuple(reach))
        marks.append(is_first if is_primary is None else is_primary)
    return tuple(marks)
