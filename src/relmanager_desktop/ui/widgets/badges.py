"""Pills, tier badges, initials and bars as widgets."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from relmanager_desktop.ui import painting, theme


class _Painted(QWidget):
    """A small widget that paints itself and says its text to screen readers."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.setAccessibleName(text)
        self.setToolTip("")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint with soft edges."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Draw the widget."""


class Pill(_Painted):
    """A status: a word on its tint."""

    def __init__(self, text: object, tone: str = "neutral", *, dot: bool = False) -> None:
        super().__init__(str(text))
        self.dot = dot
        self.say(text, tone)

    def say(self, text: object, tone: str) -> None:
        """Show another word in another tone."""
        self.text, self.tone = str(text), tone
        self.setAccessibleName(self.text)
        self.setFixedSize(int(painting.pill_width(self.text, dot=self.dot)) + 1, theme.px(20))
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw the pill."""
        painting.draw_pill(painter, 0, self.height() / 2, self.text, self.tone, dot=self.dot)


class TierBadge(_Painted):
    """A tier as an outline."""

    def __init__(self, text: str, order: int) -> None:
        super().__init__(text)
        self.order = order
        width = painting.text_width(text, "caption", theme.SEMI) + 16
        self.setFixedSize(width, theme.px(20))

    def paint(self, painter: QPainter) -> None:
        """Draw the badge."""
        painting.draw_tier(painter, 0.5, self.height() / 2, self.text, self.order)


class Initials(_Painted):
    """A person's or an account's initials."""

    def __init__(self, name: str, size: int = 28, *, square: bool = False) -> None:
        super().__init__(name)
        self.square = square
        self.setFixedSize(theme.px(size), theme.px(size))
        self.setToolTip(name)

    def paint(self, painter: QPainter) -> None:
        """Draw the initials."""
        painting.draw_initials(painter, QRectF(self.rect()), self.text, square=self.square)


class Bar(_Painted):
    """A share of something, 0 to 1."""

    def __init__(
        self, share: float, ink: str, name: str, width: int = 110, height: int = 6
    ) -> None:
        super().__init__(name)
        self.share, self.ink = share, ink
        self.setFixedSize(width, height)

    def paint(self, painter: QPainter) -> None:
        """Draw the bar."""
        painting.draw_bar(painter, QRectF(self.rect()), self.share, self.ink)
