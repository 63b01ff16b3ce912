"""People in a row: their whole names, and what belongs to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from relmanager_desktop.domain.folding import name_key
from relmanager_desktop.domain.imports.companies import hand_to_companies
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.imports.person_names import (
    name_parts,
    spoken_name,
    whole_name,
    without_salutation,
)
from relmanager_desktop.domain.imports.several_people import part_people
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.mapping.people_names import are_two_people
from relmanager_desktop.domain.texts import Text, tr

_FOLLOWING = frozenset({"contact_point", "contact_tag", "contact_role", "interaction_contact"})


def settle_people(found: SheetRows) -> None:
    """Give every person a whole name, and rows without a person to their company."""
    person = found.part("contact")
    if person is None:
        return
    company = found.part("account")
    if company is not None:
        for one in found.parts_of("contact"):
            _leave_out_companies(one, company)
    part_people(found, person)
    people = found.parts_of("contact")
    for one in people:
        _name_them(found, one)
        _name_by_address(found, one, None if one.person else company)
    if company is not None and not person.person:
        hand_to_companies(found, person, company)
    _follow(found, people)


def _name_them(found: SheetRows, person: Part) -> None:
    splits = not found.is_home
    count = len(person.present)
    blank: list[Any] = [None] * count
    names = person.column("name") or [*blank]
    given, middle, family = (
        list(person.column(name) or blank) for name in ("given_name", "middle_name", "family_name")
    )
    titles = list(person.column("salutation") or blank)
    if splits:
        names = _without_other_people(found, person, names, (given, family))
    for n, full in enumerate(names):
        if isinstance(full, str):
            title, name = without_salutation(full) if splits else (None, full)
            titles[n], names[n] = titles[n] or title, name
            if splits and not given[n] and not family[n]:
                given[n], family[n] = name_parts(name)
                names[n] = spoken_name(name)
        else:
            names[n] = whole_name(given[n], middle[n], family[n])
    person.put("name", names)
    told = (("given_name", given), ("family_name", family), ("salutation", titles))
    for field, values in told:
        if any(value is not None for value in values):
            person.put(field, values)


def _without_other_people(
    found: SheetRows, person: Part, names: list[Any], parts: tuple[list[Any], list[Any]]
) -> list[Any]:
    """Leave out whole names that are another's than the given and family name beside them."""
    others = {
        n
        for n, (name, *told) in enumerate(zip(names, *parts, strict=True))
        if isinstance(name, str) and any(told) and are_two_people(name, *told)
    }
    for n in sorted(others):
        source = person.sources[person.fields.index("name")]
        found.remark(
            n, _somebody_else(names[n], whole_name(parts[0][n], None, parts[1][n])), source
        )
    return [None if n in others else name for n, name in enumerate(names)]


def _somebody_else(name: str, told: str | None) -> Text:
    return tr(
        "“{name}” is not {person}, whom the row names beside it: give each a row of its own.",
        name=name,
        person=told or "",
    )


def _leave_out_companies(person: Part, company: Part) -> None:
    """Take out persons that are only their company's name once more."""
    names, companies = person.column("name"), company.column("name")
    if names is None or companies is None:
        return
    families = person.column("family_name") or [None] * len(names)
    for n, name in enumerate(names):
        if name and companies[n] and not families[n] and name_key(name) == name_key(companies[n]):
            person.present[n] = False


def _name_by_address(found: SheetRows, person: Part, company: Part | None) -> None:
    """Call people by their address where a row has neither a name nor a company."""
    names = list(person.column("name") or [])
    points = (p for p in found.parts_of("contact_point") if p.person == person.person)
    for point in points:
        for n, value in enumerate(point.column("value") or []):
            if value and not person.present[n] and not (company and company.present[n]):
                names[n] = value
                person.present[n] = True
    person.put("name", names)


def _follow(found: SheetRows, people: Sequence[Part]) -> None:
    """Let points, tags and roles be only where their person is; say which rows had none."""
    whose = {person.person: person.present for person in reversed(people)}
    for point in found.parts_of("contact_point"):
        _tidy_labels(point)
    for part in found.parts:
        if part.kind in _FOLLOWING:
            theirs = whose.get(part.person, people[0].present)
            part.present = [a and b for a, b in zip(part.present, theirs, strict=True)]
    for part in found.parts_of("contact_role"):
        _keep_to_companies(found, part)


def _tidy_labels(point: Part) -> None:
    """Take off the star by which an address book marks the first of its kind: '* Work'."""
    labels = point.column("label")
    if labels is not None:
        tidy = [label.lstrip("* ") or None if label else None for label in labels]
        point.put("label", tidy)


def _keep_to_companies(found: SheetRows, role: Part) -> None:
    """Let a role be only where a row names the company; say where a job title is left out."""
    named = found.names("account") or [bool(a) for a in role.column("account") or []]
    for n, present in enumerate(role.present):
        if not present or (named and named[n]):
            continue
        role.present[n] = False
        if any(column[n] is not None for column in role.columns):
            source = next(s for c, s in zip(role.columns, role.sources, strict=True) if c[n])
            found.remark(n, tr("Without a company this cannot be kept."), source)
