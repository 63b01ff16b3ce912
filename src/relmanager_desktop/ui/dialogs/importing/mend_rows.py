"""Refused rows that are mended in the plan itself: the cell is typed anew, and the row joins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from relmanager_desktop.domain.imports.mending import CellSpot, place_of
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_lines import Fix, Line
from relmanager_desktop.ui import painting, theme
from relmanager_desktop.ui.widgets.badges import Pill
from relmanager_desktop.ui.widgets.basics import Button, Label, boxed, column, row

Mended = Callable[[Mapping[CellSpot, str]], object]
INDENT, LEAST_FIELD = 42, 160


class MendRow(QFrame):
    """One refused row with its reasons; “Fix here” opens a field for each cell to mend."""

    def __init__(self, found: Line, width: int, mended: Mended) -> None:
        super().__init__()
        self._fixes, self._mended = found.fixes, mended
        self._fields: list[QLineEdit] = []
        self._editor = column(gap=8, margins=(INDENT, 0, 16, 10))
        self._holder = boxed(self._editor)
        self._holder.hide()
        place = boxed(row(Pill(found.place, "neutral"), None))
        place.setFixedWidth(width)
        head = row(place, gap=10, margins=(INDENT, 6, 14, 6))
        head.addWidget(Label(found.title or "–", "body", theme.MEDIUM, wrap=True), 3)
        head.addWidget(Label(found.detail, "small", ink="text3", wrap=True), 1)
        if found.fixes:
            name = f"{tr('Fix here')}: {found.place}"
            self.button = Button(tr("Fix here"), kind="link", name=name, clicked=self.toggle)
            head.addWidget(self.button)
        self.setLayout(column(boxed(head), self._holder, gap=0))

    def toggle(self) -> None:
        """Open the fields, or close them again."""
        is_open = self._holder.isHidden()
        if is_open and not self._fields:
            self._fields = [self._add_field(fix) for fix in self._fixes]
            words = tr("The file itself stays as it is.")
            take = Button(tr("Take the row"), "check", "primary", clicked=self._take)
            self._editor.addLayout(row(take, Label(words, "small", ink="text3"), None, gap=10))
        self._holder.setVisible(is_open)
        if is_open:
            self._fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self._fields[0].selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the fields at Esc, and not the wizard behind them."""
        if event.key() == Qt.Key.Key_Escape and not self._holder.isHidden():
            self.toggle()
            self.button.setFocus()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _add_field(self, fix: Fix) -> QLineEdit:
        field = QLineEdit(fix.value)
        field.setMinimumWidth(theme.px(LEAST_FIELD))
        name = tr("{header}, {place}", header=fix.header or "–", place=place_of(fix.spot))
        field.setAccessibleName(str(name))
        field.returnPressed.connect(self._take)
        caption = Label(fix.header or place_of(fix.spot), "small", ink="text2")
        self._editor.addLayout(column(caption, field, gap=3))
        return field

    def _take(self) -> None:
        pairs = zip(self._fixes, self._fields, strict=True)
        self._mended({fix.spot: field.text() for fix, field in pairs})


def mend_rows(lines: Sequence[Line], mended: Mended) -> list[QWidget]:
    """Return a row for each refused one."""
    width = max((int(painting.pill_width(found.place)) for found in lines), default=0) + 4
    return [MendRow(found, width, mended) for found in lines]


def mended_rows(
    cells: Mapping[CellSpot, tuple[str, str]], take_back: Callable[[CellSpot], object]
) -> list[QWidget]:
    """Return a row for each mended cell, with the way back to what the file says."""
    return [_mended_row(spot, *texts, take_back) for spot, texts in cells.items()]


def _mended_row(
    spot: CellSpot, old: str, new: str, take_back: Callable[[CellSpot], object]
) -> QFrame:
    place = place_of(spot)
    said = tr("{before} → {after}", before=old or tr("(empty)"), after=new or tr("(empty)"))
    layout = row(Pill(place, "neutral"), gap=10, margins=(INDENT, 6, 14, 6))
    layout.addWidget(Label(said, "body", theme.MEDIUM, wrap=True), 1)
    name = f"{tr('As in the file')}: {place}"
    back = Button(tr("As in the file"), kind="link", name=name, clicked=lambda: take_back(spot))
    layout.addWidget(back)
    return boxed(layout)
