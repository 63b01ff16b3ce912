"""A layout that wraps: chips side by side, and in the next line where the room ends."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QStyle, QWidget

from relmanager_desktop.ui import painting


class Flow(QLayout):
    """Lays its parts out like words, from where reading begins or about the middle."""

    def __init__(
        self, gap: int = 6, line_gap: int | None = None, *, is_centred: bool = False
    ) -> None:
        super().__init__()
        self._is_centred = is_centred
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, gap if line_gap is None else line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Take a part in."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        """Return a part; Qt asks beyond the end too."""
        found: Any = self._items[index] if 0 <= index < len(self._items) else None
        return found  # type: ignore[no-any-return]  # Qt takes None for the end, its stub does not

    def takeAt(self, index: int) -> QLayoutItem:
        """Take a part out."""
        found: Any = self._items.pop(index) if 0 <= index < len(self._items) else None
        return found  # type: ignore[no-any-return]  # as above

    def expandingDirections(self) -> Qt.Orientation:
        """Say that it needs no more room than its parts."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        return self._place(QRect(0, 0, width, 0), is_trial=True)

    def setGeometry(self, rect: QRect) -> None:
        """Put the parts in their places."""
        super().setGeometry(rect)
        self._place(rect, is_trial=False)

    def sizeHint(self) -> QSize:
        """Return the size of the widest part."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the widest part."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, is_trial: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            spare = rect.width() - sum(size.width() for _, size in line)
            x = rect.x() + (spare - self._gap * (len(line) - 1)) // 2 * self._is_centred
            for item, size in line:
                if not is_trial:
                    where = QRect(QPoint(x, y), size)
                    item.setGeometry(QStyle.visualRect(painting.direction(), rect, where))
                x += size.width() + self._gap
            y += max(size.height() for _, size in line) + self._line_gap
        return max(0, y - self._line_gap - rect.y())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Return the parts line by line, each with its size."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        room = 0
        for item in self._items:
            size = _size_in(room, item)
            if not lines or size.width() > room:
                lines.append([])
                size, room = _size_in(width, item), width
            lines[-1].append((item, size))
            room -= size.width() + self._gap
        return lines


def _size_in(room: int, item: QLayoutItem) -> QSize:
    """Return the size of a part; where its lines break it makes do with the rest of a line."""
    size = item.sizeHint()
    is_too_wide = size.width() > room >= item.minimumSize().width()
    if is_too_wide and item.hasHeightForWidth():
        return QSize(room, item.heightForWidth(room))
    return size


def flowing(*parts: QWidget, gap: int = 6, line_gap: int | None = None) -> QWidget:
    """Return parts that wrap, as one widget."""
    holder = QWidget()
    layout = Flow(gap, line_gap)
    for part in parts:
        layout.addWidget(part)
    holder.setLayout(layout)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder
