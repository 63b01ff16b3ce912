"""When the window takes on another look: as soon as nothing stands before its pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from relmanager_desktop.ui import theme
from relmanager_desktop.ui.pages.page import Page

if TYPE_CHECKING:
    from relmanager_desktop.ui.main_window import MainWindow
    from relmanager_desktop.ui.widgets.states import Messages

PAUSE_MS = 200  # between two looks whether the window is free again


class Dressing(QObject):
    """Dresses one window, which builds its pages anew for that.

    An import or a form would be buried under the new pages and keep the keyboard, and what is typed
    into a cell or on its way to the disk would lose the page that answers for it: a new look waits
    until they are done.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._later = QTimer(self, interval=PAUSE_MS)
        self._later.timeout.connect(self.take_on)
        # Not by a lambda: the hints outlive the window, and only a method of its own is let go.
        QApplication.styleHints().colorSchemeChanged.connect(self.follow_system)

    def choose(self, mode: str, percent: int) -> None:
        """Remember a look and a text size, save what is being typed, and take them on."""
        from relmanager_desktop.ui.unsaved import save_cells  # noqa: PLC0415 - rarely needed

        theme.remember_look(mode, percent)
        save_cells(self._window)
        self.take_on()

    def follow_system(self) -> None:
        """Take over the system's look where the user chose to follow it."""
        if theme.follows_otherwise():
            self.take_on()

    def take_on(self) -> None:
        """Take on the look that is remembered, now or once the window is free."""
        if self._is_held():
            self._later.start()
            return
        self._later.stop()
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - narrows the type
        look = theme.remembered_look()
        said = self._messages().let_go()
        self._window.rebuild(partial(theme.apply_theme, application, *look))
        self._messages().take(said)

    def _messages(self) -> Messages:
        page = self._window.stack.currentWidget()
        assert isinstance(page, Page)  # noqa: S101 - nothing else is in the stack
        return page.messages

    def _is_held(self) -> bool:
        from relmanager_desktop.ui.unsaved import open_tables  # noqa: PLC0415 - rarely needed

        is_covered = not self._window.stack.isEnabled()  # by an import, which has the keyboard
        is_asking = QApplication.activeModalWidget() is not None
        is_typing = bool(open_tables(self._window))
        return is_covered or is_asking or is_typing or self._window.bridge.is_writing
