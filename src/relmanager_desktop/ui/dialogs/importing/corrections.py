"""What the user says of a file while looking at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.queries.import_looks import Request

QUICK_BYTES = 200_000  # what is smaller is looked at in a breath, without a process of its own


@dataclass
class Corrections:
    """All corrections so far: how sheets are read, and what happens where a cell differs."""

    path: Path
    wishes: dict[str, Wishes] = field(default_factory=dict)
    collisions: str = "fill"
    left_out: frozenset[str] = frozenset()

    def read_sheet(self, sheet: str, wishes: Wishes | None) -> None:
        """Read a sheet by other wishes, or leave it out where there are none."""
        self.left_out -= {sheet}
        if wishes is None:
            self.left_out |= {sheet}
        else:
            self.wishes[sheet] = wishes

    def request(self) -> Request:
        """Return the file and all that is wanted of it."""
        now = datetime.now(UTC)
        return Request(self.path, dict(self.wishes), self.collisions, now, self.left_out)

    @property
    def is_quick(self) -> bool:
        """Whether the file is so small that looking at it takes no time to speak of."""
        try:
            return self.path.stat().st_size <= QUICK_BYTES
        except OSError:
            return True
