"""The headings of a list: quiet words, and an arrow at the one that sorts."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView

from relmanager_desktop.ui import icons, painting, theme
from relmanager_desktop.ui.models.cells import PADDING
from relmanager_desktop.ui.models.rows import RowsModel

ARROW = 12


class Header(QHeaderView):
    """The headings: quiet words, and an arrow at the one that sorts."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(theme.px(36))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one heading."""
        model = self.model()
        assert isinstance(model, RowsModel)  # noqa: S101 - narrows the type
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        box = QRectF(rect).adjusted(PADDING, 0, -PADDING, 0)
        column = model.columns[section]
        is_sorting = section == self.sortIndicatorSection()
        align = painting.RIGHT if column.is_number else painting.LEFT
        if is_sorting:
            box = self._draw_arrow(painter, box, column.title, is_number=column.is_number)
        ink = "text" if is_sorting else "text3"
        painting.draw_text(
            painter, box, column.title, size="small", weight=theme.MEDIUM, ink=ink, align=align
        )
        painter.restore()

    def _draw_arrow(self, painter: QPainter, box: QRectF, title: str, *, is_number: bool) -> QRectF:
        """Draw the arrow behind the word, before it in a column of numbers; return its room."""
        side = theme.px(ARROW)
        room = box.adjusted(side + 4, 0, 0, 0) if is_number else box.adjusted(0, 0, -side - 4, 0)
        width = min(room.width(), painting.text_width(title, "small", theme.MEDIUM))
        x = room.right() - width - side - 4 if is_number else room.x() + width + 4
        where = painting.mirrored(box, QRectF(x, box.center().y() - side / 2, side, side))
        picture = icons.pixmap("chevron-down", "text2", ARROW)
        painter.save()
        if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder:
            painter.translate(where.center())
            painter.rotate(180)
            painter.translate(-where.center())
        painter.drawPixmap(where.topLeft(), picture)
        painter.restore()
        return painting.mirrored(box, room)
