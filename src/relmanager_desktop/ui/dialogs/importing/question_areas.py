"""The questions below the preview: two abreast, with their share of the room and no more."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.basics import column, emptied, row, scrolled

ABREAST, NARROW, TALLEST, SCROLLBAR = 2, 640, 0.42, 14
MOST_HEIGHT = 100_000
TIGHT = 440  # the height of the step below which rows and questions take turns, at 100 % text


class QuestionArea(QWidget):
    """Cards that scroll; where there is little room they take turns with the rows of the file."""

    def __init__(self) -> None:
        super().__init__()
        self._cards = column(gap=12)
        self.area: QScrollArea = scrolled(self._cards, tr("Questions"))
        self._count = 0
        self.setLayout(column(self.area, gap=0))

    def show_cards(self, cards: Sequence[QFrame], width: int) -> None:
        """Show these cards in a step of this width."""
        emptied(self._cards)
        self._count = len(cards)
        abreast = ABREAST if width >= theme.px(NARROW) else 1
        for start in range(0, len(cards), abreast):
            self._cards.addLayout(_abreast(cards[start : start + abreast]))
        self.setVisible(bool(cards))
        stops = [part for card in cards for part in card.findChildren(QWidget) if _is_stop(part)]
        for one, two in pairwise([self.area, *stops]):
            QWidget.setTabOrder(one, two)

    def fit(self, width: int, height: int, *, are_wanted: bool) -> bool:
        """Take a share of the height of the step, or the place of the rows where it is too low.

        Then the questions are only shown where they ``are_wanted``; return whether they are.
        """
        body = self.area.widget()
        if body is None or not self._count:
            self.hide()
            return False
        is_tight = height < theme.px(TIGHT)
        self.setVisible(not is_tight or are_wanted)
        body.setMaximumHeight(MOST_HEIGHT)
        body.setMinimumHeight(0)
        inner = width - SCROLLBAR
        wanted = body.heightForWidth(inner) if body.hasHeightForWidth() else 0
        wanted = wanted if wanted > 0 else body.sizeHint().height()
        body.setFixedHeight(wanted)  # else chips that wrap claim the height of the least width
        share = MOST_HEIGHT if is_tight else min(wanted + 2, int(height * TALLEST))
        self.area.setMinimumHeight(0 if is_tight else share)
        self.area.setMaximumHeight(share)
        return is_tight and are_wanted


def _is_stop(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _abreast(cards: Sequence[QFrame]) -> QHBoxLayout:
    line = row(gap=12)
    for card in cards:
        line.addWidget(card, 1)
    return line
