"""The refused rows of a plan on their way back to the user."""

from __future__ import annotations

from pathlib import Path

from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.exchange.refused_write import write_refused
from relmanager_desktop.store.files import atomic_write


def refused_workbook(target: Path, plan: ImportPlan) -> Path:
    """Write the refused rows of a plan as a workbook to mend; return where it is.

    Raises:
        WriteError: If it cannot be written.
    """
    return atomic_write(target, lambda part: write_refused(part, plan.refused, plan.memory))
