"""The card that says how a table lies, and what all its rows have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from relmanager_desktop.domain.imports.wished import refuse_wrong_constants
from relmanager_desktop.domain.mapping.maps import SheetMap, Wishes
from relmanager_desktop.domain.mapping.values import reader_of
from relmanager_desktop.domain.problems import InvalidError
from relmanager_desktop.domain.records import KINDS, FieldType, field_at
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.basics import (
    Button,
    Label,
    column,
    emptied,
    line,
    name_body,
    row,
    scrolled,
)
from relmanager_desktop.ui.widgets.choosers import QuietCombo

Said = Callable[[Wishes], object]
WIDTH, TALLEST, SPIN, LAST_ROW = 380, 520, 84, 1_048_576
MARGIN = 8
UNSAID = frozenset({FieldType.JSON, FieldType.BYTES, FieldType.RECORD})


class TableCard(QFrame):
    """Hangs below its button; each control is said at once, Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self.setAccessibleName(str(tr("How this table is read")))
        self._body = column(gap=10, margins=(14, 12, 14, 12))
        self._area = scrolled(self._body, tr("How this table is read"))
        name_body(self._area, "found")
        self.setLayout(column(self._area, margins=(1, 1, 1, 1)))
        self.setFixedWidth(theme.px(WIDTH))
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - there are widgets
        application.focusChanged.connect(self._look_where_focus_goes)
        self.hide()

    def open(
        self,
        below: QWidget,
        found: SheetMap,
        wishes: Wishes,
        said: Said,
    ) -> None:
        """Come up below a button for one table, as ``wishes`` have it."""
        emptied(self._body)
        self._said, self._opener = said, below
        self._fill_shape(found, wishes)
        self._body.addWidget(line())
        self._fill_constants(found, wishes)
        self._place(below)
        self._first.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_it(self) -> None:
        """Go away."""
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at Esc, and keep the other keys from the wizard behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
            self._opener.setFocus(Qt.FocusReason.OtherFocusReason)
        event.accept()

    def _say(self, wishes: Wishes) -> None:
        self.hide()
        self._said(wishes)

    def _fill_shape(self, found: SheetMap, wishes: Wishes) -> None:
        self._body.addWidget(Label(tr("How the table lies"), "body", theme.SEMI))
        rows = replace(wishes, header_rows=1 if found.header_rows == 2 else 2)
        self._first = self._tick(tr("The header has two rows"), found.header_rows == 2, rows)
        totals = replace(wishes, keeps_totals=not found.keeps_totals)
        self._tick(tr("Rows that add up others are records, too"), found.keeps_totals, totals)
        is_on = found.matrix is not None
        cells = replace(wishes, matrix="rows" if is_on else "cells")
        words = tr("Each cell under months or roles is a record")
        self._tick(words, is_on, cells)
        self._body.addLayout(self._last_row(found, wishes))

    def _tick(self, words: object, is_on: bool, after: Wishes) -> QCheckBox:
        box = QCheckBox(str(words))
        box.setChecked(is_on)
        box.clicked.connect(lambda _on=False: self._say(after))
        self._body.addWidget(box)
        return box

    def _last_row(self, found: SheetMap, wishes: Wishes) -> QLayout:
        box = QSpinBox()
        box.setRange(0, LAST_ROW)
        box.setSpecialValueText(str(tr("end")))
        box.setValue(found.last_row or 0)
        box.setFixedWidth(theme.px(SPIN))
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setAccessibleName(str(tr("Last row of the list")))

        def say() -> None:
            if box.value() != (found.last_row or 0):
                self._say(replace(wishes, last_row=box.value()))

        box.editingFinished.connect(say)
        return row(Label(tr("Last row of the list"), "body"), None, box, gap=8)

    def _fill_constants(self, found: SheetMap, wishes: Wishes) -> None:
        self._body.addWidget(Label(tr("For all rows"), "body", theme.SEMI))
        for path, value in found.constants.items():
            self._body.addLayout(self._constant(path, value, wishes))
        fields = QuietCombo()
        fields.setAccessibleName(str(tr("Field for all rows")))
        for path, words in fields_of(found):
            fields.addItem(words, path)
        fields.setCurrentIndex(-1)
        fields.setPlaceholderText(str(tr("Field")))
        typed = QLineEdit()
        typed.setPlaceholderText(str(tr("Value")))
        typed.setAccessibleName(str(tr("Value for all rows")))
        wrong = Label("", "small", ink="bad", wrap=True)
        wrong.hide()

        def say() -> None:
            path, text = fields.currentData(), typed.text().strip()
            problem = problem_of(path, text)
            wrong.setText(problem)
            wrong.setVisible(bool(problem))
            if path and text and not problem:
                self._say(replace(wishes, constants={**wishes.constants, path: text}))

        typed.returnPressed.connect(say)
        add = Button(tr("Set"), clicked=say)
        made = row(fields, typed, add, gap=8)
        made.setStretch(0, 1)
        made.setStretch(1, 1)
        self._body.addLayout(made)
        self._body.addWidget(wrong)

    def _constant(self, path: str, value: str, wishes: Wishes) -> QLayout:
        kind, field = field_at(path)
        words = f"{field.label} · {kind.label}: {field.label_of(value)}"
        rest = {name: held for name, held in wishes.constants.items() if name != path}
        gone = Button("", "x", "ghost", name=tr("Do not set {field}", field=field.label))
        gone.clicked.connect(lambda: self._say(replace(wishes, constants=rest)))
        gone.setVisible(path in wishes.constants)
        return row(Label(words, "small", wrap=True), None, gone, gap=4)

    def _place(self, below: QWidget) -> None:
        parent = self.parentWidget()
        assert parent is not None  # noqa: S101 - made with one
        body = self._area.widget()
        wanted = body.sizeHint().height() + 2 * MARGIN if body is not None else 0
        corner = below.mapTo(parent, QPoint(below.width(), below.height() + 6))
        room = parent.height() - corner.y() - 4
        top = corner.y() if room >= wanted else max(0, parent.height() - wanted - 4)
        self.setFixedHeight(min(wanted, theme.px(TALLEST), parent.height() - top))
        self.move(max(0, corner.x() - self.width()), top)
        self.show()
        self.raise_()

    def _look_where_focus_goes(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not self.isVisible() or new is None or new is self or self.isAncestorOf(new):
            return
        if new.window() is self.window():
            self.close_it()


def fields_of(found: SheetMap) -> list[tuple[str, str]]:
    """Return (path, words) of what all rows of a table can be given: the fields of its kinds."""
    return [
        (f"{kind}.{field.name}", f"{field.label} · {KINDS[kind].label}")
        for kind in found.kinds
        for field in KINDS[kind].shown_fields
        if field.type not in UNSAID
    ]


def problem_of(path: str | None, text: str) -> str:
    """Return why a value cannot be given to all rows, '' where it can."""
    if not path or not text:
        return ""
    try:
        refuse_wrong_constants({path: text}, reader_of)
    except InvalidError as error:
        return str(error)
    return ""
