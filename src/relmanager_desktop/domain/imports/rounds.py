"""One round of planning: kind by kind, every row finds its record or makes one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import repeat
from typing import Any

from relmanager_desktop.domain.drafts import missing_text
from relmanager_desktop.domain.imports.births import ALONG, Births, Nursery, born_fields
from relmanager_desktop.domain.imports.evidence import abouts_of, matcher_for
from relmanager_desktop.domain.imports.fates import CLEARED, CellChange, Collision, Fate
from relmanager_desktop.domain.imports.linking import Linker, joined_links, joined_subject
from relmanager_desktop.domain.imports.links import NameBook
from relmanager_desktop.domain.imports.matching import AmbiguousError, Found, Matcher, Portfolio
from relmanager_desktop.domain.imports.merging import Difference, Merge, fate_of
from relmanager_desktop.domain.imports.order_of_kinds import order_of_kinds
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.imports.plans import NewRecords
from relmanager_desktop.domain.imports.rows import SheetRows
from relmanager_desktop.domain.records import KINDS, FieldType


@dataclass
class Outcome:
    """What became of one part: side by side with the rows, 0 and None where there is no record.

    ``found`` says by which key a standing record was found; ``later`` are texts of links to the
    own kind.
    """

    sheet: SheetRows
    part: Part
    records: list[int] = field(default_factory=list)
    fates: list[Fate | None] = field(default_factory=list)
    found: dict[int, Found] = field(default_factory=dict)
    later: dict[str, list[Any]] = field(default_factory=dict)
    rows: list[Sequence[Any]] = field(default_factory=list)


class Round:
    """Plans all sheets once; afterwards ``outcomes``, ``new``, ``changes`` and ``cells`` stand."""

    def __init__(
        self,
        sheets: Sequence[SheetRows],
        portfolio: Portfolio,
        now: datetime,
        collisions: Mapping[str, Collision],
        match: tuple[str, ...],
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._sheets = [replace(sheet, parts=[_copied(p) for p in sheet.parts]) for sheet in sheets]
        self._portfolio = portfolio
        self._collisions = collisions
        self._match = match
        self._progress = progress
        self._nursery = Nursery(portfolio, now)
        self._names = NameBook(portfolio)
        self._linker = Linker(self._names, self._make_along)
        self._layouts = _layouts(self._sheets)
        self._named = _named_kinds(self._sheets)
        self._births = {
            kind: Births(kind, layout, self._nursery) for kind, layout in self._layouts.items()
        }
        self._own: list[dict[str, list[int]]] = [{} for _ in sheets]
        self._matchers: dict[str, Matcher] = {}
        self.outcomes: list[Outcome] = []
        self.new = {kind: NewRecords(layout) for kind, layout in self._layouts.items()}
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
            _finish(kind, records)

    def _plan_kind(self, kind: str) -> None:
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
        joined_links(part, own)
        joined_subject(part, sheet.map.main, own)
        later = self._linker.resolve(sheet, part, own)
        count = len(sheet.numbers)
        named = dict(zip(part.fields, part.columns, strict=True))
        layout = self._layouts[part.kind]
        columns = [named.get(name, repeat(None, count)) for name in layout]
        outcome = Outcome(sheet, part, [0] * count, [None] * count, later=later)
        outcome.rows = list(zip(*columns, strict=True))
        self._find_or_make(outcome, own)
        if part.kind not in own:
            own[part.kind] = outcome.records
        return outcome

    def _find_or_make(self, outcome: Outcome, own: Mapping[str, Sequence[int]]) -> None:
        sheet, part = outcome.sheet, outcome.part
        matcher = self._matcher(part.kind)
        named = dict(zip(part.fields, part.columns, strict=True))
        count = len(sheet.numbers)
        tokens = matcher.tokens_of(named, count)
        abouts = abouts_of(sheet, part, own, count)
        matcher.look_at(tokens)
        keys = part.column("id") or [None] * count
        for n, present in enumerate(part.present):
            if not present or n in sheet.problems:
                continue
            try:
                found = self._by_own_key(matcher, keys[n]) or matcher.find(tokens[n], abouts[n])
            except AmbiguousError as error:
                sheet.refuse(n, error.message)
                continue
            if found is not None:
                outcome.records[n] = found.ref
                outcome.found[n] = found
            elif ref := self._make(outcome, n):
                matcher.add(ref, tokens[n], abouts[n])

    def _by_own_key(self, matcher: Matcher, key: int | None) -> Found | None:
        """Return the record of a key column; a second row with the same key is a copy."""
        if key is None or key not in matcher.ids or key in matcher.keyed:
            return None
        matcher.keyed.add(key)
        return Found(key, ())

    def _make(self, outcome: Outcome, n: int) -> int:
        sheet, kind = outcome.sheet, outcome.part.kind
        row = self._births[kind].complete(outcome.rows[n])
        missing = self._births[kind].missing(row)
        if missing is not None:
            part = outcome.part
            source = (
                part.sources[part.fields.index(missing.name)]
                if (missing.name in part.fields)
                else -1
            )
            sheet.refuse(n, missing_text(missing), source)
            return 0
        ref = self._append(kind, row)
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
        if kind not in ALONG:
            return None
        named = [name if field == ALONG[kind] else None for field in self._layouts[kind]]
        row = self._births[kind].complete(named)
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
                    _set(self.new[kind].rows, -ref - 1, position, other)
                else:
                    _set(outcome.rows, n, position, other)

    def _merge(self, kind: str, outcomes: Sequence[Outcome]) -> None:
        """Compare the rows that found a record with what it holds."""
        layout = self._layouts[kind]
        own = {p.split(".")[-1]: c for p, c in self._collisions.items() if p.startswith(f"{kind}.")}
        merge = Merge(kind, layout, {"": self._collisions.get("", Collision.FILL), **own})
        ids = sorted({f.ref for o in outcomes for f in o.found.values() if f.ref > 0})
        standing: dict[int, Any] = {}
        if ids:
            stored = self._portfolio.values(kind, layout, ids)
            standing = {id_: stored[id_] for id_ in ids}
        for outcome in outcomes:
            numbers, sheet = outcome.sheet.numbers, outcome.sheet.map.sheet
            for n, found in outcome.found.items():
                if n in outcome.sheet.problems:
                    continue
                ref = found.ref
                held = standing[ref] if ref > 0 else self.new[kind].rows[-ref - 1]
                differences = merge.differences(outcome.rows[n], held)
                outcome.fates[n] = fate_of(differences)
                self.first_seen.setdefault((kind, ref), (sheet, numbers[n]))
                if differences:
                    self._note(outcome, n, ref, standing, differences)

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
            name = layout[d.position]
            self.cells.append(
                CellChange(
                    sheet.map.sheet, sheet.numbers[n], kind, ref, name, d.old, d.new, d.taken
                )
            )
            if not d.taken:
                continue
            if ref > 0:
                _set(standing, ref, d.position, d.new)
                self.changes.setdefault(kind, {}).setdefault(ref, {})[name] = d.new
            else:
                _set(self.new[kind].rows, -ref - 1, d.position, d.new)

    def _matcher(self, kind: str) -> Matcher:
        if kind not in self._matchers:
            fields = [f for sheet in self._sheets for p in sheet.parts_of(kind) for f in p.fields]
            self._matchers[kind] = matcher_for(kind, fields, self._match, self._portfolio)
        return self._matchers[kind]


def _copied(part: Part) -> Part:
    """Return a part whose columns a round may replace."""
    return replace(part, fields=[*part.fields], columns=[*part.columns], sources=[*part.sources])


def _set(rows: Any, key: int, position: int, value: Any) -> None:
    row = list(rows[key])
    row[position] = value
    rows[key] = row


def _layouts(sheets: Sequence[SheetRows]) -> dict[str, tuple[str, ...]]:
    """Return for each kind that may be written the fields that this import may set."""
    fields: dict[str, dict[str, None]] = {}
    for sheet in sheets:
        fed = {part.kind for part in sheet.parts}
        for part in sheet.parts:
            known = fields.setdefault(part.kind, {})
            links = [f.name for f in KINDS[part.kind].links if f.target in fed - {part.kind}]
            subjects = [
                name
                for f in KINDS[part.kind].fields
                if f.type is FieldType.RECORD and f.required
                for name in (f.name, f"{f.name}_kind")
            ]
            known.update(dict.fromkeys([*part.fields, *links, *subjects]))
            known.pop("id", None)
    for kind, name in ALONG.items():
        fields.setdefault(kind, {})[name] = None
    for kind, known in fields.items():
        known.update(dict.fromkeys(born_fields(kind)))
    return {kind: tuple(fields[kind]) for kind in order_of_kinds() if kind in fields}


def _named_kinds(sheets: Sequence[SheetRows]) -> frozenset[str]:
    """Return the kinds whose records some cell calls by name."""
    return frozenset(
        field_.target
        for sheet in sheets
        for part in sheet.parts
        for field_ in KINDS[part.kind].links
        if field_.name in part.fields
    )


def _finish(kind: str, records: NewRecords) -> None:
    """Give new records the catalogue's defaults, and people a first address of each sort."""
    if not records.rows:
        return
    columns = list(zip(*records.rows, strict=True))
    for position, name in enumerate(records.fields):
        default = KINDS[kind].field(name).default
        column = columns[position]
        if CLEARED in column or (default is not None and None in column):
            columns[position] = tuple(default if v is None or v is CLEARED else v for v in column)
    if kind == "contact_point":
        columns[records.fields.index("primary")] = _first_of_each(records.fields, columns)
    records.rows = list(zip(*columns, strict=True))


def _first_of_each(fields: tuple[str, ...], columns: list[Any]) -> tuple[bool, ...]:
    """Return which addresses are primary: of new people the first e-mail, phone and link."""
    seen = set()
    marks = []
    contacts, kinds, primary = (columns[fields.index(n)] for n in ("contact", "kind", "primary"))
    for *reach, is_primary in zip(contacts, kinds, primary, strict=True):
        is_first = reach[0] < 0 and tuple(reach) not in seen
        seen.add(tuple(reach))
        marks.append(bool(is_primary) or is_first)
    return tuple(marks)
