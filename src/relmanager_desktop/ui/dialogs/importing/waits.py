"""What an import shows while somebody works for it: a page of its own, or a bar in the foot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.basics import Button, Label, column, row
from relmanager_desktop.ui.widgets.states import Progress

CARD_WIDTH, BAR_WIDTH, PAUSE_MS = 520, 120, 400


class Waiting(QWidget):
    """A page with a card of progress in its middle, and what cancelling means."""

    def __init__(self, progress: Progress, words: object) -> None:
        super().__init__()
        progress.setFixedWidth(theme.px(CARD_WIDTH))
        said = Label(words, "small", ink="text2")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(None, row(None, progress, None), said, None, None, gap=12))


class FootProgress(QWidget):
    """A bar in the footer with a way to stop, for looks that take longer than a breath."""

    def __init__(self, stopped: Callable[[], object]) -> None:
        super().__init__()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.px(BAR_WIDTH))
        self._bar.setAccessibleName(str(tr("How far the reading is")))
        self._late = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._late.timeout.connect(self.show)
        self.stop = Button(tr("Stop"), kind="link", clicked=stopped)
        self.setLayout(row(self._bar, self.stop, gap=8))
        self.hide()

    def begin(self) -> None:
        """Come up in a moment, unless it is over by then."""
        self._bar.setRange(0, 0)
        self._late.start()

    def end(self) -> None:
        """Go away."""
        self._late.stop()
        self.hide()

    def show_progress(self, done: int, total: int, _what: str) -> None:
        """Show how far the work is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
