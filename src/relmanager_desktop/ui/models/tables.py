"""The table view of every list: no grid, rows to click, columns that fill the width."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QKeyCombination, QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableView,
    QWidget,
)

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.models.cells import ONE_LINE, TWO_LINES, Cells, Paint
from relmanager_desktop.ui.models.pasting import cells_of
from relmanager_desktop.ui.models.rows import ID_ROLE, PAGE, RowsModel
from relmanager_desktop.ui.models.table_headers import Header
from relmanager_desktop.ui.models.widths import columns_too_many

if TYPE_CHECKING:
    from relmanager_desktop.ui.models.cell_editors import CellEditor
    from relmanager_desktop.ui.models.editing import Desk

FILL_DOWN = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_D)


class Kept(NamedTuple):
    """What a refresh must not move: the selection and the scroll."""

    id: int | None = None
    row: int = 0
    column: int = 0
    scroll: int = 0


class Table(QTableView):
    """Shows a RowsModel; Enter opens a row, F2 or typing edits the cell in place.

    With a ``desk`` a double click edits too, save in the first column, which opens the row.
    """

    def __init__(
        self,
        model: RowsModel,
        painters: dict[str, Paint],
        name: object,
        opened: Callable[[int], object],
        *,
        two_lines: bool = True,
        desk: Desk | None = None,
        removed: Callable[[int], object] | None = None,
    ) -> None:
        super().__init__()
        self.rows = model
        self._opened, self._removed, self._desk = opened, removed, desk
        self._kept = Kept()
        self._cell: CellEditor | None = None
        self._waiting: list[Callable[[], object]] = []
        height = TWO_LINES if two_lines else ONE_LINE
        self.setHorizontalHeader(Header())
        self.setModel(model)
        self.setItemDelegate(Cells(painters, self, height, desk, self.begin))
        self.setAccessibleName(str(name))
        self.horizontalHeader().setAccessibleName(str(tr("{list}: columns", list=name)))
        self.verticalHeader().setAccessibleName(str(tr("{list}: rows", list=name)))
        self._dress(height)
        self.doubleClicked.connect(self._double_clicked)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._bring_back)
        model.rowsInserted.connect(self._bring_back_late)

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

    @property
    def is_editing(self) -> bool:
        """Whether somebody types into a cell."""
        return self._cell is not None

    def when_free(self, deed: Callable[[], object]) -> None:
        """Do what puts other rows into the list: now, or as soon as nobody types into it."""
        if not self.is_editing:
            deed()
        elif deed not in self._waiting:
            self._waiting.append(deed)

    def edit_now(self, index: QModelIndex) -> None:
        """Edit a cell in place, with its list open where it has one."""
        self.setCurrentIndex(index)
        self.edit(index)
        if self._cell is not None:
            self._cell.offer()

    def begin(self, cell: CellEditor) -> None:
        """Note that a cell is being edited, until its editor is closed."""
        self._cell = cell
        cell.finished.connect(self.finish)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close an editor, unless what stands in it would be lost."""
        is_going = hint == QAbstractItemDelegate.EndEditHint.RevertModelCache
        if editor is self._cell and not is_going and self._cell.problem is not None:
            return
        self._cell = None
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        QTimer.singleShot(0, self, self._catch_up)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Save the cell that is being edited; stay with it where it cannot be saved."""
        if self._cell is None or self.finish():
            super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that paste into cells from the window, which would import a list."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_ours = self._desk is not None and self.currentIndex().isValid()
            event.setAccepted(is_ours and event.matches(QKeySequence.StandardKey.Paste))
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row on Enter, remove it on Delete, edit as a spreadsheet does."""
        index = self.currentIndex()
        if self.is_editing:
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(index)
        elif event.matches(QKeySequence.StandardKey.Delete):
            if index.isValid() and self._removed is not None:
                self._removed(index.data(ID_ROLE))
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste(index)
        elif event.keyCombination() == FILL_DOWN:
            self._fill_down(index)
        elif event.key() == Qt.Key.Key_F2 and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit_now(index)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the columns for which there is no room."""
        super().resizeEvent(event)
        self._fit()

    def finish(self, step: str = "stay") -> bool:
        """Save the cell and take a step, or say why it cannot be saved; return whether it was."""
        cell = self._cell
        if cell is None:
            return True
        if step == "back":
            self.closeEditor(cell, QAbstractItemDelegate.EndEditHint.RevertModelCache)
            return True
        if not cell.is_right():
            return False
        self.commitData(cell)
        self.closeEditor(cell, QAbstractItemDelegate.EndEditHint.NoHint)
        self._step(self.currentIndex(), step)
        return True

    def _step(self, index: QModelIndex, step: str) -> None:
        if step == "down" and index.row() + 1 < self.rows.rowCount():
            self.setCurrentIndex(index.siblingAtRow(index.row() + 1))
        elif step in {"next", "previous"}:
            columns = [
                number
                for number, column in enumerate(self.rows.columns)
                if column.is_editable and not self.isColumnHidden(number)
            ]
            later = [number for number in columns if number > index.column()]
            earlier = [number for number in columns if number < index.column()]
            found = later[:1] if step == "next" else earlier[-1:]
            if found:
                self.setCurrentIndex(index.siblingAtColumn(found[0]))
                self.edit(self.currentIndex())

    def _paste(self, index: QModelIndex) -> None:
        if self._desk is None or not index.isValid():
            return
        every = enumerate(self.rows.columns)
        shown = [each for n, each in every if n >= index.column() and not self.isColumnHidden(n)]
        names = [column.name if column.is_editable else None for column in shown]
        text = QApplication.clipboard().text()
        ids = self.rows.ids_from(index.row(), text.count("\n") + 1)
        self._desk.paste(cells_of(text, ids, names))

    def _fill_down(self, index: QModelIndex) -> None:
        can_edit = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        if self._desk is not None and can_edit and index.row() > 0:
            above = index.siblingAtRow(index.row() - 1).data(ID_ROLE)
            name = self.rows.columns[index.column()].name
            self._desk.fill(index.data(ID_ROLE), name, above)

    def _catch_up(self) -> None:
        if not self.is_editing:
            waiting, self._waiting = self._waiting, []
            for deed in waiting:
                deed()

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.column() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit_now(index)
        else:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and not self.is_editing:
            self._opened(index.data(ID_ROLE))

    def _keep(self) -> None:
        """Remember selection and scroll: a refresh must not move what the user looks at."""
        index = self.currentIndex()
        id_ = index.data(ID_ROLE) if index.isValid() else None
        self._kept = Kept(id_, index.row(), index.column(), self.verticalScrollBar().value())
        last = self.rowAt(self.viewport().height() - 1)
        self.rows.needed = max(last, index.row()) + PAGE if last > PAGE else 0

    def _bring_back(self) -> None:
        self._fit()
        kept = self._kept
        self.updateGeometries()
        if kept.id is not None and self.rows.rowCount():
            position = self.rows.position_of(kept.id)
            if position is None and self.rows.is_whole:  # it is gone: its neighbour takes its place
                position = min(kept.row, self.rows.rowCount() - 1)
            if position is not None:
                self.setCurrentIndex(self.rows.index(position, kept.column))
        self.verticalScrollBar().setValue(kept.scroll)

    def _bring_back_late(self) -> None:
        """Choose again what stands among the rows that came behind the first."""
        position = None if self._kept.id is None else self.rows.position_of(self._kept.id)
        if position is not None and not self.currentIndex().isValid():
            scroll = self.verticalScrollBar().value()
            self.setCurrentIndex(self.rows.index(position, self._kept.column))
            self.verticalScrollBar().setValue(scroll)

    def _dress(self, height: int) -> None:
        self.setShowGrid(False)
        self.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().sortIndicatorChanged.connect(
            lambda column, order: self.when_free(partial(self.rows.sort, column, order))
        )
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)
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
