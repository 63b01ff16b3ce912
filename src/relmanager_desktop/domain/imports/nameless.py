"""Rows that hold nothing of their sheet's main kind: refused, for every row is accounted for."""

from __future__ import annotations

from relmanager_desktop.domain.imports.fates import Skipped
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.mapping.maps import SheetMap
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, lowered, tr

# In a list of people a row may name a company and nobody, and the other way round.
_INSTEAD = {"contact": "account", "account": "contact"}


def settle_rows_without_main(found: SheetRows) -> None:
    """Refuse rows that say something, but not whom or what they are about.

    A row that names the company instead of a person is taken and counts as what becomes of the
    company. A row of a matrix without a figure says nothing, and of a sheet whose kind is not
    known no row can be judged: these are skipped.
    """
    mains = found.parts_of(found.map.main)
    if any(all(part.present) for part in mains):
        return
    others = found.parts_of(_INSTEAD.get(found.map.main, ""))
    reason = _reason_to_skip(found)
    for n, number in enumerate(found.numbers):
        if n in found.problems or any(part.present[n] for part in mains):
            continue
        if any(part.present[n] for part in others):
            found.instead[n] = others[0].kind
        elif reason is None:
            found.refuse(n, _nameless(found), _title_column(found))
        else:
            found.aside.add(n)
            found.skipped.append(Skipped(number, reason))


def _reason_to_skip(found: SheetRows) -> Text | None:
    if not found.map.main:
        return reason_unread(found.map)
    if found.map.matrix is not None and found.map.matrix.kind == found.map.main:
        return tr("The row has no value in any column.")
    return None


def named_instead(main: str, other: str) -> Text:
    """Return what is said of a row that names the company and not the person."""
    return tr(
        "The row names no {kind}; only its {other} is taken.",
        kind=lowered(KINDS[main].label),
        other=lowered(KINDS[other].label),
    )


def reason_unread(found: SheetMap) -> Text:
    """Return why no row of a sheet without a kind is read."""
    if not found.columns:
        return tr("The sheet holds no list: no row looks like the header of one.")
    return tr("It is not clear what this sheet holds: say its kind, and the row is read.")


def _nameless(found: SheetRows) -> Text:
    return tr(
        "The row names no {kind}: fill in its {field}, or take the row out.",
        kind=lowered(KINDS[found.map.main].label),
        field=_title_header(found),
    )


def _title_header(found: SheetRows) -> str | Text:
    column = _title_column(found)
    kind = KINDS[found.map.main]
    header = found.map.header[column] if 0 <= column < len(found.map.header) else ""
    return header or kind.field(kind.title[0]).label


def _title_column(found: SheetRows) -> int:
    """Return the column of what the records are called by, -1 where none gives it."""
    for part in found.parts_of(found.map.main):
        for name in KINDS[part.kind].title:
            if name in part.fields and (source := part.sources[part.fields.index(name)]) >= 0:
                return source
    return -1
