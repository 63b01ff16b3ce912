"""Texts that somebody typed: cut with an ellipsis where a line is too short for them."""

from __future__ import annotations

from textwrap import fill

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent

from relmanager_desktop.ui import painting, theme
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


class CutLines(Label):
    """A sentence over at most so many lines, the last one cut; the tooltip then has it whole.

    It asks for the width of one line, and of a long sentence for what it needs to be whole, as
    far as that is not wider than WIDEST; it is content with LEAST.
    """

    LEAST, USUAL, WIDEST = 200, 330, 460

    def __init__(
        self,
        text: object,
        most: int,
        *,
        size: str,
        weight: theme.Weight = theme.REGULAR,
        ink: str = "text",
    ) -> None:
        self._most, self._size, self._weight, self._shade = most, size, weight, ink
        super().__init__(text, size, weight, ink, wrap=True)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that there are."""
        return max(1, len(self._lines(width, self._most))) * self._measure().lineSpacing()

    def sizeHint(self) -> QSize:
        """Return the room that the sentence asks for."""
        whole = self._measure().horizontalAdvance(self.text()) + 1
        if whole > theme.px(self.USUAL):
            whole = next(
                (wide for wide in range(theme.px(self.USUAL), theme.px(self.WIDEST), 10)
                 if len(self._lines(wide, self._most + 1)) <= self._most),
                theme.px(self.WIDEST),
            )  # fmt: skip
        return QSize(whole, self.heightForWidth(whole))

    def minimumSizeHint(self) -> QSize:
        """Return the room of a few words."""
        width = min(self.sizeHint().width(), theme.px(self.LEAST))
        return QSize(width, self._measure().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the whole in the tooltip while it is cut."""
        super().resizeEvent(event)
        self.setToolTip(fill(self.text(), _WIDEST_TIP) if self._is_cut() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as many lines as there may be."""
        painter = QPainter(self)
        painting.draw_lines(
            painter, QRectF(self.contentsRect()), self.text(), self._most,
            size=self._size, weight=self._weight, ink=self._shade,
        )  # fmt: skip
        painter.end()

    def _is_cut(self) -> bool:
        lines = self._lines(self.width(), self._most)
        return any(self._measure().horizontalAdvance(line) > self.width() for line in lines)

    def _lines(self, width: int, most: int) -> list[str]:
        return painting.broken(self.text(), self._measure(), width, most)

    def _measure(self) -> QFontMetrics:
        return theme.metrics(self._size, self._weight)
