"""Which records one row of a sheet makes: one part for each kind and slot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from relmanager_desktop.domain.mapping.maps import (
    ColumnMap,
    Matrix,
    Piece,
    Reading,
    SheetMap,
    person_in,
)
from relmanager_desktop.domain.mapping.periods import quarter_of
from relmanager_desktop.domain.mapping.word_lists import KNOWN_BY_MAIL
from relmanager_desktop.domain.records import KINDS, Field, FieldType

# Kinds of which a row makes one record a filled cell: the field without which there is none.
CONTENT = {
    "contact_point": ("value",),
    "account_tag": ("tag",),
    "contact_tag": ("tag",),
    "contact": ("name", "given_name", "family_name", "reference"),
    "account": ("name", "reference", "legal_name"),
}

# A row that has both of these joins them by a third record.
JOINS: tuple[tuple[str, str, str], ...] = (
    ("contact_role", "contact", "account"),
    ("interaction_contact", "interaction", "contact"),
    ("review_attendee", "review", "contact"),
    ("campaign_member", "campaign", "contact"),
)

_AS_IT_STANDS = Reading()
# Kinds of which one cell may choose several: the field of one choice that each record has.
CHOSEN_IN_A_CELL = {"raci": "letter"}
_MANY_IN_A_CELL = frozenset({"contact_point", "account_tag", "contact_tag"})


@dataclass(frozen=True)
class Source:
    """One field of a part and the sheet column that it is read from, counted from 0.

    ``column`` is -1 for a value that is the same in every row, which is then ``constant``. ``own``
    is the user's own field where it is one; with ``adds`` each cell is a line of the field's text;
    ``cut`` says which piece of the cell is meant, '' for all of it.
    """

    field: str
    column: int
    header: str = ""
    reading: Reading = _AS_IT_STANDS
    constant: str = ""
    own: Field | None = None
    adds: bool = False
    cut: str = ""


@dataclass(frozen=True)
class PartSpec:
    """One record that each row may make: where any of the fields in ``content`` is filled."""

    kind: str
    slot: str
    sources: tuple[Source, ...]
    content: tuple[str, ...] = ()
    is_join: bool = False

    @property
    def person(self) -> int:
        """Whose it is where a row names several people: 0 for the first."""
        return person_in(self.slot)

    @property
    def splits(self) -> Source | None:
        """The source whose cells hold several values, each a record of its own."""
        read = (source for source in self.sources if source.column >= 0)
        if self.kind in CHOSEN_IN_A_CELL:
            return next((s for s in read if s.field == CHOSEN_IN_A_CELL[self.kind]), None)
        if self.kind not in _MANY_IN_A_CELL:
            return None
        return next((s for s in read if s.reading.separator), None)


@dataclass
class Part:
    """The records of one kind and slot, column by column.

    ``columns[f][n]`` is the value of ``fields[f]`` in row n, None for no opinion; ``sources`` are
    the sheet columns of the fields, -1 where there is none; ``present[n]`` is whether row n makes
    such a record; ``clears`` are the fields that a blank cell empties, and ``currencies`` those
    that headers state, by field; ``spoken`` those that stand in the cells themselves, '' for none.
    ``person`` is whose it is where a row names several people: 0 for the first. ``adds`` are the
    fields whose lines are added to what stands; own fields are one column of dictionaries,
    ``clears`` names each by itself.
    """

    kind: str
    slot: str
    fields: list[str]
    columns: list[list[Any]]
    sources: list[int]
    present: list[bool]
    is_join: bool = False
    clears: set[str] = field(default_factory=set)
    currencies: dict[str, str] = field(default_factory=dict)
    spoken: dict[str, list[str]] = field(default_factory=dict)
    person: int = 0
    adds: set[str] = field(default_factory=set)

    def copied(self) -> Part:
        """Return a part whose columns a round may replace."""
        return replace(
            self, fields=[*self.fields], columns=[*self.columns], sources=[*self.sources]
        )

    def column(self, name: str) -> list[Any] | None:
        """The values of a field, None where the sheet says nothing of it."""
        return self.columns[self.fields.index(name)] if name in self.fields else None

    def put(self, name: str, values: list[Any], source: int = -1) -> None:
        """Set or add the values of a field."""
        if name in self.fields:
            self.columns[self.fields.index(name)] = values
            return
        self.fields.append(name)
        self.columns.append(values)
        self.sources.append(source)


def parts_of(sheet_map: SheetMap) -> tuple[PartSpec, ...]:
    """Return what each row of a sheet makes, in the order of its columns, joins at the end."""
    grouped: dict[tuple[str, str], list[Source]] = {}
    for column in sheet_map.columns:
        for piece in column.pieces or (Piece("", column.target),) if column.target else ():
            _enter(grouped, replace(column, target=piece.target), piece.cut)
    for path, value in sheet_map.constants.items():
        kind, _, name = path.partition(".")
        for (other, _slot), sources in grouped.items():
            if other == kind:
                sources.append(Source(name, -1, constant=value))
    if sheet_map.matrix is not None:
        _unfold(grouped, sheet_map)
    _add_people_by_mail(grouped, sheet_map.main)
    kinds = {kind for kind, _ in grouped} | _named_company(grouped, sheet_map.main)
    matrix = sheet_map.matrix
    cell_field: dict[str, tuple[str, ...]] = {}
    if matrix is not None:
        cell_field[matrix.kind] = (matrix.cell_field,)
    specs = [
        PartSpec(kind, slot, tuple(found), _content(kind, found, cell_field), _joins(kind, kinds))
        for (kind, slot), found in grouped.items()
    ]
    return (*sorted(specs, key=lambda spec: spec.person), *_missing_joins(specs, kinds))


def _missing_joins(specs: Sequence[PartSpec], kinds: set[str]) -> Iterator[PartSpec]:
    """Yield what joins each person of a row to its records, of which no column says more."""
    there = {(spec.kind, spec.person) for spec in specs}
    people = sorted({spec.person for spec in specs if spec.kind == "contact"}) or [0]
    for join, *sides in JOINS:
        for person in people if "contact" in sides else [0]:
            if (join, person) not in there and _joins(join, kinds | {join}):
                yield PartSpec(join, f"@{person}" if person else "", (), is_join=True)


def _add_people_by_mail(grouped: dict[tuple[str, str], list[Source]], main: str) -> None:
    """Add the people of whom the rows tell nothing but the address that they are called by."""
    names_them = any(source.field == "contact" for source in grouped.get((main, ""), ()))
    has_points = any(kind == "contact_point" for kind, _slot in grouped)
    if main in KNOWN_BY_MAIL and has_points and not names_them:
        grouped.setdefault(("contact", ""), [])


def _named_company(grouped: dict[tuple[str, str], list[Source]], main: str) -> set[str]:
    """Return the account where the rows of the main kind name it and say no more of it."""
    sources = grouped.get((main, ""), ())
    return {"account"} if any(s.field == "account" and s.column >= 0 for s in sources) else set()


def _content(
    kind: str, sources: list[Source], cell_field: dict[str, tuple[str, ...]]
) -> tuple[str, ...]:
    known = cell_field.get(kind) or CONTENT.get(kind)
    return known or tuple(source.field for source in sources if source.column >= 0)


def _joins(kind: str, kinds: set[str]) -> bool:
    return any(kind == join and {one, other} <= kinds for join, one, other in JOINS)


def _enter(grouped: dict[tuple[str, str], list[Source]], column: ColumnMap, cut: str = "") -> None:
    target = column.target
    if target is None or (not target.own and target.field not in KINDS[target.kind].by_name):
        return
    sources = grouped.setdefault((target.kind, target.slot), [])
    sources.append(
        Source(
            target.field,
            column.column,
            column.header,
            column.reading,
            own=target.own,
            adds=target.adds,
            cut=cut,
        )
    )
    known = {source.field for source in sources}
    sources += [Source(name, -1, constant=v) for name, v in target.fixed if name not in known]


def _unfold(grouped: dict[tuple[str, str], list[Source]], sheet_map: SheetMap) -> None:
    """Make each column of a matrix a part that shares what the row says of its kind.

    What its header and its cells say no other column can say instead.
    """
    matrix = sheet_map.matrix
    if matrix is None:
        return
    own = {matrix.header_field, matrix.cell_field}
    shared = [s for s in grouped.pop((matrix.kind, ""), []) if s.field not in own]
    by_column = {column.column: column for column in sheet_map.columns}
    for number in matrix.columns:
        known = by_column.get(number)
        header = known.header if known else sheet_map.header[number]
        reading = known.reading if known else Reading()
        grouped[(matrix.kind, f"column:{number}")] = [
            *shared,
            Source(matrix.header_field, -1, constant=_said(matrix, header)),
            Source(matrix.cell_field, number, header, reading),
        ]


def _said(matrix: Matrix, header: str) -> str:
    """Return what the header of a column says: of a quarter under months its first month."""
    is_month = KINDS[matrix.kind].field(matrix.header_field).type is FieldType.MONTH
    quarter = quarter_of(header.strip()) if is_month else None
    return header if quarter is None else f"{quarter[0]:04d}-{quarter[1]:02d}"
