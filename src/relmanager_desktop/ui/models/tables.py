"""The table view of every list: no grid, rows to click, columns that fill the width."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from relmanager_desktop.ui import icons, painting, theme
from relmanager_desktop.ui.models.cells import ONE_LINE, PADDING, TWO_LINES, Cells, Paint
from relmanager_desktop.ui.models.rows import ID_ROLE, RowsModel

LEAST_WIDE = 190  # of the column that takes the rest
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


class Table(QTableView):
    """Shows a RowsModel; Enter or a double click opens a row, F2 edits in place."""

    def __init__(
        self,
        model: RowsModel,
        painters: dict[str, Paint],
        name: object,
        opened: Callable[[int], object],
        *,
        two_lines: bool = True,
    ) -> None:
        super().__init__()
        self.rows = model
        self._opened = opened
        self._kept: tuple[int | None, int, int] = (None, 0, 0)
        height = TWO_LINES if two_lines else ONE_LINE
        self.setHorizontalHeader(Header())
        self.setModel(model)
        self.setItemDelegate(Cells(painters, self, height))
        self.setAccessibleName(str(name))
        self._dress(height)
        self.doubleClicked.connect(self._open)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._bring_back)

    def current_id(self) -> int | None:
        """Return the id of the row that is selected."""
        index = self.currentIndex()
        return index.data(ID_ROLE) if index.isValid() else None

    def select_id(self, id_: int) -> None:
        """Put the selection on a record, if it is shown."""
        position = self.rows.position_of(id_)
        if position is not None:
            self.selectRow(position)
            self.scrollTo(self.rows.index(position, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row on Enter."""
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and self.state() != QAbstractItemView.State.EditingState:
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the columns for which there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and self.state() != QAbstractItemView.State.EditingState:
            self._opened(index.data(ID_ROLE))

    def _keep(self) -> None:
        """Remember selection and scroll: a refresh must not move what the user looks at."""
        index = self.currentIndex()
        self._kept = (
            index.data(ID_ROLE) if index.isValid() else None,
            self.verticalScrollBar().value(),
            index.column(),
        )

    def _bring_back(self) -> None:
        self._fit()
        id_, scroll, column = self._kept
        position = self.rows.position_of(id_) if id_ is not None else None
        self.updateGeometries()
        if position is not None:
            self.setCurrentIndex(self.rows.index(position, column))
        self.verticalScrollBar().setValue(scroll)

    def _dress(self, height: int) -> None:
        self.setShowGrid(False)
        self.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().sortIndicatorChanged.connect(self.rows.sort)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(height))
        header = self.horizontalHeader()
        header.setSortIndicatorShown(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for number, column in enumerate(self.rows.columns):
            if column.width:
                self.setColumnWidth(number, theme.px(column.width))
        self._fit()

    def _fit(self) -> None:
        header = self.horizontalHeader()
        hidden = columns_too_many(self.rows, self.viewport().width())
        for number, column in enumerate(self.rows.columns):
            self.setColumnHidden(number, number in hidden)
            if not column.width:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
                header.setStretchLastSection(False)


def columns_too_many(model: RowsModel, width: int) -> set[int]:
    """Return which columns a table of this width leaves out: the least important, then the last."""
    widths = {
        number: theme.px(column.width or LEAST_WIDE) for number, column in enumerate(model.columns)
    }
    order = sorted(widths, key=lambda number: (-model.columns[number].yields, -number))
    hidden: set[int] = set()
    for number in order[:-1]:
        if sum(widths.values()) <= width:
            break
        if number:
            hidden.add(number)
            del widths[number]
    return hidden
