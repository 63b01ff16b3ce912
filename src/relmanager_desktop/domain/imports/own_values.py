"""Own fields on their way in: one dictionary a row, merged with what stands key by key."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from relmanager_desktop.domain.imports.fates import CLEARED
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.own_fields import OWN, PREFIX, is_own, kept_value


def gather_own(part: Part) -> None:
    """Put the columns of own fields into one, of what each row says of them; None for nothing."""
    names = [name for name in part.fields if is_own(name)]
    if not names:
        return
    source = part.sources[part.fields.index(names[0])]
    columns = [part.column(name) or [] for name in names]
    keys = [name.removeprefix(PREFIX) for name in names]
    gathered = [_filled(keys, row) for row in zip(*columns, strict=True)]
    kept = [n for n, name in enumerate(part.fields) if name not in names]
    part.fields = [part.fields[n] for n in kept]
    part.columns = [part.columns[n] for n in kept]
    part.sources = [part.sources[n] for n in kept]
    part.put(OWN, gathered, source)


def _filled(keys: list[str], row: tuple[Any, ...]) -> dict[str, Any] | None:
    pairs = zip(keys, row, strict=True)
    return {key: kept_value(value) for key, value in pairs if value is not None} or None


def with_cleared(said: Mapping[str, Any] | None, names: Collection[str]) -> dict[str, Any] | None:
    """Return what a row says of own fields, blanks an opinion on those whose blanks empty them."""
    keys = [name.removeprefix(PREFIX) for name in names if is_own(name)]
    return {**dict.fromkeys(keys, CLEARED), **(said or {})} if keys else dict(said or {}) or None


def set_own(standing: Mapping[str, Any] | None, key: str, value: Any) -> dict[str, Any] | None:
    """Return own values with one of them set, or gone where it is None."""
    values = {**(standing or {}), key: value}
    return {name: held for name, held in values.items() if held is not None} or None
