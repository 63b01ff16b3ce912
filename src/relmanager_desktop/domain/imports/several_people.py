"""Several people in one cell: 'Jan Kowalski; Eva Nowak' are two, each with an own address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from relmanager_desktop.domain.imports.parts import JOINS, Part
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.mapping.looks import is_person
from relmanager_desktop.domain.texts import Text, tr

_BETWEEN = re.compile(r"\s*[;\n]\s*|\s+(?:&|\+|/|and|und|et|y|en|oraz|и)\s+", re.IGNORECASE)
_LISTED = re.compile(r"[;\n]")
_JOINS = frozenset(join for join, *sides in JOINS if "contact" in sides)
People = Mapping[int, list[str]]  # position of a row → the people it names, two or more


def part_people(found: SheetRows, person: Part) -> None:
    """Make each person of cells that name several a part of its own, with its own addresses.

    Only where every name stands for itself: 'Ann & Bob Lee' stays one. Addresses are shared out by
    their order where there are as many as people; else the first has them, which is said.
    """
    names = person.column("name")
    if names is None or found.is_home:
        return
    several = {t: people_in(t) for t in set(names) if isinstance(t, str) and _BETWEEN.search(t)}
    people = {n: several[t] for n, t in enumerate(names) if t in several and person.present[n]}
    source = person.sources[person.fields.index("name")]
    for n in [n for n, parts in people.items() if len(parts) == 1]:
        if _LISTED.search(names[n]):
            found.remark(n, _kept_as_one(names[n]), source)
        del people[n]
    if not people:
        return
    person.put("name", [people[n][0] if n in people else t for n, t in enumerate(names)])
    others = max(part.person for part in found.parts_of("contact"))
    for number in range(1, max(map(len, people.values()))):
        found.parts += _further(found, people, number, source, others)
    for points in _families(found):
        found.parts += _shared_out(found, people, points, others)


def people_in(text: str) -> list[str]:
    """Return the people that a cell names, the text as it is unless each has a name of its own."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    return parts if len(parts) > 1 and all(map(is_person, parts)) else [text]


def _kept_as_one(text: str) -> Text:
    return tr(
        "“{names}” may be several people; it is kept as one name. Give each a row of its own.",
        names=" ".join(text.split()),
    )


def _further(
    found: SheetRows, people: People, number: int, source: int, others: int
) -> Iterator[Part]:
    """Yield the second, third … person of each cell and what joins it to company and touch.

    They are counted on from the ``others`` whom further columns name.
    """
    count = len(found.numbers)
    names: list[Any] = [None] * count
    for n, parts in people.items():
        names[n] = parts[number] if number < len(parts) else None
    there = [name is not None for name in names]
    person = number + others
    yield Part("contact", f"#{number}", ["name"], [names], [source], there, person=person)
    for join in dict.fromkeys(part.kind for part in found.parts if part.kind in _JOINS):
        first = found.parts_of(join)[0]
        account = first.column("account")
        fields = [] if account is None else ["account"]
        columns = [] if account is None else [[*account]]
        slot, is_there = f"{first.slot}#{number}", [*there]
        yield Part(join, slot, fields, columns, [-1] * len(fields), is_there, True, person=person)


def _families(found: SheetRows) -> list[list[Part]]:
    """Return the addresses of the row by the column that they come from, in their order."""
    points = [point for point in found.parts_of("contact_point") if not point.person]
    grouped = groupby(points, key=lambda part: part.slot.partition("#")[0])
    return [list(parts) for _slot, parts in grouped]


def _shared_out(
    found: SheetRows, people: People, points: list[Part], others: int
) -> Iterator[Part]:
    """Give each person the address that stands where its name does."""
    taken: list[list[int]] = [[] for _ in points]
    for n, names in people.items():
        held = [number for number, point in enumerate(points) if point.present[n]]
        if len(held) == len(names):
            for number in held[1:]:
                taken[number].append(n)
        elif held:
            _say_whose(found, n, names, points[held[0]])
    for number, rows in enumerate(taken):
        if rows:
            yield _taken_over(points[number], rows, number + others)


def _taken_over(point: Part, rows: list[int], person: int) -> Part:
    """Return what the addresses of some rows are to a further person; the first loses them."""
    count = len(point.present)
    there = [False] * count
    values: list[Any] = [None] * count
    own = list(point.column("value") or values)
    for n in rows:
        there[n], values[n] = True, own[n]
        own[n], point.present[n] = None, False
    moved = point.copied()
    moved.slot, moved.present, moved.person = f"{point.slot}~", there, person
    moved.put("value", values)
    point.put("value", own)
    return moved


def _say_whose(found: SheetRows, n: int, names: list[str], point: Part) -> None:
    message = tr(
        "The row names {n} people: what is in this cell was given to {name}.",
        n=len(names),
        name=names[0],
    )
    found.remark(n, message, point.sources[point.fields.index("value")])
