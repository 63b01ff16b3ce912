"""What a person corrects in how a file is read: each correction looks at the file anew."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from relmanager_desktop.domain.imports.decisions import CellPlace
from relmanager_desktop.domain.imports.mending import CellSpot
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.queries.import_looks import Look
from relmanager_desktop.queries.import_pairs import Pair
from relmanager_desktop.ui.dialogs.importing.columns import ColumnsStep
from relmanager_desktop.ui.dialogs.importing.corrections import Corrections
from relmanager_desktop.ui.dialogs.importing.plan import Deeds, PlanStep
from relmanager_desktop.ui.dialogs.importing.shells import Shell
from relmanager_desktop.ui.pasted_lists import PastedList, Source, path_of

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host


class Correcting(Shell):
    """Holds the two steps that take corrections, and what was said in them so far."""

    def __init__(self, window: Host, source: Source) -> None:
        path = path_of(source)
        super().__init__(window, path)
        self._path = path
        self._look = Look()
        pasted = source if isinstance(source, PastedList) else None
        self._corrections = Corrections(path, pasted=pasted)

    @cached_property
    def columns(self) -> ColumnsStep:
        """The step of the columns; made while the file is read."""
        step = ColumnsStep(self._corrected, self._collided_in, self._match)
        self.keep_pages(step)
        return step

    @cached_property
    def plan(self) -> PlanStep:
        """The step of the rows; made while the file is read."""
        deeds = Deeds(
            self._collided,
            self._decide_row,
            self._take_cell,
            self.save_refused,
            self._mend,
            self._take_back_mend,
        )
        step = PlanStep(deeds)
        self.keep_pages(step)
        return step

    def save_refused(self) -> None:
        """Keep the refused rows; known to who writes."""

    def _look_at(self, step: str) -> None:
        """Look at the file anew, in a step; known to who looks."""

    def _corrected(self, sheet: str, wishes: Wishes | None) -> None:
        self._corrections.read_sheet(sheet, wishes)
        self._look_at("columns")

    def _collided(self, collisions: str) -> None:
        self._corrections.collisions = collisions
        self._look_at("plan")

    def _collided_in(self, path: str, collisions: str) -> None:
        self._corrections.collide(path, collisions)
        self._look_at("columns")

    def _match(self, path: str, is_wanted: bool) -> None:
        self._corrections.match_by(path, is_wanted)
        self._look_at("columns")

    def _decide_row(self, pair: Pair, choice: str) -> None:
        self._corrections.decide_row(pair.place, choice, pair.other)
        self._look_at("plan")

    def _mend(self, cells: Mapping[CellSpot, str]) -> None:
        held = {fix.spot: fix.value for line in self._look.lines["refused"] for fix in line.fixes}
        self._corrections.mend(cells, held)
        self._look_at("plan")

    def _take_back_mend(self, spot: CellSpot) -> None:
        self._corrections.take_back_mend(spot)
        self._look_at("plan")

    def _take_cell(self, place: CellPlace, is_taken: bool) -> None:
        self._corrections.take_cell(place, is_taken)
        self._look_at("plan")
