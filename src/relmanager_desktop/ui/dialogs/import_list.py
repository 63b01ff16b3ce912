"""The door of the import wizard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from relmanager_desktop.ui.dialogs.importing.wizard import ImportWizard

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host


def open_import(window: Host, path: Path, more: tuple[Path, ...] = ()) -> ImportWizard:
    """Open the wizard over the window on a file; ``more`` are the files that follow."""
    return ImportWizard(window, path, more)
