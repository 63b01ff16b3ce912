"""The table view of every list: no grid, rows to click, columns that fill the width."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from relmanager_desktop.ui import theme
from relmanager_desktop.ui.models.cells import ONE_LINE, TWO_LINES, Cells, Paint
from relmanager_desktop.ui.models.rows import ID_ROLE, RowsModel


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
        height = TWO_LINES if two_lines else ONE_LINE
        self.setModel(model)
        self.setItemDelegate(Cells(painters, self, height))
        self.setAccessibleName(str(name))
        self._dress(height)
        self.doubleClicked.connect(self._open)
        model.modelReset.connect(self._fit)

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

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and self.state() != QAbstractItemView.State.EditingState:
            self._opened(index.data(ID_ROLE))

    def _dress(self, height: int) -> None:
        self.setShowGrid(False)
        self.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSectionsClickable(True)
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
        header.setHighlightSections(False)
        header.setSortIndicatorShown(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for number, column in enumerate(self.rows.columns):
            if column.width:
                self.setColumnWidth(number, theme.px(column.width))
        self._fit()

    def _fit(self) -> None:
        header = self.horizontalHeader()
        for number, column in enumerate(self.rows.columns):
            if not column.width:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
                header.setStretchLastSection(False)
