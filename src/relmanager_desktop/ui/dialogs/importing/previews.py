"""The first rows of a sheet as they stand in the file, marked by how they are understood."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from relmanager_desktop.domain.cells import column_letters
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.dates import readings_of
from relmanager_desktop.domain.mapping.maps import ColumnMap
from relmanager_desktop.domain.mapping.numbers import figure_of
from relmanager_desktop.domain.mapping.readings import field_of
from relmanager_desktop.domain.texts import shown_value, tr, verbatim
from relmanager_desktop.queries.import_previews import Table
from relmanager_desktop.ui import painting, theme

Index = QModelIndex | QPersistentModelIndex
ROW, LETTERS, NUMBERS = 26, 24, 48
NARROWEST, WIDEST, CELL_INSET = 76, 260, 18
PRESSED = 0.96  # of the wanted widths, where that saves scrolling sideways
MEASURED_ROWS, MEASURED_CELLS = 30, 1_200  # a sheet of 300 columns is measured by fewer rows
TINT = 0.45
MARK = int(Qt.ItemDataRole.UserRole) + 1
EDGE = MARK + 1  # the ink of the bar before a row, where it has one


class PreviewModel(QAbstractTableModel):
    """The cells of one table with a mark each: header, above, left, asked, refused, remark."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table
        found = table.map
        self.width = max([*(len(row) for row in table.rows), len(found.header)], default=0)
        asked = {question.column for question in found.questions}
        used = {c.column for c in found.columns if c.target or c.otherwise}
        used |= set(found.matrix.columns) if found.matrix else set()
        used |= {found.split.column if found.split else -1, found.clock.time if found.clock else -1}
        self._tints = {
            n: "asked" if n in asked else "" if n in used else "left" for n in range(self.width)
        }
        self._numeric = {
            c.column
            for c in found.columns
            if c.target and (field := field_of(c.target)) is not None and field.is_number
        }
        self._mapped = {c.column: c for c in found.columns if c.target}
        self._refused = {number: said for (number, _column), said in table.refused.items()}
        self._more = max(0, table.row_count - table.last_shown)

    def rowCount(self, _parent: Index | None = None) -> int:
        """Return the rows that are shown, and one that says how many more there are."""
        return len(self.table.rows) + (1 if self._more else 0)

    def columnCount(self, _parent: Index | None = None) -> int:
        """Return the columns of the widest row."""
        return self.width

    def number_of(self, row: int) -> int:
        """Return the number of a row as the spreadsheet shows it."""
        return self.table.first + row

    def is_wide(self, row: int) -> bool:
        """Whether a row holds one text that may run over all columns, such as a title."""
        if row >= len(self.table.rows):
            return True
        if self.number_of(row) >= self.table.map.header_row:
            return False
        cells = self.table.rows[row]
        return bool(cells) and bool(cells[0]) and not any(cells[1:])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return the letters of columns and the numbers of rows."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return column_letters(section)
        return str(self.number_of(section)) if section < len(self.table.rows) else ""

    def data(self, index: Index, role: int = 0) -> Any:
        """Return a cell, its mark, or why it is marked."""
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == MARK:
            return self._mark(row, column)
        if role == EDGE:
            number = self.number_of(row)
            is_refused = number in self._refused
            return "accent" if number == self.table.map.header_row else "badbar" * is_refused
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return self._reason(row, column) or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_right = column in self._numeric and not self.is_wide(row)
            side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _text(self, row: int, column: int) -> str:
        if row >= len(self.table.rows):
            more = tr("{n} more row like these", plural="{n} more rows like these", n=self._more)
            return str(more) if column == 0 else ""
        cells = self.table.rows[row]
        return " ".join(cells[column].split()) if column < len(cells) else ""

    def _mark(self, row: int, column: int) -> str:
        number, found = self.number_of(row), self.table.map
        if number == found.header_row:
            return "header"
        is_below = found.last_row is not None and number > found.last_row
        if number < found.header_row or row >= len(self.table.rows) or is_below:
            return "above"
        if number in self.table.skipped:
            return "above"
        if self._tints[column] == "asked":
            return "asked"
        for marks, name in ((self.table.refused, "refused"), (self.table.remarks, "remark")):
            if (number, column) in marks or (number, -1) in marks:
                return name
        return self._tints[column]

    def _reason(self, row: int, column: int) -> str:
        number = self.number_of(row)
        for marks in (self.table.refused, self.table.remarks):
            if said := marks.get((number, column)) or marks.get((number, -1)):
                return said
        if column == 0 and number in self._refused:
            return self._refused[number]
        return self.table.skipped.get(number, "") or self._read_as(row, column)

    def _read_as(self, row: int, column: int) -> str:
        """Return what a text is taken for, '' where it is taken as it stands."""
        mapped = self._mapped.get(column)
        if mapped is None or self.number_of(row) <= self.table.map.header_row:
            return ""
        taken = taken_for(mapped, self._text(row, column))
        return str(tr("Read as {value}", value=verbatim(taken))) if taken else ""


def taken_for(mapped: ColumnMap, text: str) -> str:
    """Return what a text of a column means as a day, a number or a word of ours, else ''."""
    target, reading = mapped.target, mapped.reading
    if target is None or not text:
        return ""
    field = field_of(target)
    if reading.dates in {"dmy", "mdy"}:
        day = readings_of(text).get(reading.dates)
        return "" if day is None else shown_value(day)
    if field is not None and field.is_number:
        figure = figure_of(text, reading.decimal_mark)
        return "" if figure is None else f"{figure.number * reading.factor:,}"
    if field is not None and (ours := reading.values.get(fold(text))):
        words = {choice.code: str(choice.label) for choice in field.choices}
        return words.get(ours, ours)
    return ""


GROUNDS = {
    "header": ("select", 1.0),
    "above": ("app", 1.0),
    "asked": ("warnbg", TINT),
    "left": ("neutralbg", TINT),
    "refused": ("badbg", 1.0),
    "remark": ("warnbg", 1.0),
}
INKS = {"header": "text", "above": "text3", "left": "text3", "refused": "bad", "remark": "warn"}


class CellPainter(QStyledItemDelegate):
    """Paints a cell on the tint of its mark, with a line below."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.save()
        box = QRectF(option.rect)
        mark = str(index.data(MARK))
        if mark in GROUNDS:
            painter.fillRect(box, theme.mixed(GROUNDS[mark][0], "surface", GROUNDS[mark][1]))
        edge = str(index.data(EDGE) or "") if index.column() == 0 else ""
        if edge:
            bar = painting.mirrored(box, QRectF(box.x(), box.y(), 3, box.height()))
            painter.fillRect(bar, theme.colour(edge))
        painter.setPen(QPen(theme.colour("line"), 1))
        bottom = box.bottom() - 0.5
        painter.drawLine(QPointF(box.left(), bottom), QPointF(box.right(), bottom))
        is_first = index.column() == 0 and mark not in INKS
        weight = theme.SEMI if mark == "header" else theme.MEDIUM if is_first else theme.REGULAR
        ink = INKS.get(mark, "text" if is_first else "text2")
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        painting.draw_text(
            painter,
            box.adjusted(8, 0, -8, 0),
            painting.isolated(str(index.data() or "")),
            size="small",
            weight=weight,
            ink=ink,
            align=align & Qt.AlignmentFlag.AlignHorizontal_Mask,
            tabular=bool(align & Qt.AlignmentFlag.AlignRight),
        )
        painter.restore()


class Preview(QTableView):
    """The table itself; columns are as wide as their content and fill the room there is."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted: list[int] = []
        self.setItemDelegate(CellPainter(self))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.px(ROW))
        rows.setFixedWidth(theme.px(NUMBERS))
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        columns.setFixedHeight(theme.px(LETTERS))
        columns.setMinimumSectionSize(theme.px(40))
        columns.setHighlightSections(False)
        columns.setAccessibleName(str(tr("Letters of the columns")))
        rows.setAccessibleName(str(tr("Numbers of the rows")))
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            corner.setAccessibleName(str(tr("All cells")))

    def show_table(self, table: Table, least: dict[int, int]) -> None:
        """Show a table; ``least`` is the least width of columns, for the chips above them."""
        model = PreviewModel(table)
        old = self.model()
        self.clearSpans()
        self.setModel(model)
        if old is not None:
            old.deleteLater()
        model.setParent(self)
        for row in range(model.rowCount()):
            if model.is_wide(row) and model.width > 1:
                self.setSpan(row, 0, 1, model.width)
        self._wanted = [self._width_of(model, n, least.get(n, 0)) for n in range(model.width)]
        self.setAccessibleName(str(tr("First rows of {sheet}", sheet=table.map.sheet)))
        self.fit()

    def fit(self) -> None:
        """Give each column its width, and the room that is left to all."""
        shown = [n for n in range(len(self._wanted)) if not self.isColumnHidden(n)]
        wanted = sum(self._wanted[n] for n in shown)
        room = self.viewport().width()
        more = max(0, room - wanted) // len(shown) if shown else 0
        share = room / wanted if wanted * PRESSED <= room < wanted else 1
        for n in shown:
            self.setColumnWidth(n, int(self._wanted[n] * share) + more)
        rest = room - sum(self.columnWidth(n) for n in shown)
        if shown and 0 < rest < room:
            self.setColumnWidth(shown[-1], self.columnWidth(shown[-1]) + rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the room there is."""
        super().resizeEvent(event)
        self.fit()

    def _width_of(self, model: PreviewModel, column: int, least: int) -> int:
        rows = min(MEASURED_ROWS, max(4, MEASURED_CELLS // model.width))
        texts = {
            str(model.index(row, column).data() or "")
            for row in range(min(model.rowCount(), rows))
            if not model.is_wide(row)
        }
        weight = theme.MEDIUM if column == 0 else theme.REGULAR
        longest = max((painting.text_width(t, "small", weight) for t in texts), default=0)
        wanted = min(longest + CELL_INSET, theme.px(WIDEST))
        return max(wanted, least, theme.px(NARROWEST))
