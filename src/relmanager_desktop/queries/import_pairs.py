"""New records beside the ones they look like, field by field, fit for a pipe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.imports.decisions import RowPlace
from relmanager_desktop.domain.imports.fates import Double
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.queries.import_lines import spoken_in
from relmanager_desktop.queries.imports import StoredPortfolio
from relmanager_desktop.store.tables import TABLES

PAIRS, FACTS = 50, 5
# What a person tells two records apart by.
COMPARED = {
    "account": (
        *("name", "reference", "city", "street", "website", "email", "phone"),
        *("industry", "owner"),
    ),
    "contact": ("name", "reference", "birthday", "notes"),
}
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Pair:
    """A new record beside the one it looks like.

    Attributes:
        place: the row of the new one.
        other: the id of a standing record, or the earlier row of the same import.
        facts: (label, in the file, in the other) of what either says.
        score: how much the names are alike, 0 to 100.
    """

    place: RowPlace
    kind: str
    name: str
    other: int | RowPlace
    other_name: str
    score: int
    facts: tuple[tuple[str, str, str], ...]


def pairs_of(session: Session, plan: ImportPlan) -> tuple[Pair, ...]:
    """Return the first of the new records that look like others, side by side."""
    doubles = plan.doubles[:PAIRS]
    refs = {
        (sheet.map.sheet, number): record
        for sheet in plan.sheets
        for number, record in zip(sheet.numbers, sheet.records, strict=True)
    }
    rows: dict[tuple[str, int], RowPlace] = {}
    for sheet in plan.sheets:
        for number, record in zip(sheet.numbers, sheet.records, strict=True):
            rows.setdefault((sheet.map.main, record), (sheet.map.sheet, number))
    return tuple(_pair(session, plan, d, refs[d.sheet, d.row], rows) for d in doubles)


def _pair(
    session: Session,
    plan: ImportPlan,
    double: Double,
    ref: int,
    rows: Mapping[tuple[str, int], RowPlace],
) -> Pair:
    fields = [name for name in COMPARED[double.kind] if name in KINDS[double.kind].by_name]
    both = [_values(session, plan, double.kind, one, fields) for one in (ref, double.other)]
    other = double.other if double.other > 0 else rows[double.kind, double.other]
    facts = tuple(_facts(session, plan, double.kind, fields, *both))[:FACTS]
    return Pair(
        (double.sheet, double.row),
        double.kind,
        double.name,
        other,
        double.other_name,
        double.score,
        facts,
    )


def _facts(
    session: Session,
    plan: ImportPlan,
    kind: str,
    fields: Sequence[str],
    mine: Values,
    theirs: Values,
) -> Iterator[tuple[str, str, str]]:
    for name in fields:
        field = KINDS[kind].field(name)
        one, two = (spoken_in(session, plan, field, side.get(name)) for side in (mine, theirs))
        if one or two:
            yield str(field.label), _bare(one), _bare(two)
    for label, key in _POINTS if kind == "contact" else ():
        one, two = (str(side.get(key) or "") for side in (mine, theirs))
        if one or two:
            yield str(label), one, two


def _bare(text: str) -> str:
    """Return an address without what all addresses begin with."""
    return text.removeprefix("https://").removeprefix("http://").removeprefix("www.")


_POINTS = (
    (KINDS["account"].field("email").label, "point:email"),
    (KINDS["account"].field("phone").label, "point:phone"),
)


def _values(
    session: Session, plan: ImportPlan, kind: str, ref: int, fields: Sequence[str]
) -> dict[str, Any]:
    if ref < 0:
        found = {name: plan.new[kind].value(ref, name) for name in fields}
        points = _new_points(plan, ref) if kind == "contact" else {}
    else:
        held = StoredPortfolio(session).values(kind, fields, [ref]).get(ref, ())
        found = dict(zip(fields, held, strict=False))
        points = _points(session, ref) if kind == "contact" else {}
    return {**found, **points}


def _new_points(plan: ImportPlan, ref: int) -> dict[str, Any]:
    records = plan.new.get("contact_point")
    found: dict[str, Any] = {}
    for n in range(len(records.rows) if records else 0):
        assert records is not None  # noqa: S101 - there are rows
        if records.value(-n - 1, "contact") == ref:
            kind, value = (records.value(-n - 1, name) for name in ("kind", "value"))
            found.setdefault(f"point:{kind}", value)
    return found


def _points(session: Session, contact: int) -> dict[str, Any]:
    table = TABLES["contact_point"]
    rows = session.execute(
        select(table.c.kind, table.c.value).where(table.c.contact == contact).order_by(table.c.id)
    )
    found: dict[str, Any] = {}
    for kind, value in rows:
        found.setdefault(f"point:{kind}", value)
    return found
