"""One round of planning: kind by kind, every row finds its record or makes one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from typing import Any

from relmanager_desktop.domain.imports.amounts import settle_amounts
from relmanager_desktop.domain.imports.evidence import abouts_of, keyed_columns, matcher_for
from relmanager_desktop.domain.imports.fates import CellChange, Fate
from relmanager_desktop.domain.imports.linking import Linker, own_name
from relmanager_desktop.domain.imports.matching import (
    DECIDED,
    OWN_KEY,
    SAID_AGAIN,
    AmbiguousError,
    Found,
    Matcher,
    Portfolio,
    Tokens,
)
from relmanager_desktop.domain.imports.new_records import finish
from relmanager_desktop.domain.imports.newcomers import Newcomers
from relmanager_desktop.domain.imports.order_of_kinds import order_of_kinds
from relmanager_desktop.domain.imports.outcomes import Outcome, set_value
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.imports.plans import NewRecords
from relmanager_desktop.domain.imports.runs import AGAIN, KNOWN, NEW, UNSURE, Run, runs_of
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.imports.terms import Terms
from relmanager_desktop.domain.imports.updates import Updates
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
        self._newcomers = Newcomers(self._sheets, portfolio, terms)
        self._updates = Updates(portfolio, terms, self._newcomers)
        self._linker = Linker(self._newcomers.names, self._newcomers.make_along)
        self._own: list[dict[str, list[int]]] = [{} for _ in sheets]
        self._matchers: dict[str, Matcher] = {}
        self.outcomes: list[Outcome] = []

    @property
    def new(self) -> dict[str, NewRecords]:
        """The new records of every kind."""
        return self._newcomers.records

    @property
    def along(self) -> Sequence[tuple[SheetRows, str, str]]:
        """The records that a cell only named, as (sheet, kind, name)."""
        return self._newcomers.along

    @property
    def first_seen(self) -> Mapping[tuple[str, int], tuple[str, int]]:
        """The sheet and row that speaks first of a record, by its kind and number."""
        return self._newcomers.first_seen

    @property
    def changes(self) -> dict[str, dict[int, dict[str, Any]]]:
        """The new values of standing records, by kind, record and field."""
        return self._updates.changes

    @property
    def cells(self) -> list[CellChange]:
        """Every cell that differs from its record, taken over or not."""
        return self._updates.cells

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
        self._updates.take(kind, outcomes)
        self.outcomes += outcomes

    def _place(self, number: int, part: Part) -> Outcome:
        """Find or make the record of every row of a part."""
        sheet, own = self._sheets[number], self._own[number]
        later = self._linker.settle(sheet, part, own)
        count = len(sheet.numbers)
        accounts = [ref or 0 for ref in own.get("account") or part.column("account") or ()]
        whose = accounts or [0] * count
        currency_of = self._newcomers.lookups.currency_of
        settle_amounts(sheet, part, whose, currency_of, self._terms.currency)
        named = dict(zip(part.fields, part.columns, strict=True))
        layout = self._newcomers.layouts[part.kind]
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
        tokens = matcher.tokens_of(keyed_columns(part, self._newcomers.nursery), count)
        abouts = abouts_of(sheet, part, own, count)
        matcher.look_at(tokens, abouts)
        runs: Iterable[Run] = [Run(0, count, UNSURE)]
        if not self._is_decided(outcome) and part.column("id") is None:
            runs = runs_of(outcome, matcher, self._newcomers, tokens, abouts)
        for run in runs:
            some = slice(run.start, run.end)
            if run.said == NEW:
                refs = self._newcomers.make_run(outcome, run.start, run.end)
                matcher.add_run(refs, tokens[some], abouts[some])
                continue
            if run.said == KNOWN:
                _take_known(outcome, run, matcher.keys[0])
                matcher.learn_run(run.refs, abouts[some])
                continue
            left = _take_again(outcome, run) if run.said == AGAIN else range(run.start, run.end)
            for n in left:
                if part.present[n] and n not in sheet.problems:
                    self._find_or_make_one(outcome, n, matcher, tokens[n], abouts[n])

    def _find_or_make_one(
        self, outcome: Outcome, n: int, matcher: Matcher, tokens: Tokens, about: Any
    ) -> None:
        keys = outcome.part.column("id")
        key = keys[n] if keys is not None else None
        if key is not None and key in matcher.keyed:
            self._newcomers.make(outcome, n)
            return
        try:
            found = (
                self._as_decided(outcome, n)
                or (self._by_own_key(matcher, key) if key is not None else None)
                or matcher.find(tokens, about)
            )
        except AmbiguousError as error:
            outcome.sheet.refuse(n, error.message)
            return
        if found is not None:
            outcome.records[n] = found.ref
            outcome.found[n] = found
            matcher.learn(found.ref, tokens, about)
        elif ref := self._newcomers.make(outcome, n):
            matcher.add(ref, tokens, about)

    def _is_decided(self, outcome: Outcome) -> bool:
        """Whether a person may have said which records the rows mean."""
        is_main = outcome.part.kind == outcome.sheet.map.main
        return is_main and bool(self._terms.decisions.same)

    def _as_decided(self, outcome: Outcome, n: int) -> Found | None:
        """Return the record that a person said a row means."""
        if not self._is_decided(outcome):
            return None
        sheet, kind = outcome.sheet, outcome.part.kind
        row = (sheet.map.sheet, sheet.numbers[n])
        ref = self._terms.decisions.record_of(row, kind, self.first_seen)
        is_there = ref is not None and (ref < 0 or ref in self._matcher(kind).ids)
        return Found(ref, DECIDED) if ref is not None and is_there else None

    def _by_own_key(self, matcher: Matcher, key: int) -> Found | None:
        """Return the record of a key column; another row with the same key is a copy, so new."""
        if key not in matcher.ids:
            return None
        matcher.keyed.add(key)
        return Found(key, OWN_KEY)

    def _link_own_kind(self, outcome: Outcome) -> None:
        """Resolve links to the own kind, now that every row of it has its record."""
        sheet, kind = outcome.sheet, outcome.part.kind
        layout = self._newcomers.layouts[kind]
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

    def _matcher(self, kind: str) -> Matcher:
        if kind not in self._matchers:
            fields = [f for sheet in self._sheets for p in sheet.parts_of(kind) for f in p.fields]
            self._matchers[kind] = matcher_for(kind, fields, self._terms.match, self._portfolio)
            for sheet in self._sheets:
                if sheet.map.main == kind:
                    self._matchers[kind].keyed.update(sheet.unchanged.values())
        return self._matchers[kind]


def _take_again(outcome: Outcome, run: Run) -> list[int]:
    """Let rows that say the same as one before go with it; return those whose forerunner fell out.

    That one made a record of which no other row says anything else.
    """
    left = []
    for n, first in enumerate(run.refs, run.start):
        ref = outcome.records[first]
        if not ref:
            left.append(n)
            continue
        outcome.records[n] = ref
        outcome.found[n] = Found(ref, SAID_AGAIN)
        outcome.fates[n] = Fate.SAME
    return left


def _take_known(outcome: Outcome, run: Run, by: tuple[str, ...]) -> None:
    """Take the records of rows that are plainly known, by the strongest of their keys."""
    outcome.records[run.start : run.end] = run.refs
    outcome.found.update((n, Found(ref, by)) for n, ref in enumerate(run.refs, run.start))
