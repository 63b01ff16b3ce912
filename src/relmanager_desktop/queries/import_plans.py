"""The plan of a file: read, understood, matched against the portfolio; nothing is written."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from relmanager_desktop.domain.cells import Sheet
from relmanager_desktop.domain.imports.decisions import UNDECIDED, Decisions
from relmanager_desktop.domain.imports.fates import Collision
from relmanager_desktop.domain.imports.homecoming import (
    Home,
    home_map,
    home_of,
    home_reader,
    unchanged_rows,
)
from relmanager_desktop.domain.imports.planning import plan_import
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.imports.profiles import Profile, apply_profile
from relmanager_desktop.domain.imports.refusals import without_reasons
from relmanager_desktop.domain.imports.rows import read_rows
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.imports.splitting import Mine, halves_of, joined_plans
from relmanager_desktop.domain.imports.terms import Terms
from relmanager_desktop.domain.imports.wished import (
    match_paths,
    refuse_wrong_constants,
    settle_wishes,
)
from relmanager_desktop.domain.mapping.headers import fingerprint
from relmanager_desktop.domain.mapping.maps import SheetMap, Wishes
from relmanager_desktop.domain.mapping.sheets import understand
from relmanager_desktop.domain.mapping.values import reader_of
from relmanager_desktop.domain.problems import InvalidError, NotFoundError, Problem
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.exchange.aliases import load_vocabulary
from relmanager_desktop.exchange.readings import Reading, read_file
from relmanager_desktop.exchange.refused_write import write_refused
from relmanager_desktop.queries.amounts import currency_of_portfolio
from relmanager_desktop.queries.export_rows import own_fields, zone_of_portfolio
from relmanager_desktop.queries.imports import (
    StoredPortfolio,
    collisions_of_profile,
    known_names,
    last_change_set,
    moved_since,
    portfolio_key,
    profile_for,
    profile_named,
)
from relmanager_desktop.store.files import atomic_write

Progress = Callable[[int, int], None]
_TEXT_FORMATS = frozenset({"csv", "tsv"})


@dataclass(frozen=True)
class Preview:
    """A file looked at.

    Attributes:
        maps: how each table is understood, in the order of the plan's sheets.
        profile: the id of the profile that was used, None for none.
        is_own: whether the file is this portfolio's own workbook come home.
    """

    plan: ImportPlan
    maps: tuple[SheetMap, ...]
    reading: Reading
    profile: int | None = None
    is_own: bool = False


def preview_import(
    session: Session,
    path: Path,
    wishes: Wishes,
    *,
    now: datetime,
    sheets: Sequence[str] = (),
    profile: str = "",
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Preview:
    """Return what importing a file would do.

    ``sheets`` are names of the sheets to take, all visible ones if empty; ``profile`` names the
    profile to read by, else one that knows the headers is used.

    Raises:
        RefusedFile: The file must not or cannot be read.
        ReadingCancelled: ``is_cancelled`` said so.
        InvalidError: A wish names what is not there.
        NotFoundError: There is no such profile.
    """
    reading = read_file(path, progress, is_cancelled)
    maps, profile_id = understand_file(session, reading, wishes, sheets=sheets, profile=profile)
    plan = plan_file(session, reading, maps, wishes, now=now, profile=profile_id, progress=progress)
    home = home_of(reading.sheets, portfolio_key(session), own_fields(session))
    return Preview(plan, maps, reading, profile_id, home is not None and home.is_own)


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
    home = home_of(reading.sheets, portfolio_key(session), own_fields(session))
    chosen = _chosen(reading.sheets, sheets)
    _refuse_header_row(wishes, chosen, reading.facts.path.name)
    if home is not None and not profile:
        ours = [known for sheet in chosen if (known := home_map(sheet, home))]
        if ours:
            return tuple(ours), None
    named = _profile(session, profile) if profile else None
    names = known_names(session)
    maps: list[SheetMap] = []
    used: int | None = None
    for sheet in chosen:
        for found in understand(sheet, reading.facts.path.name, wishes, names, load_vocabulary()):
            stored = named
            is_free = named is None and profile is not None and not _reads_anew(wishes)
            if is_free and any(found.header):
                stored = profile_for(session, fingerprint(found.header))
            if stored is not None:
                used = stored[0]
                found = apply_profile(stored[1], found, wishes)  # noqa: PLW2901 - the same table
            maps.append(without_reasons(settle_wishes(found)))
    return tuple(maps), used


def plan_file(
    session: Session,
    reading: Reading,
    maps: Sequence[SheetMap],
    wishes: Wishes,
    *,
    now: datetime,
    profile: int | None = None,
    decisions: Decisions = UNDECIDED,
    progress: Progress | None = None,
) -> ImportPlan:
    """Return what a file does that is read and understood like this.

    ``profile`` is the id of the profile whose collisions hold where the user wishes none;
    ``decisions`` are a person's word on single rows and cells.

    Raises:
        InvalidError: If a value that every row is to have does not fit its field.
    """
    refuse_wrong_constants(wishes.constants, reader_of)
    home = home_of(reading.sheets, portfolio_key(session), own_fields(session))
    by_name = {sheet.info.name: sheet for sheet in reading.sheets}
    zone = ZoneInfo(zone_of_portfolio(session))
    is_text = reading.facts.format in _TEXT_FORMATS
    with _without_collection():
        lists = [
            (_rows(by_name[found.sheet], half, home, zone, mine, is_text=is_text), found)
            for found in maps
            for half, mine in halves_of(found)
        ]
        plan = plan_import(
            [rows for rows, _ in lists],
            StoredPortfolio(session),
            replace(_terms(session, wishes, home, now, profile, maps), decisions=decisions),
            file_name=reading.facts.path.name,
            sha256=reading.facts.sha256,
            change_set=last_change_set(session),
            progress=progress,
        )
        plan.sheets = joined_plans(plan.sheets, [found for _, found in lists])
    return plan


def _rows(
    sheet: Sheet,
    found: SheetMap,
    home: Home | None,
    zone: ZoneInfo,
    mine: Mine | None,
    *,
    is_text: bool,
) -> SheetRows:
    if home is None:
        read = partial(reader_of, zone=zone)
        return read_rows(sheet.rows, found, read, is_text=is_text, mine=mine)
    return read_rows(
        sheet.rows,
        found,
        home_reader(reader_of, home.manifest.zone),
        is_home=True,
        unchanged=unchanged_rows(found, home) if home.is_own else None,
    )


def _terms(
    session: Session,
    wishes: Wishes,
    home: Home | None,
    now: datetime,
    profile: int | None,
    maps: Sequence[SheetMap],
) -> Terms:
    collisions = {"": Collision(wishes.collisions)}
    if profile is not None and wishes.collisions == Collision.FILL:
        stored = collisions_of_profile(session, profile)
        collisions |= {path: Collision(word) for path, word in stored.items()}
    is_own = home is not None and home.is_own
    currency = home.manifest.currency if home is not None else currency_of_portfolio(session)
    return Terms(
        now=now,
        collisions={"": Collision.OVERWRITE} if is_own else collisions,
        match=match_paths(wishes, [found.main for found in maps]),
        currency=currency or currency_of_portfolio(session),
        moved=moved_since(session, home.manifest.change_set) if home and is_own else {},
    )


def _chosen(sheets: Sequence[Sheet], names: Sequence[str]) -> list[Sheet]:
    by_name = {sheet.info.name: sheet for sheet in sheets}
    missing = [name for name in names if name not in by_name]
    if missing:
        message = tr(
            "There is no sheet “{name}”; the file has {sheets}.",
            name=missing[0],
            sheets=", ".join(by_name),
        )
        raise InvalidError([Problem("sheet", message)])
    return [by_name[n] for n in names] or [s for s in sheets if not s.info.hidden]


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
    return bool(wishes.kind or wishes.header_row)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Hold Python's collector still: over millions of plain tuples it takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def refused_workbook(target: Path, plan: ImportPlan) -> Path:
    """Write the refused rows of a plan as a workbook to mend; return where it is.

    Raises:
        WriteError: If it cannot be written.
    """
    return atomic_write(target, lambda part: write_refused(part, plan.refused))
