"""The tabs of the tables of a file, which scroll sideways, and a menu of all that are many."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QWidget

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.maps import SheetMap
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_looks import Look
from relmanager_desktop.ui import icons
from relmanager_desktop.ui.widgets.basics import Button, row
from relmanager_desktop.ui.widgets.tabs import Tabs


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
        self._names = tuple(labels)
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

    @property
    def buttons(self) -> list[Button]:
        """The tabs in their order."""
        return [self.tabs.button(name) for name in self._names]

    def go_to(self, button: Button) -> None:
        """Bring a table to the front and its tab into sight."""
        button.click()
        self.ensureWidgetVisible(button)

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


class SheetStrip(QWidget):
    """The tabs, and beside them a menu of all tables where the tabs do not fit."""

    def __init__(self, look: Look, shown: int, chosen: Callable[[int], object]) -> None:
        super().__init__()
        self.area = SheetTabs(look, shown, chosen)
        count = len(look.tables) + len(look.hidden)
        words = tr("All {n} tables", n=count)
        self.all = Button(words, "chevron-down", "link", clicked=self._open)
        layout = row(gap=10)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.all)
        self.setLayout(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the menu only where a tab is out of sight."""
        super().resizeEvent(event)
        self.all.setVisible(self.area.tabs.minimumSizeHint().width() > self.width())

    def menu(self) -> QMenu:
        """Return all tables by name; the one in front is ticked."""
        menu = QMenu(self)
        for button in self.area.buttons:
            entry = menu.addAction(button.icon(), button.text().strip())
            entry.setCheckable(True)
            entry.setChecked(button.isChecked())
            entry.triggered.connect(lambda _on=False, button=button: self.area.go_to(button))
        return menu

    def _open(self) -> None:
        self.menu().exec(self.all.mapToGlobal(self.all.rect().bottomLeft()))


def _tab(found: SheetMap) -> str:
    if not found.kinds:
        return str(tr("{sheet} · nothing taken", sheet=_name(found)))
    kinds = str(KINDS[found.main].plural)
    return found.sheet if fold(found.sheet) == fold(kinds) else f"{_name(found)} · {kinds}"


def _name(found: SheetMap) -> str:
    """Return what a table is called: its sheet, with its number where there are several."""
    return found.sheet if found.count == 1 else f"{found.sheet} ({found.number + 1})"
