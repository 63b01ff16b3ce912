"""Contact cards need no guessing: their reader names its columns, and this says where each goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.maps import (
    ColumnMap,
    Question,
    SheetMap,
    Target,
    Wishes,
    fed_kinds,
)
from relmanager_desktop.domain.texts import tr

# Headers as `vcard_cells` writes them.
PATHS = {
    "Full name": "contact.name",
    "Given name": "contact.given_name",
    "Middle name": "contact.middle_name",
    "Family name": "contact.family_name",
    "Salutation": "contact.salutation",
    "Company": "account.name",
    "Department": "contact_role.department",
    "Job title": "contact_role.title",
    "Manager": "contact_role.reports_to",
    "Account phone": "account.phone",
    "Account e-mail": "account.email",
    "Account website": "account.website",
    "Website": "contact.website",
    "Street": "contact.street",
    "City": "contact.city",
    "Region": "contact.region",
    "Postcode": "contact.postcode",
    "Country": "contact.country",
    "Business street": "account.street",
    "Business city": "account.city",
    "Business region": "account.region",
    "Business postcode": "account.postcode",
    "Business country": "account.country",
    "Birthday": "contact.birthday",
    "Anniversary": "contact.anniversary",
    "Language": "contact.language",
    "Time zone": "contact.time_zone",
    "Categories": "contact_tag.tag",
    "Notes": "contact.notes",
}
TAGS = "Categories"
_POINTS = {"Phone": "phone", "E-mail": "email"}
_PARTS = {"Type": "label", "Value": "value"}
_NUMBERED = re.compile(r"(Phone|E-mail) (\d+) - (Type|Value)$")
# Pages and messengers, and the label of each.
_LINK = re.compile(
    r"(?:Messenger|Profile) \((.+)\)( \d+)?$|(LinkedIn|Xing|Facebook|Twitter|Skype)( \d+)?$"
    r"|(Website) \d+$|(Messenger|Profile)( \d+)?$"
)


def understand_cards(found: SheetMap, wishes: Wishes) -> SheetMap:
    """Return how a sheet of cards is read; what the user says of columns and values holds."""
    if wishes.kind not in {"", "contact"} or wishes.header_row not in {None, 1}:
        return found
    own = {fold(header).strip() for header in wishes.fields}
    columns = tuple(
        column if fold(column.header).strip() in own else _column(column)
        for column in found.columns
    )
    fed = {column.target.kind for column in columns if column.target}
    return replace(
        found,
        last_row=None,
        columns=columns,
        kinds=fed_kinds("contact" if "contact" in fed else "account", columns),
        split=None,
        matrix=None,
        clock=None,
        questions=tuple(_still_asked(found, own)),
        confidence=1.0,
        reason=tr("The file holds contact cards, whose fields have a meaning of their own."),
    )


def target_of(header: str) -> Target | None:
    """Return where a column of cards goes, None where our records have no place for it."""
    if path := PATHS.get(header):
        kind, _, field = path.partition(".")
        return Target(kind, field)
    if numbered := _NUMBERED.match(header):
        kind, part = _POINTS[numbered[1]], _PARTS[numbered[3]]
        slot = f"{kind}:{numbered[2]}"
        fixed = (("kind", kind),)
        return Target("contact_point", part, slot, fixed if part == "value" else ())
    if link := _LINK.match(header):
        label = link[1] or link[3] or link[5] or link[6]
        slot = f"link:{fold(header)}"
        return Target("contact_point", "value", slot, (("kind", "link"), ("label", label)))
    return None


def _column(column: ColumnMap) -> ColumnMap:
    target = target_of(column.header)
    reading = replace(column.reading, separator="," if column.header == TAGS else "")
    known = tr("Contact cards keep this in “{header}”.", header=column.header)
    unknown = tr("No field of ours holds “{header}” of contact cards.", header=column.header)
    return replace(
        column,
        target=target,
        otherwise=None,
        confidence=1.0 if target else 0.0,
        reason=known if target else unknown,
        reading=reading,
        alternatives=(),
    )


def _still_asked(found: SheetMap, own: set[str]) -> Iterator[Question]:
    """Yield the questions on values, and those on columns that the user spoke of."""
    for question in found.questions:
        column = next((c for c in found.columns if c.column == question.column), None)
        if column is not None and fold(column.header).strip() in own:
            yield question
