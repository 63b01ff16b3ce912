"""Sheets that list companies and people together and tell them apart in a column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.choice_words import YES_NO
from relmanager_desktop.domain.mapping.columns import Column
from relmanager_desktop.domain.mapping.maps import ColumnMap, Split, Target
from relmanager_desktop.domain.mapping.targets import ADDRESS
from relmanager_desktop.domain.mapping.vocabulary import Vocabulary
from relmanager_desktop.domain.mapping.word_lists import PEOPLE, POINTS
from relmanager_desktop.domain.texts import joined, tr

_SAME_NAME = ("website", "notes", "reference", "owner", *sorted(ADDRESS))
# The field of an account → where its column goes in the rows of people.
_OF_PEOPLE = {
    "name": Target("contact", "name"),
    "parent": Target("account", "name"),
    **{name: Target("contact", name) for name in _SAME_NAME},
}


def split_of(columns: Sequence[Column], words: Vocabulary) -> Split | None:
    """Return the column that says of each row whether it is a company, None if there is none.

    The values of the split are those of people, none where all rows are companies.
    """
    for column in columns:
        if column.header.phrase not in words.splits:
            continue
        values = {fold(str(value)).removesuffix(".0") for value in column.look.values}
        people = sorted(value for value in values if _is_person_word(value))
        if values and (len(values) > 1 if people else all(map(YES_NO.get, values))):
            return Split(column.number, tuple(people))
    return None


def _is_person_word(value: str) -> bool:
    return YES_NO.get(value) is False or value in PEOPLE


def with_otherwise(mapped: ColumnMap) -> ColumnMap:
    """Return a column of a list of accounts with where it goes in the rows of people."""
    otherwise = _otherwise(mapped.target)
    if otherwise is None or otherwise == mapped.target:
        return replace(mapped, otherwise=otherwise)
    note = tr("In the rows of people it is the contact's.")
    if otherwise == Target("account", "name"):
        note = tr("In the rows of people it names their company.")
    return replace(mapped, otherwise=otherwise, reason=joined(" ", mapped.reason, note))


def _otherwise(target: Target | None) -> Target | None:
    if target is None or target.kind.startswith("contact"):
        return target
    if target.kind != "account":
        return None
    if target.field in POINTS:
        return Target("contact_point", "value", f"{target.field}:1", POINTS[target.field])
    return _OF_PEOPLE.get(target.field)
