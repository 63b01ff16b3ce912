"""The terms on which rows and records are brought together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from relmanager_desktop.domain.imports.decisions import UNDECIDED, Decisions
from relmanager_desktop.domain.imports.fates import Collision


@dataclass(frozen=True)
class Terms:
    """What was agreed before an import is planned.

    Attributes:
        now: the moment of the import, aware.
        collisions: 'kind.field' → what happens where both have a value; '' for all others.
        match: 'kind.field' names to match by, empty for the catalogue's keys.
        currency: the portfolio's, for amounts that state none.
        bases: kind → id → field → what the file was written with, of records that changed here
            since; what the file did not change is no opinion, and what both did is a conflict.
        decisions: what a person said of single rows and cells.
    """

    now: datetime
    collisions: Mapping[str, Collision] = field(default_factory=dict)
    match: tuple[str, ...] = ()
    currency: str = "EUR"
    bases: Mapping[str, Mapping[int, Mapping[str, Any]]] = field(default_factory=dict)
    decisions: Decisions = UNDECIDED

    def collisions_of(self, kind: str) -> dict[str, Collision]:
        """Return by field of a kind what happens where both have a value, '' for all others."""
        own = {
            path.removeprefix(f"{kind}."): collision
            for path, collision in {**self.collisions, **self.decisions.collisions}.items()
            if path.startswith(f"{kind}.")
        }
        return {"": self.collisions.get("", Collision.FILL), **own}
