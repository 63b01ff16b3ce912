"""What is to be known of a file: one line above the rows, with all of its notes behind a button."""

from __future__ import annotations

from collections.abc import Sequence

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.basics import Button, Label, column, name_body, row, scrolled
from relmanager_desktop.ui.widgets.labels import CutLabel
from relmanager_desktop.ui.widgets.states import Message

HIGHEST = 108  # of the open list, at 100 % text: the rows below are what one came for


class FileNotes(Message):
    """One line that begins with the first note; opened, it lists all and scrolls where long."""

    def __init__(self, notes: Sequence[str]) -> None:
        title = tr("{n} note on this file", plural="{n} notes on this file", n=len(notes))
        super().__init__("info", title)
        self.setAccessibleName(" ".join([str(title), *notes]))
        self._first = notes[0]
        self._line = CutLabel(notes[0], "small", ink="text2")
        self._toggle = Button(tr("Show all"), "chevron-down", "link", clicked=self.toggle)
        lines = [Label(note, "small", ink="text2", wrap=True) for note in notes]
        self._list = scrolled(column(*lines, None, gap=4), tr("Notes on this file"))
        self._list.setObjectName("inMessage")
        name_body(self._list, "inMessage")
        self._list.setMaximumHeight(theme.px(HIGHEST))
        self._list.hide()
        self._lay_out()

    def toggle(self) -> None:
        """Open the list, or fold it up."""
        is_open = self._list.isHidden()
        self._list.setVisible(is_open)
        self._line.setText("" if is_open else self._first)
        self._toggle.setText(f" {tr('Fold up') if is_open else tr('Show all')}")
        self._toggle.setAccessibleName(self._toggle.text().strip())

    def _lay_out(self) -> None:
        """Put the line beside the title, and the list below both."""
        self._title.setWordWrap(False)
        head = row(self._title, gap=10)
        head.addWidget(self._line, 1)
        head.addWidget(self._toggle)
        self._words.insertLayout(0, head)
        self._words.addWidget(self._list)
