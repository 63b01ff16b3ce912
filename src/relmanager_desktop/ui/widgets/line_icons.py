"""Icons inside a line of text: a sign before it, buttons behind it, as large as the text asks.

Those that Qt puts there by itself keep their size and have no name for screen readers.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtWidgets import QLineEdit, QStyle, QToolButton

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, painting, theme

SIDE, TARGET = 16, 24
EDGE, PADDING = 4, 10  # of the line: before its first icon, and what its style leaves before text
GAP = 2


class LineIcon(QToolButton):
    """One icon; ``tip`` is said under the mouse where it is more than the name."""

    def __init__(
        self, line: QLineEdit, icon: str, name: object, run: Callable[[], object], tip: object = ""
    ) -> None:
        super().__init__(line)
        self.setObjectName("lineIcon")
        self.setIcon(icons.icon(icon, "text3", SIDE))
        self.setIconSize(QSize(theme.px(SIDE), theme.px(SIDE)))
        self.setFixedSize(theme.px(TARGET), theme.px(TARGET))
        self.setAccessibleName(str(name))
        self.setToolTip(str(tip or name))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda _checked=False: run())


class Cross(LineIcon):
    """Empties the line; it is there while the line holds something."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line, "x", tr("Clear"), self._empty)
        self._line = line
        line.textChanged.connect(self._follow)
        self._follow(line.text())

    def _follow(self, text: str) -> None:
        self.setVisible(bool(text))

    def _empty(self) -> None:
        self._line.setFocus(Qt.FocusReason.MouseFocusReason)
        self._line.clear()
        self._line.textEdited.emit("")


class LineIcons(QObject):
    """Keeps the icons of a line in their places, and its text clear of them."""

    MOVES = frozenset({QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange})

    def __init__(
        self, line: QLineEdit, before: tuple[LineIcon, ...], behind: tuple[LineIcon, ...]
    ) -> None:
        super().__init__(line)
        self._line, self._before, self._behind = line, before, behind
        line.installEventFilter(self)
        line.textChanged.connect(lambda _text: self._place())
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the line when it becomes wider or is read the other way."""
        if event.type() in self.MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        side, edge = theme.px(TARGET), theme.px(EDGE)
        behind = [icon for icon in self._behind if not icon.isHidden()]
        lefts = [edge + number * side for number in range(len(self._before))]
        last = self._line.width() - edge - len(behind) * side
        lefts += [last + number * side for number in range(len(behind))]
        top = (self._line.height() - side) // 2
        for icon, left in zip([*self._before, *behind], lefts, strict=True):
            where = QRect(left, top, side, side)
            icon.setGeometry(QStyle.visualRect(painting.direction(), self._line.rect(), where))
        rooms = [_margin(len(self._before)), _margin(len(behind))]
        left, right = reversed(rooms) if painting.is_mirrored() else rooms
        self._line.setTextMargins(left, 0, right, 0)


def put_icons(
    line: QLineEdit, *behind: LineIcon, before: tuple[LineIcon, ...] = (), clears: bool = True
) -> None:
    """Put icons into a line: some before its text, a cross and the others behind it."""
    crosses = (Cross(line),) if clears else ()
    LineIcons(line, before, (*crosses, *behind))


def _margin(count: int) -> int:
    """Return what text keeps clear of so many icons, besides what the line's style leaves."""
    return theme.px(EDGE) + count * theme.px(TARGET) + GAP - PADDING if count else 0
