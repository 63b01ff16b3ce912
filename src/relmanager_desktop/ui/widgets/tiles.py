"""Tiles with one figure each, and the strip of weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from relmanager_desktop.domain.texts import month_short, tr
from relmanager_desktop.ui import painting, theme
from relmanager_desktop.ui.widgets.basics import Label, column, icon_label, row

MARGIN_LEFT = 34.0


class Tile(QFrame):
    """One figure: icon and name, the number, and what it means."""

    def __init__(self, icon: str, name: object) -> None:
        super().__init__()
        self.setObjectName("card")
        self._name = str(name)
        self._number = Label("–", "number", theme.SEMI)
        self._note = Label("", "small", theme.MEDIUM, "text2")
        head = row(icon_label(icon, "text3"), Label(name, "body", theme.MEDIUM, "text2"), None)
        self.setLayout(column(head, self._number, self._note, gap=2, margins=(16, 12, 16, 12)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figure(self, number: object, note: object = "", ink: str = "text2") -> None:
        """Show a figure with its note."""
        self._number.setText(str(number))
        self._note.setText(str(note) or " ")
        self._note.set_ink(ink)
        self.setAccessibleName(f"{self._name}: {number}. {note}")


class WeekStrip(QWidget):
    """Touches a week against what fits, with renewals marked."""

    def __init__(self) -> None:
        super().__init__()
        self._weeks: Sequence[tuple[date, int]] = ()
        self._capacity = 0
        self._marks: Sequence[tuple[str, date]] = ()
        self.setMinimumHeight(theme.px(128))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_weeks(
        self, weeks: Sequence[tuple[date, int]], capacity: int, marks: Sequence[tuple[str, date]]
    ) -> None:
        """Show weeks as (Monday, touches); ``marks`` are (name, day) of renewals."""
        self._weeks, self._capacity, self._marks = weeks, capacity, marks
        spoken = ", ".join(f"{monday:%d.%m.}: {count}" for monday, count in weeks)
        self.setAccessibleName(str(tr("Touches a week: {weeks}", weeks=spoken)))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw bars, the capacity line and the marks."""
        if not self._weeks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(
            MARGIN_LEFT, theme.px(22), self.width() - MARGIN_LEFT, self.height() - theme.px(44)
        )
        top = max([count for _, count in self._weeks] + [self._capacity, 4]) * 1.1
        self._draw_grid(painter, area, top)
        step = area.width() / len(self._weeks)
        for number, (monday, count) in enumerate(self._weeks):
            self._draw_week(painter, area, step, number, monday, count / top)
        self._draw_marks(painter, area, step)
        painter.end()

    def _draw_grid(self, painter: QPainter, area: QRectF, top: float) -> None:
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if self._capacity:
            y = area.bottom() - area.height() * self._capacity / top
            painter.setPen(QPen(theme.colour("line2"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            label = QRectF(0, y - 8, MARGIN_LEFT - 8, 16)
            painting.draw_text(
                painter,
                label,
                str(self._capacity),
                size="caption",
                ink="text3",
                align=painting.RIGHT,
            )

    def _draw_week(
        self, painter: QPainter, area: QRectF, step: float, number: int, monday: date, share: float
    ) -> None:
        width = min(34.0, step * 0.5)
        x = area.left() + step * number + (step - width) / 2
        height = area.height() * share
        count = self._weeks[number][1]
        is_over = bool(self._capacity) and count > self._capacity
        painter.setPen(Qt.PenStyle.NoPen)
        shade = theme.colour("series1") if number == 0 else theme.mixed("series1", "surface", 0.55)
        painter.setBrush(theme.colour("warnbar") if is_over else shade)
        painter.drawRoundedRect(QRectF(x, area.bottom() - height, width, height), 3, 3)
        is_new_month = number == 0 or monday.month != self._weeks[number - 1][0].month
        text = f"{monday.day} {month_short(monday.month)}" if is_new_month else str(monday.day)
        where = QRectF(area.left() + step * number, area.bottom() + 4, step, theme.px(16))
        painting.draw_text(
            painter, where, text, size="caption", ink="text3", align=Qt.AlignmentFlag.AlignHCenter
        )

    def _draw_marks(self, painter: QPainter, area: QRectF, step: float) -> None:
        start = self._weeks[0][0]
        taken = -1.0
        for name, day in self._marks:
            x = area.left() + step * ((day - start).days / 7)
            painter.setPen(QPen(theme.colour("series4"), 1.5))
            painter.drawLine(int(x), int(theme.px(10)), int(x), int(area.bottom()))
            painter.setBrush(theme.colour("series4"))
            painter.drawEllipse(QRectF(x - 3, theme.px(7), 6, 6))
            if x > taken:
                room = QRectF(x + 8, theme.px(2), 120, theme.px(16))
                painting.draw_text(painter, room, name, size="caption", ink="text2")
                taken = x + 12 + painting.text_width(name, "caption")
