"""Tiles with one figure each, and the strip of weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolTip, QWidget

from relmanager_desktop.domain.texts import month_short, tr
from relmanager_desktop.ui import painting, theme, words
from relmanager_desktop.ui.widgets.headings import draw_named_icon

TILE_LEFT, TILE_TOP = 16, 12
MARGIN_LEFT = 34
LEAST_LABEL = 26  # a shorter piece of a name says nothing
CAPACITY_SHOWN = 2
NEAR_PX = 8
NAME_HIGH = 16  # of a level beside the strip
LEAST_TOP = 4
HEAD_ROOM, BEYOND_ROOM = 1.15, 1.35  # above the highest bar; below a capacity beyond the top


class Level(NamedTuple):
    """A line across the strip at so many touches; without a name where another is too near."""

    height: float
    name: str
    is_capacity: bool = False


class Tile(QFrame):
    """One figure: icon and name, the number, and what it means."""

    def __init__(self, icon: str, name: object) -> None:
        super().__init__()
        self.setObjectName("card")
        self._icon, self._name = icon, str(name)
        self._number, self._note, self._ink = "–", "", "text2"
        self.setAccessibleName(self._name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figure(self, number: object, note: object = "", ink: str = "text2") -> None:
        """Show a figure with its note."""
        self._number, self._note, self._ink = str(number), str(note), ink
        self.setAccessibleName(f"{self._name}: {number}. {note}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the three lines."""
        name = painting.room_of(self._name, "body", theme.MEDIUM).width() + theme.px(16) + 8
        number = painting.room_of(self._number, "number", theme.SEMI).width()
        note = painting.room_of(self._note, "small", theme.MEDIUM).width()
        lines = self._lines(0)
        left, top = int(lines[0].left()), int(lines[0].top())
        return QSize(max(name, number, note) + 2 * left, int(lines[-1].bottom()) + top)

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the three lines on the card."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head, number, note = self._lines(self.width())
        draw_named_icon(painter, head, self._icon, self._name, ink="text3", weight=theme.MEDIUM)
        painting.draw_text(painter, number, self._number, size="number", weight=theme.SEMI)
        painting.draw_text(
            painter, note, self._note, size="small", weight=theme.MEDIUM, ink=self._ink
        )
        painter.end()

    def _lines(self, width: float) -> list[QRectF]:
        frame = self.frameWidth()
        left, y = frame + TILE_LEFT, frame + TILE_TOP
        found: list[QRectF] = []
        for height in (
            max(theme.px(16), painting.line_height("body", theme.MEDIUM)),
            painting.line_height("number", theme.SEMI),
            painting.line_height("small", theme.MEDIUM),
        ):
            found.append(QRectF(left, y, width - 2 * left, height))
            y += height + 2
        return found


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

    def event(self, event: QEvent) -> bool:
        """Say what stands under the mouse: a renewal with its name and day, else a week."""
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return super().event(event)
        QToolTip.showText(event.globalPos(), self.said_at(event.pos().x()), self)
        return True

    def said_at(self, x: float) -> str:
        """Return what the tooltip says at a place across the strip."""
        if not self._weeks:
            return ""
        left = theme.px(MARGIN_LEFT)
        x = self.width() - x if painting.is_mirrored() else x
        day = (x - left) / max(1, self.width() - left) * 7 * len(self._weeks)
        near = NEAR_PX * 7 * len(self._weeks) / max(1, self.width() - left)
        start = self._weeks[0][0]
        named = [
            str(tr("{name} on {day}", name=name, day=on))
            for name, on in self._marks
            if abs((on - start).days - day) <= near
        ]
        if named:
            return "\n".join(named)
        monday, count = self._weeks[max(0, min(len(self._weeks) - 1, int(day // 7)))]
        return str(tr("{n} from {day}", plural="{n} from {day}", n=count, day=monday))

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
        least = top * theme.px(NAME_HIGH) / area.height()
        for level in levels([count for _, count in self._weeks], self._capacity, least):
            self._draw_level(painter, area, top, level)

    def _draw_level(self, painter: QPainter, area: QRectF, top: float, level: Level) -> None:
        y = area.bottom() - area.height() * level.height / top
        line = Qt.PenStyle.DashLine if level.is_capacity else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("line2" if level.is_capacity else "line"), 1, line))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        high = theme.px(NAME_HIGH)
        room = QRectF(0, y - high / 2, theme.px(MARGIN_LEFT) - 4, high)
        where = painting.mirrored(QRectF(self.rect()), room)
        painting.draw_text(
            painter, where, level.name, size="caption", ink="text3", align=painting.RIGHT
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
        free = area.left()  # where the name before ends
        ends = [*places, area.right() + 1][1:]
        for (name, _), x, end in zip(self._marks, places, ends, strict=True):
            dot = painting.mirrored(area, QRectF(x - 3, theme.px(7), 6, 6))
            painter.setPen(QPen(theme.colour("series4"), 1.5))
            middle = dot.center()
            painter.drawLine(middle, QPointF(middle.x(), area.bottom()))
            painter.setBrush(theme.colour("series4"))
            painter.drawEllipse(dot)
            if (room := name_room(name, free, x, end)) is not None:
                where = painting.mirrored(area, room)
                painting.draw_text(painter, where, name, size="caption", ink="text2")
                free = room.right()


def name_room(name: str, free: float, x: float, end: float) -> QRectF | None:
    """Return where the name of the mark at ``x`` stands: behind it, else before it.

    Before it is free from ``free`` on, behind it up to ``end``; None where neither has room.
    """
    wanted = painting.text_width(name, "caption") + 2.0
    behind, before = end - x - 14, x - 8 - free - 6
    top, height = theme.px(2), theme.px(16)
    least = theme.px(LEAST_LABEL)
    if behind >= min(wanted, least) and (behind >= before or behind >= wanted):
        return QRectF(x + 8, top, min(wanted, behind), height)
    if before >= least:
        width = min(wanted, before)
        return QRectF(x - 8 - width, top, width, height)
    return None


def scale_top(counts: Sequence[int], capacity: int) -> float:
    """Return the figure at the top of the strip; a capacity far above all bars lies beyond it."""
    highest = max([*counts, LEAST_TOP])
    if capacity > CAPACITY_SHOWN * highest:
        return highest * BEYOND_ROOM
    return max(highest, capacity) * HEAD_ROOM


def levels(counts: Sequence[int], capacity: int, least: float) -> list[Level]:
    """Return the lines across the strip; no two names are nearer than ``least``, in touches.

    The capacity is named first, then the highest bar, its half and the ground; a capacity beyond
    the top is drawn there, with an arrow. Without a name only capacity and ground are drawn.
    """
    top, highest = scale_top(counts, capacity), max([*counts, LEAST_TOP])
    wanted = [Level(level, f"{level:,}") for level in (highest, highest // 2, 0)]
    if capacity:
        name = f"↑{capacity:,}" if capacity > top else f"{capacity:,}"
        wanted.insert(0, Level(min(capacity, top), name, is_capacity=True))
    found: list[Level] = []
    for level in wanted:
        if all(abs(level.height - known.height) >= least for known in found):
            found.append(level)
        elif level.height == 0:
            found.append(level._replace(name=""))
    return found
