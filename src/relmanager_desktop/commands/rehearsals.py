"""Rehearsals: an import done and taken back, to tell what it would move."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from relmanager_desktop.commands.import_runs import scope_of
from relmanager_desktop.commands.imports import StalePlanError, write_plan
from relmanager_desktop.domain.imports.effects import NOTHING_COUNTED, Effects
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.store.effects import measure_after, measure_before
from relmanager_desktop.store.faults import PortfolioError
from relmanager_desktop.store.trials import derive, rehearsal

MOST = 50_000  # records: more are counted as they are imported, and not twice


def rehearse_import(session: Session, plan: ImportPlan, now: datetime) -> Effects:
    """Return what an import would move, by the very rules that the import itself goes by.

    Nothing is counted where the plan writes nothing or too much, where the portfolio moved on since
    the plan was made, and where it cannot be written.
    """
    size = sum(len(new.rows) for new in plan.new.values()) + sum(map(len, plan.changes.values()))
    if not 0 < size <= MOST:
        return NOTHING_COUNTED
    try:
        with rehearsal(session, now) as trial:
            before = measure_before(trial, scope_of(trial, plan), now.date())
            write_plan(trial, plan)
            derive(trial)
            return measure_after(trial, before, now.date())
    except (StalePlanError, PortfolioError):
        return NOTHING_COUNTED
