"""What a row says beside its keys of which record it means, and who weighs it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.births import Nursery, told_column, told_field
from relmanager_desktop.domain.imports.contact_matches import ContactMatcher, Reach
from relmanager_desktop.domain.imports.keys import point_key
from relmanager_desktop.domain.imports.letters import LetterMatcher, letters_beside
from relmanager_desktop.domain.imports.matching import Matcher, Portfolio, plain_matcher
from relmanager_desktop.domain.imports.parties import AccountMatcher, Place
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.records import KINDS

_MAIL = frozenset({"contact.email", "contact_point.value", "contact_point.email"})


def matcher_for(
    kind: str, fields: Iterable[str], match: tuple[str, ...], portfolio: Portfolio
) -> Matcher:
    """Return the matcher of a kind, with what the portfolio holds."""
    fields = [name for name in fields if name != "id"]
    fields += filter(None, [told_field(kind, fields)])
    wished = tuple(path.split(".")[-1] for path in match if path.startswith(f"{kind}."))
    wished = tuple(name for name in wished if name in KINDS[kind].by_name)
    matcher: Matcher
    if kind == "account" and not wished:
        matcher = AccountMatcher()
    elif kind == "contact" and not wished:
        matcher = ContactMatcher(trusts_mails=not _MAIL.isdisjoint(match))
    elif kind == "raci" and not wished:
        matcher = LetterMatcher(fields)
    else:
        matcher = plain_matcher(kind, fields, wished)
    matcher.load(portfolio)
    return matcher


def keyed_columns(part: Part, nursery: Nursery) -> dict[str, Sequence[Any]]:
    """Return the columns that keys are made of: those of the part, and what they tell."""
    return {**dict(zip(part.fields, part.columns, strict=True)), **told_column(part, nursery)}


def abouts_of(
    sheet: SheetRows, part: Part, own: Mapping[str, Sequence[int]], count: int
) -> Sequence[Any]:
    """Return for each row what its matcher looks at beside the keys, None for most kinds."""
    if part.kind == "account":
        return _places(sheet, part, count)
    if part.kind == "contact":
        return _reaches(sheet, part, own, count)
    if part.kind == "raci":
        return letters_beside(sheet, part, count)
    return [None] * count


def _places(sheet: SheetRows, part: Part, count: int) -> Sequence[Place]:
    is_main = sheet.map.main == "account"
    cities = part.column("city")
    addresses = [c for name in ("website", "email", "domains") if (c := part.column(name))]
    if not addresses and cities is None:
        return [Place(is_main=is_main)] * count
    folded = {city: fold(city) for city in set(cities or ()) if isinstance(city, str)}
    texts = list(zip(*addresses, strict=True)) if addresses else [()] * count
    return [
        Place(folded.get(city, ""), row, is_main)
        for city, row in zip(cities or [None] * count, texts, strict=True)
    ]


def _reaches(
    sheet: SheetRows, person: Part, own: Mapping[str, Sequence[int]], count: int
) -> Sequence[Reach]:
    points = [
        values
        for part in sheet.parts_of("contact_point")
        if part.person == person.person and (values := part.column("value"))
    ]
    mails: list[tuple[str, ...]] = [()] * count
    if points:
        mails = [
            tuple(point_key(v) for v in row if isinstance(v, str) and "@" in v)
            for row in zip(*points, strict=True)
        ]
    accounts = own.get("account") or [0] * count
    return [Reach(mail, account) for mail, account in zip(mails, accounts, strict=True)]
