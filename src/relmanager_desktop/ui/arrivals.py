"""Lists that come before the import is loaded: they wait for it, and the window does not."""

from __future__ import annotations

import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from relmanager_desktop.domain.texts import tr

if TYPE_CHECKING:
    from relmanager_desktop.ui.main_window import MainWindow
    from relmanager_desktop.ui.pasted_lists import Source

DIALOGS = "relmanager_desktop.ui.dialogs"
# What is loaded before a list can be looked at, each with the last name in it.
NEEDED = {f"{DIALOGS}.catalogue": "open_dialog", f"{DIALOGS}.import_list": "open_import"}


class Arrivals(QObject):
    """Opens the import of lists: at once, or as soon as it is loaded and the portfolio is open."""

    _loaded = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[Source] = []
        self._loaded.connect(self._open, Qt.ConnectionType.QueuedConnection)

    def take(self, lists: Sequence[Source]) -> None:
        """Take lists in; those that come while others wait follow after them."""
        is_first = not self._waiting
        self._waiting += lists
        bridge = self._window.bridge
        if bridge.is_open and is_loaded():
            self._open()
        elif is_first:
            self._window.veil.show_words(tr("Opening {file}…", file=lists[0].name))
            bridge.warm_up()
            threading.Thread(target=self._load, daemon=True).start()

    def _load(self) -> None:
        # Why the portfolio does not open is said by who opens it; the window may be gone, too.
        with suppress(Exception):
            for module in NEEDED:
                import_module(module)
            _ = self._window.bridge.database
            self._loaded.emit()

    def _open(self) -> None:
        lists, self._waiting = self._waiting, []
        if "veil" in self._window.__dict__:
            self._window.veil.hide()
        self._window.show_dialog("import", path=lists[0], more=tuple(lists[1:]))


def is_loaded() -> bool:
    """Whether all that is needed is loaded to its end, so that nobody has to wait for it."""
    return all(hasattr(sys.modules.get(module), name) for module, name in NEEDED.items())
