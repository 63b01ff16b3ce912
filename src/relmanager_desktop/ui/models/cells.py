"""The delegate of every list: each column names the way its cells are painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from relmanager_desktop.ui import painting, theme
from relmanager_desktop.ui.models.rows import ID_ROLE, RowsModel
from relmanager_desktop.ui.tips import TippedDelegate

if TYPE_CHECKING:
    from relmanager_desktop.ui.models.cell_editors import CellEditor
    from relmanager_desktop.ui.models.editing import Desk

Index = QModelIndex | QPersistentModelIndex
Paint = Callable[[QPainter, QRectF, Any, str], None]
PADDING = 12
ONE_LINE, TWO_LINES = 36, 48
NOTHING = cast("QWidget", None)  # for "not to be edited": Qt takes it, its stubs do not say so


class Cells(TippedDelegate):
    """Paints cells by the painters given by name; plain text for the rest."""

    def __init__(
        self,
        painters: dict[str, Paint],
        parent: QWidget,
        height: int = TWO_LINES,
        desk: Desk | None = None,
        begun: Callable[[CellEditor], object] = lambda _cell: None,
    ) -> None:
        super().__init__(parent)
        self._painters = painters
        self._desk, self._begun = desk, begun
        self._height = height

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a row."""
        return QSize(80, theme.px(self._height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint background, line and content."""
        model = index.model()
        assert isinstance(model, RowsModel)  # noqa: S101 - narrows the type
        column = model.columns[index.column()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        self._draw_ground(painter, option, box, index)
        inner = box.adjusted(PADDING, 0, -PADDING, -1)
        row = model.row_at(index.row())  # without a detour over Qt, which costs half the painting
        text = "" if row is None else column.text(row)
        paint = self._painters.get(column.painter)
        if row is not None and paint is not None:
            paint(painter, inner, row, text)
        else:
            align = painting.RIGHT if column.is_number else painting.LEFT
            painting.draw_text(
                painter, inner, text, ink="text2", align=align, tabular=column.is_number
            )
        painter.restore()

    def tip(self, option: QStyleOptionViewItem, index: Index, _where: QPoint) -> str:
        """Return what the cell leaves out, or the whole text where it is too narrow for it."""
        model = index.model()
        row = model.row_at(index.row()) if isinstance(model, RowsModel) else None
        if row is None or not isinstance(model, RowsModel):
            return ""
        column = model.columns[index.column()]
        if more := column.more(row) if column.more is not None else "":
            return more
        whole = (column.tip or column.text)(row)
        room = option.rect.width() - 2 * PADDING - theme.px(column.lead)
        return whole if max(map(painting.text_width, whole.split("\n"))) > room else ""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor of the field, as its form has it."""
        if self._desk is None:
            return NOTHING
        model = index.model()
        assert isinstance(model, RowsModel)  # noqa: S101 - narrows the type
        name = model.columns[index.column()].name
        made = self._desk.open_cell(parent, index.data(ID_ROLE), name)
        if made is None:
            return NOTHING
        self._begun(made)
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Leave the editor as it is: it was opened with the value, and somebody may be typing."""

    def setModelData(self, editor: QWidget, _model: object, _index: Index) -> None:
        """Save what was typed."""
        if self._desk is not None:
            self._desk.save(editor)  # type: ignore[arg-type]  # made by the desk

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Lay the editor over its cell, wide enough to be typed into."""
        parent = editor.parentWidget()
        assert parent is not None  # noqa: S101 - the view's viewport
        room, box = parent.rect(), option.rect
        width = min(max(box.width(), editor.minimumWidth()), room.width())
        left = max(0, min(box.left(), room.right() + 1 - width))
        editor.setGeometry(left, box.top(), width, box.height() - 1)

    def eventFilter(self, _editor: QObject, _event: QEvent) -> bool:
        """Leave the keys to the editor, which knows when it is done."""
        return False

    def _draw_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, index: Index
    ) -> None:
        state = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(box, theme.colour("select"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        if is_selected and index.column() == 0:
            edge = painting.mirrored(box, QRectF(box.x(), box.y(), 3, box.height()))
            painter.fillRect(edge, theme.colour("accent"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus and index.flags() & Qt.ItemFlag.ItemIsEditable:
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.drawRoundedRect(box.adjusted(3.5, 3.5, -3.5, -4.5), 4, 4)


def two_lines(painter: QPainter, box: QRectF, first: str, second: str) -> None:
    """Draw a strong line over a quiet one."""
    half = box.height() / 2
    if not second:
        painting.draw_text(painter, box, first, weight=theme.SEMI)
        return
    upper = QRectF(box.x(), box.y() + half - theme.px(18), box.width(), theme.px(18))
    lower = QRectF(box.x(), box.y() + half, box.width(), theme.px(16))
    painting.draw_text(painter, upper, first, weight=theme.SEMI)
    painting.draw_text(painter, lower, second, size="small", ink="text3")


def with_initials(painter: QPainter, box: QRectF, name: str, *, square: bool = True) -> QRectF:
    """Draw initials at the left and return the room that is left."""
    side = theme.px(30 if square else 22)
    mark = QRectF(box.x(), box.center().y() - side / 2, side, side)
    painting.draw_initials(painter, painting.mirrored(box, mark), name, square=square)
    gap = 12 if square else 8
    return painting.mirrored(box, box.adjusted(side + gap, 0, 0, 0))


def person(painter: QPainter, box: QRectF, name: str) -> None:
    """Draw a member: initials and first name."""
    if not name:
        painting.draw_text(painter, box, "–", ink="text3")
        return
    room = with_initials(painter, box, name, square=False)
    painting.draw_text(painter, room, name, ink="text2")


def pill(painter: QPainter, box: QRectF, text: str, tone: str, *, dot: bool = True) -> None:
    """Draw a status pill in the middle of the row."""
    x = painting.leading(box, painting.pill_width(text, dot=dot))
    painting.draw_pill(painter, x, box.center().y(), text, tone, dot=dot)


def tier(painter: QPainter, box: QRectF, text: str, order: int) -> None:
    """Draw a tier badge in the middle of the row."""
    x = painting.leading(box, painting.tier_width(text))
    painting.draw_tier(painter, x, box.center().y(), text, order)
