"""What a new record gets beside what the sheet says: its number, its day, its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from relmanager_desktop.domain.drafts import is_empty
from relmanager_desktop.domain.imports.matching import Portfolio
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.own_fields import OWN
from relmanager_desktop.domain.records import KINDS, Field

# Kinds that are made along where a cell only names one, and the field that takes the name.
ALONG = {
    "account": "name",
    "contact": "name",
    "member": "name",
    "tag": "name",
    "product": "name",
    "tier": "name",
    "working_calendar": "name",
    "kpi": "name",
    "campaign": "name",
    "playbook": "name",
    "scorecard": "name",
}

# Our own workbook lists all there are of these, each on a sheet of its own, so that a name that is
# on none is more likely a slip than a new one.
LISTED_AT_HOME = frozenset({"kpi", "member", "playbook", "scorecard", "tier", "working_calendar"})

# Of these a figure alone is a number that somebody gave, and no name to make a record of.
NAMED_BY_LETTERS = frozenset({"account", "contact", "member", "product"})

Get = Callable[[str], Any]
_LONGEST_TITLE = 80


@dataclass
class Nursery:
    """What births look at: the portfolio, the moment of the import, names and running numbers.

    ``name_of`` answers what a record of a kind is called, by id or negative number.
    """

    portfolio: Portfolio
    now: datetime
    name_of: Callable[[str, int], str]
    numbers: dict[str, int] = field(default_factory=dict)

    def next(self, kind: str, name: str) -> int:
        """Return the number after the highest in use."""
        if kind not in self.numbers:
            used = (_number(value) for _id, value in self.portfolio.rows(kind, (name,)))
            self.numbers[kind] = max(used, default=0)
        self.numbers[kind] += 1
        return self.numbers[kind]


def _number(value: object) -> int:
    found = re.search(r"(\d+)$", str(value or ""))
    return int(found[1]) if found else 0


def _first_line(text: Any) -> str | None:
    lines = str(text or "").strip().splitlines()
    return lines[0][:_LONGEST_TITLE] if lines else None


def _subject(get: Get) -> str:
    channel = KINDS["interaction"].field("channel")
    return _first_line(get("body")) or channel.label_of(get("channel") or "call")


def _deal(get: Get, nursery: Nursery) -> str | None:
    product = get("product")
    named = nursery.name_of("product", product) if product else ""
    return named or get("reference")


BIRTHS: dict[str, tuple[tuple[str, Callable[[Get, Nursery], Any]], ...]] = {
    "account": (("name", lambda get, _: get("legal_name") or get("reference")),),
    "consent": (("on", lambda _, nursery: nursery.now.date()),),
    "contact": (("name", lambda get, _: get("family_name") or get("reference")),),
    "contract": (("title", lambda get, _: get("number")),),
    "interaction": (("subject", lambda get, _: _subject(get)),),
    "issue": (
        # Before the number is born: only one that the sheet gives names an issue.
        ("title", lambda get, _: _first_line(get("description")) or get("number")),
        ("number", lambda _, nursery: f"ISS-{nursery.next('issue', 'number')}"),
        ("opened_at", lambda _, nursery: nursery.now),
    ),
    "kpi": (("code", lambda get, _: get("name")), ("name", lambda get, _: get("code"))),
    "opportunity": (("name", _deal),),
    "risk": (("title", lambda get, _: _first_line(get("description"))),),
    "tier": (("order", lambda _, nursery: nursery.next("tier", "order")),),
    "working_calendar": (("zone", lambda _get, _: "UTC"),),
}

# What a number stands in for at birth where nobody gave a name.
_NAMED_BY_NUMBER = {"account": "name", "contact": "name"}
# Parts of a key that a record gets from what its row tells, and what tells them: so that the same
# row twice is the same record, though no column gives the whole key.
_TOLD = {
    "contract": ("title", {"number"}),
    "interaction": ("subject", {"body"}),
    "issue": ("title", {"description"}),
    "opportunity": ("name", {"product", "reference"}),
    "risk": ("title", {"description"}),
}


def told_field(kind: str, fields: Collection[str]) -> str | None:
    """Return the field that these fields of a kind tell, None where they tell none."""
    name, sources = _TOLD.get(kind, ("", set[str]()))
    return name if name not in fields and not sources.isdisjoint(fields) else None


def told_column(part: Part, nursery: Nursery) -> dict[str, list[Any]]:
    """Return the values of the field that a part's others tell, by its name."""
    name = told_field(part.kind, part.fields)
    if name is None:
        return {}
    make = dict(BIRTHS[part.kind])[name]
    rows = zip(*part.columns, strict=True)
    told = (dict(zip(part.fields, row, strict=True)) for row in rows)
    return {name: [make(values.get, nursery) for values in told]}


class Births:
    """Completes new rows of one kind, given in the order of ``layout``.

    ``own`` are the user's own fields that a record of the kind must have.
    """

    def __init__(
        self, kind: str, layout: Sequence[str], nursery: Nursery, own: Sequence[Field] = ()
    ) -> None:
        self._own = tuple(own)
        self._kind = kind
        self._at = {name: position for position, name in enumerate(layout)}
        self._nursery = nursery
        self._births = [(self._at[name], make) for name, make in BIRTHS.get(kind, ())]
        self._required = [
            (self._at.get(f.name), f)
            for f in KINDS[kind].shown_fields
            if f.required and f.default is None
        ]

    def are_bare(self, rows: Sequence[Sequence[Any]]) -> list[bool]:
        """Return which rows lack what a record needs, or what it gets at birth."""
        if self._own:
            return [True] * len(rows)
        needed = {position for position, _make in self._births}
        for position, _field in self._required:
            if position is None:
                return [True] * len(rows)
            needed.add(position)
        columns = [*zip(*rows, strict=True)]
        bare = [False] * len(rows)
        for position in needed:
            column = columns[position] if columns else ()
            bare = [was or value is None for was, value in zip(bare, column, strict=True)]
        return bare

    def complete(self, row: Sequence[Any]) -> tuple[Sequence[Any], tuple[int, ...]]:
        """Return the row with what it gets at birth, and the positions of that."""
        if None not in [row[position] for position, _make in self._births]:
            return row, ()
        lacking = [(position, make) for position, make in self._births if row[position] is None]
        full = list(row)

        def get(name: str) -> Any:
            position = self._at.get(name)
            return None if position is None else full[position]

        for position, make in lacking:
            full[position] = make(get, self._nursery)
        return full, tuple(position for position, _ in lacking)

    def missing(
        self, row: Sequence[Any], part: Part | None = None, born: Collection[int] = ()
    ) -> Field | None:
        """Return the first required field that a complete row still lacks.

        A number is a name only in a list that has no names: where ``part`` has a column of them,
        a row that leaves it blank lacks its name.
        """
        name = _NAMED_BY_NUMBER.get(self._kind, "") if born else ""
        if part is not None and name in part.fields and self._at[name] in born:
            number = self._at.get("reference")
            if number is not None and row[self._at[name]] == row[number] is not None:
                return KINDS[self._kind].field(name)
        for position, field_ in self._required:
            if position is None or row[position] is None:
                return field_
        return self._missing_own(row)

    def _missing_own(self, row: Sequence[Any]) -> Field | None:
        position = self._at.get(OWN)
        held = (row[position] if self._own and position is not None else None) or {}
        return next((field for field in self._own if is_empty(held.get(field.name))), None)


def born_fields(kind: str) -> tuple[str, ...]:
    """Return the fields that a new record of a kind may get beside those of the sheet."""
    more = ("primary", "kind") if kind == "contact_point" else ()
    return (*(name for name, _ in BIRTHS.get(kind, ())), *more)
