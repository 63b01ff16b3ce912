"""A column of the Today board: its name and count, then its cards or why there are none."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from relmanager_desktop.ui import icons, painting, theme
from relmanager_desktop.ui.models.cards import Card, CardList
from relmanager_desktop.ui.widgets.basics import Label, boxed, column

HEAD = 20


class CardColumn(QWidget):
    """A column; ``icon`` and ``hint`` stand in the place of its cards while it has none."""

    def __init__(self, label: object, tone: str, icon: str, hint: object, cards: CardList) -> None:
        super().__init__()
        self.list = cards
        self._label, self._total = str(label), "0"
        self._tone, self._icon, self._hint = tone, icon, hint
        self._layout = column(margins=(0, theme.px(HEAD) + 8, 0, 0))
        self._layout.addWidget(cards, 1)
        self.setLayout(self._layout)

    @cached_property
    def hint(self) -> QWidget:
        """What says that there is no card, made when that is first so."""
        picture = QLabel()
        picture.setPixmap(icons.pixmap(self._icon, "text3", 24))
        said = Label(self._hint, "small", ink="text3", wrap=True)
        for label in (picture, said):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made = boxed(column(None, picture, said, None, None, gap=8), "noCards")
        self._layout.insertWidget(0, made, 1)
        return made

    def show_cards(self, count: int, card_at: Callable[[int], Card], total: int) -> None:
        """Show cards by their number; ``total`` also counts those that were cut off."""
        self.list.show_cards(count, card_at)
        self.list.setVisible(bool(count))
        if not count or "hint" in self.__dict__:
            self.hint.setVisible(not count)
        self._total = f"{total:,}"
        self.setAccessibleName(f"{self._label}, {self._total}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the name and the count above the cards."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0, 0, self.width(), theme.px(HEAD))
        width = painting.room_of(self._label, "body", theme.SEMI).width()
        room = painting.mirrored(whole, QRectF(0, 0, width, whole.height()))
        painting.draw_text(painter, room, self._label, weight=theme.SEMI)
        pill = QRectF(width + 10, 0, painting.pill_width(self._total), whole.height())
        left = painting.mirrored(whole, pill).x()
        painting.draw_pill(painter, left, whole.height() / 2, self._total, self._tone)
        painter.end()
