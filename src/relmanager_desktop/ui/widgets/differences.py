"""What two people made of the same field, in words, and the choice between them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFrame

from relmanager_desktop.commands.differences import Difference
from relmanager_desktop.domain.records import Field
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.queries.history import spoken_value
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.bridge import Bridge
from relmanager_desktop.ui.widgets.basics import Button, Label, column, icon_label, row


def shown_difference(bridge: Bridge, field: Field, found: Difference) -> Text:
    """Return both values of a field as one sentence."""
    return tr(
        "{field} was changed to “{theirs}” meanwhile; you typed “{mine}”.",
        field=field.label,
        theirs=in_words(bridge, field, found.theirs),
        mine=in_words(bridge, field, found.mine),
    )


def in_words(bridge: Bridge, field: Field, value: Any) -> str:
    """Return a value as people read it; 'empty' for none."""
    if value is None or value == "":
        return str(tr("empty"))
    return bridge.ask(spoken_value, field, value)


class ChoiceOfTwo(QFrame):
    """One field that two people changed: take theirs, or keep mine."""

    def __init__(self, sentence: object, settled: Callable[[bool], object]) -> None:
        super().__init__()
        self._settled = settled
        self.setObjectName("message")
        self.setProperty("tone", "warn")
        self.setAccessibleName(str(sentence))
        self.theirs = Button(tr("Take theirs"), clicked=lambda: self._choose(True))
        self.mine = Button(tr("Keep mine"), clicked=lambda: self._choose(False))
        for button in (self.theirs, self.mine):
            button.setAutoDefault(False)
        said = row(icon_label("triangle-alert", "warn", 18), gap=12)
        said.addWidget(Label(sentence, "body", theme.MEDIUM, "warn", wrap=True), 1)
        choice = row(None, self.theirs, self.mine)
        self.setLayout(column(said, choice, gap=8, margins=(14, 10, 10, 10)))

    def _choose(self, is_theirs: bool) -> None:
        self.hide()
        self.deleteLater()
        self._settled(is_theirs)
