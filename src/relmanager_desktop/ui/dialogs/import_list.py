"""The door of the import wizard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relmanager_desktop.ui.dialogs.importing.wizard import ImportWizard
from relmanager_desktop.ui.pasted_lists import Source

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host


def open_import(window: Host, path: Source, more: tuple[Source, ...] = ()) -> ImportWizard:
    """Open the wizard over the window on a list; ``more`` are the lists that follow."""
    return ImportWizard(window, path, more)
