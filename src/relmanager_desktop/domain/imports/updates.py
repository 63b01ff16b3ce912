"""Rows against the records that they found: compared, and what they say taken over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from relmanager_desktop.domain.imports.comparing import Comparison
from relmanager_desktop.domain.imports.fates import CellChange, Fate
from relmanager_desktop.domain.imports.matching import OWN_KEY, Found, Portfolio
from relmanager_desktop.domain.imports.merging import Difference, Merge, fate_of
from relmanager_desktop.domain.imports.newcomers import Newcomers
from relmanager_desktop.domain.imports.outcomes import Outcome, set_value
from relmanager_desktop.domain.imports.terms import Terms


class Updates:
    """Takes over what rows say of records, those of the portfolio and those made just before.

    ``changes`` holds the new values by kind, record and field, ``cells`` each cell that differs.
    """

    def __init__(self, portfolio: Portfolio, terms: Terms, newcomers: Newcomers) -> None:
        self.changes: dict[str, dict[int, dict[str, Any]]] = {}
        self.cells: list[CellChange] = []
        self._portfolio = portfolio
        self._terms = terms
        self._newcomers = newcomers
        self._standing: dict[int, Any] = {}

    def take(self, kind: str, outcomes: Sequence[Outcome]) -> None:
        """Compare the rows of a kind that found a record with what it holds."""
        layout = self._newcomers.layouts[kind]
        merge = Merge(kind, layout, self._terms.collisions_of(kind))
        self._standing = self._moved(kind, outcomes)
        for outcome in outcomes:
            read = Comparison(outcome.part, layout)
            for n, found in outcome.found.items():
                if outcome.fates[n] is None and n not in outcome.sheet.problems:
                    self._take_row(outcome, n, found, merge, read)

    def _take_row(
        self, outcome: Outcome, n: int, found: Found, merge: Merge, read: Comparison
    ) -> None:
        kind, ref, sheet = outcome.part.kind, found.ref, outcome.sheet
        seen = (sheet.map.sheet, sheet.numbers[n])
        if ref > 0 and ref not in self._standing:
            outcome.fates[n] = Fate.SAME
            self._newcomers.first_seen.setdefault((kind, ref), seen)
            return
        held = self._standing[ref] if ref > 0 else self._newcomers.as_said(kind, ref)
        is_meant = found.by == OWN_KEY or "id" not in outcome.part.fields
        row = read.row(outcome.rows[n], held, is_meant=is_meant)
        base = self._terms.bases.get(kind, {}).get(ref, {})
        differences = read.decided(merge.three_way(row, held, base))
        layout = self._newcomers.layouts[kind]
        differences = self._terms.decisions.settled(kind, ref, layout, differences)
        outcome.fates[n] = fate_of(differences)
        self._newcomers.first_seen.setdefault((kind, ref), seen)
        for difference in differences:
            self._note(outcome, n, ref, difference)

    def _moved(self, kind: str, outcomes: Sequence[Outcome]) -> dict[int, Any]:
        """Return by id the values of the standing records of which some row may say more."""
        ids = {f.ref for o in outcomes for f in o.found.values() if f.ref > 0}
        if ids and not self._terms.bases.get(kind):
            ids -= self._unmoved(kind, outcomes)
        if not ids:
            return {}
        stored = self._portfolio.values(kind, self._newcomers.layouts[kind], sorted(ids))
        return {id_: stored[id_] for id_ in ids}

    def _unmoved(self, kind: str, outcomes: Sequence[Outcome]) -> set[int]:
        """Return the standing records of which every row says just what they hold."""
        if any(outcome.part.clears or outcome.part.adds for outcome in outcomes):
            return set()
        said = [
            (found.ref, outcome.rows[n])
            for outcome in outcomes
            for n, found in outcome.found.items()
            if found.ref > 0 and n not in outcome.sheet.problems
        ]
        ids, rows = [id_ for id_, _ in said], [row for _, row in said]
        layout = self._newcomers.layouts[kind]
        answers = self._portfolio.say_nothing_new(kind, layout, ids, rows)
        moved = {id_ for id_, is_same in zip(ids, answers, strict=True) if not is_same}
        return {*ids} - moved

    def _note(self, outcome: Outcome, n: int, ref: int, difference: Difference) -> None:
        kind, sheet = outcome.part.kind, outcome.sheet
        layout, position = self._newcomers.layouts[kind], difference.position
        name, old, new = difference.name(layout), difference.old, difference.new
        row, taken = sheet.numbers[n], difference.taken
        self.cells.append(CellChange(sheet.map.sheet, row, kind, ref, name, old, new, taken))
        if not taken:
            return
        if ref > 0:
            value = difference.applied(self._standing[ref][position])
            set_value(self._standing, ref, position, value)
            self.changes.setdefault(kind, {}).setdefault(ref, {})[layout[position]] = value
        else:
            rows = self._newcomers.records[kind].rows
            value = difference.applied(rows[-ref - 1][position])
            set_value(rows, -ref - 1, position, value)
            self._newcomers.note_said(kind, ref, position)
