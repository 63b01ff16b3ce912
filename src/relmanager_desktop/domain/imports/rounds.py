"""One round of planning: kind by kind, every row finds its record or makes one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from typing import Any

from relmanager_desktop.domain.drafts import missing_text
from relmanager_desktop.domain.imports.amounts import settle_amounts
from relmanager_desktop.domain.imports.births import (
    ALONG,
    LISTED_AT_HOME,
    NAMED_BY_LETTERS,
    Births,
    Nursery,
)
from relmanager_desktop.domain.imports.comparing import Comparison
from relmanager_desktop.domain.imports.evidence import abouts_of, keyed_columns, matcher_for
from relmanager_desktop.domain.imports.fates import CellChange, Fate
from relmanager_desktop.domain.imports.linking import Linker, own_name
from relmanager_desktop.domain.imports.links import NameBook
from relmanager_desktop.domain.imports.lookups import Lookups
from relmanager_desktop.domain.imports.matching import (
    DECIDED,
    OWN_KEY,
    AmbiguousError,
    Found,
    Matcher,
    Portfolio,
)
from relmanager_desktop.domain.imports.merging import Difference, Merge, fate_of
from relmanager_desktop.domain.imports.new_records import finish, layouts_of, named_kinds
from relmanager_desktop.domain.imports.order_of_kinds import order_of_kinds
from relmanager_desktop.domain.imports.outcomes import Outcome, set_value
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.imports.plans import NewRecords
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.imports.terms import Terms
from relmanager_desktop.domain.records import KINDS


class Round:
    """Plans all sheets once; afterwards ``outcomes``, ``new``, ``changes`` and ``cells`` stand."""

    def __init__(
        self,
        sheets: Sequence[SheetRows],
        portfolio: Portfolio,
        terms: Terms,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._sheets = [replace(sheet, parts=[p.copied() for p in sheet.parts]) for sheet in sheets]
        self._portfolio = portfolio
        self._terms = terms
        self._progress = progress
        self._names = NameBook(portfolio)
        self._linker = Linker(self._names, self._make_along)
        self._layouts = layouts_of(self._sheets)
        self._named = named_kinds(self._sheets)
        self.new = {kind: NewRecords(layout) for kind, layout in self._layouts.items()}
        self._lookups = Lookups(portfolio, self.new)
        self._nursery = Nursery(portfolio, terms.now, self._lookups.name_of)
        self._births = {
            kind: Births(kind, layout, self._nursery) for kind, layout in self._layouts.items()
        }
        self._own: list[dict[str, list[int]]] = [{} for _ in sheets]
        self._matchers: dict[str, Matcher] = {}
        self._born: dict[tuple[str, int], set[int]] = {}
        self.outcomes: list[Outcome] = []
        self.changes: dict[str, dict[int, dict[str, Any]]] = {}
        self.cells: list[CellChange] = []
        self.along: list[tuple[SheetRows, str, str]] = []
        self.first_seen: dict[tuple[str, int], tuple[str, int]] = {}

    def play(self) -> None:
        """Plan every kind that the sheets feed, links before what points at them."""
        fed = [k for k in order_of_kinds() if any(sheet.parts_of(k) for sheet in self._sheets)]
        for done, kind in enumerate(fed):
            if self._progress:
                self._progress(done, len(fed))
            self._plan_kind(kind)
        for kind, records in self.new.items():
            finish(kind, records)

    def _plan_kind(self, kind: str) -> None:
        if kind == "contact":
            self._linker.companies(self._sheets, self._own)
        outcomes = [
            self._place(number, part)
            for number, sheet in enumerate(self._sheets)
            for part in sheet.parts_of(kind)
        ]
        for outcome in outcomes:
            self._link_own_kind(outcome)
        self._merge(kind, outcomes)
        self.outcomes += outcomes

    def _place(self, number: int, part: Part) -> Outcome:
        """Find or make the record of every row of a part."""
        sheet, own = self._sheets[number], self._own[number]
        later = self._linker.settle(sheet, part, own)
        count = len(sheet.numbers)
        accounts = [ref or 0 for ref in own.get("account") or part.column("account") or ()]
        whose = accounts or [0] * count
        settle_amounts(sheet, part, whose, self._lookups.currency_of, self._terms.currency)
        named = dict(zip(part.fields, part.columns, strict=True))
        layout = self._layouts[part.kind]
        columns = [named.get(name, repeat(None, count)) for name in layout]
        outcome = Outcome(sheet, part, [0] * count, [None] * count, later=later)
        outcome.rows = list(zip(*columns, strict=True))
        self._find_or_make(outcome, own)
        own.setdefault(own_name(part.kind, part), outcome.records)
        return outcome

    def _find_or_make(self, outcome: Outcome, own: Mapping[str, Sequence[int]]) -> None:
        sheet, part = outcome.sheet, outcome.part
        matcher = self._matcher(part.kind)
        count = len(sheet.numbers)
        tokens = matcher.tokens_of(keyed_columns(part, self._nursery), count)
        abouts = abouts_of(sheet, part, own, count)
        matcher.look_at(tokens, abouts)
        keys = part.column("id") or [None] * count
        is_decided = bool(self._terms.decisions.same) and part.kind == sheet.map.main
        for n, present in enumerate(part.present):
            if not present or n in sheet.problems:
                continue
            key = keys[n]
            if key is not None and key in matcher.keyed:
                self._make(outcome, n)
                continue
            try:
                found = (
                    (self._as_decided(outcome, n) if is_decided else None)
                    or (self._by_own_key(matcher, key) if key is not None else None)
                    or matcher.find(tokens[n], abouts[n])
                )
            except AmbiguousError as error:
                sheet.refuse(n, error.message)
                continue
            if found is not None:
                outcome.records[n] = found.ref
                outcome.found[n] = found
                matcher.learn(found.ref, tokens[n], abouts[n])
            elif ref := self._make(outcome, n):
                matcher.add(ref, tokens[n], abouts[n])

    def _as_decided(self, outcome: Outcome, n: int) -> Found | None:
        """Return the record that a person said a row means."""
        sheet, kind = outcome.sheet, outcome.part.kind
        row = (sheet.map.sheet, sheet.numbers[n])
        ref = self._terms.decisions.record_of(row, kind, self.first_seen)
        return None if ref is None else Found(ref, DECIDED)

    def _by_own_key(self, matcher: Matcher, key: int) -> Found | None:
        """Return the record of a key column; another row with the same key is a copy, so new."""
        if key not in matcher.ids:
            return None
        matcher.keyed.add(key)
        return Found(key, OWN_KEY)

    def _make(self, outcome: Outcome, n: int) -> int:
        sheet, kind = outcome.sheet, outcome.part.kind
        part = outcome.part
        row, born = self._births[kind].complete(outcome.rows[n])
        missing = self._births[kind].missing(row, part, born)
        if missing is not None:
            source = (
                part.sources[part.fields.index(missing.name)]
                if (missing.name in part.fields)
                else -1
            )
            lacks = f"{kind}.{missing.name}" if source < 0 else ""
            sheet.refuse(n, missing_text(missing), source, lacks)
            return 0
        ref = self._append(kind, row)
        if born:
            self._born[kind, ref] = set(born)
        outcome.records[n] = ref
        outcome.fates[n] = Fate.NEW
        self.first_seen[kind, ref] = (sheet.map.sheet, sheet.numbers[n])
        return ref

    def _append(self, kind: str, row: Sequence[Any]) -> int:
        records = self.new[kind]
        records.rows.append(row)
        ref = -len(records.rows)
        if kind in self._named:
            self._names.of(kind).add(ref, dict(zip(records.fields, row, strict=True)))
        return ref

    def _make_along(self, sheet: SheetRows, kind: str, name: str) -> int | None:
        """Make a record that a cell only names; None for kinds that need more than a name."""
        is_number = not any(character.isalpha() for character in name)
        if kind not in ALONG or (is_number and kind in NAMED_BY_LETTERS):
            return None
        if sheet.is_home and kind in LISTED_AT_HOME:
            return None
        named = [name if field == ALONG[kind] else None for field in self._layouts[kind]]
        row, _born = self._births[kind].complete(named)
        if self._births[kind].missing(row) is not None:
            return None
        ref = self._append(kind, row)
        self.along.append((sheet, kind, name))
        return ref

    def _link_own_kind(self, outcome: Outcome) -> None:
        """Resolve links to the own kind, now that every row of it has its record."""
        sheet, kind = outcome.sheet, outcome.part.kind
        layout = self._layouts[kind]
        for name, texts in outcome.later.items():
            position = layout.index(name)
            field_ = KINDS[kind].field(name)
            source = outcome.part.sources[outcome.part.fields.index(name)]
            for n, text in enumerate(texts):
                ref = outcome.records[n]
                if text is None or not ref or n in sheet.problems:
                    continue
                other = self._linker.one(sheet, n, text, field_, source, 0)
                if other is None or other == ref:
                    continue
                if outcome.fates[n] is Fate.NEW:
                    set_value(self.new[kind].rows, -ref - 1, position, other)
                else:
                    set_value(outcome.rows, n, position, other)

    def _merge(self, kind: str, outcomes: Sequence[Outcome]) -> None:
        """Compare the rows that found a record with what it holds."""
        layout = self._layouts[kind]
        merge = Merge(kind, layout, self._terms.collisions_of(kind))
        bases, decisions = self._terms.bases.get(kind, {}), self._terms.decisions
        ids = {f.ref for o in outcomes for f in o.found.values() if f.ref > 0}
        if not bases and ids:
            ids -= self._unmoved(kind, outcomes)
        standing: dict[int, Any] = {}
        if ids:
            stored = self._portfolio.values(kind, layout, sorted(ids))
            standing = {id_: stored[id_] for id_ in ids}
        for outcome in outcomes:
            read = Comparison(outcome.part, layout)
            numbers, sheet = outcome.sheet.numbers, outcome.sheet.map.sheet
            for n, found in outcome.found.items():
                if n in outcome.sheet.problems:
                    continue
                ref = found.ref
                if ref > 0 and ref not in standing:
                    outcome.fates[n] = Fate.SAME
                    self.first_seen.setdefault((kind, ref), (sheet, numbers[n]))
                    continue
                held = standing[ref] if ref > 0 else self._as_said(kind, ref)
                is_meant = found.by == OWN_KEY or "id" not in outcome.part.fields
                row = read.row(outcome.rows[n], held, is_meant=is_meant)
                differences = read.decided(merge.three_way(row, held, bases.get(ref, {})))
                differences = decisions.settled(kind, ref, layout, differences)
                outcome.fates[n] = fate_of(differences)
                self.first_seen.setdefault((kind, ref), (sheet, numbers[n]))
                if differences:
                    self._note(outcome, n, ref, standing, differences)

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
        answers = self._portfolio.say_nothing_new(kind, self._layouts[kind], ids, rows)
        moved = {id_ for id_, is_same in zip(ids, answers, strict=True) if not is_same}
        return {*ids} - moved

    def _as_said(self, kind: str, ref: int) -> Sequence[Any]:
        """Return a new record with nothing but what rows said of it."""
        row = self.new[kind].rows[-ref - 1]
        born = self._born.get((kind, ref))
        return [None if n in born else v for n, v in enumerate(row)] if born else row

    def _note(
        self,
        outcome: Outcome,
        n: int,
        ref: int,
        standing: dict[int, Any],
        differences: Sequence[Difference],
    ) -> None:
        kind, sheet = outcome.part.kind, outcome.sheet
        layout = self._layouts[kind]
        for d in differences:
            name = d.name(layout)
            self.cells.append(
                CellChange(
                    sheet.map.sheet, sheet.numbers[n], kind, ref, name, d.old, d.new, d.taken
                )
            )
            if not d.taken:
                continue
            field = layout[d.position]
            if ref > 0:
                new = d.applied(standing[ref][d.position])
                set_value(standing, ref, d.position, new)
                self.changes.setdefault(kind, {}).setdefault(ref, {})[field] = new
            else:
                rows = self.new[kind].rows
                set_value(rows, -ref - 1, d.position, d.applied(rows[-ref - 1][d.position]))
                self._born.get((kind, ref), set()).discard(d.position)

    def _matcher(self, kind: str) -> Matcher:
        if kind not in self._matchers:
            fields = [f for sheet in self._sheets for p in sheet.parts_of(kind) for f in p.fields]
            self._matchers[kind] = matcher_for(kind, fields, self._terms.match, self._portfolio)
            for sheet in self._sheets:
                if sheet.map.main == kind:
                    self._matchers[kind].keyed.update(sheet.unchanged.values())
        return self._matchers[kind]
