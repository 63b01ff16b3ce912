"""Ctrl+K: find any record or any action by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, theme
from relmanager_desktop.ui.widgets.basics import Label, boxed, column, icon_label, line, row

WIDTH, HEIGHT, TOP = 600, 420, 110
PAUSE_MS = 60


@dataclass(frozen=True)
class Found:
    """One line of the popup and what choosing it does."""

    title: str
    detail: str
    icon: str
    run: Callable[[], object]


class SearchPopup(QFrame):
    """A field over a list; arrows move, Enter opens, Esc closes."""

    def __init__(self, window: QWidget, find: Callable[[str], Sequence[Found]]) -> None:
        super().__init__(window)
        self.setObjectName("popup")
        self._find = find
        self._found: Sequence[Found] = ()
        self.field = QLineEdit()
        self.field.setObjectName("bare")
        self.field.setFont(theme.font("lead"))
        self.field.setPlaceholderText(str(tr("Names, notes, phone numbers, or something to do")))
        self.field.setAccessibleName(str(tr("Search or jump to")))
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(str(tr("What was found")))
        self.list.itemActivated.connect(lambda _item: self._open())
        self.list.itemClicked.connect(lambda _item: self._open())
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.field.installEventFilter(self)
        foot = row(
            Label(tr("↑ ↓ move   ↵ open   Esc close"), "caption", theme.MEDIUM, "text3"),
            None,
            margins=(16, 8, 16, 10),
        )
        head = row(icon_label("search", "text3", 18), self.field, gap=10, margins=(16, 4, 16, 4))
        inner = column(head, line(), gap=0)
        inner.addWidget(self.list, 1)
        inner.addWidget(line())
        inner.addWidget(boxed(foot))
        self.setLayout(inner)
        self.hide()

    def open(self) -> None:
        """Come up with an empty field."""
        window = self.parentWidget()
        assert window is not None  # noqa: S101 - made with one
        width = min(theme.px(WIDTH), window.width() - 40)
        self.setFixedSize(width, min(theme.px(HEIGHT), window.height() - TOP - 20))
        self.move((window.width() - width) // 2, TOP)
        self.field.clear()
        self._ask()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows, Enter and Esc reach the list from the field."""
        if event.type() == QEvent.Type.FocusOut and not self.list.hasFocus():
            QTimer.singleShot(0, self._close_if_left)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            last = self.list.count() - 1
            self.list.setCurrentRow(
                max(0, min(last, self.list.currentRow() + steps[Qt.Key(event.key())]))
            )
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._pause.isActive():
                self._pause.stop()
                self._ask()
            self._open()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return True
        return super().eventFilter(watched, event)

    def _close_if_left(self) -> None:
        if not self.field.hasFocus() and not self.list.hasFocus():
            self.hide()

    def _ask(self) -> None:
        self._found = self._find(self.field.text())
        self.list.clear()
        for found in self._found:
            text = f"{found.title}    {found.detail}" if found.detail else found.title
            item = QListWidgetItem(icons.icon(found.icon), text)
            self.list.addItem(item)
        if not self._found:
            nothing = QListWidgetItem(str(tr("Nothing is called that. Try fewer letters.")))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        else:
            self.list.setCurrentRow(0)

    def _open(self) -> None:
        number = self.list.currentRow()
        self.hide()
        if 0 <= number < len(self._found):
            self._found[number].run()
