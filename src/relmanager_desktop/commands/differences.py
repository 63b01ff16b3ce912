"""Two people change the same record: what each changed, and where only one can be right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from relmanager_desktop.domain.own_fields import label_of
from relmanager_desktop.domain.texts import tr


@dataclass(frozen=True)
class Difference:
    """A field that two people changed to different values since it was read."""

    field: str
    theirs: Any
    mine: Any


class StaleRecordError(Exception):
    """Somebody else changed the same fields since they were read; nothing was written."""

    def __init__(self, kind: str, differences: tuple[Difference, ...]) -> None:
        self.kind, self.differences = kind, differences
        fields = ", ".join(str(label_of(kind, each.field)) for each in differences)
        sentence = tr(
            "{fields}: somebody else changed this meanwhile. Take theirs, or keep yours.",
            fields=fields,
        )
        super().__init__(str(sentence))

    def __reduce__(self) -> tuple[type[StaleRecordError], tuple[Any, ...]]:
        """Cross a pipe whole: an exception is made again from its arguments, here a sentence."""
        return type(self), (self.kind, self.differences)


def own_changes(
    kind: str, values: Mapping[str, Any], seen: Mapping[str, Any], now: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a person changed since they saw a record.

    Raises:
        StaleRecordError: If it is ``now`` neither as it was seen nor as the person wants it.
    """
    own = {name: value for name, value in values.items() if value != seen.get(name)}
    differences = tuple(
        Difference(name, now[name], value)
        for name, value in own.items()
        if name in seen and now[name] not in (seen[name], value)
    )
    if differences:
        raise StaleRecordError(kind, differences)
    return own
