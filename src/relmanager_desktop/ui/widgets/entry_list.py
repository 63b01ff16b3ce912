"""A painted list of what happened, each entry as high as its text is long."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyleOptionViewItem,
)

from relmanager_desktop.ui import icons, painting, theme
from relmanager_desktop.ui.models.entries import ENTRY_ROLE, Entries, Entry
from relmanager_desktop.ui.tips import TippedDelegate

Index = QModelIndex | QPersistentModelIndex
TOP, TITLE, LINE, HEADING = 8, 20, 16, 34
LEFT, RIGHT, MOST_LINES = 45, 18, 8


class EntryPainter(TippedDelegate):
    """Paints icon, title, facts, text and when."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the text of an entry takes."""
        entry: Entry = index.data(ENTRY_ROLE)
        if not entry.id:
            return QSize(120, theme.px(HEADING))
        count = len(_lines_of(entry, self._view.viewport().width(), MOST_LINES))
        return QSize(120, theme.px(2 * TOP + TITLE + count * LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one entry with the thin line below it."""
        entry: Entry = index.data(ENTRY_ROLE)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.id:
            _draw_ground(painter, box, option.state)
            _draw_entry(painter, box, entry)
        else:
            room = painting.mirrored(box, box.adjusted(RIGHT, 0, -RIGHT, 0))
            painting.draw_text(painter, room, entry.title, weight=theme.SEMI, ink="text2")
        painter.setPen(QPen(theme.colour("line"), 1))
        y = box.bottom() - 0.5
        painter.drawLine(QPointF(box.left() + RIGHT, y), QPointF(box.right() - RIGHT, y))
        painter.restore()

    def tip(self, option: QStyleOptionViewItem, index: Index, _where: QPoint) -> str:
        """Return the day of the entry, and its whole text where that is cut."""
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, Entry) or not entry.id:
            return ""
        lines = _lines_of(entry, option.rect.width(), MOST_LINES + 1)
        return f"{entry.day}\n{entry.text}" if len(lines) > MOST_LINES else entry.day


class EntryList(QListView):
    """What happened: Enter or a click opens an entry."""

    def __init__(self, name: object, entries: Entries, opened: Callable[[int], object]) -> None:
        super().__init__()
        self._opened = opened
        entries.setParent(self)
        self.setModel(entries)
        self.setItemDelegate(EntryPainter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(str(name))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        entry = index.data(ENTRY_ROLE) if index.isValid() else None
        if isinstance(entry, Entry) and entry.id:
            self._opened(entry.id)


def _lines_of(entry: Entry, width: float, most: int) -> list[str]:
    room = int(width - theme.px(LEFT) - RIGHT)
    measure = theme.metrics("small")
    lines = [entry.facts] if entry.facts else []
    for part in entry.text.split("\n") if entry.text else ():
        if len(lines) < most:
            lines += painting.broken(part, measure, room, most - len(lines))
    return lines


def _draw_ground(painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
    is_chosen = bool(state & QStyle.StateFlag.State_Selected)
    if is_chosen or state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, theme.colour("select" if is_chosen else "hover"))
    if is_chosen and state & QStyle.StateFlag.State_HasFocus:
        mark = QRectF(box.x(), box.y(), 3, box.height())
        painter.fillRect(painting.mirrored(box, mark), theme.colour("accent"))


def _draw_entry(painter: QPainter, box: QRectF, entry: Entry) -> None:
    side = theme.px(16)
    mark = QRectF(box.x() + RIGHT, box.y() + theme.px(TOP) + 2, side, side)
    painter.drawPixmap(painting.mirrored(box, mark).topLeft(), icons.pixmap(entry.icon, "text3"))
    left, y = box.x() + theme.px(LEFT), box.y() + theme.px(TOP)
    end = _draw_right(painter, box, entry)
    title = painting.mirrored(box, QRectF(left, y, end - left, theme.px(TITLE)))
    painting.draw_text(painter, title, entry.title, weight=theme.MEDIUM)
    y += theme.px(TITLE)
    for number, text in enumerate(_lines_of(entry, box.width(), MOST_LINES)):
        room = QRectF(left, y + number * theme.px(LINE), box.right() - RIGHT - left, theme.px(LINE))
        ink = "text3" if not number and entry.facts else "text2"
        painting.draw_text(painter, painting.mirrored(box, room), text, size="small", ink=ink)


def _draw_right(painter: QPainter, box: QRectF, entry: Entry) -> float:
    """Draw when it was and the pill from the right; return where the title ends."""
    width = painting.text_width(entry.when, "small") + 2
    x = box.right() - RIGHT - width
    y = box.y() + theme.px(TOP)
    room = painting.mirrored(box, QRectF(x, y, width, theme.px(TITLE)))
    painting.draw_text(painter, room, entry.when, size="small", ink="text3")
    if entry.pill:
        wide = painting.pill_width(entry.pill)
        x -= wide + 10
        left = painting.mirrored(box, QRectF(x, y, wide, 1)).x()
        painting.draw_pill(painter, left, y + theme.px(TITLE) / 2, entry.pill, entry.tone)
    return x - 12
