"""The heading of a page, and the heads of its parts: painted, for a start waits for each widget."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QSizePolicy, QWidget

from relmanager_desktop.ui import icons, painting, theme
from relmanager_desktop.ui.widgets.basics import column, row

LINE_GAP = 2
SQUARE = 9


class Heading(QWidget):
    """A page's title with a line below it."""

    def __init__(self, title: object) -> None:
        super().__init__()
        self._title, self._subtitle = str(title), ""
        self.setAccessibleName(self._title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def title_width(self) -> int:
        """Return the room that the title takes whole."""
        return painting.room_of(self._title, "h1", theme.SEMI).width()

    def setText(self, subtitle: str) -> None:
        """Show another line below the title."""
        self._subtitle = subtitle
        self.setAccessibleDescription(subtitle)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of both lines; what is too long is cut."""
        return QSize(theme.px(160), self._title_height() + LINE_GAP + painting.line_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both lines."""
        painter = QPainter(self)
        first = QRectF(0, 0, self.width(), self._title_height())
        second = QRectF(0, first.bottom() + LINE_GAP, self.width(), painting.line_height())
        painting.draw_text(painter, first, self._title, size="h1", weight=theme.SEMI)
        painting.draw_text(painter, second, self._subtitle, ink="text2")
        painter.end()

    def _title_height(self) -> int:
        return painting.line_height("h1", theme.SEMI)


class HeaderBar(QFrame):
    """A heading with its buttons behind it, or below it where the title would be cut."""

    MARGINS = (24, 18, 24, 14)

    def __init__(self, heading: Heading, buttons: QLayout) -> None:
        super().__init__()
        self.setObjectName("pageHeader")
        self._heading, self._buttons = heading, buttons
        self._bar = row(gap=8, margins=self.MARGINS)
        self._bar.addWidget(heading, 1)
        self._bar.addLayout(buttons)
        self._bar.setAlignment(buttons, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons where the title leaves them room."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Do the same when a button bears another word."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        left, _, right, _ = self.MARGINS
        needed = left + self._heading.title_width() + 8 + self._buttons.sizeHint().width() + right
        ways = QBoxLayout.Direction
        self._bar.setDirection(ways.LeftToRight if self.width() >= needed else ways.TopToBottom)


class HeadedCard(QFrame):
    """A card with an icon, a title and a legend above its one part.

    ``legend`` names what each ink stands for.
    """

    MARGIN, TOP, BOTTOM, GAP = 16, 12, 10, 6

    def __init__(
        self, icon: str, title: object, legend: Sequence[tuple[str, object]], part: QWidget
    ) -> None:
        super().__init__()
        self._icon, self._title = icon, str(title)
        self._legend = [(ink, str(text)) for ink, text in legend]
        self._head = max(theme.px(16), painting.line_height("body", theme.SEMI))
        self.setObjectName("card")
        self.setAccessibleName(self._title)
        top = self.TOP + self._head + self.GAP
        self.setLayout(column(part, margins=(self.MARGIN, top, self.MARGIN, self.BOTTOM)))

    def say(self, title: object) -> None:
        """Show another title."""
        self._title = str(title)
        self.setAccessibleName(self._title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the head on the card."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = self.frameWidth() + self.MARGIN
        line = QRectF(inset, self.frameWidth() + self.TOP, self.width() - 2 * inset, self._head)
        draw_named_icon(painter, line, self._icon, self._title, ink="text2", weight=theme.SEMI)
        self._draw_legend(painter, line)
        painter.end()

    def _draw_legend(self, painter: QPainter, line: QRectF) -> None:
        x = line.right()
        side = theme.px(SQUARE)
        for ink, text in reversed(self._legend):
            width = painting.room_of(text, "small").width()
            x -= width
            room = painting.mirrored(line, QRectF(x, line.y(), width, line.height()))
            painting.draw_text(painter, room, text, size="small", ink="text2")
            x -= 6 + side
            top = line.y() + (line.height() - side) // 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(ink))
            square = QRectF(x, top, side, side)
            painter.drawRoundedRect(painting.mirrored(line, square), 2, 2)
            x -= 14


def draw_named_icon(
    painter: QPainter, line: QRectF, icon: str, name: str, *, ink: str, weight: theme.Weight
) -> None:
    """Draw an icon with its name behind it, the icon in ``ink``."""
    side = theme.px(16)
    mark = QRectF(line.x(), line.y() + (line.height() - side) // 2, side, side)
    painter.drawPixmap(painting.mirrored(line, mark).topLeft(), icons.pixmap(icon, ink))
    room = painting.mirrored(line, line.adjusted(side + 8, 0, 0, 0))
    shade = "text" if weight == theme.SEMI else "text2"
    painting.draw_text(painter, room, name, weight=weight, ink=shade)
