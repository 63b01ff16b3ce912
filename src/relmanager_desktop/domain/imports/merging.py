"""A row against the record it speaks of: blanks filled, lists united, collisions shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from relmanager_desktop.domain.imports.fates import CLEARED, Collision, Fate
from relmanager_desktop.domain.imports.keys import comparable
from relmanager_desktop.domain.records import KINDS, FieldType

_SPELLED = frozenset(
    {
        FieldType.TEXT,
        FieldType.LONG_TEXT,
        FieldType.LISTED,
        FieldType.EMAIL,
        FieldType.PHONE,
        FieldType.URL,
    }
)


# What a list says of an address in passing: another word for it is no conflict.
_SOFT = frozenset({("contact_point", "label"), ("contact_point", "kind")})


@dataclass(frozen=True)
class Difference:
    """One field in which a row and its record differ, and whether the row's value is taken."""

    position: int
    old: Any
    new: Any
    taken: bool


class Merge:
    """Compares rows of one kind, given in the order of ``layout``, with what stands.

    ``collisions`` says by field what happens where both have a value, '' for all others.
    """

    def __init__(
        self,
        kind: str,
        layout: Sequence[str],
        collisions: Mapping[str, Collision],
    ) -> None:
        self._at = {name: position for position, name in enumerate(layout)}
        fields = [KINDS[kind].by_name[name] for name in layout]
        rest = collisions.get("", Collision.FILL)
        self._collisions = [collisions.get(name, rest) for name in layout]
        self._is_list = [field.type is FieldType.CHOICES for field in fields]
        self._is_soft = [(kind, name) in _SOFT for name in layout]
        self._is_moment = [field.type is FieldType.INSTANT for field in fields]
        self._likeness: list[Callable[[Any], Any] | None] = [
            comparable(kind, field) if field.type in _SPELLED else None for field in fields
        ]

    def differences(self, row: Sequence[Any], standing: Sequence[Any]) -> list[Difference]:
        """Return where a row has something to say that the record does not hold."""
        return [
            difference
            for position, value in enumerate(row)
            if value is not None
            and value != standing[position]
            and (difference := self._difference(position, value, standing[position]))
        ]

    def three_way(
        self, row: Sequence[Any], standing: Sequence[Any], base: Mapping[str, Any]
    ) -> list[Difference]:
        """Return where a row says something else than it did when it was exported.

        ``base`` holds the values of then, by field, where the record holds others by now. What
        both sides changed, each to something else, is a conflict in which ours is kept.
        """
        before = list(standing)
        for name, value in base.items():
            if name in self._at:
                before[self._at[name]] = value
        said = {difference.position for difference in self.differences(row, before)}
        return [
            difference
            if before[difference.position] == standing[difference.position]
            else replace(difference, taken=False)
            for difference in self.differences(row, standing)
            if difference.position in said
        ]

    def _difference(self, position: int, value: Any, old: Any) -> Difference | None:
        is_blank = old is None or old in ("", [])
        if self._is_moment[position] and old is not None and _seconds(value) == _seconds(old):
            return None
        if value is CLEARED:
            return None if is_blank else Difference(position, old, None, taken=True)
        collision = self._collisions[position]
        if self._is_list[position]:
            return self._united(position, value, old or [])
        if collision is Collision.KEEP:
            return None
        if is_blank or collision is Collision.OVERWRITE:
            return Difference(position, old, value, taken=True)
        return self._conflict(position, value, old)

    def _conflict(self, position: int, value: Any, old: Any) -> Difference | None:
        alike = self._likeness[position]
        if self._is_soft[position]:
            return None
        if alike is not None and alike(value) == alike(old):
            return None
        return Difference(position, old, value, taken=False)

    def _united(self, position: int, value: list[Any], old: list[Any]) -> Difference | None:
        if self._collisions[position] is Collision.KEEP:
            return None
        if self._collisions[position] is Collision.OVERWRITE:
            is_same = sorted(value) == sorted(old)
            return None if is_same else Difference(position, old, value, taken=True)
        more = [item for item in value if item not in old]
        return Difference(position, old, [*old, *more], taken=True) if more else None


def emptied(row: Sequence[Any], positions: Sequence[int]) -> Sequence[Any]:
    """Return a row in which blanks of these fields are an opinion."""
    full = list(row)
    for position in positions:
        full[position] = CLEARED if full[position] is None else full[position]
    return full


def fate_of(differences: Sequence[Difference]) -> Fate:
    """Return what these differences make of a row."""
    if not differences:
        return Fate.SAME
    if all(difference.taken for difference in differences):
        return Fate.CHANGED
    return Fate.CONFLICT


def _seconds(moment: Any) -> Any:
    """Return a moment as finely as a cell tells it."""
    return moment.replace(microsecond=0) if isinstance(moment, datetime) else moment
