"""Rows against the records that they found: compared, and what they say taken over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from relmanager_desktop.domain.imports.comparing import Comparison
from relmanager_desktop.domain.imports.decisions import RowPlace
from relmanager_desktop.domain.imports.fates import CellChange, Collision, Fate
from relmanager_desktop.domain.imports.matching import OWN_KEY, Found, Portfolio
from relmanager_desktop.domain.imports.merging import Difference, Merge, fate_of
from relmanager_desktop.domain.imports.newcomers import Newcomers
from relmanager_desktop.domain.imports.outcomes import Outcome, column_of, set_value
from relmanager_desktop.domain.imports.terms import Terms
from relmanager_desktop.domain.imports.voices import Speaker, Voices


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
        self._filled: dict[tuple[str, int, str], RowPlace] = {}

    def take(self, kind: str, outcomes: Sequence[Outcome]) -> None:
        """Compare the rows of a kind that found a record with what it holds."""
        layout = self._newcomers.layouts[kind]
        collisions = self._terms.collisions_of(kind)
        self._standing = self._moved(kind, outcomes)
        self._voices = Voices(kind, layout, outcomes, self._standing)
        self._voices.let_decide(self._terms.decisions)
        of_standing = Merge(kind, layout, collisions)
        of_new = Merge(kind, layout, _mild(collisions))
        for number, outcome in enumerate(outcomes):
            read = Comparison(outcome.part, layout)
            for n, found in outcome.found.items():
                if outcome.fates[n] is None and n not in outcome.sheet.problems:
                    merge = of_standing if found.ref > 0 else of_new
                    self._take_row(outcome, (number, n), found, merge, read)

    def _take_row(
        self, outcome: Outcome, speaker: Speaker, found: Found, merge: Merge, read: Comparison
    ) -> None:
        kind, ref, sheet, n = outcome.part.kind, found.ref, outcome.sheet, speaker[1]
        seen = (sheet.map.sheet, sheet.numbers[n])
        if ref > 0 and ref not in self._standing:
            outcome.fates[n] = Fate.SAME
            self._newcomers.first_seen.setdefault((kind, ref), seen)
            return
        held = self._standing[ref] if ref > 0 else self._newcomers.as_said(kind, ref)
        is_meant = found.by == OWN_KEY or "id" not in outcome.part.fields
        row = read.row(self._voices.whole(ref, outcome.rows[n]), held, is_meant=is_meant)
        base = self._terms.bases.get(kind, {}).get(ref, {})
        layout = self._newcomers.layouts[kind]
        differences = read.decided(merge.three_way(row, held, base))
        differences = self._terms.decisions.settled(kind, ref, seen, layout, differences)
        if ref > 0:
            told = [*self._voices.heard(ref, speaker, merge, differences)]
        else:
            told = [*self._of_new(kind, ref, differences)]
        outcome.fates[n] = fate_of([difference for difference, _ in told])
        self._newcomers.first_seen.setdefault((kind, ref), seen)
        for difference, said_in in told:
            self._note(outcome, n, ref, difference, said_in)

    def _of_new(
        self, kind: str, ref: int, differences: Sequence[Difference]
    ) -> Iterator[tuple[Difference, RowPlace | None]]:
        """Yield what a row says of a record that rows before it make, and which of them stands."""
        first = self._newcomers.first_seen.get((kind, ref))
        for difference in differences:
            if difference.new is not None:  # a blank says nothing beside a row that says something
                name = difference.name(self._newcomers.layouts[kind])
                said_in = self._filled.get((kind, ref, name), first)
                yield difference, None if difference.taken else said_in

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

    def _note(
        self,
        outcome: Outcome,
        n: int,
        ref: int,
        difference: Difference,
        said_in: RowPlace | None,
    ) -> None:
        kind, sheet = outcome.part.kind, outcome.sheet
        layout, position = self._newcomers.layouts[kind], difference.position
        name, old, new = difference.name(layout), difference.old, difference.new
        place, taken = (sheet.map.sheet, sheet.numbers[n]), difference.taken
        column = column_of(outcome, name)
        self.cells.append(CellChange(*place, kind, ref, name, old, new, taken, column, said_in))
        if not taken:
            return
        if ref > 0:
            value = difference.applied(self._standing[ref][position])
            set_value(self._standing, ref, position, value)
            self.changes.setdefault(kind, {}).setdefault(ref, {})[layout[position]] = value
        else:
            self._filled.setdefault((kind, ref, name), place)
            rows = self._newcomers.records[kind].rows
            value = difference.applied(rows[-ref - 1][position])
            set_value(rows, -ref - 1, position, value)
            self._newcomers.note_said(kind, ref, position)


def _mild(collisions: Mapping[str, Collision]) -> dict[str, Collision]:
    """Return the terms for a record that the file itself makes: the first row stands."""
    return {
        name: Collision.FILL if word is Collision.OVERWRITE else word
        for name, word in collisions.items()
    }
