"""A card to choose: one of a few ways to read a column, each with examples of the file's own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from relmanager_desktop.ui import icons, painting, theme
from relmanager_desktop.ui.widgets.basics import KEYBOARD

HEAD, LINE, RADIO, LEFT = 34, 20, 16, 34


class OptionCard(QPushButton):
    """A title with a radio mark, and below it what texts of the file come to mean."""

    def __init__(self, title: object, examples: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title, self._examples = str(title), examples
        self._has_ring = False
        self.setFlat(True)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._title)
        self.setAccessibleDescription("; ".join(f"{text} → {read}" for text, read in examples))

    def sizeHint(self) -> QSize:
        """Return room for the title and all examples."""
        measure = theme.metrics("small", theme.SEMI, tabular=True)
        lines = [measure.horizontalAdvance(f"{a}    {b}") for a, b in self._examples]
        widest = max([painting.text_width(self._title, "body", theme.SEMI), *lines])
        height = theme.px(HEAD + LINE * len(self._examples) + (6 if self._examples else 0))
        return QSize(widest + theme.px(LEFT) + 24, height)

    def minimumSizeHint(self) -> QSize:
        """Return a size at which the examples may be cut."""
        return QSize(theme.px(120), self.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring only for the keyboard."""
        self._has_ring = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._has_ring = False
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_on = self.isChecked()
        marked = is_on or self._has_ring
        painter.setPen(QPen(theme.colour("accent" if marked else "line2"), 2 if marked else 1))
        painter.setBrush(theme.colour("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        head = QRectF(0, 0, self.width(), theme.px(HEAD))
        self._draw_radio(painter, head, is_on=is_on)
        where = self._mirrored(head.adjusted(theme.px(LEFT), 0, -8, 0))
        painting.draw_text(painter, where, self._title, weight=theme.SEMI)
        left = theme.px(LEFT)
        for number, (text, read) in enumerate(self._examples):
            top = theme.px(HEAD - 4) + number * theme.px(LINE)
            self._draw_example(
                painter, QRectF(left, top, self.width() - left - 8, theme.px(LINE)), text, read
            )
        painter.end()

    def _mirrored(self, box: QRectF) -> QRectF:
        return painting.mirrored(QRectF(self.rect()), box)

    def _draw_radio(self, painter: QPainter, head: QRectF, *, is_on: bool) -> None:
        side = theme.px(RADIO)
        box = self._mirrored(QRectF(10, head.center().y() - side / 2, side, side))
        painter.setPen(QPen(theme.colour("accent" if is_on else "line2"), 1.5))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        if is_on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(box.adjusted(4.5, 4.5, -4.5, -4.5))

    def _draw_example(self, painter: QPainter, line: QRectF, text: str, read: str) -> None:
        wanted = theme.metrics("small", tabular=True).horizontalAdvance(text) + 2
        width = min(wanted, int(line.width() / 2))
        where = self._mirrored(QRectF(line.x(), line.y(), width, line.height()))
        shown = painting.isolated(text)
        painting.draw_text(painter, where, shown, size="small", ink="text3", tabular=True)
        arrow = self._mirrored(QRectF(line.x() + width + 6, line.center().y() - 6, 12, 12))
        painter.drawPixmap(QPointF(arrow.topLeft()), icons.pixmap("arrow-right", "text3", 12))
        rest = self._mirrored(line.adjusted(width + 24, 0, 0, 0))
        shown = painting.isolated(read)
        painting.draw_text(painter, rest, shown, size="small", weight=theme.SEMI, tabular=True)
