"""The user's sheet as it is, with the field of each column in a chip above it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_previews import Table
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.dialogs.importing.chips import (
    HEIGHT,
    ChipText,
    FieldChip,
    chip_text,
    wanted_width,
)
from relmanager_desktop.ui.dialogs.importing.previews import LETTERS, Preview
from relmanager_desktop.ui.widgets.basics import column

GAP, ABOVE, BELOW = 3, 12, 8
AT_ONCE = 24  # chips made in one turn of the loop; a hundred would keep the window waiting


class SheetView(QFrame):
    """Chips over the preview; both scroll sideways together."""

    def __init__(self, opened: Callable[[FieldChip], object]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._opened = opened
        self.chips: dict[int, FieldChip] = {}
        self._strip = QWidget()
        self._strip.setFixedHeight(ABOVE + theme.px(HEIGHT) + BELOW)
        self._strip.setAccessibleName(str(tr("Fields of the columns")))
        self._window = QWidget(self._strip)  # what scrolls away is cut off at its edges
        self.preview = Preview()
        self.preview.setMinimumHeight(theme.px(LETTERS))  # rather than cut the chips
        layout = column(self._strip, gap=0, margins=(1, 1, 1, 1))
        layout.addWidget(self.preview, 1)
        self.setLayout(layout)
        header = self.preview.horizontalHeader()
        self._to_come: dict[int, ChipText] = {}
        self._next_chips = QTimer(self, interval=0)
        self._next_chips.timeout.connect(self._make_chips)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._place)
        header.sectionResized.connect(lambda *_sizes: self._soon.start())
        self.preview.horizontalScrollBar().valueChanged.connect(lambda _value: self._place())
        self.preview.viewport().installEventFilter(self)

    def show_table(self, table: Table) -> None:
        """Show a table; chips of columns that stay keep their place and the focus."""
        texts = {m.column: chip_text(table.map, m) for m in table.map.columns}
        for number in [n for n in self.chips if n not in texts]:
            self.chips.pop(number).deleteLater()
        for number, chip in self.chips.items():
            chip.show_text(texts[number])
        self._to_come = {n: text for n, text in texts.items() if n not in self.chips}
        least = {n: wanted_width(text) + 2 * GAP for n, text in texts.items()}
        self.preview.show_table(table, least)
        self._make_chips()
        self._next_chips.start()

    def show_only(self, columns: set[int] | None) -> None:
        """Show just these columns, all of them for None."""
        for number in range(self.preview.model().columnCount()):
            self.preview.setColumnHidden(number, columns is not None and number not in columns)
        self.preview.fit()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Place the chips anew, and bring one into sight that the keyboard came to."""
        if watched is self.preview.viewport() and event.type() == QEvent.Type.Resize:
            self._place()
        elif event.type() == QEvent.Type.FocusIn and isinstance(watched, FieldChip):
            self._bring_into_sight(watched)
        return super().eventFilter(watched, event)

    def below(self, chip: FieldChip, of: QWidget) -> QPoint:
        """Return where something that belongs to a chip begins, in the eyes of ``of``."""
        return chip.mapTo(of, QPoint(0, chip.height() + 4))

    def _make_chips(self) -> None:
        """Make the next chips that are missing; the tab key passes all of them from the left."""
        for number in sorted(self._to_come)[:AT_ONCE]:
            self.chips[number] = self._chip(number, self._to_come.pop(number))
        if not self._to_come:
            self._next_chips.stop()
            chips = [self.chips[number] for number in sorted(self.chips)]
            for one, two in pairwise([self.preview, *chips]):
                QWidget.setTabOrder(one, two)
        self._place()

    def _chip(self, number: int, text: object) -> FieldChip:
        chip = FieldChip(number, text)  # type: ignore[arg-type]  # made by chip_text
        chip.setParent(self._window)
        chip.clicked.connect(lambda _checked=False: self._opened(chip))
        chip.installEventFilter(self)
        chip.show()
        return chip

    def _bring_into_sight(self, chip: FieldChip) -> None:
        header, bar = self.preview.horizontalHeader(), self.preview.horizontalScrollBar()
        left = header.sectionViewportPosition(chip.column)
        beyond = left + header.sectionSize(chip.column) - self.preview.viewport().width()
        if left < 0:
            bar.setValue(bar.value() + left)
        elif beyond > 0:
            bar.setValue(bar.value() + min(beyond, left))

    def _place(self) -> None:
        viewport, header = self.preview.viewport(), self.preview.horizontalHeader()
        left = viewport.mapTo(self, QPoint(0, 0)).x() - self._strip.x()
        self._window.setGeometry(left, 0, viewport.width(), self._strip.height())
        for number, chip in self.chips.items():
            is_hidden = self.preview.isColumnHidden(number)
            chip.setVisible(not is_hidden)
            if not is_hidden:
                width = header.sectionSize(number) - 2 * GAP
                place = header.sectionViewportPosition(number) + GAP
                chip.setGeometry(place, ABOVE, width, theme.px(HEIGHT))
