"""A file looked at: how it is understood and what its import would do, fit for a pipe."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from relmanager_desktop.domain.cells import Sheet
from relmanager_desktop.domain.imports.decisions import UNDECIDED, Decisions
from relmanager_desktop.domain.imports.effects import NOTHING_COUNTED, Effects
from relmanager_desktop.domain.imports.fates import Fate
from relmanager_desktop.domain.imports.mending import CellSpot
from relmanager_desktop.domain.imports.own_definitions import DEFINITION
from relmanager_desktop.domain.imports.plans import ImportPlan, counts_by_kind
from relmanager_desktop.domain.imports.profiles import Profile, profile_of
from relmanager_desktop.domain.mapping.maps import SheetMap, Wishes
from relmanager_desktop.domain.own_fields import OwnFields
from relmanager_desktop.domain.problems import InvalidError, NotFoundError
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.exchange.readings import Reading, RefusedFile, read_file
from relmanager_desktop.exchange.readings import Request as Source
from relmanager_desktop.queries.import_lines import Line, lines_of, sums_of, totals_of
from relmanager_desktop.queries.import_maps import (
    is_read_by,
    lists_in,
    understand_file,
    unfit_text,
)
from relmanager_desktop.queries.import_pairs import Pair, pairs_of
from relmanager_desktop.queries.import_plans import plan_file
from relmanager_desktop.queries.import_previews import Table, tables_of
from relmanager_desktop.queries.import_refusals import refused_workbook
from relmanager_desktop.queries.imports import profile_name
from relmanager_desktop.queries.own_fields import own_fields
from relmanager_desktop.queries.plan_workbooks import plan_workbook

Progress = Callable[[int, int, str], None]
Rehearse = Callable[[Session, ImportPlan, datetime], Effects]
SAID = (
    tr("Reading the cells"),
    tr("Finding the field of each column"),
    tr("Matching the rows with your records"),
    tr("Counting what it moves"),
)


@dataclass(frozen=True)
class Look:
    """A file looked at, small enough for a pipe.

    Attributes:
        refusal: why the file cannot be read, '' if it can; ``refusal_code`` tells causes apart.
        hidden: the names of hidden sheets of which nothing is taken.
        by_kind: kind → (new, changed).
        lines: the first of each section; ``totals`` says how many there are.
        sums: (header, sum in the file, sum taken) of columns with amounts, in whole units.
        pairs: new records beside the ones they look like.
        effects: what the import moves, where it was rehearsed.
        rows: how many rows the tables have below their headers, each with one fate or skipped.
        profile: the name of the remembered mapping that was used, '' for none.
        own: the user's own fields by kind, as they stand in the portfolio.
        stand: the file's content and the portfolio's last change set that this was seen of.
    """

    refusal: str = ""
    refusal_code: str = ""
    notes: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    hidden: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    by_kind: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    lines: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    sums: tuple[tuple[str, float, float], ...] = ()
    totals: Mapping[str, int] = field(default_factory=dict)
    pairs: tuple[Pair, ...] = ()
    profile: str = ""
    effects: Effects = NOTHING_COUNTED
    rows: int = 0
    writes_anything: bool = False
    own: OwnFields = field(default_factory=dict)
    stand: tuple[str, int] = ("", 0)


@dataclass(frozen=True)
class Request:
    """A file and what the user wants of it.

    Attributes:
        wishes: by the place of the table: the name of its sheet, 'Sheet#2' for the second there.
        collisions: 'fill', 'overwrite' or 'keep', for all sheets.
        left_out: tables of which nothing is taken, by their places.
        profile: the name of the mapping to read by, '' for one that knows the headers, None for
            none.
        decisions: a person's word on single rows and cells.
        cells: what is read in place of cells that were mended.
        match: 'kind.field' names to match records by, none for the catalogue's keys.
        rehearse: tells what a plan would move, None where nobody asks.
        content: the list itself where it was pasted, and ``path`` then only a name.
        delimiter: what parts the cells of a list in text, None where the list itself must tell.
        password: what opens a locked workbook; kept nowhere.
    """

    path: Path
    wishes: Mapping[str, Wishes]
    collisions: str
    now: datetime
    left_out: frozenset[str] = frozenset()
    profile: str | None = ""
    decisions: Decisions = UNDECIDED
    rehearse: Rehearse | None = None
    content: bytes | None = field(default=None, repr=False)
    delimiter: str | None = None
    password: str | None = field(default=None, repr=False)
    match: tuple[str, ...] = ()
    cells: Mapping[CellSpot, str] = field(default_factory=dict)

    @property
    def source(self) -> Source:
        """What is to be read."""
        return Source(self.path, self.password, delimiter=self.delimiter, content=self.content)


@dataclass(frozen=True)
class _Planned:
    reading: Reading
    maps: list[SheetMap]
    plan: ImportPlan
    profile: int | None


def look(session: Session, request: Request, *, progress: Progress | None = None) -> Look:
    """Return what importing a file would do; ``progress`` is told the steps done, and the next."""
    try:
        planned = _planned(session, request, progress)
    except RefusedFile as error:
        return Look(refusal=str(error), refusal_code=error.code)
    except (InvalidError, NotFoundError) as error:
        return Look(refusal=str(error))
    effects = NOTHING_COUNTED
    if request.rehearse is not None:
        (progress or _silent)(len(SAID) - 1, len(SAID), str(SAID[-1]))
        effects = request.rehearse(session, planned.plan, request.now)
    return _look(session, request, planned, effects)


def profile_to_keep(session: Session, request: Request, name: str) -> Profile:
    """Return under a name how the tables of a file are read."""
    maps, _used = _maps(session, read_file(request.source), request)
    collisions = {"": request.collisions, **request.decisions.collisions}
    return profile_of(name, [found for found in maps if found.kinds], collisions, request.match)


def plan_again(session: Session, request: Request) -> ImportPlan:
    """Return the plan of a file as it stands now.

    Raises:
        RefusedFile: If the file cannot be read any more.
    """
    return _planned(session, request, None).plan


def keep_refused(
    session: Session, request: Request, target: Path, *, progress: Progress | None = None
) -> Path:
    """Write the refused rows of a file as a workbook with their reasons, and return its place."""
    return refused_workbook(target, _planned(session, request, progress).plan)


def keep_plan(
    session: Session, request: Request, target: Path, *, progress: Progress | None = None
) -> Path:
    """Write the whole plan of a file as a workbook to read, and return its place."""
    plan = _planned(session, request, progress).plan
    effects = request.rehearse(session, plan, request.now) if request.rehearse else NOTHING_COUNTED
    return plan_workbook(session, target, plan, effects)


def _planned(session: Session, request: Request, progress: Progress | None) -> _Planned:
    told = progress or _silent
    told(0, len(SAID), str(SAID[0]))
    reading = read_file(request.source)
    told(1, len(SAID), str(SAID[1]))
    maps, profile = _maps(session, reading, request)
    told(2, len(SAID), str(SAID[2]))
    plan = plan_file(
        session,
        reading,
        maps,
        Wishes(collisions=request.collisions, match=request.match, cells=request.cells),
        now=request.now,
        profile=profile,
        decisions=request.decisions,
    )
    return _Planned(reading, maps, plan, profile)


def _maps(
    session: Session, reading: Reading, request: Request
) -> tuple[list[SheetMap], int | None]:
    lists = lists_in(session, reading)
    hidden = _hidden(lists, request)
    maps: list[SheetMap] = []
    used: int | None = None
    for sheet in lists:
        name = sheet.info.name
        if name in hidden:
            continue
        wishes = request.wishes.get(name, Wishes())
        found, profile = understand_file(
            session, reading, wishes, sheets=(name,), profile=request.profile
        )
        used = used or profile
        more = (_corrected(session, reading, table, request) for table in found)
        maps.extend(_left_out(t) if t.place in request.left_out else t for t in more)
    return maps, used


def _corrected(session: Session, reading: Reading, table: SheetMap, request: Request) -> SheetMap:
    """Return a further table of a sheet as what is said of it alone has it."""
    is_of_all = request.wishes.get(table.sheet, Wishes()).table is None
    if not table.number or (is_of_all and table.place not in request.wishes):
        return table
    wishes = request.wishes.get(table.place, Wishes())
    names, profile = (table.sheet,), request.profile
    found, _used = understand_file(session, reading, wishes, sheets=names, profile=profile)
    return found[table.number] if table.number < len(found) else table


def _hidden(lists: Sequence[Sheet], request: Request) -> tuple[str, ...]:
    names = (sheet.info.name for sheet in lists if sheet.info.hidden)
    return tuple(name for name in names if name not in request.wishes)


def _left_out(table: SheetMap) -> SheetMap:
    columns = tuple(replace(mapped, target=None) for mapped in table.columns)
    reason = tr("You left this sheet out.")
    return replace(
        table, kinds=(), columns=columns, constants={}, matrix=None, questions=(), reason=reason
    )


def _silent(_done: int, _total: int, _what: str) -> None:
    """Tell nobody how far it is."""


def _by_kind(plan: ImportPlan) -> dict[str, tuple[int, int]]:
    """Return how many records of each kind are new and changed, own fields that are made too."""
    counted = {
        kind: (counts[Fate.NEW], counts[Fate.CHANGED])
        for kind, counts in counts_by_kind(plan).items()
    }
    made = plan.new.get(DEFINITION)
    if made is None or not made.rows or DEFINITION in counted:
        return counted
    return {**counted, DEFINITION: (len(made.rows), 0)}


def _look(session: Session, request: Request, planned: _Planned, effects: Effects) -> Look:
    reading, plan = planned.reading, planned.plan
    notes = [*reading.facts.notes]
    if request.profile and not is_read_by(session, request.profile, planned.maps):
        notes.append(unfit_text(request.profile))
    return Look(
        notes=tuple(map(str, notes)),
        tables=tables_of(reading.sheets, planned.maps, plan),
        hidden=_hidden(lists_in(session, reading), request),
        counts={fate.value: plan.count(fate) for fate in Fate},
        by_kind=_by_kind(plan),
        lines=lines_of(session, plan, effects),
        sums=sums_of(plan),
        totals=totals_of(plan, effects),
        pairs=pairs_of(session, plan),
        profile=profile_name(session, planned.profile),
        effects=effects,
        rows=sum(sheet.rows for sheet in plan.sheets),
        writes_anything=plan.writes_anything,
        own=own_fields(session),
        stand=(plan.sha256, plan.change_set),
    )
