"""Several rows of one file about one record: lists unite, and of other values the first stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from relmanager_desktop.domain.imports.decisions import Decisions, RowPlace
from relmanager_desktop.domain.imports.fates import CLEARED
from relmanager_desktop.domain.imports.merging import Difference, Merge
from relmanager_desktop.domain.imports.outcomes import Outcome
from relmanager_desktop.domain.own_fields import OWN, PREFIX, is_own
from relmanager_desktop.domain.records import KINDS, FieldType

Speaker = tuple[int, int]


@dataclass(frozen=True)
class Word:
    """What one row says of a field of a record; ``speaker`` is its part and place there."""

    speaker: Speaker
    row: RowPlace
    value: Any
    is_decided: bool = False


class Voices:
    """What the rows of a file say of standing records of which several of them speak.

    If the last row won, the same file would change the record to and fro each time it comes. So
    the first row that says something of a field speaks for the file, or the row that a person
    decided for; what others say is told as a conflict. A blank says nothing where another row
    says something.
    """

    def __init__(
        self,
        kind: str,
        layout: Sequence[str],
        outcomes: Sequence[Outcome],
        standing: Collection[int],
    ) -> None:
        fields = KINDS[kind].by_name
        self._kind, self._layout = kind, layout
        self._lists = {n for n, f in enumerate(layout) if fields[f].type is FieldType.CHOICES}
        self._added = {n for n, f in enumerate(layout) for o in outcomes if f in o.part.adds}
        self._own = layout.index(OWN) if OWN in layout else -1
        self._words: dict[tuple[int, int, str], Word] = {}
        self._united: dict[tuple[int, int], list[Any]] = {}
        self._said: dict[tuple[int, RowPlace], tuple[Speaker, Sequence[Any]]] = {}
        crowded = _crowded(outcomes, standing) if standing else frozenset()
        for number, outcome in enumerate(outcomes if crowded else ()):
            for n, found in outcome.found.items():
                if found.ref in crowded and n not in outcome.sheet.problems:
                    place = (outcome.sheet.map.sheet, outcome.sheet.numbers[n])
                    self._listen(found.ref, (number, n), place, outcome.rows[n])

    def _listen(self, ref: int, speaker: Speaker, place: RowPlace, row: Sequence[Any]) -> None:
        self._said[ref, place] = (speaker, row)
        for position, value in enumerate(row):
            if value is None or value is CLEARED or position in self._added:
                continue
            if position in self._lists:
                known = self._united.setdefault((ref, position), [])
                known += [item for item in value if item not in known]
                continue
            for key, said in value.items() if position == self._own else (("", value),):
                self._words.setdefault((ref, position, key), Word(speaker, place, said))

    def let_decide(self, decisions: Decisions) -> None:
        """Let those rows speak for the file that a person decided for."""
        for cell in decisions.taken if self._said else ():
            found = self._said.get((cell.record, (cell.sheet, cell.row)))
            if cell.kind != self._kind or found is None:
                continue
            speaker, row = found
            key = cell.field.removeprefix(PREFIX) if is_own(cell.field) else ""
            position = self._own if key else self._layout.index(cell.field)
            value = (row[position] or {}).get(key) if key else row[position]
            word = Word(speaker, (cell.sheet, cell.row), value, is_decided=True)
            self._words[cell.record, position, key] = word

    def whole(self, ref: int, row: Sequence[Any]) -> Sequence[Any]:
        """Return a row whose lists hold what all rows of the file say of this record."""
        if not self._united:
            return row
        return [self._united.get((ref, n), value) for n, value in enumerate(row)]

    def heard(
        self, ref: int, speaker: Speaker, merge: Merge, differences: Sequence[Difference]
    ) -> Iterator[tuple[Difference, RowPlace | None]]:
        """Yield the differences of a row, each with the row whose word stands instead, if any."""
        for difference in differences:
            word = self._words.get((ref, difference.position, difference.key))
            if word is None or word.speaker == speaker:
                yield difference, None
            elif difference.new is not None and (told := merge.as_conflict(difference)):
                if word.is_decided:
                    yield replace(told, old=word.value), word.row
                else:
                    yield told, word.row if word.value == told.old else None


def _crowded(outcomes: Sequence[Outcome], standing: Collection[int]) -> frozenset[int]:
    """Return those of the standing records of which several rows speak."""
    times: Counter[int] = Counter()
    for outcome in outcomes:
        times.update(found.ref for found in outcome.found.values() if found.ref in standing)
    return frozenset(ref for ref, count in times.items() if count > 1)
