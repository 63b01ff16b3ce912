"""The offer to undo what was just done: it stands in place of a question."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, theme
from relmanager_desktop.ui.widgets.basics import Button, Label, row
from relmanager_desktop.ui.widgets.labels import MiddleCutLabel

UNDO_SECONDS = 10
EDGE = 24  # between a toast and the edges of its window


class UndoOffer(QFrame):
    """What was just done, with Undo, for ten seconds: it stands in place of a question."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._text = MiddleCutLabel("", "body", theme.MEDIUM)
        self._count = Label("", "caption", theme.SEMI, "accent")
        self._undo = Button(tr("Undo"), "undo-2", "link", clicked=self._undone)
        self._deed: Callable[[], object] = lambda: None
        self._left = 0
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tick)
        self.setLayout(row(self._count, self._text, self._undo, gap=12, margins=(14, 8, 10, 8)))
        self.hide()

    def offer(
        self, text: object, undo: Callable[[], object] | None, word: object = "", icon: str = ""
    ) -> None:
        """Show what was done; ``word`` and ``icon`` are on the way back if it is not 'Undo'."""
        self._text.setText(str(text))
        self.setAccessibleName(str(text))
        self._undo.setText(f" {word or tr('Undo')}")
        self._undo.setAccessibleName(str(word or tr("Undo")))
        self._undo.setIcon(icons.icon(icon or "undo-2", "accent"))
        self._undo.setVisible(undo is not None)
        self._deed = undo or (lambda: None)
        self._left = UNDO_SECONDS
        self._count.setText(str(self._left))
        self._timer.start()
        self.place()
        self.show()
        self.raise_()

    def place(self) -> None:
        """Stand at the bottom in the middle of the window, no wider than that leaves room."""
        parent, wanted = self.parentWidget(), self.sizeHint()
        if parent is not None:
            self.resize(min(wanted.width(), parent.width() - 2 * EDGE), wanted.height())
            self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - EDGE)

    def _undone(self) -> None:
        self._timer.stop()
        self.hide()
        self._deed()

    def _tick(self) -> None:
        self._left -= 1
        self._count.setText(str(self._left))
        if self._left <= 0:
            self._timer.stop()
            self.hide()
