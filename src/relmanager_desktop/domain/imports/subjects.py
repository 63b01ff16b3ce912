"""Cells that name a record of whatever kind: 'Issue: Late delivery', 'Acme', a key in brackets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.keys import key_id
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.records import KINDS, Field, FieldType

USUAL = "account"  # the kind that is meant where neither the cell nor its neighbour says one
_KEYED = re.compile(r"(?:(.*?)\s*)\[([0-9A-Za-z]{13})\]\s*$", re.DOTALL)
_BY_LABEL = {
    fold(str(label)): kind.name for kind in KINDS.values() for label in (kind.label, kind.name)
}
# (sheet, row, name, field with its target, column) → the record, None where the row is refused.
FindOne = Callable[[SheetRows, int, str, Field, int], Any]


def settle_subjects(found: SheetRows, part: Part, find_one: FindOne) -> None:
    """Replace what such cells name by records, and say beside them of which kind these are."""
    for field in KINDS[part.kind].fields:
        values = part.column(field.name)
        if field.type is not FieldType.RECORD or values is None:
            continue
        if any(isinstance(value, str) for value in values):
            _settle(found, part, field, find_one)


def spoken_subject(text: str, stated: str = "") -> tuple[str, str]:
    """Return the kind that a cell speaks of and what it calls the record: its key, if it has one.

    ``stated`` is the kind that the cell beside it says, which goes behind the cell's own word.
    """
    label, colon, rest = text.partition(":")
    kind = _BY_LABEL.get(fold(label).strip(), "") if colon else ""
    name = rest.strip() if kind else text.strip()
    keyed = _KEYED.fullmatch(name)
    if keyed is not None and key_id(keyed[2]) is not None:
        name = keyed[2]
    return kind or _BY_LABEL.get(fold(stated).strip(), "") or USUAL, name


def _settle(found: SheetRows, part: Part, field: Field, find_one: FindOne) -> None:
    count, beside = len(part.present), f"{field.name}_kind"
    stated = part.column(beside) or [None] * count
    source = part.sources[part.fields.index(field.name)]
    records, kinds = [], []
    for n, value in enumerate(part.column(field.name) or []):
        kind, record = stated[n], value
        if isinstance(value, str):
            kind, name = spoken_subject(value, str(stated[n] or ""))
            is_asked = part.present[n] and n not in found.problems
            wanted = replace(field, target=kind)
            record = find_one(found, n, name, wanted, source) if is_asked else None
        records.append(record)
        kinds.append(kind if record is not None else stated[n])
    part.put(field.name, records)
    if beside in KINDS[part.kind].by_name:
        part.put(beside, kinds)
