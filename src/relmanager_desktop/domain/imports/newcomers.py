"""New records of an import: what rows that found none make, and what cells only name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from relmanager_desktop.domain.drafts import missing_text
from relmanager_desktop.domain.imports.births import (
    ALONG,
    LISTED_AT_HOME,
    NAMED_BY_LETTERS,
    Births,
    Nursery,
)
from relmanager_desktop.domain.imports.fates import Fate
from relmanager_desktop.domain.imports.links import NameBook
from relmanager_desktop.domain.imports.lookups import Lookups
from relmanager_desktop.domain.imports.matching import Portfolio
from relmanager_desktop.domain.imports.new_records import layouts_of, named_kinds
from relmanager_desktop.domain.imports.outcomes import Outcome
from relmanager_desktop.domain.imports.plans import NewRecords
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.imports.terms import Terms
from relmanager_desktop.domain.own_fields import own_field
from relmanager_desktop.domain.records import Field

DEFINED = "field_definition"


class Newcomers:
    """Makes the new records of all kinds, each known by a negative number.

    ``records`` holds them by kind, ``layouts`` the order of their values, ``along`` those that a
    cell only named; ``first_seen`` tells the sheet and row that speaks of a record first.
    """

    def __init__(self, sheets: Sequence[SheetRows], portfolio: Portfolio, terms: Terms) -> None:
        self.layouts: Mapping[str, tuple[str, ...]] = layouts_of(sheets)
        self.records = {kind: NewRecords(layout) for kind, layout in self.layouts.items()}
        self.names = NameBook(portfolio)
        self.lookups = Lookups(portfolio, self.records)
        self.nursery = Nursery(portfolio, terms.now, self.lookups.name_of)
        self.along: list[tuple[SheetRows, str, str]] = []
        self.first_seen: dict[tuple[str, int], tuple[str, int]] = {}
        self._named = named_kinds(sheets)
        own = _required_own(portfolio)
        self._births = {
            kind: Births(kind, layout, self.nursery, own.get(kind, ()))
            for kind, layout in self.layouts.items()
        }
        self._born: dict[tuple[str, int], set[int]] = {}

    def make(self, outcome: Outcome, n: int) -> int:
        """Make a record of row ``n``; return its number, 0 where the row had to be refused."""
        sheet, kind, part = outcome.sheet, outcome.part.kind, outcome.part
        row, born = self._births[kind].complete(outcome.rows[n])
        missing = self._births[kind].missing(row, part, born)
        if missing is not None:
            is_said = missing.name in part.fields
            source = part.sources[part.fields.index(missing.name)] if is_said else -1
            lacks = f"{kind}.{missing.name}" if source < 0 and not missing.is_custom else ""
            sheet.refuse(n, missing_text(missing), source, lacks)
            return 0
        ref = self._append(kind, row)
        if born:
            self._born[kind, ref] = set(born)
        outcome.records[n] = ref
        outcome.fates[n] = Fate.NEW
        self.first_seen[kind, ref] = (sheet.map.sheet, sheet.numbers[n])
        return ref

    def make_run(self, outcome: Outcome, start: int, end: int) -> Sequence[int]:
        """Make a record of each row from ``start`` to before ``end``, none of which is bare.

        Does what `make` does for each, at a fraction of the cost.
        """
        sheet, kind = outcome.sheet, outcome.part.kind
        records = self.records[kind]
        last = -len(records.rows)
        refs = range(last - 1, last - 1 - (end - start), -1)
        records.rows.extend(outcome.rows[start:end])
        outcome.records[start:end] = refs
        outcome.fates[start:end] = [Fate.NEW] * (end - start)
        name = sheet.map.sheet
        places = zip(refs, sheet.numbers[start:end], strict=True)
        self.first_seen.update(((kind, ref), (name, number)) for ref, number in places)
        if kind in self._named:
            book = self.names.of(kind)
            for ref, row in zip(refs, outcome.rows[start:end], strict=True):
                book.add(ref, dict(zip(records.fields, row, strict=True)))
        return refs

    def are_bare(self, kind: str, rows: Sequence[Sequence[Any]]) -> list[bool]:
        """Return which rows say less than a record of their kind needs or gets at birth."""
        return self._births[kind].are_bare(rows)

    def make_along(self, sheet: SheetRows, kind: str, name: str) -> int | None:
        """Make a record that a cell only names; None for kinds that need more than a name."""
        is_number = not any(character.isalpha() for character in name)
        if kind not in ALONG or (is_number and kind in NAMED_BY_LETTERS):
            return None
        if sheet.is_home and kind in LISTED_AT_HOME:
            return None
        named = [name if field == ALONG[kind] else None for field in self.layouts[kind]]
        row, _born = self._births[kind].complete(named)
        if self._births[kind].missing(row) is not None:
            return None
        ref = self._append(kind, row)
        self.along.append((sheet, kind, name))
        return ref

    def as_said(self, kind: str, ref: int) -> Sequence[Any]:
        """Return a new record with nothing but what rows said of it."""
        row = self.records[kind].rows[-ref - 1]
        born = self._born.get((kind, ref))
        return [None if n in born else v for n, v in enumerate(row)] if born else row

    def note_said(self, kind: str, ref: int, position: int) -> None:
        """Note that a row said what a new record had only got at birth."""
        self._born.get((kind, ref), set()).discard(position)

    def _append(self, kind: str, row: Sequence[Any]) -> int:
        records = self.records[kind]
        records.rows.append(row)
        ref = -len(records.rows)
        if kind in self._named:
            self.names.of(kind).add(ref, dict(zip(records.fields, row, strict=True)))
        return ref


def _required_own(portfolio: Portfolio) -> dict[str, list[Field]]:
    """Return the own fields that new records must have, by kind."""
    names = ("kind", "name", "label", "type", "required", "archived_at")
    found: dict[str, list[Field]] = {}
    for _id, kind, name, label, type_, required, archived_at in portfolio.rows(DEFINED, names):
        if required and archived_at is None:
            found.setdefault(kind, []).append(own_field(name, label, type_, required=True))
    return found
