"""Editing in place: a cell opens the editor of a form, and saves one field of one record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from relmanager_desktop.commands.differences import StaleRecordError
from relmanager_desktop.commands.many_records import change_records
from relmanager_desktop.commands.records import change_record
from relmanager_desktop.domain.drafts import problems_of
from relmanager_desktop.domain.problems import InvalidError, NotFoundError
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.queries.amounts import currency_of_portfolio
from relmanager_desktop.queries.record_rows import currency_of_account
from relmanager_desktop.queries.records import RecordView, one_record
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.bridge import Bridge
from relmanager_desktop.ui.form_orders import without_filled
from relmanager_desktop.ui.models.pasting import Pasted, PastedWrongError, changes_of
from relmanager_desktop.ui.phrases import lowered
from relmanager_desktop.ui.widgets.basics import Label, row
from relmanager_desktop.ui.widgets.differences import shown_difference
from relmanager_desktop.ui.widgets.editors import Editor, LineEditor, Surroundings
from relmanager_desktop.ui.widgets.fields import editor_of
from relmanager_desktop.ui.widgets.states import Message, Messages

# A cell is too small for several lines, for chips, and for a day with its time.
TOO_LARGE = frozenset(
    {FieldType.LONG_TEXT, FieldType.CHOICES, FieldType.JSON, FieldType.BYTES, FieldType.RECORD,
     FieldType.INSTANT, FieldType.COLOUR}
)  # fmt: skip
NOTE_WIDE, NOTE_MARGINS = 320, 24  # of the sentence below an editor
STEPS = {
    Qt.Key.Key_Return: "down",
    Qt.Key.Key_Enter: "down",
    Qt.Key.Key_Tab: "next",
    Qt.Key.Key_Backtab: "previous",
    Qt.Key.Key_Escape: "back",
}
PASSING = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


def is_editable(field: Field) -> bool:
    """Whether a field can be edited in a cell."""
    return field.type not in TOO_LARGE and not field.system


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


class Desk:
    """Opens the cells of one kind, says what is wrong with a value, and saves it.

    What goes wrong on the disk, or was changed by somebody else, is said in ``messages``.
    """

    def __init__(
        self, bridge: Bridge, kind: str, messages: Messages, today: Callable[[], date]
    ) -> None:
        self._bridge, self._kind, self._messages, self._today = bridge, KINDS[kind], messages, today
        self._said: Message | None = None

    def open_cell(self, parent: QWidget, id_: int, name: str) -> CellEditor | None:
        """Return the editor of a field as the record stands now, None where it is gone."""
        try:
            record = self._bridge.ask(one_record, self._kind.name, id_)
        except NotFoundError:
            return None
        editor = editor_of(self._kind.field(name), self._around(record))
        editor.show_value(record.values[name])
        made = CellEditor(parent, editor, partial(self._problem_of, record, name))
        made.setProperty("record", record)
        return made

    def save(self, cell: CellEditor) -> None:
        """Save what was typed, if anything was."""
        if cell.is_changed and cell.problem is None:
            record: RecordView = cell.property("record")
            name = cell.editor.field.name
            self._change(record, name, cell.editor.value(), record.values[name])

    def fill(self, id_: int, name: str, above: int) -> None:
        """Give a cell the value of the one above it."""
        records = [self._bridge.ask(one_record, self._kind.name, each) for each in (id_, above)]
        here, there = records[0].values[name], records[1].values[name]
        if here != there:
            self._change(records[0], name, there, here)

    def paste(self, cells: Sequence[Pasted]) -> None:
        """Take cells from the clipboard as one step, or say which of them does not fit."""
        self._clear()
        title = tr("Nothing was pasted.")
        try:
            changes = changes_of(self._bridge, self._kind, cells, self._today())
        except PastedWrongError as error:
            self._said = self._messages.show_message("bad", title, str(error))
            return
        kinds = lowered(self._kind.plural)
        label = tr("Paste {n} cell of {kinds}", plural="Paste {n} cells of {kinds}",
                   n=len(cells), kinds=kinds)  # fmt: skip
        self._bridge.run(
            label, change_records, self._kind.name, changes, self._today(),
            failed=partial(self._say_why, title),
        )  # fmt: skip

    def _change(self, record: RecordView, name: str, value: Any, seen: Any) -> None:
        self._clear()
        field = self._kind.field(name)
        label = tr("Change {field} of {name}", field=lowered(field.label), name=record.title)
        self._bridge.run(
            label, partial(change_record, seen={name: seen}), self._kind.name, record.id,
            {name: value}, self._today(), failed=partial(self._refused, record, name, value),
        )  # fmt: skip

    def _refused(self, record: RecordView, name: str, value: Any, error: Exception) -> None:
        self._clear()
        title = tr("{name} is not saved", name=record.title)
        if isinstance(error, StaleRecordError):
            (found,) = error.differences
            said = shown_difference(self._bridge, self._kind.field(name), found)
            keep = partial(self._change, record, name, value, found.theirs)
            offer = (tr("Keep mine"), "check", keep)
            self._said = self._messages.show_message("warn", title, said, offer)
        else:
            self._say_why(title, error)

    def _say_why(self, title: object, error: Exception) -> None:
        if isinstance(error, InvalidError | NotFoundError):
            self._said = self._messages.show_message("bad", title, str(error))
        else:
            self._bridge.failed.emit(error)

    def _clear(self) -> None:
        if self._said is not None:
            self._said.close_it()
            self._said = None

    def _problem_of(self, record: RecordView, name: str, value: Any) -> Text | None:
        draft = {**record.values, name: value}
        kind, today = self._kind.name, self._today()
        found = without_filled(kind, draft, problems_of(kind, draft, today))
        before = set(problems_of(kind, record.values, today))
        mine = [each for each in found if each.field == name or each not in before]
        return mine[0].message if mine else None

    def _around(self, record: RecordView) -> Surroundings:
        return Surroundings(
            self._bridge, self._today(), partial(self._currency, record), record.values.get
        )

    def _currency(self, record: RecordView) -> str:
        if own := record.values.get("currency"):
            return str(own)
        account = record.values.get("account") if self._kind.name != "account" else None
        if account:
            return self._bridge.ask(currency_of_account, account)
        return self._bridge.ask(currency_of_portfolio)
