"""Kinds that have a field which a common word names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from relmanager_desktop.domain.mapping.word_lists import NOT_COMMON, ONLY_FOR
from relmanager_desktop.domain.records import KINDS


@cache
def takers_of(field: str) -> tuple[str, ...]:
    """Return the kinds that have a field of this name and a fitting type."""
    return tuple(_taking(field))


def _taking(field: str) -> Iterator[str]:
    type_ = ONLY_FOR.get(field)
    for kind in KINDS.values():
        known = kind.by_name.get(field)
        fits = known and not known.system and type_ in {None, known.type}
        if fits and (kind.name, field) not in NOT_COMMON:
            yield kind.name
