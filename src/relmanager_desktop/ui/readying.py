"""Get the window ready behind its first page, in turns: what is opened next is there at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtGui, QtWidgets
from PySide6.QtCore import QRect

from relmanager_desktop.ui.page_specs import PAGES
from relmanager_desktop.ui.turns import Turns

if TYPE_CHECKING:
    from relmanager_desktop.ui.main_window import MainWindow

AT_ONCE = 6  # kinds of Qt's that are made in one turn


def load_rest(_database: object = None) -> None:
    """Load what other pages and dialogs need, on the reader's thread: each opens at once then."""
    from relmanager_desktop.ui.dialogs import catalogue, import_list  # noqa: F401, PLC0415 - large
    from relmanager_desktop.ui.models import cell_editors  # noqa: F401, PLC0415 - the first edit

    for page in PAGES:
        page.load()


def get_ready(window: MainWindow, then: Callable[[], object]) -> None:
    """Make Qt's kinds and the pages that are not shown yet, a few in each turn; then ``then``."""
    turns = Turns(window)
    names = dir(QtWidgets)
    for start in range(0, len(names), AT_ONCE):
        turns.follow(partial(_make_kinds, names[start : start + AT_ONCE]))
    for name in (spec.id for spec in PAGES if spec.is_listed):
        turns.follow(
            partial(window.page, name), partial(_dress, window, name), partial(_fill, window, name)
        )
    turns.follow(then)


def _make_kinds(names: Sequence[str]) -> None:
    """Make some of Qt's kinds with their words, which PySide leaves until they are first named.

    Whoever first asks a view for its viewport would otherwise make them all, in 30 ms.
    """
    for name in names:
        getattr(QtWidgets, name)
    _ = QtGui.QGradient.Preset  # two hundred of them, wanted by the first rectangle filled


def _dress(window: MainWindow, name: str) -> None:
    """Lay a page out as large as it will be shown; its style sheet is put on by that too."""
    page = window.page(name)
    if not page.isVisible():
        page.resize(window.stack.size())
        page.grab(QRect(0, 0, 1, 1))


def _fill(window: MainWindow, name: str) -> None:
    """Let a page ask what it shows, which also makes its statements once for all."""
    window.page(name).show_fresh()
