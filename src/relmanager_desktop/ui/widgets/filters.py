"""The field that filters a list, once the typing pauses; it gives way where it is narrow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.line_icons import LineIcon, put_icons

PAUSE_MS = 150
WIDTH, LEAST = 260, 120


class FilterField(QLineEdit):
    """Calls ``changed()`` when the text was changed and nobody typed for PAUSE_MS.

    Esc empties it; where it is empty, ``back()`` leads to the list.
    """

    def __init__(
        self,
        name: object,
        changed: Callable[[], object],
        back: Callable[[], object],
        *,
        width: int = WIDTH,
    ) -> None:
        super().__init__()
        self._width, self._back = theme.px(width), back
        self.say(name)
        put_icons(self, before=(LineIcon(self, "search", tr("Filter"), self.setFocus),))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        pause.timeout.connect(changed)
        self.textChanged.connect(lambda _text: pause.start())

    def say(self, name: object) -> None:
        """Say what is filtered, such as 'Filter accounts'."""
        self.setPlaceholderText(str(name))
        self.setAccessibleName(str(name))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field on Esc, then leave it."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
        else:
            self._back()

    def sizeHint(self) -> QSize:
        """Ask for as much room as a filter has where there is enough."""
        return QSize(self._width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Be content with room for one word."""
        return QSize(min(theme.px(LEAST), self._width), super().minimumSizeHint().height())
