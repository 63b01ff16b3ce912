"""A new row beside the record it looks like, and what a person makes of the two."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QWidget

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import lowered, tr
from relmanager_desktop.queries.import_pairs import Pair
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.basics import Label, boxed, column, row
from relmanager_desktop.ui.widgets.choosers import Chips
from relmanager_desktop.ui.widgets.labels import CutLabel

NEW, SAME, LEFT = "new", "same", "left"
LABEL_WIDTH, SCORE = 60, 42
INDENT, ONE_SIDE = 16, 170


class NameLabel(Label):
    """A name that takes a second line rather than be cut: two are told apart by it."""

    def __init__(self, text: str, size: str, weight: QFont.Weight, ink: str) -> None:
        super().__init__(text, size, weight, ink, wrap=True)
        self.setMinimumWidth(1)


class Sides(QWidget):
    """Two sides with what is between them: side by side, one below the other where it is narrow."""

    def __init__(self, one: QWidget, between: QWidget, other: QWidget) -> None:
        super().__init__()
        self._lay = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay.setContentsMargins(0, 0, 0, 0)
        self._lay.setSpacing(8)
        for part, stretch in ((one, 1), (between, 0), (other, 1)):
            self._lay.addWidget(part, stretch)

    def minimumSizeHint(self) -> QSize:
        """Ask for the room of one side: they need not stand side by side."""
        wanted = super().minimumSizeHint()
        return QSize(min(wanted.width(), theme.px(ONE_SIDE)), wanted.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn where the room is too narrow for two."""
        super().resizeEvent(event)
        down, along = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        is_narrow = self.width() < theme.px(2 * ONE_SIDE + SCORE)
        if self._lay.direction() != (wanted := down if is_narrow else along):
            self._lay.setDirection(wanted)
            self.updateGeometry()


def pair_card(pair: Pair, choice: str, chosen: Callable[[str], object]) -> QFrame:
    """Return two records side by side; ``chosen`` is told 'new', 'same' or 'left'."""
    mine = _side(tr("In your file, row {row}", row=pair.place[1]), pair, 1, "pairNew")
    where = (
        tr("In your portfolio")
        if isinstance(pair.other, int)
        else tr("In your file, row {row}", row=pair.other[1])
    )
    theirs = _side(where, pair, 2, "pairOld")
    sides = Sides(mine, boxed(_score(pair)), theirs)
    options = [
        (SAME, str(tr("The same {kind}", kind=lowered(KINDS[pair.kind].label)))),
        (NEW, str(tr("Keep both"))),
        (LEFT, str(tr("Leave this row out"))),
    ]
    name = str(tr("{name} beside {other}", name=pair.name, other=pair.other_name))
    chips = Chips(options, name, lambda: chosen(str(chips.chosen()[0])), is_single=True)
    chips.choose((choice,))
    made = boxed(column(sides, chips, gap=8, margins=(INDENT, 10, 16, 12)))
    made.setAccessibleName(name)
    return made


def _side(title: object, pair: Pair, side: int, look: str) -> QFrame:
    lines = column(Label(title, "small", theme.SEMI, "text3"), gap=3, margins=(12, 8, 12, 10))
    for number, fact in enumerate(pair.facts):
        differs = fold(fact[1]) != fold(fact[2])
        ink = "info" if differs and side == 1 and fact[1] else "text"
        label = Label(fact[0], "small", ink="text3")
        label.setFixedWidth(theme.px(LABEL_WIDTH))
        make = NameLabel if number == 0 else CutLabel
        value = make(fact[side] or "–", "small", theme.MEDIUM, ink)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        line = row(label, gap=6)
        line.addWidget(value, 1)
        lines.addLayout(line)
    lines.addStretch(1)
    return boxed(lines, look)


def _score(pair: Pair) -> QLayout:
    number = Label(str(pair.score), "body", theme.SEMI, tabular=True)
    word = Label(tr("% alike"), "caption", theme.MEDIUM, "text3")
    for label in (number, word):
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setMinimumWidth(theme.px(SCORE))
    return column(None, number, word, None, gap=0)
