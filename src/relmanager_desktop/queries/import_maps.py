"""How the tables of a file are understood: by a profile, by what the file remembers, or guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy.orm import Session

from relmanager_desktop.domain.cells import CARDS, Sheet
from relmanager_desktop.domain.imports.homecoming import Home, home_map, home_of, lists_of
from relmanager_desktop.domain.imports.memories import Memory, header_row_of, memory_of
from relmanager_desktop.domain.imports.profiles import Profile, apply_profile, mark_of
from relmanager_desktop.domain.imports.refusals import without_reasons
from relmanager_desktop.domain.imports.wished import settle_wishes
from relmanager_desktop.domain.mapping.contact_cards import understand_cards
from relmanager_desktop.domain.mapping.looks import KnownNames
from relmanager_desktop.domain.mapping.maps import SheetMap, Wishes
from relmanager_desktop.domain.mapping.own_columns import with_own_wishes
from relmanager_desktop.domain.mapping.sheets import understand
from relmanager_desktop.domain.problems import InvalidError, NotFoundError, Problem
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.exchange.aliases import load_vocabulary
from relmanager_desktop.exchange.readings import Reading
from relmanager_desktop.queries.import_shapes import Shape, shapes_of, wishes_by_shape
from relmanager_desktop.queries.imports import (
    known_names,
    portfolio_key,
    profile_for,
    profile_named,
)
from relmanager_desktop.queries.own_fields import own_fields


def understand_file(
    session: Session,
    reading: Reading,
    wishes: Wishes,
    *,
    sheets: Sequence[str] = (),
    profile: str | None = "",
) -> tuple[tuple[SheetMap, ...], int | None]:
    """Return how the tables of a file are understood, and the profile that was used.

    ``profile`` names one, '' takes the one that knows the headers, None takes none.
    """
    wishes = replace(wishes, own=own_fields(session))
    home = home_of(reading.sheets, portfolio_key(session), wishes.own)
    chosen = _chosen(reading.sheets, sheets, home)
    _refuse_header_row(wishes, chosen, reading.facts.path.name)
    if home is not None and not profile:
        ours = [
            with_own_wishes(known, sheet.rows, wishes, wishes.own)
            for sheet in chosen
            if (known := home_map(sheet, home))
        ]
        if ours:
            return tuple(ours), None
    named = _profile(session, profile) if profile else None
    names = known_names(session)
    is_free = named is None and profile is not None and not _reads_anew(wishes)
    memory = memory_of(reading.sheets) if is_free else None
    shapes = shapes_of(session, profile) if is_free or named else {}
    maps: list[SheetMap] = []
    used: int | None = None
    for sheet in chosen:
        shaped = partial(_lying, sheet=sheet, shapes=shapes)
        for found in _understood(reading, sheet, wishes, memory, names, shaped):
            stored = named or _remembered(session, memory, found) if is_free or named else None
            if stored is not None:
                used = stored[0]
                found = apply_profile(stored[1], found, wishes)  # noqa: PLW2901 - the same table
            maps.append(without_reasons(settle_wishes(found)))
    return tuple(maps), used


def _understood(
    reading: Reading,
    sheet: Sheet,
    wishes: Wishes,
    memory: Memory | None,
    names: KnownNames,
    shaped: Callable[[Sequence[SheetMap], Wishes], Wishes | None],
) -> tuple[SheetMap, ...]:
    """Return how the tables of a sheet are understood before any profile says otherwise.

    ``shaped`` tells the wishes by which they lie as a saved mapping remembers it, None for these.
    """
    is_of_cards = reading.facts.format == CARDS
    wished = wishes
    if memory is not None:
        wished = replace(wishes, header_row=header_row_of(sheet.rows))
    elif is_of_cards and wishes.header_row is None:
        wished = replace(wishes, header_row=1)
    file_name, words = reading.facts.path.name, load_vocabulary()
    found = understand(sheet, file_name, wished, names, words)
    if (other := shaped(found, wished)) is not None:
        found = understand(sheet, file_name, other, names, words)
    return tuple(understand_cards(one, wishes) for one in found) if is_of_cards else found


def _lying(
    found: Sequence[SheetMap], wishes: Wishes, *, sheet: Sheet, shapes: Mapping[str, Shape]
) -> Wishes | None:
    return wishes_by_shape(sheet, found, wishes, shapes)


def lists_in(session: Session, reading: Reading) -> list[Sheet]:
    """Return the sheets of a file that may hold lists, hidden ones too."""
    home = home_of(reading.sheets, portfolio_key(session), own_fields(session))
    return lists_of(reading.sheets, home)


def is_read_by(session: Session, profile: str, maps: Sequence[SheetMap]) -> bool:
    """Whether a profile of this name knows the headers of one of these tables."""
    mapping = _profile(session, profile)[1].mapping
    return any(mark_of(found.header) in mapping for found in maps)


def unfit_text(profile: str) -> Text:
    """Return the sentence for a profile that knows none of the headers."""
    return tr(
        "The profile “{name}” was kept for other headers than this file has. Name another one, or "
        "none to have the columns guessed.",
        name=profile,
    )


def _remembered(
    session: Session, memory: Memory | None, found: SheetMap
) -> tuple[int | None, Profile] | None:
    """Return by what a table is read: what the file itself remembers comes first."""
    mark = mark_of(found.header)
    if memory is not None and mark in memory.profile.mapping:
        return None, memory.profile
    return profile_for(session, mark) if any(found.header) else None


def _chosen(sheets: Sequence[Sheet], names: Sequence[str], home: Home | None) -> list[Sheet]:
    by_name: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        for name in {sheet.info.name, sheet.info.part_of or sheet.info.name}:
            by_name.setdefault(name, []).append(sheet)
    missing = [name for name in names if name not in by_name]
    if missing:
        message = tr(
            "There is no sheet “{name}”; the file has {sheets}.",
            name=missing[0],
            sheets=", ".join(sheet.info.name for sheet in sheets),
        )
        raise InvalidError([Problem("sheet", message)])
    return [sheet for name in names for sheet in by_name[name]] or [
        sheet for sheet in lists_of(sheets, home) if not sheet.info.hidden
    ]


def _refuse_header_row(wishes: Wishes, sheets: Sequence[Sheet], file_name: str) -> None:
    """Let a row of headers pass that some sheet has."""
    row = wishes.header_row
    longest = max(sheets, key=lambda sheet: len(sheet.rows), default=None)
    if row is None or longest is None or row <= len(longest.rows):
        return
    message = tr(
        "{file}: the headers cannot be in row {row}, for “{sheet}” has {n} row.",
        plural="{file}: the headers cannot be in row {row}, for “{sheet}” has {n} rows.",
        n=len(longest.rows),
        file=file_name,
        row=row,
        sheet=longest.info.name,
    )
    raise InvalidError([Problem("header_row", message)])


def _profile(session: Session, name: str) -> tuple[int, Profile]:
    found = profile_named(session, name)
    if found is None:
        raise NotFoundError(tr("There is no import profile “{name}”.", name=name))
    return found


def _reads_anew(wishes: Wishes) -> bool:
    """Whether the user said what the sheet is, so that no remembered profile may say otherwise."""
    return bool(wishes.kind) or wishes.header_row is not None
