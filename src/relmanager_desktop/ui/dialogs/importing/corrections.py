"""What the user says of a file while looking at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from relmanager_desktop.commands.rehearsals import rehearse_import
from relmanager_desktop.domain.imports.decisions import CellPlace, Decisions, RowPlace
from relmanager_desktop.domain.imports.fates import Collision
from relmanager_desktop.domain.imports.mending import CellSpot
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.queries.import_looks import Request
from relmanager_desktop.ui.pasted_lists import PastedList

QUICK_BYTES = 200_000  # what is smaller is looked at in a breath, without a process of its own


@dataclass
class Corrections:
    """All corrections so far: how sheets are read, and what becomes of rows and cells.

    ``same``, ``left`` and ``taken`` are as in `Decisions`, ``kept`` are rows that look like
    another record and were said to be none, ``columns`` collisions by 'kind.field'; ``profile``
    and ``match`` as in `Request`; ``pasted`` is the list itself where it lies in no file, and
    ``password`` what opens it, for as long as the wizard is open.
    """

    path: Path
    wishes: dict[str, Wishes] = field(default_factory=dict)
    collisions: str = "fill"
    left_out: frozenset[str] = frozenset()
    profile: str | None = ""
    same: dict[RowPlace, int | RowPlace] = field(default_factory=dict)
    left: frozenset[RowPlace] = frozenset()
    kept: frozenset[RowPlace] = frozenset()
    taken: frozenset[CellPlace] = frozenset()
    columns: dict[str, Collision] = field(default_factory=dict)
    match: tuple[str, ...] = ()
    pasted: PastedList | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    mended: dict[CellSpot, tuple[str, str]] = field(default_factory=dict)

    def read_sheet(self, sheet: str, wishes: Wishes | None) -> None:
        """Read a sheet by other wishes, or leave it out where there are none.

        Rows mean something else then, so what was decided of them is forgotten.
        """
        self._forget_rows()
        self.left_out -= {sheet}
        if wishes is None:
            self.left_out |= {sheet}
        else:
            self.wishes[sheet] = wishes

    def read_by(self, profile: str | None) -> None:
        """Read the whole file by a remembered mapping, or by none."""
        self._forget_rows()
        self.wishes, self.left_out, self.profile = {}, frozenset(), profile

    def decide_row(self, place: RowPlace, choice: str, other: int | RowPlace) -> None:
        """Let a row be 'same' as another record, 'left' out, or 'new' all the same."""
        self.same.pop(place, None)
        self.left -= {place}
        self.kept -= {place}
        if choice == "same":
            self.same[place] = other
        elif choice == "left":
            self.left |= {place}
        else:
            self.kept |= {place}

    def choice_of(self, place: RowPlace) -> str:
        """Return what was decided of a row, '' for nothing."""
        known = {"same": self.same, "left": self.left, "new": self.kept}
        return next((choice for choice, rows in known.items() if place in rows), "")

    def take_cell(self, place: CellPlace, is_taken: bool) -> None:
        """Let a row's value go into a cell, instead of that of other rows, or keep what stands."""
        others = {other for other in self.taken if other[:3] != place[:3]}
        self.taken = frozenset({*others, place} if is_taken else others)

    def collide(self, path: str, collision: str) -> None:
        """Let a differing cell of one field do this, or as all others do where it is ''."""
        self.columns.pop(path, None)
        if collision:
            self.columns[path] = Collision(collision)

    def mend(self, cells: Mapping[CellSpot, str], held: Mapping[CellSpot, str]) -> None:
        """Read cells as they were typed anew; ``held`` is what the file has in them."""
        for spot, text in cells.items():
            old = self.mended[spot][0] if spot in self.mended else held.get(spot, "")
            self.mended[spot] = (old, text)

    def take_back_mend(self, spot: CellSpot) -> None:
        """Read a cell as it stands in the file again."""
        self.mended.pop(spot, None)

    def match_by(self, path: str, is_wanted: bool) -> None:
        """Let records be found by a field, or no longer by it."""
        others = tuple(other for other in self.match if other != path)
        self.match = (*others, path) if is_wanted else others

    def request(self) -> Request:
        """Return the file and all that is wanted of it."""
        return Request(
            self.path,
            dict(self.wishes),
            self.collisions,
            datetime.now(UTC),
            self.left_out,
            self.profile,
            Decisions(dict(self.same), self.left, self.taken, dict(self.columns)),
            rehearse_import,
            match=self.match,
            content=self.pasted.content if self.pasted else None,
            delimiter=self.pasted.delimiter if self.pasted else None,
            password=self.password,
            cells={spot: new for spot, (_, new) in self.mended.items()},
        )

    @property
    def is_quick(self) -> bool:
        """Whether the file is so small that looking at it takes no time to speak of."""
        if self.pasted is not None:
            return len(self.pasted.content) <= QUICK_BYTES
        try:
            return self.path.stat().st_size <= QUICK_BYTES
        except OSError:
            return True

    def _forget_rows(self) -> None:
        self.same, self.left, self.kept = {}, frozenset(), frozenset()
