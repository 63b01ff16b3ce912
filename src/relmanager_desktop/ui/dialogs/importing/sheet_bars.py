"""The tabs of the tables of a file, and the bar that says how the one in front is read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QScrollArea, QSpinBox, QWidget

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.maps import SheetMap
from relmanager_desktop.domain.records import KINDS, SEEN
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_looks import Look
from relmanager_desktop.queries.import_previews import Table
from relmanager_desktop.ui import icons, theme
from relmanager_desktop.ui.widgets.basics import Button, Label, row
from relmanager_desktop.ui.widgets.choosers import QuietCombo
from relmanager_desktop.ui.widgets.tabs import Tabs

LAST_HEADER = 1_000
HEADER_WIDTH, KIND_WIDTH, LEAST_KIND, GAP = 52, 190, 130, 6


class SheetTabs(QScrollArea):
    """One tab a table, with what its rows are; hidden sheets come last. Many scroll sideways."""

    def __init__(self, look: Look, shown: int, chosen: Callable[[int], object]) -> None:
        super().__init__()
        names = [_tab(table.map) for table in look.tables]
        names += [str(tr("{sheet} · hidden, off", sheet=name)) for name in look.hidden]
        labels = {str(number): name.replace("&", "&&") for number, name in enumerate(names)}
        self.tabs = Tabs(labels, lambda name: chosen(int(name)))
        self.tabs.setObjectName("scrollBody")
        self.tabs.choose(str(shown))
        self._shown = self.tabs.button(str(shown))
        for name in labels:
            button = self.tabs.button(name)
            if int(name) < len(look.tables) and look.tables[int(name)].map.questions:
                button.setIcon(icons.icon("circle-alert", "warn", 14))
                button.setText(f" {button.text()}")
                button.setToolTip(str(tr("There is something to decide here.")))
            button.setMinimumWidth(button.sizeHint().width())
            button.installEventFilter(self)
        self.setWidget(self.tabs)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(self.tabs.sizeHint().height())
        self.setAccessibleName(str(tr("Tables of the file")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tab in front in sight."""
        super().resizeEvent(event)
        self.ensureWidgetVisible(self._shown)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll sideways by the wheel, for there is nothing above or below."""
        turned = event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (turned.y() or turned.x()))
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring a tab into sight that the keyboard came to."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched)
        return super().eventFilter(watched, event)


def _tab(found: SheetMap) -> str:
    if not found.kinds:
        return str(tr("{sheet} · nothing taken", sheet=_name(found)))
    kinds = str(KINDS[found.main].plural)
    return found.sheet if fold(found.sheet) == fold(kinds) else f"{_name(found)} · {kinds}"


def _name(found: SheetMap) -> str:
    """Return what a table is called: its sheet, with its number where there are several."""
    return found.sheet if found.count == 1 else f"{found.sheet} ({found.number + 1})"


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
