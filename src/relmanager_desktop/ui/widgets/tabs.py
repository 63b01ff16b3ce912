"""A row of tabs, and a row of chips, of which one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QButtonGroup, QWidget

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
