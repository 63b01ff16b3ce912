"""How the rows of a part are compared: what a blank empties, and what adds lines to a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from relmanager_desktop.domain.imports.merging import Difference, emptied, with_added
from relmanager_desktop.domain.imports.own_values import with_cleared
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.own_fields import OWN, is_own


class Comparison:
    """Makes the rows of one part ready to be compared with records of this layout."""

    def __init__(self, part: Part, layout: Sequence[str]) -> None:
        self._clears = [n for n, name in enumerate(layout) if name in part.clears]
        self._adds = {n for n, name in enumerate(layout) if name in part.adds}
        self._own = [name for name in part.clears if is_own(name)]
        self._at = layout.index(OWN) if OWN in layout else -1

    def row(self, row: Sequence[Any], held: Sequence[Any], *, is_meant: bool) -> Sequence[Any]:
        """Return a row as it is compared with what stands; ``is_meant`` is whether blanks count."""
        if is_meant and (self._clears or self._own):
            row = emptied(row, self._clears)
            if self._own:
                row = [
                    with_cleared(v, self._own) if n == self._at else v for n, v in enumerate(row)
                ]
        return with_added(row, held, self._adds) if self._adds else row

    def decided(self, differences: Sequence[Difference]) -> list[Difference]:
        """Return differences in which added lines are taken: they overwrite nothing."""
        return [replace(d, taken=True) if d.position in self._adds else d for d in differences]
