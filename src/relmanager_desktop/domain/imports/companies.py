"""What a row says that names a company and nobody there: the company's own, or listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.texts import tr

_REACHED_BY = ("email", "phone")
# What is kept of a company just as of a person.
_OF_BOTH = ("notes", "website", "street", "postcode", "city", "region", "country", "owner")
_NAMES = frozenset({"name", "given_name", "middle_name", "family_name", "salutation"})


def hand_to_companies(found: SheetRows, person: Part, company: Part) -> None:
    """Give what stands in rows without a person to their company; list what has no place there.

    The first e-mail and phone, the address, the notes and the tags become the company's own. What
    the company has already said itself, such as a second phone, is a remark on its cell.
    """
    orphans = [n for n, present in enumerate(company.present) if present and not person.present[n]]
    if not orphans:
        return
    for name in _OF_BOTH:
        _hand(found, orphans, (person, name), (company, name))
    for point in _of_first(found, "contact_point"):
        _hand_point(found, orphans, point, company)
    for tags in _of_first(found, "contact_tag"):
        _hand_tags(found, orphans, tags)
    for part, name in _left(found, person):
        for n in orphans:
            _list(found, n, part, name)


def _of_first(found: SheetRows, kind: str) -> Iterator[Part]:
    """Yield what is the first person's; what stands under another's headers names that one."""
    return (part for part in found.parts_of(kind) if not part.person)


def _hand(
    found: SheetRows, orphans: Sequence[int], giving: tuple[Part, str], taking: tuple[Part, str]
) -> None:
    """Move the values of one field; list those that find another one there."""
    (giver, given), (taker, taken) = giving, taking
    values = giver.column(given)
    if values is None or all(values[n] is None for n in orphans):
        return
    own = list(taker.column(taken) or [None] * len(values))
    for n in orphans:
        if own[n] is None:
            own[n] = values[n]
        elif values[n] not in (None, own[n]):
            _list(found, n, giver, given)
    taker.put(taken, own, giver.sources[giver.fields.index(given)])


def _hand_point(found: SheetRows, orphans: Sequence[int], point: Part, company: Part) -> None:
    kinds = point.column("kind")
    for field in _REACHED_BY:
        meant = [n for n in orphans if (kinds[n] if kinds else "email") == field]
        _hand(found, meant, (point, "value"), (company, field))
    for n in orphans:
        if kinds and kinds[n] not in _REACHED_BY:
            _list(found, n, point, "value")


def _hand_tags(found: SheetRows, orphans: Sequence[int], tags: Part) -> None:
    values = tags.column("tag") or []
    present = [False] * len(values)
    for n in orphans:
        present[n] = tags.present[n]
    if any(present):
        source = tags.sources[tags.fields.index("tag")]
        own = [value if present[n] else None for n, value in enumerate(values)]
        found.parts.append(Part("account_tag", tags.slot, ["tag"], [own], [source], present))


def _left(found: SheetRows, person: Part) -> Iterator[tuple[Part, str]]:
    """Yield what only a person has: a birthday, a job title."""
    for name in person.fields:
        if name not in _NAMES and name not in _OF_BOTH:
            yield person, name
    for role in _of_first(found, "contact_role"):
        for name in role.fields:
            yield role, name


def _list(found: SheetRows, n: int, part: Part, name: str) -> None:
    value: Any = (part.column(name) or [])[n]
    source = part.sources[part.fields.index(name)]
    if value is None or source < 0:
        return
    message = tr(
        "“{value}” has no place at a company: name in the row the person it belongs to.",
        value=value,
    )
    found.remark(n, message, source)
