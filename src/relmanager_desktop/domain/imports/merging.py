"""A row against the record it speaks of: blanks filled, lists united, collisions shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from relmanager_desktop.domain.imports.added_lines import with_lines
from relmanager_desktop.domain.imports.fates import CLEARED, Collision, Fate
from relmanager_desktop.domain.imports.keys import comparable
from relmanager_desktop.domain.imports.own_values import set_own
from relmanager_desktop.domain.own_fields import OWN, PREFIX, is_own
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
    """One field in which a row and its record differ, and whether the row's value is taken.

    ``key`` is the name of an own field, '' for a field of the catalogue.
    """

    position: int
    old: Any
    new: Any
    taken: bool
    key: str = ""

    def name(self, layout: Sequence[str]) -> str:
        """Return what the field is called: 'city', 'custom.region_code'."""
        return f"{PREFIX}{self.key}" if self.key else layout[self.position]

    def applied(self, standing: Any) -> Any:
        """Return what the record holds at this position once the row's value is taken."""
        return set_own(standing, self.key, self.new) if self.key else self.new


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
        self._own = self._at.get(OWN, -1)
        self._of_own = {name: word for name, word in collisions.items() if is_own(name)}
        self._is_list = [field.type is FieldType.CHOICES for field in fields]
        self._is_soft = [(kind, name) in _SOFT for name in layout]
        self._is_moment = [field.type is FieldType.INSTANT for field in fields]
        self._likeness: list[Callable[[Any], Any] | None] = [
            comparable(kind, field) if field.type in _SPELLED else None for field in fields
        ]

    def differences(self, row: Sequence[Any], standing: Sequence[Any]) -> list[Difference]:
        """Return where a row has something to say that the record does not hold."""
        found = [
            difference
            for position, value in enumerate(row)
            if value is not None
            and value != standing[position]
            and position != self._own
            and (difference := self._difference(position, value, standing[position]))
        ]
        if self._own >= 0 and row[self._own] is not None:
            found += self._own_differences(row[self._own], standing[self._own] or {})
        return found

    def _own_differences(
        self, said: Mapping[str, Any], standing: Mapping[str, Any]
    ) -> Iterator[Difference]:
        for key, value in said.items():
            old = standing.get(key)
            collision = self._of_own.get(f"{PREFIX}{key}", self._collisions[self._own])
            if value is CLEARED:
                if old is not None:
                    yield Difference(self._own, old, None, taken=True, key=key)
            elif old is None:
                if collision is not Collision.KEEP:
                    yield Difference(self._own, None, value, taken=True, key=key)
            elif not _is_alike(value, old) and collision is not Collision.KEEP:
                taken = collision is Collision.OVERWRITE
                yield Difference(self._own, old, value, taken=taken, key=key)

    def three_way(
        self, row: Sequence[Any], standing: Sequence[Any], base: Mapping[str, Any]
    ) -> list[Difference]:
        """Return where a row says something else than it did when it was exported.

        ``base`` holds the values of then, by field, where the record holds others by now. What
        both sides changed, each to something else, is a conflict in which ours is kept.
        """
        if not base:
            return self.differences(row, standing)
        before = list(standing)
        for name, value in base.items():
            if name in self._at:
                before[self._at[name]] = value
        said = {(d.position, d.key) for d in self.differences(row, before)}
        return [
            difference
            if _held(before, difference) == _held(standing, difference)
            else replace(difference, taken=False)
            for difference in self.differences(row, standing)
            if (difference.position, difference.key) in said
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

    def as_conflict(self, difference: Difference) -> Difference | None:
        """Return a difference of which ours is kept; None where only its spelling is another."""
        if difference.key:
            return replace(difference, taken=False)
        return self._conflict(difference.position, difference.new, difference.old)

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


def _is_alike(one: Any, other: Any) -> bool:
    """Whether two values of an own field are the same but for the spaces in them."""
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def _held(row: Sequence[Any], difference: Difference) -> Any:
    held = row[difference.position]
    return (held or {}).get(difference.key) if difference.key else held


def with_added(
    row: Sequence[Any], standing: Sequence[Any], positions: Collection[int]
) -> Sequence[Any]:
    """Return a row whose texts at these positions are lines beside those that stand there."""
    return [
        with_lines(standing[n], value) if n in positions and value is not None else value
        for n, value in enumerate(row)
    ]


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
