"""A row of tabs, and a row of chips, of which one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QMenu, QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui.widgets.basics import Button, row


class Tabs(QWidget):
    """Tabs by name; ``chosen(name)`` is called when another one is."""

    def __init__(
        self,
        labels: Mapping[str, object],
        chosen: Callable[[str], object],
        *,
        kind: str = "tab",
        gap: int = 22,
    ) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, Button] = {}
        self._labels = {name: str(label) for name, label in labels.items()}
        layout = row(gap=gap)
        for name in labels:
            button = Button(self._labels[name], kind=kind)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, n=name: chosen(n))
            self._group.addButton(button)
            self._buttons[name] = button
            layout.addWidget(button)
        layout.addStretch(1)
        self.setLayout(layout)
        if labels:
            self._buttons[next(iter(labels))].setChecked(True)

    def choose(self, name: str) -> None:
        """Mark a tab as the one in front, without calling anybody."""
        self._buttons[name].setChecked(True)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show a number behind the names of tabs."""
        for name, button in self._buttons.items():
            count = counts.get(name)
            text = self._labels[name] if not count else f"{self._labels[name]}  {count:,}"
            button.setText(text)
            button.setAccessibleName(text)

    def button(self, name: str) -> Button:
        """Return the button of a tab."""
        return self._buttons[name]


class FoldingTabs(Tabs):
    """Tabs of which the last fold into a menu where the room ends."""

    def __init__(
        self,
        labels: Mapping[str, object],
        chosen: Callable[[str], object],
        *,
        kind: str = "tab",
        gap: int = 22,
    ) -> None:
        super().__init__(labels, chosen, kind=kind, gap=gap)
        self._chosen, self._gap = chosen, gap
        self._offered = list(labels)
        self.more = Button(tr("More"), kind=kind)
        self.more.setCheckable(True)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self._menu.aboutToHide.connect(self._fold)
        self.more.setMenu(self._menu)
        self.more.hide()
        layout = self.layout()
        assert isinstance(layout, QBoxLayout)  # noqa: S101 - narrows the type
        layout.insertWidget(layout.count() - 1, self.more)
        layout.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)

    def offer(self, name: str, *, is_offered: bool) -> None:
        """Offer a tab, or leave it out."""
        self._offered = [
            known
            for known in self._buttons
            if (is_offered if known == name else known in self._offered)
        ]
        self._fold()

    def choose(self, name: str) -> None:
        """Mark a tab as the one in front, also where it is folded away."""
        super().choose(name)
        self._fold()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show a number behind the names of tabs."""
        super().show_counts(counts)
        self._fold()

    def folded(self) -> list[str]:
        """Return the tabs that stand in the menu."""
        return [name for name in self._offered if self._buttons[name].isHidden()]

    def sizeHint(self) -> QSize:
        """Return the room of all tabs side by side."""
        return QSize(self._width_of(self._offered), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the room of the menu alone."""
        return QSize(self.more.sizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what has no room any more, and unfold what has."""
        super().resizeEvent(event)
        self._fold()

    def _width_of(self, names: list[str]) -> int:
        return sum(self._buttons[name].sizeHint().width() + self._gap for name in names) - self._gap

    def _fold(self) -> None:
        self._name_menu("")
        shown = self._fitting()
        front = next((n for n in self._offered if self._buttons[n].isChecked()), "")
        if front not in shown:
            self._name_menu(front)
            shown = self._fitting()
        for name, button in self._buttons.items():
            button.setVisible(name in shown)
        self.more.setVisible(len(shown) < len(self._offered))
        self.more.setChecked(front not in shown)

    def _fitting(self) -> list[str]:
        if self._width_of(self._offered) <= self.width():
            return self._offered
        room = self.width() - self.more.sizeHint().width() - self._gap
        return [
            name
            for number, name in enumerate(self._offered, 1)
            if self._width_of(self._offered[:number]) <= room
        ]

    def _name_menu(self, front: str) -> None:
        text = self._buttons[front].text() if front else str(tr("More"))
        self.more.setText(text)
        self.more.setAccessibleName(text)

    def _fill(self) -> None:
        self._menu.clear()
        for name in self.folded():
            action = self._menu.addAction(self._buttons[name].text())
            action.triggered.connect(lambda _checked=False, name=name: self._take(name))

    def _take(self, name: str) -> None:
        self.choose(name)
        self._chosen(name)
