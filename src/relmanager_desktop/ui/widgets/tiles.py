"""Tiles with one figure each, and the strip of weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from relmanager_desktop.domain.texts import month_short
from relmanager_desktop.ui import painting, theme, words
from relmanager_desktop.ui.widgets.basics import Label, column, icon_label, row

MARGIN_LEFT = 34
LEAST_LABEL = 26  # a shorter piece of a name says nothing
CAPACITY_SHOWN = 2


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
        self.setAccessibleName(words.weeks_spoken(weeks, capacity, marks))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw bars, the capacity line and the marks."""
        if not self._weeks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = theme.px(MARGIN_LEFT)
        area = QRectF(left, theme.px(24), self.width() - left, self.height() - theme.px(46))
        area = painting.mirrored(QRectF(self.rect()), area)
        top = scale_top([count for _, count in self._weeks], self._capacity)
        self._draw_grid(painter, area, top)
        step = area.width() / len(self._weeks)
        for number, (monday, count) in enumerate(self._weeks):
            self._draw_week(painter, area, step, number, monday, count / top)
        self._draw_marks(painter, area, step)
        painter.end()

    def _draw_grid(self, painter: QPainter, area: QRectF, top: float) -> None:
        half = int(top / 2)
        self._draw_level(painter, area, top, 0)
        if self._capacity <= top:
            self._draw_level(painter, area, top, self._capacity, is_dashed=True)
        if half and abs(half - self._capacity) > top / 4:
            self._draw_level(painter, area, top, half)

    def _draw_level(
        self, painter: QPainter, area: QRectF, top: float, level: int, *, is_dashed: bool = False
    ) -> None:
        y = area.bottom() - area.height() * level / top
        line = Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("line2" if is_dashed else "line"), 1, line))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        room = QRectF(0, y - theme.px(8), theme.px(MARGIN_LEFT) - 8, theme.px(16))
        where = painting.mirrored(QRectF(self.rect()), room)
        painting.draw_text(
            painter, where, str(level), size="caption", ink="text3", align=painting.RIGHT
        )

    def _draw_week(
        self, painter: QPainter, area: QRectF, step: float, number: int, monday: date, share: float
    ) -> None:
        width = min(float(theme.px(34)), step * 0.5)
        height = area.height() * share
        left = area.left() + step * number
        bar = QRectF(left + (step - width) / 2, area.bottom() - height, width, height)
        is_over = bool(self._capacity) and self._weeks[number][1] > self._capacity
        painter.setPen(Qt.PenStyle.NoPen)
        shade = theme.colour("series1") if number == 0 else theme.mixed("series1", "surface", 0.55)
        painter.setBrush(theme.colour("warnbar") if is_over else shade)
        painter.drawRoundedRect(painting.mirrored(area, bar), 3, 3)
        is_new_month = number == 0 or monday.month != self._weeks[number - 1][0].month
        text = f"{monday.day} {month_short(monday.month)}" if is_new_month else str(monday.day)
        where = painting.mirrored(area, QRectF(left, area.bottom() + 4, step, theme.px(16)))
        painting.draw_text(
            painter, where, text, size="caption", ink="text3", align=Qt.AlignmentFlag.AlignHCenter
        )

    def _draw_marks(self, painter: QPainter, area: QRectF, step: float) -> None:
        start = self._weeks[0][0]
        places = [area.left() + step * (day - start).days / 7 for _, day in self._marks]
        ends = [*places, area.right() + 1][1:]
        for (name, _), x, end in zip(self._marks, places, ends, strict=True):
            dot = painting.mirrored(area, QRectF(x - 3, theme.px(7), 6, 6))
            painter.setPen(QPen(theme.colour("series4"), 1.5))
            middle = dot.center()
            painter.drawLine(middle, QPointF(middle.x(), area.bottom()))
            painter.setBrush(theme.colour("series4"))
            painter.drawEllipse(dot)
            room = QRectF(x + 8, theme.px(2), end - x - 14, theme.px(16))
            if room.width() >= theme.px(LEAST_LABEL):
                where = painting.mirrored(area, room)
                painting.draw_text(painter, where, name, size="caption", ink="text2")


def scale_top(counts: Sequence[int], capacity: int) -> float:
    """Return the figure at the top of the strip; a capacity far above all bars is left out."""
    highest = max([*counts, 4])
    return max(highest, capacity if capacity <= CAPACITY_SHOWN * highest else 0) * 1.15


class Legend(QWidget):
    """What the colours of a strip mean: a square of the ink before each word."""

    def __init__(self, entries: Sequence[tuple[str, object]]) -> None:
        super().__init__()
        layout = row(gap=14)
        for ink, text in entries:
            square = QFrame()
            square.setFixedSize(theme.px(9), theme.px(9))
            shade = theme.colour(ink).name()
            square.setStyleSheet(f"background: {shade}; border-radius: 2px;")
            layout.addLayout(row(square, Label(text, "small", ink="text2"), gap=6))
        self.setLayout(layout)
