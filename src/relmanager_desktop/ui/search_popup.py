"""Ctrl+K: find any record or any action by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, painting, theme
from relmanager_desktop.ui.widgets.basics import Label, boxed, column, icon_label, line, row

Index = QModelIndex | QPersistentModelIndex
WIDTH, HEIGHT, TOP = 600, 430, 110
PAUSE_MS = 60
LINE, INSET = 38, 8
UNABLE = Qt.FocusPolicy.NoFocus
FOUND = int(Qt.ItemDataRole.UserRole) + 1


@dataclass(frozen=True)
class Found:
    """One line of the popup and what choosing it does; ``keys`` is its shortcut, if it has one."""

    title: str
    detail: str
    icon: str
    run: Callable[[], object]
    keys: str = ""


class FoundPainter(QStyledItemDelegate):
    """Paints a line: icon, name, what it is, and its shortcut at the end."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a line."""
        return QSize(120, theme.px(LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(INSET, 1, -INSET, -1)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("select"))
            painter.drawRoundedRect(box, 6, 6)
        found: Found | None = index.data(FOUND)
        if found is None:
            painting.draw_text(painter, box.adjusted(8, 0, -8, 0), str(index.data()), ink="text2")
        else:
            self._draw_found(painter, box, found)
        painter.restore()

    def _draw_found(self, painter: QPainter, box: QRectF, found: Found) -> None:
        side = theme.px(16)
        place = QRectF(box.x() + 8, box.center().y() - side / 2, side, side)
        icon = icons.pixmap(found.icon, "text2")
        painter.drawPixmap(painting.mirrored(box, place).topLeft(), icon)
        left = box.x() + side + 20
        keys = self._draw_keys(painter, box, found.keys) if found.keys else 0
        room = box.right() - left - keys - 12
        width = min(room, painting.text_width(found.title, "body", theme.MEDIUM) + 2)
        name = painting.mirrored(box, QRectF(left, box.y(), width, box.height()))
        painting.draw_text(painter, name, found.title, weight=theme.MEDIUM)
        if room - width > 24:
            rest = QRectF(left + width + 10, box.y(), room - width - 10, box.height())
            where = painting.mirrored(box, rest)
            painting.draw_text(painter, where, found.detail, size="small", ink="text3")

    def _draw_keys(self, painter: QPainter, box: QRectF, keys: str) -> float:
        width = painting.text_width(keys, "caption", theme.SEMI) + 12
        height = theme.px(20)
        cap = QRectF(box.right() - width - 8, box.center().y() - height / 2, width, height)
        cap = painting.mirrored(box, cap)
        painter.setPen(QPen(theme.colour("line2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 4, 4)
        middle = Qt.AlignmentFlag.AlignHCenter
        painting.draw_text(
            painter, cap, keys, size="caption", weight=theme.SEMI, ink="text2", align=middle
        )
        return width + 8


class SearchPopup(QFrame):
    """A field over a list; arrows move, Enter opens, Esc closes."""

    def __init__(self, window: QWidget, find: Callable[[str], Sequence[Found]]) -> None:
        super().__init__(window)
        self.setObjectName("popup")
        self._find = find
        self._found: Sequence[Found] = ()
        self.field = self._build_field()
        self.list = self._build_list()
        self._left: Sequence[QWidget] = ()
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.field.installEventFilter(self)
        self._steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        self._lay_out()
        self.hide()

    def open(self) -> None:
        """Come up with an empty field; the focus goes back to where it was."""
        window = self.parentWidget()
        assert window is not None  # noqa: S101 - made with one
        if not self.isVisible():
            self._left = _with_parents(window.focusWidget())
        width = min(theme.px(WIDTH), window.width() - 40)
        self.setFixedSize(width, min(theme.px(HEIGHT), window.height() - TOP - 20))
        self.move((window.width() - width) // 2, TOP)
        self.field.clear()
        self._ask()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def find_now(self) -> None:
        """Answer what was typed without the pause that waits for more."""
        if self._pause.isActive():
            self._pause.stop()
            self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows, Enter and Esc reach the list from the field."""
        if event.type() == QEvent.Type.FocusOut and not self.list.hasFocus():
            QTimer.singleShot(0, self, self._close_if_left)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(Qt.Key(event.key())) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _build_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("bare")
        field.setFont(theme.font("lead"))
        field.setPlaceholderText(str(tr("Names, notes, phone numbers, or something to do")))
        field.setAccessibleName(str(tr("Search or jump to")))
        return field

    def _build_list(self) -> QListWidget:
        found = QListWidget()
        found.setObjectName("found")
        found.setItemDelegate(FoundPainter(found))
        found.setFrameShape(QFrame.Shape.NoFrame)
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        found.setAccessibleName(str(tr("What was found")))
        found.itemActivated.connect(lambda _item: self._open())
        found.itemClicked.connect(lambda _item: self._open())
        return found

    def _lay_out(self) -> None:
        hint = Label(tr("↑ ↓ move   ↵ open   Esc close"), "caption", theme.MEDIUM, "text3")
        foot = row(hint, None, margins=(16, 8, 16, 10))
        head = row(icon_label("search", "text3", 18), self.field, gap=10, margins=(16, 4, 16, 4))
        inner = column(head, line(), INSET, gap=0)
        inner.addWidget(self.list, 1)
        inner.addWidget(line())
        inner.addWidget(boxed(foot))
        self.setLayout(inner)

    def _take_key(self, key: Qt.Key) -> bool:
        if key in self._steps:
            last = self.list.count() - 1
            place = self.list.currentRow() + self._steps[key]
            self.list.setCurrentRow(max(0, min(last, place)))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.find_now()
            self._open()
        elif key == Qt.Key.Key_Escape:
            self._close()
        else:
            return False
        return True

    def _close(self) -> None:
        """Go back to where the focus was: what is chosen is done with what was at hand there."""
        self.hide()
        # A cell that was being edited is closed by now: its table stands for it.
        left = (w for w in self._left if isValid(w) and w.isVisible() and w.focusPolicy() != UNABLE)
        if (found := next(left, None)) is not None:
            found.setFocus(Qt.FocusReason.PopupFocusReason)

    def _close_if_left(self) -> None:
        if not self.field.hasFocus() and not self.list.hasFocus():
            self.hide()

    def _ask(self) -> None:
        self._found = self._find(self.field.text())
        self.list.clear()
        for found in self._found:
            spoken = ", ".join(part for part in (found.title, found.detail, found.keys) if part)
            item = QListWidgetItem(spoken)
            item.setData(FOUND, found)
            self.list.addItem(item)
        if not self._found:
            nothing = QListWidgetItem(str(tr("Nothing is called that. Try fewer letters.")))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        else:
            self.list.setCurrentRow(0)

    def _open(self) -> None:
        number = self.list.currentRow()
        self._close()
        if 0 <= number < len(self._found):
            self._found[number].run()


def _with_parents(widget: QWidget | None) -> list[QWidget]:
    """Return a widget and all that it stands in, from the inside."""
    found: list[QWidget] = []
    while widget is not None:
        found.append(widget)
        widget = widget.parentWidget()
    return found
