"""A column of the Today board: painted cards that the keyboard can reach."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QKeyCombination,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyleOptionViewItem

from relmanager_desktop.ui import icons, painting, theme
from relmanager_desktop.ui.tips import TippedDelegate

Index = QModelIndex | QPersistentModelIndex
CARD_ROLE = int(Qt.ItemDataRole.UserRole) + 1
GAP, HEIGHT = 10, 110  # of a card whose reason takes one line
REASON_LINE, MOST_REASON_LINES = 16, 8
MEASURED_AT_FIRST = 4  # cards of a column: the first picture waits for no more
PUT_OFF = QKeyCombination(Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Right)
PUT_OFF_KEYS = QKeySequence(PUT_OFF).toString(QKeySequence.SequenceFormat.NativeText)
KEPT = 1024  # reasons in their lines
LEFT = 20  # before the texts, beside the icon


class Card(NamedTuple):
    """One thing to do as the board paints it.

    ``kind`` is 'touch' or 'action'; ``id`` is the account of a touch, the action itself otherwise.
    """

    kind: str
    id: int
    title: str
    place: str
    detail: str
    icon: str
    pill: str
    tone: str
    tier: str = ""
    tier_order: int = 0
    owner: str = ""
    contact: int = 0
    purpose: str = ""
    account: int | None = None

    @property
    def thing(self) -> tuple[str, int, int, str]:
        """What it is about, whatever is said of it: two cards of one thing are the same card."""
        return self.kind, self.id, self.contact, self.purpose

    def spoken(self) -> str:
        """Return the whole card as one sentence for screen readers."""
        return ". ".join(part for part in (self.title, self.place, self.pill, self.detail) if part)


class CardsModel(QAbstractListModel):
    """Holds the cards of one column."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._card_at: Callable[[int], Card]

    def show_cards(self, count: int, card_at: Callable[[int], Card]) -> None:
        """Show so many cards, each put together when it is first looked at."""
        self.beginResetModel()
        self._count, self._card_at = count, cache(card_at)
        self.endResetModel()

    def row_of(self, card: Card) -> int | None:
        """Return in which row the same card stands now, None where it is gone."""
        rows = range(self._count)
        return next((row for row in rows if self._card_at(row).thing == card.thing), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        """Return how many cards there are."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the card, or its sentence."""
        if not index.isValid() or index.row() >= self._count:
            return None
        card = self._card_at(index.row())
        if role == CARD_ROLE:
            return card
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return card.spoken()
        return None


class CardPainter(TippedDelegate):
    """Paints one card, as high as its reason is long."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.width = 0  # of the list's viewport, 0 as long as nobody knows it
        self.measures_all = False

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a card with the gap below it."""
        count = 1
        if self.width and (self.measures_all or index.row() < MEASURED_AT_FIRST):
            card: Card = index.data(CARD_ROLE)
            count = max(1, len(_reason_lines(card.detail, self.width, MOST_REASON_LINES)))
        return QSize(120, theme.px(HEIGHT + (count - 1) * REASON_LINE) + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint icon, title, account, reason and pills."""
        card: Card = index.data(CARD_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -GAP - 0.5)
        self._draw_frame(painter, box, option.state)
        self._draw_texts(painter, box, card)
        self._draw_foot(painter, box, card)
        painter.restore()

    def _draw_frame(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag) -> None:
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_focused = is_selected and bool(state & QStyle.StateFlag.State_HasFocus)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(theme.colour("select" if is_focused else "surface"))
        edge = "accent" if is_focused else "line2" if is_hovered else "line"
        painter.setPen(QPen(theme.colour(edge), 1))
        painter.drawRoundedRect(box, 8, 8)

    def _draw_texts(self, painter: QPainter, box: QRectF, card: Card) -> None:
        side = theme.px(16)
        icon = QRectF(box.x() + 12, box.y() + theme.px(12), side, side)
        where = painting.mirrored(box, icon).topLeft()
        painter.drawPixmap(where, icons.pixmap(card.icon, "text2"))
        width = box.width() - LEFT - side - 12
        left = painting.mirrored(box, QRectF(box.x() + LEFT + side, 0, width, 1)).x()
        y = box.y() + theme.px(9)
        for text, size, weight, ink in (
            (card.title, "body", theme.SEMI, "text"),
            (card.place, "small", theme.REGULAR, "text2"),
        ):
            room = QRectF(left, y, width, theme.px(20))
            painting.draw_text(painter, room, text, size=size, weight=weight, ink=ink)
            y += theme.px(20)
        high = theme.metrics("small").lineSpacing()
        lines = _reason_lines(card.detail, box.width() + 1, MOST_REASON_LINES)
        for number, part in enumerate(lines[: _lines_in(box.height() + 1)]):
            room = QRectF(left, y + 1 + number * high, width, high)
            painting.draw_text(painter, room, part, size="small", ink="text3")

    def _draw_foot(self, painter: QPainter, box: QRectF, card: Card) -> None:
        middle = box.bottom() - theme.px(22)
        x = box.x() + LEFT + theme.px(16)
        is_late = card.tone in {"bad", "warn"}
        width = painting.pill_width(card.pill, dot=is_late)
        pill = painting.mirrored(box, QRectF(x, middle, width, 1))
        painting.draw_pill(painter, pill.x(), middle, card.pill, card.tone, dot=is_late)
        free = x + width + 8
        side = theme.px(22)
        mark = QRectF(box.right() - side - 12, middle - side / 2, side, side)
        room = QRectF(free, middle, painting.tier_width(card.tier) if card.tier else 0, 1)
        shows_tier = bool(card.tier) and room.right() <= box.right() - 12
        if shows_tier:
            badge = painting.mirrored(box, room)
            painting.draw_tier(painter, badge.x(), middle, card.tier, card.tier_order)
            free = room.right() + 8
        if card.owner and free <= mark.left():
            painting.draw_initials(painter, painting.mirrored(box, mark), card.owner)

    def tip(self, option: QStyleOptionViewItem, index: Index, _where: QPoint) -> str:
        """Return the whole reason where the card does not hold it."""
        card: Card = index.data(CARD_ROLE)
        most = _lines_in(option.rect.height() - GAP)
        lines = _reason_lines(card.detail, option.rect.width(), most + 1)
        return card.detail if len(lines) > most else ""


class CardList(QListView):
    """One column of cards.

    Enter opens, Space does the next step, Alt+Right puts off, the menu key shows all.
    """

    def __init__(
        self,
        name: object,
        opened: Callable[[Card], object],
        stepped: Callable[[Card], object],
        put_off: Callable[[Card], object],
        menu_for: Callable[[Card, QMenu], object],
    ) -> None:
        super().__init__()
        self.cards = CardsModel()
        self._opened, self._stepped, self._menu_for = opened, stepped, menu_for
        self._put_off = put_off
        self.setModel(self.cards)
        self._painter = CardPainter(self)
        self.setItemDelegate(self._painter)
        self.setObjectName("cards")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)  # until the width is known by which they differ
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(str(name))
        self.doubleClicked.connect(lambda index: opened(index.data(CARD_ROLE)))

    def chosen(self) -> Card | None:
        """Return the card in front of the keyboard, None if there is none."""
        index = self.currentIndex()
        card: Card | None = index.data(CARD_ROLE) if index.isValid() else None
        return card

    def show_cards(self, count: int, card_at: Callable[[int], Card]) -> None:
        """Show other cards, but stay at the same one, or at the one that took its place."""
        card, row = self.chosen(), self.currentIndex().row()
        if card is None:
            self.cards.show_cards(count, card_at)
            return
        scroll = self.verticalScrollBar().value()
        self.cards.show_cards(count, card_at)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(scroll)
        found = self.cards.row_of(card)
        self.setCurrentIndex(self.cards.index(min(row, count - 1) if found is None else found, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the cards now that the width is known.

        The event tells it: to ask for the viewport, a widget that Qt made, has PySide prepare all
        classes of widgets there are, before the first picture.
        """
        self._painter.width = event.size().width()
        self.setUniformItemSizes(False)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Measure the cards further down once the first ones are seen."""
        super().paintEvent(event)
        if not self._painter.measures_all:
            self._painter.measures_all = True
            if self.cards.rowCount() > MEASURED_AT_FIRST:
                QTimer.singleShot(0, self, self.scheduleDelayedItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, step on Space."""
        card = self.chosen()
        if card is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._opened(card)
        elif card is not None and event.keyCombination() == PUT_OFF:
            self._put_off(card)
        elif card is not None and event.key() == Qt.Key.Key_Space:
            self._stepped(card)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show what can be done with the card."""
        index = self.indexAt(event.pos())
        index = index if index.isValid() else self.currentIndex()
        if index.isValid():
            menu = QMenu(self)
            self._menu_for(index.data(CARD_ROLE), menu)
            menu.exec(event.globalPos())


def _reason_lines(text: str, width: float, most: int) -> tuple[str, ...]:
    """Return a reason in the lines that it takes on a card of this width."""
    return _broken(text, int(width - LEFT - theme.px(16) - 13), most, theme.px(100))


@lru_cache(maxsize=KEPT)
def _broken(text: str, room: int, most: int, _percent: int) -> tuple[str, ...]:
    return tuple(painting.broken(text, theme.metrics("small"), room, most))


def _lines_in(height: float) -> int:
    return 1 + max(0, round((height - theme.px(HEIGHT)) / theme.px(REASON_LINE)))
