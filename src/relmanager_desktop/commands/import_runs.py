"""The runs of imports: every file that was taken in is kept with its plan and what it moved."""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.domain.imports.effects import effects_as_json
from relmanager_desktop.domain.imports.kept_runs import plan_as_json
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.imports.summing import sums_touched
from relmanager_desktop.store.bulk import complete_created, insert_rows
from relmanager_desktop.store.effects import Before, Scope, measure_after
from relmanager_desktop.store.glance import rows
from relmanager_desktop.store.journal import journal_of

_CURRENCY = "SELECT value FROM setting WHERE key = 'currency'"
_USUAL = "EUR"


def scope_of(session: Session, plan: ImportPlan) -> Scope:
    """Return what a plan is going to touch, for its effects to be measured."""
    new = frozenset(kind for kind, made in plan.new.items() if made.rows)
    changed = {
        kind: frozenset(name for values in changes.values() for name in values)
        for kind, changes in plan.changes.items()
        if changes
    }
    found = rows(session, _CURRENCY, {})
    home = (found[0][0] if found else None) or _USUAL
    return Scope(new, changed, sums_touched(plan), home)


def note_run(
    session: Session,
    plan: ImportPlan,
    before: Before,
    *,
    profile: int | None = None,
    refused_workbook: str = "",
) -> None:
    """Note a run in the write that does it; its effects follow when the facts are derived."""
    journal = journal_of(session)
    kept = plan_as_json(plan)
    values = {
        "at": journal.at,
        "file_name": plan.file_name,
        "sha256": plan.sha256,
        "profile": profile,
        "plan": kept,
        "refused_workbook": refused_workbook or None,
        "change_set": journal.open_change_set(),
    }
    run = insert_rows(session, "import_run", tuple(values), [tuple(values.values())], 1)
    journal.afterwards.append(partial(_keep_effects, run=run, kept=kept, before=before))


def _keep_effects(session: Session, run: int, kept: dict[str, Any], before: Before) -> None:
    """Add to a run of this very write what it moved; its creation stands in the journal."""
    effects = measure_after(session, before, journal_of(session).at.date())
    whole = {**kept, "effects": effects_as_json(effects)}
    complete_created(session, "import_run", run, {"plan": whole})
