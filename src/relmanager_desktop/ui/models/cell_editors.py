"""The editor over a cell: a form's editor, the keys that end an edit, and what is wrong below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from relmanager_desktop.domain.records import FieldType
from relmanager_desktop.domain.texts import Text
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.basics import Label, row
from relmanager_desktop.ui.widgets.editors import Editor, LineEditor

LEAST_WIDE, WITH_TIME_WIDE = 180, 250
NOTE_WIDE, NOTE_MARGINS = 320, 24  # of the sentence below an editor
STEPS = {
    Qt.Key.Key_Return: "down",
    Qt.Key.Key_Enter: "down",
    Qt.Key.Key_Tab: "next",
    Qt.Key.Key_Backtab: "previous",
    Qt.Key.Key_Escape: "back",
}
PASSING = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


class CellEditor(QWidget):
    """The editor over a cell, and below it the sentence that says what is wrong.

    Signals:
        finished(step): the person is done: 'down', 'next', 'previous', 'stay', or 'back' for Esc.
    """

    finished = Signal(str)

    def __init__(
        self, parent: QWidget, editor: Editor, problem_of: Callable[[Any], Text | None]
    ) -> None:
        super().__init__(parent)
        self._room = parent
        self.editor = editor
        self._problem_of = problem_of
        self._began_with = editor.value()
        self.problem: Text | None = None
        self._note = Label("", "small", theme.MEDIUM, "bad", wrap=True)
        self._note.setObjectName("message")
        self._note.setProperty("tone", "bad")
        self._note.setContentsMargins(10, 6, 10, 6)
        self._note.setParent(parent)
        self._note.hide()
        layout = row(gap=0, margins=(2, 0, 8 if self._has_unit() else 2, 0))
        layout.addWidget(editor, 1)
        self.setLayout(layout)
        self.setAutoFillBackground(True)
        is_moment = editor.field.type is FieldType.INSTANT
        self.setMinimumWidth(theme.px(WITH_TIME_WIDE if is_moment else LEAST_WIDE))
        self.setFocusProxy(editor.control)
        for part in self._parts():
            part.installEventFilter(self)
        editor.edited.connect(self._edited)
        editor.picked.connect(lambda: self.finished.emit("stay"))
        self.destroyed.connect(self._note.deleteLater)

    @property
    def is_changed(self) -> bool:
        """Whether anything was typed."""
        return self.editor.unreadable() is not None or self.editor.value() != self._began_with

    def is_right(self) -> bool:
        """Whether what stands here can be saved; otherwise the sentence below says why not."""
        self.editor.settle()
        self.problem = self._find_problem() if self.is_changed else None
        self._show_note()
        return self.problem is None

    def offer(self) -> None:
        """Open the list of what can be chosen, or put the cursor behind the text."""
        self.editor.offer_all()
        if isinstance(self.editor, LineEditor):
            self.editor.line.end(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that end an edit, and notice when the keyboard goes elsewhere."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = STEPS.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                if not self._goes_on_inside(watched, step):
                    self.finished.emit(step)
                return True
        if event.type() == QEvent.Type.FocusOut and event.reason() not in PASSING:  # type: ignore[attr-defined]  # a QFocusEvent
            QTimer.singleShot(0, self, self._left)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the keys that the editor has no use for from moving the row below it."""
        event.accept()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Keep the sentence below."""
        super().moveEvent(event)
        self._place_note()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sentence below."""
        super().resizeEvent(event)
        self._place_note()

    def _goes_on_inside(self, watched: QObject, step: str) -> bool:
        """Go from the day of a moment to its time, or back; return whether there was a way."""
        stops = self.editor.stops
        towards = {"next": 1, "previous": -1}.get(step, 0)
        here = next((number for number, stop in enumerate(stops) if stop is watched), None)
        if here is None or not towards or not 0 <= here + towards < len(stops):
            return False
        stops[here + towards].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _left(self) -> None:
        focused = QApplication.focusWidget()
        is_inside = focused is not None and (focused is self or self.isAncestorOf(focused))
        if not is_inside and QApplication.activePopupWidget() is None:
            self.finished.emit("stay")

    def _edited(self) -> None:
        if self.problem is not None:
            self.problem = self._find_problem()
        self._show_note()

    def _find_problem(self) -> Text | None:
        return self.editor.unreadable() or self._problem_of(self.editor.value())

    def _show_note(self) -> None:
        is_wrong = self.problem is not None
        text = self.problem or self.editor.hint()
        tone = "bad" if is_wrong else "info"
        self.editor.mark_wrong(is_wrong)
        self.setAccessibleDescription(str(text or ""))
        self._note.setProperty("tone", tone)
        self._note.set_ink(tone)
        self._note.setText(str(text or ""))
        self._place_note()
        self._note.setVisible(text is not None)
        self._note.raise_()

    def _place_note(self) -> None:
        room, box = self._room.rect(), self.geometry()
        natural = self._note.fontMetrics().horizontalAdvance(self._note.text()) + NOTE_MARGINS
        width = min(max(box.width(), min(natural, theme.px(NOTE_WIDE))), room.width())
        height = self._note.heightForWidth(width)
        below = box.bottom() + 3
        top = below if below + height <= room.bottom() else box.top() - height - 2
        left = min(box.left(), room.right() - width)
        self._note.setGeometry(QRect(max(left, 0), top, width, height))

    def _has_unit(self) -> bool:
        return any(label.isVisibleTo(self.editor) for label in self.editor.findChildren(Label))

    def _parts(self) -> list[QWidget]:
        stops = list(self.editor.stops)
        lines = [stop.lineEdit() for stop in stops if isinstance(stop, QComboBox)]
        for line in lines:
            if line is not None:
                line.selectAll()
        return [*stops, *(line for line in lines if isinstance(line, QLineEdit))]
