"""How the lines of the Cadence page are painted: who, why, how late, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import (
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyleOptionViewItem,
)

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, painting, theme
from relmanager_desktop.ui.models.touch_lines import (
    LINE_ROLE,
    SectionHead,
    TouchLine,
    TouchLines,
)
from relmanager_desktop.ui.tips import TippedDelegate

Index = QModelIndex | QPersistentModelIndex
HEAD_HEIGHT, LINE_HEIGHT, REASON_HEIGHT = 40, 50, 16
LEFT = 44
MOST_REASON_LINES, UNREAD_LINES = 3, 2
SIDE, BUTTON = 14, 30
SNOOZE, LOG = "snooze", "log"
BUTTONS = ((LOG, "phone", tr("Log touch")), (SNOOZE, "clock", tr("Snooze")))


class TouchPainter(TippedDelegate):
    """Paints headings and lines, each line as high as its reason is long."""

    def __init__(self, view: QListView, lines: TouchLines) -> None:
        super().__init__(view)
        self._view, self._lines = view, lines
        self._usual = _size(UNREAD_LINES)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading, or of a line with its whole reason if that is known."""
        # Qt asks for thousands of rows at each new width: those that nobody saw answer at once.
        if (row := index.row()) not in self._lines.known_rows:
            return self._usual
        if self._lines.head_at(row) is not None:
            return QSize(120, theme.px(HEAD_HEIGHT))
        line = self._lines.line_at(row, is_read=False)
        if line is None:
            return self._usual
        return _size(len(_reason(line, self._view.viewport().width(), MOST_REASON_LINES)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row with the thin line below it."""
        shown = index.data(LINE_ROLE)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, box, option.state, is_line=isinstance(shown, TouchLine))
        if isinstance(shown, SectionHead):
            _draw_head(painter, box, shown)
        elif isinstance(shown, TouchLine):
            self._draw_line(painter, box, shown)
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, box: QRectF, state: QStyle.StateFlag, *, is_line: bool
    ) -> None:
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        is_focused = is_chosen and bool(state & QStyle.StateFlag.State_HasFocus)
        if is_chosen or (is_line and state & QStyle.StateFlag.State_MouseOver):
            painter.fillRect(box, theme.colour("select" if is_chosen else "hover"))
        if is_focused:
            mark = painting.mirrored(box, QRectF(box.x(), box.y(), 3, box.height()))
            painter.fillRect(mark, theme.colour("accent"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(
            QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5)
        )

    def _draw_line(self, painter: QPainter, box: QRectF, line: TouchLine) -> None:
        side = theme.px(16)
        mark = QRectF(box.x() + 16, box.y() + theme.px(10), side, side)
        painter.drawPixmap(painting.mirrored(box, mark).topLeft(), icons.pixmap(line.icon))
        end = self._draw_right(painter, box, line)
        left = box.x() + theme.px(LEFT)
        _draw_names(
            painter, box, QRectF(left, box.y() + theme.px(7), end - left, theme.px(20)), line
        )
        why = QRectF(left, box.y() + theme.px(28), end - left, box.height())
        where = painting.mirrored(box, why)
        painting.draw_lines(painter, where, line.why, _lines_in(box), ink="text2")

    def _draw_right(self, painter: QPainter, box: QRectF, line: TouchLine) -> float:
        """Draw buttons, initials and pill from the right; return where the texts end."""
        for name, icon, _ in BUTTONS if line.purpose else ():
            room = painting.mirrored(box, button_room(box, name))
            side = theme.px(16)
            corner = room.center() - QPointF(side / 2, side / 2)
            painter.drawPixmap(corner, icons.pixmap(icon))
        x = box.right() - SIDE - 2 * theme.px(BUTTON)
        if line.owner:
            side = theme.px(24)
            x -= side + 6
            room = QRectF(x, box.center().y() - side / 2, side, side)
            painting.draw_initials(painter, painting.mirrored(box, room), line.owner)
        if line.pill:
            is_late = line.tone in {"bad", "warn"}
            width = painting.pill_width(line.pill, dot=is_late)
            x -= width + 10
            room = painting.mirrored(box, QRectF(x, 0, width, 1))
            painting.draw_pill(
                painter, room.x(), box.center().y(), line.pill, line.tone, dot=is_late
            )
        return x - 12

    def tip(self, option: QStyleOptionViewItem, index: Index, where: QPoint) -> str:
        """Return the name of the button under the mouse, or the whole reason where it is cut."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, TouchLine):
            return ""
        box = QRectF(option.rect)
        for name, _, said in BUTTONS:
            if line.purpose and is_on_button(box, name, QPointF(where)):
                return str(said)
        most = _lines_in(box)
        parts = _reason(line, box.width(), most + 1)
        return f"{line.who}\n{line.why}" if len(parts) > most else ""


def _size(lines: int) -> QSize:
    """Return the size of a line of the list whose reason takes so many lines."""
    return QSize(120, theme.px(LINE_HEIGHT + (max(1, lines) - 1) * REASON_HEIGHT))


def _reason(line: TouchLine, width: float, most: int) -> list[str]:
    """Return a reason in the lines that it takes in a list of this width."""
    pill = painting.pill_width(line.pill, dot=True) + 10 if line.pill else 0
    right = SIDE + 2 * theme.px(BUTTON) + theme.px(24) + 6 + pill + 12
    room = int(width - theme.px(LEFT) - right)
    return painting.broken(line.why, theme.metrics("small"), room, most)


def _lines_in(box: QRectF) -> int:
    return 1 + max(0, round((box.height() - theme.px(LINE_HEIGHT)) / theme.px(REASON_HEIGHT)))


def button_room(box: QRectF, name: str) -> QRectF:
    """Return where a button of a line stands, read from the left."""
    side = theme.px(BUTTON)
    number = 1 + [known for known, _, _ in BUTTONS].index(name)
    return QRectF(box.right() - SIDE - number * side, box.center().y() - side / 2, side, side)


def is_on_button(box: QRectF, name: str, where: QPointF) -> bool:
    """Whether a point is on a button of the line in ``box``."""
    return painting.mirrored(box, button_room(box, name)).contains(where)


def offer_room(box: QRectF, head: SectionHead) -> QRectF:
    """Return where the offer of a heading stands, read from the left."""
    width = painting.text_width(head.offer, "body", theme.SEMI) + 4
    return QRectF(box.right() - SIDE - width, box.y(), width, box.height())


def _draw_head(painter: QPainter, box: QRectF, head: SectionHead) -> None:
    width = painting.text_width(head.label, "body", theme.SEMI) + 4
    room = painting.mirrored(box, QRectF(box.x() + 16, box.y(), width, box.height()))
    painting.draw_text(painter, room, head.label, weight=theme.SEMI)
    count = f"{head.total:,}"
    pill = QRectF(box.x() + 22 + width, 0, painting.pill_width(count), 1)
    left = painting.mirrored(box, pill).x()
    painting.draw_pill(painter, left, box.center().y(), count, head.tone)
    if head.note:
        start = pill.right() + 10
        rest = QRectF(start, box.y(), painting.text_width(head.note, "small") + 4, box.height())
        if rest.right() < box.right() - 16:
            where = painting.mirrored(box, rest)
            painting.draw_text(painter, where, head.note, size="small", ink="text3")
    if head.offer:
        where = painting.mirrored(box, offer_room(box, head))
        painting.draw_text(painter, where, head.offer, weight=theme.SEMI, ink="accent")


def _draw_names(painter: QPainter, box: QRectF, room: QRectF, line: TouchLine) -> None:
    """Draw who, what about and the tier in one line; the name gives way where it is narrow."""
    about = painting.text_width(line.about) + 10.0 if line.about else 0.0
    tier = painting.tier_width(line.tier) + 8 if line.tier else 0.0
    who = painting.text_width(line.who, "body", theme.SEMI) + 2.0
    if who + about + tier > room.width():
        about = min(about, max(0.0, room.width() - who - tier))
    who = min(who, max(theme.px(60), room.width() - about - tier))
    first = QRectF(room.x(), room.y(), who, room.height())
    painting.draw_text(painter, painting.mirrored(box, first), line.who, weight=theme.SEMI)
    if about > theme.px(30):
        second = QRectF(first.right() + 8, room.y(), about - 8, room.height())
        painting.draw_text(painter, painting.mirrored(box, second), line.about, ink="text2")
    if line.tier:
        x = first.right() + (about if about > theme.px(30) else 0) + 8
        badge = painting.mirrored(box, QRectF(x, room.y(), tier - 8, room.height()))
        painting.draw_tier(painter, badge.x(), room.center().y(), line.tier, line.tier_order)
