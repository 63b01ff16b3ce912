"""Which number fields are worth adding up: amounts and quantities, not years, marks or shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.records import KINDS, Field, FieldType

# Ranks, rates and levels of single records, and the ends of names of spans and bounds.
_NO_SUMS = frozenset({"order", "rate", "weight", "ideal", "ideal_from", "ideal_to", "gate"})
_PER_RECORD = ("_days", "_minutes", "_months", "_version")
_ADDED = frozenset({FieldType.MONEY, FieldType.INTEGER, FieldType.DECIMAL})


def is_summed(field: Field) -> bool:
    """Whether a sum of a field says something: what has an upper bound is a year or a mark.

    What ranks records or sets a bound for each says nothing added up.
    """
    is_apart = field.name in _NO_SUMS or field.name.endswith(_PER_RECORD)
    return field.type in _ADDED and field.maximum is None and not field.system and not is_apart


def sums_touched(plan: ImportPlan) -> Mapping[str, tuple[str, ...]]:
    """Return kind → the fields worth adding up in which a plan writes values."""
    found: dict[str, tuple[str, ...]] = {}
    for kind in dict.fromkeys((*plan.new, *plan.changes)):
        if names := tuple(_touched(plan, kind)):
            found[kind] = names
    return found


def _touched(plan: ImportPlan, kind: str) -> Iterator[str]:
    new = plan.new.get(kind)
    changed = {name for values in plan.changes.get(kind, {}).values() for name in values}
    for field in KINDS[kind].fields:
        if not is_summed(field):
            continue
        if field.name in changed:
            yield field.name
        elif new is not None and field.name in new.fields:
            place = new.fields.index(field.name)
            if any(row[place] is not None for row in new.rows):
                yield field.name
