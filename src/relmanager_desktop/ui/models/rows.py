"""One windowed table model for every list: ids in order, rows fetched a page at a time."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
PAGE = 128
FIRST = 2 * PAGE  # rows that a slow source is asked for before all
PAGES_KEPT = 24
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 2


@dataclass(frozen=True)
class Column:
    """One column of a list.

    Attributes:
        name: what the source sorts by, and the field that is edited in place.
        title: its heading.
        text: the whole text of a cell, for screen readers, copying and plain painting.
        painter: the name of the delegate's way to paint it; '' for plain text.
        width: in logical pixels at 100 percent; 0 takes the rest.
        tip: the lines that a tooltip shows where they do not fit; the text if not given.
        lead: what the painter draws before the text, in logical pixels, such as initials.
        more: what a tooltip says in any case, such as the day of "9 days ago".
        yields: how readily it is left out where the table is narrow; the highest goes first.
    """

    name: str
    title: str
    text: Callable[[Any], str]
    painter: str = ""
    width: int = 120
    is_number: bool = False
    is_editable: bool = False
    can_sort: bool = True
    yields: int = 0
    tip: Callable[[Any], str] | None = None
    lead: int = 0
    more: Callable[[Any], str] | None = None


class Source(Protocol):
    """Where the rows come from: the database counts, sorts and filters."""

    def ids(self, sort: str, descending: bool) -> array[int]:
        """Return all ids in order."""

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return the rows of these ids; each has an ``id``."""


class SlowSource(Source, Protocol):
    """A source of so many rows that the first ones are asked for before all."""

    def first_ids(self, sort: str, descending: bool, limit: int) -> array[int]:
        """Return the first ids in order."""

    def later_ids(self, sort: str, descending: bool, then: Callable[[array[int]], None]) -> None:
        """Hand all ids in order to ``then``, later, on the GUI thread."""


class RowsModel(QAbstractTableModel):
    """Shows the rows of a source; holds ids, and only the pages that were looked at."""

    def __init__(self, columns: Sequence[Column], source: Source | SlowSource) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._source = source
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._sort = columns[0].name
        self._descending = False
        self._asked = 0
        self.needed = 0  # rows that a view looks at: they are asked for at once
        self.is_whole = True

    def refresh(self) -> None:
        """Ask the source again: where it is slow the first rows now, the rest behind them."""
        self._asked += 1
        slow: Any = self._source if hasattr(self._source, "first_ids") else None
        self.beginResetModel()
        if slow is None:
            self._ids = self._source.ids(self._sort, self._descending)
        else:
            limit = max(FIRST, self.needed)
            self._ids = slow.first_ids(self._sort, self._descending, limit)
        self.is_whole = slow is None or len(self._ids) < limit
        self._pages.clear()
        self.endResetModel()
        if not self.is_whole:
            then = partial(self._complete, self._asked)
            slow.later_ids(self._sort, self._descending, then)

    def _complete(self, asked: int, ids: array[int]) -> None:
        """Take the rest of the ids, unless something else was asked meanwhile."""
        if asked != self._asked:
            return
        self.is_whole = True
        count = len(self._ids)
        if len(ids) > count:
            self.beginInsertRows(QModelIndex(), count, len(ids) - 1)
            self._ids = ids
            self._pages.pop((count - 1) // PAGE, None)
            self.endInsertRows()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column: the source does it."""
        if 0 <= column < len(self.columns) and self.columns[column].can_sort:
            self._sort = self.columns[column].name
            self._descending = order == Qt.SortOrder.DescendingOrder
            self.refresh()

    def row_at(self, row: int) -> Any | None:
        """Return the row at a position, or None if it is gone meanwhile."""
        page, place = divmod(row, PAGE)
        rows = self._page(page)
        return rows[place] if place < len(rows) else None

    def ids_from(self, row: int, count: int) -> Sequence[int]:
        """Return the ids of so many rows from one on."""
        return self._ids[row : row + count]

    def position_of(self, id_: int) -> int | None:
        """Return where an id stands, or None."""
        try:
            return self._ids.index(id_)
        except ValueError:
            return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        """Return how many rows fit."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the text of a cell, or the whole row for the delegate."""
        if not index.isValid():
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and column.is_number:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role not in TEXT_ROLES and role != ROW_ROLE:
            return None
        row = self.row_at(index.row())
        if row is None:
            return ""
        return row if role == ROW_ROLE else column.text(row)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say which cells can be edited in place."""
        flags = super().flags(index)
        if index.isValid() and self.columns[index.column()].is_editable:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if self.columns[section].is_number
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _page(self, number: int) -> Sequence[Any]:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        wanted = self._ids[number * PAGE : (number + 1) * PAGE]
        rows = self._source.rows(wanted) if wanted else ()
        self._pages[number] = rows
        if len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        return rows


TEXT_ROLES = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.EditRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
    }
)
