"""Runs of an import: a look at the file, then its plan done, made anew if the portfolio moved."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from relmanager_desktop.cli.commands import Request
from relmanager_desktop.cli.decisions import decisions_of
from relmanager_desktop.cli.interrupts import ignore_interrupts
from relmanager_desktop.cli.progress import Progress
from relmanager_desktop.cli.questions import asked_kinds
from relmanager_desktop.cli.sources import opened
from relmanager_desktop.cli.unmet import refuse_unmet
from relmanager_desktop.cli.unmet_rows import refuse_unmet_rows, taken_cells
from relmanager_desktop.cli.wishes import refuse_at_home, wishes_of
from relmanager_desktop.domain.imports.effects import NOTHING_COUNTED, Effects
from relmanager_desktop.domain.imports.fates import Fate
from relmanager_desktop.domain.texts import tr

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relmanager_desktop.domain.imports.decisions import Decisions
    from relmanager_desktop.exchange.readings import Request as ReadRequest
    from relmanager_desktop.queries.import_plans import Preview
    from relmanager_desktop.store.database import Database


@dataclass(frozen=True)
class Done:
    """What an import came to; ``change_set`` is None where nothing was written.

    ``effects`` is what it moved, or would move where it was only looked at.
    """

    preview: Preview
    change_set: int | None
    effects: Effects


def run_import(request: Request, database: Database, source: ReadRequest) -> Done:
    """Look at a file and take it in.

    Where somebody wrote between the look and the deed, the plan is made again while the portfolio
    is held, so that nobody can come between a second time.

    Raises:
        UsageError: If an option speaks of what the file has not.
    """
    from relmanager_desktop.commands.imports import StalePlanError  # noqa: PLC0415 - quick start

    progress = Progress(request.say)
    with database.read() as session:
        source, preview = opened(source, lambda it: _look(request, session, it, progress))
        if request.given.plan:
            _write_plan(request, session, preview)
    if not _is_to_be_written(request, preview):
        with database.read() as session:
            return Done(preview, None, _rehearsed(request, session, preview))
    label = tr("Import {file}", file=source.path.name)
    try:
        with database.write(label, source="import") as session, _backed_up(database, preview):
            change_set = _apply(request, session, preview, progress)
        return _done(database, preview, change_set)
    except StalePlanError:
        request.say(
            tr(
                "The portfolio was changed meanwhile: {file} is looked at again.",
                file=source.path.name,
            )
        )
    with database.write(label, source="import") as session:
        preview = _look(request, session, source, progress)
        if not _is_to_be_written(request, preview):
            return Done(preview, None, NOTHING_COUNTED)
        change_set = _apply(request, session, preview, progress)
    return _done(database, preview, change_set)


def _write_plan(request: Request, session: Session, preview: Preview) -> None:
    from relmanager_desktop.queries.plan_workbooks import plan_workbook  # noqa: PLC0415 - quick start

    effects = _rehearsed(request, session, preview)
    placed = plan_workbook(session, Path(request.given.plan), preview.plan, effects)
    request.say(tr("The plan is in {file}.", file=placed))


def _rehearsed(request: Request, session: Session, preview: Preview) -> Effects:
    from relmanager_desktop.commands.rehearsals import rehearse_import  # noqa: PLC0415 - quick start

    return rehearse_import(session, preview.plan, request.now)


def _done(database: Database, preview: Preview, change_set: int | None) -> Done:
    from relmanager_desktop.queries.import_runs import import_run  # noqa: PLC0415 - quick start

    with database.read() as session:
        run = None if change_set is None else import_run(session, change_set)
    return Done(preview, change_set, run.effects if run else NOTHING_COUNTED)


def _look(request: Request, session: Session, source: ReadRequest, progress: Progress) -> Preview:
    from relmanager_desktop.queries.import_plans import preview_import  # noqa: PLC0415 - quick start

    given = request.given
    wishes, decisions = wishes_of(given), decisions_of(given)

    def look(decided: Decisions) -> Preview:
        return preview_import(
            session,
            source,
            wishes,
            now=request.now,
            sheets=tuple(given.sheet or ()),
            profile=given.profile or "",
            decisions=decided,
            progress=progress.of(tr("Looking at {file}", file=source.path.name)),
        )

    preview = look(decisions)
    if preview.is_own:
        refuse_at_home(given)
    refuse_unmet(given, wishes, preview)
    refuse_unmet_rows(session, decisions, preview.plan)
    if given.take:
        preview = look(replace(decisions, taken=taken_cells(given.take, preview.plan)))
    return preview


def _is_to_be_written(request: Request, preview: Preview) -> bool:
    """Write refused rows to their workbook, and tell whether the others are to be taken."""
    given = request.given
    refused = preview.plan.count(Fate.REFUSED)
    if given.rejects and refused:  # first, so that nothing is imported whose rest is lost
        _write_rejects(request, preview, Path(given.rejects))
    if given.strict and (refused or asked_kinds(preview.plan)):
        request.say(tr("Nothing was imported: --strict wants every row to be good."))
        return False
    return not given.dry_run


def _apply(request: Request, session: Session, preview: Preview, progress: Progress) -> int | None:
    from relmanager_desktop.commands.imports import apply_import, save_profile  # noqa: PLC0415 - quick start
    from relmanager_desktop.domain.imports.profiles import profile_of  # noqa: PLC0415 - quick start
    from relmanager_desktop.domain.imports.wished import column_collisions, match_paths  # noqa: PLC0415 - quick start

    given = request.given
    report = apply_import(
        session,
        preview.plan,
        refused_workbook=given.rejects or "",
        progress=progress.of(tr("Importing {file}", file=preview.plan.file_name)),
    )
    if given.save_profile and preview.maps:
        wishes, maps = wishes_of(given), preview.maps
        collisions = {"": wishes.collisions, **column_collisions(wishes, maps)}
        match = match_paths(wishes, [found.main for found in maps])
        save_profile(session, profile_of(given.save_profile, maps, collisions, match))
    ignore_interrupts()  # what is kept a moment later must be told
    return report.change_set


def _backed_up(database: Database, preview: Preview) -> AbstractContextManager[None]:
    """Make a backup meanwhile, unless nothing will be written."""
    from relmanager_desktop.store.portfolios import backed_up  # noqa: PLC0415 - quick start

    if not preview.plan.writes_anything:
        return nullcontext()
    return backed_up(database, database.clock(), "import")


def _write_rejects(request: Request, preview: Preview, path: Path) -> None:
    from relmanager_desktop.queries.import_refusals import refused_workbook  # noqa: PLC0415 - quick start

    placed = refused_workbook(path, preview.plan)
    request.say(tr("Refused rows are in {file}: mend them and import that file.", file=placed))
