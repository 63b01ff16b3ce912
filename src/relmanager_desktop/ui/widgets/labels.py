"""Texts that somebody typed: cut with an ellipsis where a line is too short for them."""

from __future__ import annotations

from textwrap import fill

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent

from relmanager_desktop.ui import painting
from relmanager_desktop.ui.widgets.basics import Label

_LEAST_LETTERS = 6
_WIDEST_TIP = 100  # letters: Qt breaks no line of a plain tooltip


class CutLabel(Label):
    """One line of data; where it is cut, as ``cuts`` says, the tooltip has it whole."""

    cuts = Qt.TextElideMode.ElideRight

    def setText(self, text: str) -> None:
        """Show another line."""
        super().setText(text)
        self._say_whole()

    def minimumSizeHint(self) -> QSize:
        """Ask for a few letters only: the rest of the room goes to what cannot be cut."""
        whole = super().minimumSizeHint()
        least = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        return QSize(min(whole.width(), least), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole in the tooltip while it is cut."""
        super().resizeEvent(event)
        self._say_whole()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line as far as it goes."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        align = self.alignment() | Qt.TextFlag.TextSingleLine
        painter.drawText(self.contentsRect(), align, painting.isolated(self._shown()))
        painter.end()

    def _say_whole(self) -> None:
        text = self.text()
        self.setToolTip(fill(text, _WIDEST_TIP) if self._shown() != text else "")

    def _shown(self) -> str:
        line = " ".join(self.text().split())
        return self.fontMetrics().elidedText(line, self.cuts, self.contentsRect().width())


class MiddleCutLabel(CutLabel):
    """One line of data whose end matters as much as its beginning."""

    cuts = Qt.TextElideMode.ElideMiddle
