"""The list of all kinds of records, in groups, each with how many there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from relmanager_desktop.domain.records import SEEN
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.ui import icons, painting, theme

GROUPS: tuple[tuple[str, Text], ...] = (
    ("people", tr("Parties and people")),
    ("touch", tr("Touch")),
    ("plan", tr("Plan")),
    ("issue", tr("Issues")),
    ("score", tr("Scores")),
    ("programme", tr("Programmes")),
    ("own", tr("Ours")),
)
KIND = int(Qt.ItemDataRole.UserRole) + 1
COUNT = KIND + 1
ICON = KIND + 2
HEADING_HEIGHT, HEIGHT, WIDTH = 34, 32, 236


class KindList(QListWidget):
    """Kinds to choose from; ``chosen(kind)`` is called when another one is."""

    def __init__(self, chosen: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("kinds")
        self.setAccessibleName(str(tr("Kinds of records")))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(theme.px(WIDTH))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_KindPainter(self))
        self._items: dict[str, QListWidgetItem] = {}
        self._fill()
        self.currentItemChanged.connect(
            lambda item, _before: chosen(item.data(KIND)) if item is not None else None
        )

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many records each kind has."""
        for kind, item in self._items.items():
            count = counts.get(kind, 0)
            item.setData(COUNT, count)
            spoken = tr(
                "{kind}, {n} record", plural="{kind}, {n} records", n=count, kind=item.text()
            )
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), str(spoken))

    def choose(self, kind: str) -> None:
        """Put the selection on a kind."""
        self.setCurrentItem(self._items[kind])

    def _fill(self) -> None:
        for group, heading in GROUPS:
            title = QListWidgetItem(str(heading))
            title.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(title)
            for kind in SEEN:
                if kind.group == group:
                    item = QListWidgetItem(str(kind.plural))
                    item.setData(KIND, kind.name)
                    item.setData(COUNT, 0)
                    item.setData(ICON, kind.icon)
                    self.addItem(item)
                    self._items[kind.name] = item


class _KindPainter(QStyledItemDelegate):
    """Paints headings quietly, and kinds without records more quietly than the others."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a heading or a kind."""
        return QSize(100, theme.px(HEIGHT if index.data(KIND) else HEADING_HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one line."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(4, 1, -4, -1)
        if index.data(KIND):
            self._draw_kind(painter, box, option.state, index)
        else:
            inner = box.adjusted(8, 8, -8, 0)
            painting.draw_text(
                painter, inner, str(index.data()), size="caption", weight=theme.SEMI, ink="text3"
            )
        painter.restore()

    def _draw_kind(
        self,
        painter: QPainter,
        box: QRectF,
        state: QStyle.StateFlag,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if is_chosen or is_hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("select" if is_chosen else "hover"))
            painter.drawRoundedRect(box, 6, 6)
        count = int(index.data(COUNT))
        ink = "accent" if is_chosen else "text2" if count else "text3"
        icon = icons.pixmap(str(index.data(ICON)), ink)
        side = theme.px(16)
        mark = QRectF(box.x() + 8, int(box.center().y() - side / 2), side, side)
        painter.drawPixmap(painting.mirrored(box, mark).topLeft(), icon)
        weight = theme.MEDIUM if count or is_chosen else theme.REGULAR
        figures = f"{count:,}" if count else ""
        room = painting.text_width(figures, "small") + 16
        words = painting.mirrored(box, box.adjusted(side + 16, 0, -room, 0))
        shade = "text" if is_chosen or count else "text3"
        painting.draw_text(painter, words, str(index.data()), weight=weight, ink=shade)
        if count:
            painting.draw_text(
                painter, box.adjusted(8, 0, -8, 0), figures, size="small",
                ink="text3", align=painting.RIGHT, tabular=True,
            )  # fmt: skip
