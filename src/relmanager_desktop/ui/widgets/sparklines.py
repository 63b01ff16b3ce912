"""A small line of how a figure went, with its target."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from relmanager_desktop.ui import theme

WIDTH, HEIGHT, EDGE = 112, 30, 4.0


class Sparkline(QWidget):
    """Values from left to right; the target is a dashed line, the last value a dot."""

    def __init__(
        self, values: Sequence[float], target: float | None, ink: str, name: object
    ) -> None:
        super().__init__()
        self._values, self._target, self._ink = values, target, ink
        self.setFixedSize(theme.px(WIDTH), theme.px(HEIGHT))
        self.setAccessibleName(str(name))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw target, line and dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        points = spread_points(self._values, self._target, area)
        if self._target is not None:
            y = height_of(self._target, self._values, self._target, area)
            painter.setPen(QPen(theme.colour("line2"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QPen(theme.colour("series1"), 1.75))
        painter.drawPolyline(QPolygonF(points))
        if points:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(self._ink))
            painter.drawEllipse(points[-1], 3.5, 3.5)
        painter.end()


def spread_points(values: Sequence[float], target: float | None, area: QRectF) -> list[QPointF]:
    """Return where the values lie in an area; a single one lies at its right."""
    step = area.width() / max(1, len(values) - 1)
    first = area.right() - step * (len(values) - 1)
    return [
        QPointF(first + step * number, height_of(value, values, target, area))
        for number, value in enumerate(values)
    ]


def height_of(value: float, values: Sequence[float], target: float | None, area: QRectF) -> float:
    """Return the y of a value; equal values lie in the middle."""
    shown = [*values, *([] if target is None else [target])]
    low, high = min(shown), max(shown)
    if low == high:
        return area.center().y()
    return area.bottom() - area.height() * (value - low) / (high - low)
