"""The bar that says how the table in front is read: its kind, its header, what is left to say."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QSpinBox, QWidget

from relmanager_desktop.domain.mapping.maps import SheetMap
from relmanager_desktop.domain.records import SEEN
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_previews import Table
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.basics import Button, Label, row
from relmanager_desktop.ui.widgets.choosers import QuietCombo

LAST_HEADER = 1_000
HEADER_WIDTH, KIND_WIDTH, LEAST_KIND, GAP = 52, 190, 130, 6


class SheetBar(QWidget):
    """All columns or those to decide, what a row is, and where the header stands."""

    def __init__(
        self,
        taken_as: Callable[[SheetMap, str], object],
        moved: Callable[[SheetMap, int], object],
        filtered: Callable[[bool], object],
        opened: Callable[[], object],
    ) -> None:
        super().__init__()
        self._taken_as, self._moved, self._filtered = taken_as, moved, filtered
        self._found: SheetMap | None = None
        self._only_open = self._has_some = False
        self._all = self._chip(lambda: self._filter(False))
        self._open = self._chip(lambda: self._filter(True), "circle-alert")
        self._captions = [
            Label(words, "small", ink="text2")
            for words in (tr("A row is one of"), tr("Header row"))
        ]
        self.kinds = self._kind_combo()
        self.header = self._header_box()
        up = self._step("minus", tr("Header one row up"), -1)
        down = self._step("plus", tr("Header one row down"), 1)
        name = tr("More on how this table is read")
        self.more = Button("", "sliders-horizontal", "ghost", name=name, clicked=opened)
        filters = (self._all, self._open)
        asked = (self._captions[0], self.kinds, self._captions[1], up, self.header, down)
        reading = (*asked, self.more)
        self._parts: tuple[QWidget, ...] = (*filters, *reading)
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(GAP)
        self._lay.addLayout(row(*filters, None, gap=GAP), 1)
        self._lay.addLayout(row(*reading, None, gap=GAP))

    @property
    def only_open(self) -> bool:
        """Whether only columns to decide are shown."""
        return self._only_open

    @only_open.setter
    def only_open(self, is_wanted: bool) -> None:
        self._only_open = is_wanted

    def show_table(self, table: Table) -> None:
        """Show how a table is read."""
        self._found = found = table.map
        asked = len({q.column for q in found.questions if q.column is not None})
        count = len(found.columns)
        matched = tr("All {n} column", plural="All {n} columns", n=count)
        decide = tr("{n} to decide", plural="{n} to decide", n=asked or len(found.questions))
        _say(self._all, str(matched))
        _say(self._open, f" {decide}")
        self._only_open = self._only_open and bool(found.questions)
        self._has_some = 0 < asked < count
        self._open.setVisible(self._has_some)
        self._all.setChecked(not self._only_open)
        self._open.setChecked(self._only_open)
        is_open = any(question.about == "kind" for question in found.questions)
        chosen = -1 if is_open and not found.main else self.kinds.findData(found.main)
        self.kinds.setCurrentIndex(chosen)
        self.kinds.setToolTip(str(found.reason))
        self.header.blockSignals(True)
        self.header.setValue(found.header_row)
        self.header.blockSignals(False)
        self._fit()

    def offer_turns(self, is_wanted: bool) -> None:
        """Let the chip of what is to decide turn to the questions, where they have no room."""
        self._open.setVisible(is_wanted or self._has_some)
        if not self._open.isVisibleTo(self) and self._only_open:
            self._filter(False)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the controls are called where there is no room for both."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        along, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for caption in self._captions:
            caption.show()
        for caption in self._captions:
            if self._wanted_width() > self.width():
                caption.hide()
        least = self._wanted_width() - theme.px(KIND_WIDTH - LEAST_KIND)
        self._lay.setDirection(along if least <= self.width() else down)

    def _wanted_width(self) -> int:
        shown = [part for part in self._parts if not part.isHidden()]
        widths = [part.sizeHint().expandedTo(part.minimumSize()) for part in shown]
        room = [w.boundedTo(part.maximumSize()) for w, part in zip(widths, shown, strict=True)]
        return sum(size.width() + GAP for size in room) + GAP

    def _filter(self, only_open: bool) -> None:
        self._only_open = only_open
        self._all.setChecked(not only_open)
        self._open.setChecked(only_open)
        self._filtered(only_open)

    def _chip(self, clicked: Callable[[], object], icon: str = "") -> Button:
        chip = Button(" ", icon, "chip", clicked=clicked)
        chip.setCheckable(True)
        return chip

    def _kind_combo(self) -> QComboBox:
        kinds = QuietCombo()
        kinds.setMinimumWidth(theme.px(LEAST_KIND))
        kinds.setMaximumWidth(theme.px(KIND_WIDTH))
        kinds.setAccessibleName(str(tr("What a row is")))
        kinds.setPlaceholderText(str(tr("Choose")))
        kinds.addItem(str(tr("Leave this sheet out")), "")
        for kind in SEEN:
            kinds.addItem(str(kind.plural), kind.name)
        kinds.activated.connect(lambda _number: self._take())
        return kinds

    def _header_box(self) -> QSpinBox:
        box = QSpinBox()
        box.setRange(0, LAST_HEADER)
        box.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.setSpecialValueText(str(tr("none")))
        box.setFixedWidth(theme.px(HEADER_WIDTH))
        for part in (box, box.lineEdit()):
            part.setAccessibleName(str(tr("Header row")))
        box.editingFinished.connect(self._move)
        return box

    def _step(self, icon: str, name: object, by: int) -> Button:
        return Button("", icon, "ghost", name=name, clicked=lambda: self._move_by(by))

    def _take(self) -> None:
        if self._found is not None and self.kinds.currentData() != self._found.main:
            self._taken_as(self._found, str(self.kinds.currentData()))

    def _move_by(self, by: int) -> None:
        self.header.setValue(self.header.value() + by)
        self._move()

    def _move(self) -> None:
        found = self._found
        if found is not None and self.header.value() != found.header_row:
            self._moved(found, self.header.value())


def _say(button: Button, text: str) -> None:
    button.setText(text)
    button.setAccessibleName(text.strip())
