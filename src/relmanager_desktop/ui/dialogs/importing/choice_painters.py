"""Paints the fields that a column can go to: each by its name and its record."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from relmanager_desktop.ui import painting, theme
from relmanager_desktop.ui.dialogs.importing.fields import FieldChoice

Index = QModelIndex | QPersistentModelIndex
LINE = 30
CHOICE = int(Qt.ItemDataRole.UserRole) + 1


class ChoicePainter(QStyledItemDelegate):
    """Paints a field: its name, and its record at the end of the line."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a line."""
        return QSize(120, theme.px(LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one field."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(6, 1, -6, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("select"))
            painter.drawRoundedRect(box, 6, 6)
        choice: FieldChoice | None = index.data(CHOICE)
        inner = box.adjusted(10, 0, -10, 0)
        if choice is None:
            painting.draw_text(painter, inner, str(index.data()), ink="text2")
        else:
            self._draw_choice(painter, inner, choice)
        painter.restore()

    def _draw_choice(self, painter: QPainter, inner: QRectF, choice: FieldChoice) -> None:
        width = painting.text_width(choice.record, "small") + 2
        width = min(width, int(inner.width() / 2))
        record = painting.mirrored(inner, inner.adjusted(inner.width() - width, 0, 0, 0))
        painting.draw_text(painter, record, choice.record, size="small", ink="text3")
        name = painting.mirrored(inner, inner.adjusted(0, 0, -width - 10, 0))
        painting.draw_text(painter, name, choice.title, weight=theme.MEDIUM)
