"""The refused rows of a plan, or of an import that is kept, on their way back to the user."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.imports.memories import memory_from_json
from relmanager_desktop.domain.imports.packing import unpacked_refusals
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.problems import NotFoundError
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.exchange.refused_write import write_refused
from relmanager_desktop.store.files import atomic_write
from relmanager_desktop.store.tables import TABLES


def refused_workbook(target: Path, plan: ImportPlan) -> Path:
    """Write the refused rows of a plan as a workbook to mend; return where it is.

    Raises:
        WriteError: If it cannot be written.
    """
    return atomic_write(target, lambda part: write_refused(part, plan.refused, plan.memory))


def refused_again(
    session: Session,
    change_set: int,
    target: Path,
    *,
    progress: Any = None,  # noqa: ARG001 - any long work is told how to report
) -> Path:
    """Write the refused rows of an import of any time once more; return where they are.

    Raises:
        NotFoundError: If that import is not kept, or refused nothing.
        WriteError: If it cannot be written.
    """
    run = TABLES["import_run"].c
    plan = session.execute(select(run.plan).where(run.change_set == change_set)).scalar() or {}
    tables = unpacked_refusals(plan.get("refused", "") if "format" in plan else "")
    if not tables:
        message = tr("Change set {number} has no refused rows that are kept.", number=change_set)
        raise NotFoundError(message)
    memory = memory_from_json(plan.get("reading"))
    return atomic_write(target, lambda part: write_refused(part, tables, memory))
