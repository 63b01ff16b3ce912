"""The plan of a file: read, understood, matched against the portfolio; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from relmanager_desktop.domain.cells import CARDS, Sheet
from relmanager_desktop.domain.imports.decisions import UNDECIDED, Decisions
from relmanager_desktop.domain.imports.fates import Collision
from relmanager_desktop.domain.imports.homecoming import (
    Home,
    home_of,
    home_reader,
    unchanged_rows,
)
from relmanager_desktop.domain.imports.memories import Memory, memory_of
from relmanager_desktop.domain.imports.mending import mends_of, with_mends
from relmanager_desktop.domain.imports.own_definitions import with_definitions
from relmanager_desktop.domain.imports.planning import plan_import
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.imports.profiles import profile_of
from relmanager_desktop.domain.imports.rows import read_rows
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.imports.splitting import Mine, halves_of, joined_plans
from relmanager_desktop.domain.imports.spreading import spread_rows
from relmanager_desktop.domain.imports.terms import Terms
from relmanager_desktop.domain.imports.wished import (
    column_collisions,
    match_paths,
    refuse_wrong_constants,
)
from relmanager_desktop.domain.mapping.maps import SheetMap, Wishes
from relmanager_desktop.domain.mapping.values import reader_of
from relmanager_desktop.domain.problems import InvalidError, Problem
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.exchange.readings import Reading, Request, read_file
from relmanager_desktop.queries.amounts import currency_of_portfolio
from relmanager_desktop.queries.export_rows import zone_of_portfolio
from relmanager_desktop.queries.import_maps import is_read_by, understand_file, unfit_text
from relmanager_desktop.queries.import_shapes import match_of_profile
from relmanager_desktop.queries.imports import (
    StoredPortfolio,
    bases_since,
    collisions_of_profile,
    last_change_set,
    portfolio_key,
)
from relmanager_desktop.queries.own_fields import definition_ids, own_fields
from relmanager_desktop.store.collecting import without_collection

Progress = Callable[[int, int], None]
_TEXT_FORMATS = frozenset({"csv", "tsv", CARDS})


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
    source: Request | Path,
    wishes: Wishes,
    *,
    now: datetime,
    sheets: Sequence[str] = (),
    profile: str = "",
    decisions: Decisions = UNDECIDED,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Preview:
    """Return what importing a file would do.

    ``sheets`` are names of the sheets to take, all visible ones if empty; ``profile`` names the
    profile to read by, else the reading that the file remembers, else the profile that knows the
    headers is used. ``decisions`` are a person's word on single rows.

    Raises:
        RefusedFile: The file must not or cannot be read.
        ReadingCancelled: ``is_cancelled`` said so.
        InvalidError: A wish names what is not there, or the profile knows none of the headers.
        NotFoundError: There is no such profile.
    """
    reading = read_file(source, progress, is_cancelled)
    maps, profile_id = understand_file(session, reading, wishes, sheets=sheets, profile=profile)
    maps = _of_table(maps, wishes)
    if profile and not is_read_by(session, profile, maps):
        raise InvalidError([Problem("profile", unfit_text(profile))])
    plan = plan_file(
        session,
        reading,
        maps,
        wishes,
        now=now,
        profile=profile_id,
        decisions=decisions,
        progress=progress,
    )
    home = home_of(reading.sheets, portfolio_key(session), own_fields(session))
    return Preview(plan, maps, reading, profile_id, home is not None and home.is_own)


def _of_table(maps: tuple[SheetMap, ...], wishes: Wishes) -> tuple[SheetMap, ...]:
    """Return only the tables of the number that is wished, from 0; all where none is."""
    if wishes.table is None:
        return maps
    found = tuple(table for table in maps if table.number == wishes.table)
    if not found:
        message = tr(
            "There is no table {number}: the sheet “{sheet}” has {n} table.",
            plural="There is no table {number}: the sheet “{sheet}” has {n} tables.",
            n=max((table.count for table in maps), default=0),
            number=wishes.table + 1,
            sheet=maps[0].sheet if maps else "",
        )
        raise InvalidError([Problem("table", message)])
    return found


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
    own = own_fields(session)
    home = home_of(reading.sheets, portfolio_key(session), own)
    if memory := memory_of(reading.sheets):
        wishes = memory.completed(wishes)
    by_name = {s.info.name: with_mends(s, wishes.cells) for s in reading.sheets}
    zone = ZoneInfo(zone_of_portfolio(session))
    is_text = reading.facts.format in _TEXT_FORMATS
    with without_collection():
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
        plan = with_definitions(plan, maps, own, definition_ids(session))
    plan.mends = mends_of(reading.sheets, wishes.cells)
    if home is None:
        read = [found for found in maps if found.kinds]
        kept = profile_of(plan.file_name, read, {"": str(wishes.collisions)})
        plan.memory = Memory(kept, wishes.match)
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
        rows = spread_rows(sheet.rows, sheet.info.merged, found)
        return read_rows(rows, found, read, is_text=is_text, mine=mine)
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
    if profile is not None and not wishes.match:
        wishes = replace(wishes, match=match_of_profile(session, profile))
    collisions |= column_collisions(wishes, maps)
    is_own = home is not None and home.is_own
    currency = home.manifest.currency if home is not None else currency_of_portfolio(session)
    return Terms(
        now=now,
        collisions={"": Collision.OVERWRITE} if is_own else collisions,
        match=match_paths(wishes, [found.main for found in maps]),
        currency=currency or currency_of_portfolio(session),
        bases=bases_since(session, home.manifest.change_set) if home and is_own else {},
    )
