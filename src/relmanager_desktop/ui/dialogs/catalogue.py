"""All dialogs by name: what a page asks for, and which form answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from relmanager_desktop.ui.dialogs.backups import open_restore
from relmanager_desktop.ui.dialogs.files import export_workbook
from relmanager_desktop.ui.dialogs.interactions import open_log
from relmanager_desktop.ui.dialogs.record_forms import open_record_form
from relmanager_desktop.ui.dialogs.shortcuts import open_shortcuts
from relmanager_desktop.ui.dialogs.tiers import open_tiers
from relmanager_desktop.ui.dialogs.touches import open_complete, open_reschedule, open_snooze

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host
    from relmanager_desktop.ui.pasted_lists import Source


def open_list(window: Host, path: Source, more: tuple[Source, ...] = ()) -> Any:
    """Open the import of a list."""
    from relmanager_desktop.ui.dialogs.import_list import open_import  # noqa: PLC0415 - large

    return open_import(window, path, more)


def open_imports(window: Host, change_set: int | None = None) -> Any:
    """Open the imports of the past."""
    from relmanager_desktop.ui.dialogs.past_imports import open_past_imports  # noqa: PLC0415 - large

    return open_past_imports(window, change_set)


DIALOGS: dict[str, Callable[..., Any]] = {
    "record": open_record_form,
    "log": open_log,
    "snooze": open_snooze,
    "complete_action": open_complete,
    "reschedule": open_reschedule,
    "tiers": open_tiers,
    "restore": open_restore,
    "shortcuts": open_shortcuts,
    "import": open_list,
    "imports": open_imports,
    "export": export_workbook,
}


def open_dialog(window: Host, name: str, given: dict[str, Any]) -> Any:
    """Open a dialog by its name, with what it is about.

    Raises:
        KeyError: If there is no dialog of this name.
    """
    return DIALOGS[name](window, **given)
