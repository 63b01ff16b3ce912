"""The list of the Cadence page: painted lines with their reasons, reached by the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
)

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, painting
from relmanager_desktop.ui.models.cards import PUT_OFF, PUT_OFF_KEYS
from relmanager_desktop.ui.models.touch_lines import (
    LINE_ROLE,
    Read,
    SectionHead,
    TouchLine,
    TouchLines,
)
from relmanager_desktop.ui.widgets.touch_painter import (
    LOG,
    SNOOZE,
    TouchPainter,
    is_on_button,
    offer_room,
)

Index = QModelIndex | QPersistentModelIndex
Deed = Callable[[TouchLine], object]


class TouchList(QListView):
    """Who to talk to next.

    Enter opens, Space logs, Alt+Right puts off, the menu key shows all that can be done.
    """

    def __init__(
        self, name: object, opened: Deed, logged: Deed, snoozed: Deed, offered: Callable[[], object]
    ) -> None:
        super().__init__()
        self.lines = TouchLines()
        self._painter = TouchPainter(self, self.lines)
        self._opened, self._logged, self._snoozed = opened, logged, snoozed
        self._offered = offered
        self.setModel(self.lines)
        self.setItemDelegate(self._painter)
        self.setObjectName("card")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(str(name))

    def show_sections(
        self, heads: Sequence[SectionHead], first: Mapping[str, Sequence[TouchLine]], read: Read
    ) -> None:
        """Show other lines, as far down as before."""
        row, position = self.currentIndex().row(), self.verticalScrollBar().value()
        self.lines.show_sections(heads, first, read)
        if row >= 0 or position:
            self.doItemsLayout()
            self.setCurrentIndex(self.lines.index(min(row, self.lines.rowCount() - 1), 0))
            self.verticalScrollBar().setValue(position)

    def chosen(self) -> TouchLine | None:
        """Return the line in front of the keyboard, None where that is none."""
        index = self.currentIndex()
        shown = index.data(LINE_ROLE) if index.isValid() else None
        return shown if isinstance(shown, TouchLine) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, log on Space, put off as on Today."""
        shown = self.currentIndex().data(LINE_ROLE) if self.currentIndex().isValid() else None
        touch = shown if isinstance(shown, TouchLine) and shown.purpose else None
        if shown is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._answer(shown)
        elif touch is not None and event.key() == Qt.Key.Key_Space:
            self._logged(touch)
        elif touch is not None and event.keyCombination() == PUT_OFF:
            self._snoozed(touch)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what is under the mouse: a button of the line, else open it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._press(index.data(LINE_ROLE), QRectF(self.visualRect(index)), event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done with the line."""
        index = self.indexAt(event.pos())
        index = index if index.isValid() else self.currentIndex()
        line = index.data(LINE_ROLE) if index.isValid() else None
        if isinstance(line, TouchLine):
            menu = QMenu(self)
            for text, icon, deed in self._deeds(line):
                menu.addAction(icons.icon(icon), text).triggered.connect(partial(deed, line))
            menu.exec(event.globalPos())

    def _deeds(self, line: TouchLine) -> list[tuple[str, str, Deed]]:
        found = [(str(tr("Open")), "arrow-up-right", self._opened)]
        if line.purpose:
            found += [
                (str(tr("Log touch…")), "phone", self._logged),
                (f"{tr('Snooze…')}\t{PUT_OFF_KEYS}", "clock", self._snoozed),
            ]
        return found

    def _press(self, shown: object, box: QRectF, where: QPointF) -> None:
        if isinstance(shown, SectionHead):
            if shown.offer and painting.mirrored(box, offer_room(box, shown)).contains(where):
                self._offered()
        elif isinstance(shown, TouchLine):
            deeds = {LOG: self._logged, SNOOZE: self._snoozed}
            hit = [d for n, d in deeds.items() if shown.purpose and is_on_button(box, n, where)]
            (hit or [self._opened])[0](shown)

    def _answer(self, shown: object) -> None:
        if isinstance(shown, TouchLine):
            self._opened(shown)
        elif isinstance(shown, SectionHead) and shown.offer:
            self._offered()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show a hand over what answers a click."""
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            index = self.indexAt(event.position().toPoint())
            shown = index.data(LINE_ROLE) if index.isValid() else None
            is_live = isinstance(shown, TouchLine) or bool(getattr(shown, "offer", ""))
            shape = Qt.CursorShape.PointingHandCursor if is_live else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
        return super().viewportEvent(event)
