"""The chip over each column of the preview: its field, of which record, and how sure we are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from relmanager_desktop.domain.mapping.maps import ColumnMap, Question, SheetMap, Target
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, painting, theme
from relmanager_desktop.ui.dialogs.importing.fields import spoken_map, spoken_target, sureness
from relmanager_desktop.ui.widgets.basics import KEYBOARD

HEIGHT, INSET, ARROW = 60, 10, 14
ASKED_NOTES = {
    "dates": tr("Which order?"),
    "decimal_mark": tr("Which mark?"),
    "field": tr("Which field?"),
    "value": tr("Which words?"),
}
SPOKEN = {
    "sure": tr("sure"),
    "likely": tr("likely"),
    "asked": tr("to decide"),
    "left": tr("left out"),
}


@dataclass(frozen=True)
class ChipText:
    """What a chip says; ``state`` is 'sure', 'likely', 'asked' or 'left'."""

    header: str
    title: str
    record: str
    note: str
    state: str
    reason: str

    @property
    def spoken(self) -> str:
        """The chip in one line, for ears."""
        parts = (self.title, self.record, self.note, str(SPOKEN[self.state]))
        return f"{self.header}: " + ", ".join(part for part in parts if part)


def chip_text(found: SheetMap, mapped: ColumnMap) -> ChipText:
    """Return what the chip of a column says."""
    asked = [q for q in found.questions if q.column == mapped.column]
    state = sureness(mapped, is_asked=bool(asked))
    header = " ".join(mapped.header.split()) or str(tr("(no header)"))
    title, record, note = str(tr("Choose")), str(tr("Left out")), ""
    if mapped.column in (found.matrix.columns if found.matrix else ()):
        title, record, state = *_of_matrix(found), "sure"
    elif found.clock is not None and mapped.column == found.clock.time:
        title, record, state = str(tr("Time of day")), _day_of(found), "sure"
    elif mapped.target is not None:
        choice = spoken_map(mapped) or spoken_target(mapped.target)
        title, record, note = choice.title, choice.record, f"{mapped.confidence:.0%}"
    if asked:
        note = _asked_note(asked)
    return ChipText(header, title, record, note, state, str(mapped.reason))


def _day_of(found: SheetMap) -> str:
    days = (c.header for c in found.columns if found.clock and c.column == found.clock.day)
    return str(tr("of {header}", header=" ".join(next(days, "").split())))


def _of_matrix(found: SheetMap) -> tuple[str, str]:
    assert found.matrix is not None  # noqa: S101 - asked only then
    choice = spoken_target(Target(found.matrix.kind, found.matrix.cell_field))
    return choice.title, choice.record


def _asked_note(asked: list[Question]) -> str:
    about = asked[0].about.partition(":")[0]
    return str(ASKED_NOTES.get(about, tr("To decide")))


def wanted_width(text: ChipText) -> int:
    """Return the width of a chip at which nothing of it is cut."""
    first = painting.text_width(text.title, "body", theme.SEMI) + theme.px(ARROW) + 10
    note = painting.text_width(text.note, "small", theme.MEDIUM)
    second = painting.text_width(text.record, "small") + note + 10
    if text.state == "asked":
        second = note + theme.px(ARROW) + 8
    return int(max(first, second)) + 2 * INSET + 4


class FieldChip(QPushButton):
    """A column's field; a click opens the fields to choose from."""

    def __init__(self, column: int, text: ChipText) -> None:
        super().__init__()
        self.column = column
        self.text_shown = text
        self._is_open = self._has_ring = False
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(theme.px(HEIGHT))
        self.show_text(text)

    def show_text(self, text: ChipText) -> None:
        """Say something else of the column."""
        self.text_shown = text
        self.setAccessibleName(text.spoken)
        self.setAccessibleDescription(text.reason)
        self.setToolTip(f"{text.header}\n{text.reason}")
        self.update()

    def show_open(self, is_open: bool) -> None:
        """Show whether the fields to choose from are open."""
        self._is_open = is_open
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring only for the keyboard."""
        self._has_ring = event.reason() in KEYBOARD
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._has_ring = False
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        box = QRectF(self.rect()).adjusted(INSET, 7, -INSET, -7)
        half = box.height() / 2
        self._draw_title(painter, QRectF(box.x(), box.y(), box.width(), half))
        self._draw_note(painter, QRectF(box.x(), box.y() + half, box.width(), half))
        painter.end()

    def _draw_ground(self, painter: QPainter) -> None:
        state = self.text_shown.state
        is_marked = self._is_open or self._has_ring
        ink = {"asked": "warnbar", "left": "line2"}.get(state, "line")
        pen = QPen(theme.colour("accent" if is_marked else ink), 2 if is_marked else 1)
        if state == "left" and not is_marked:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        ground = "warnbg" if state == "asked" else "hover" if self.underMouse() else "surface"
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _draw_title(self, painter: QPainter, line: QRectF) -> None:
        is_left = self.text_shown.state == "left"
        side = theme.px(ARROW)
        room = painting.mirrored(line, line.adjusted(0, 0, -side - 4, 0))
        ink = "accent" if is_left else "text"
        painting.draw_text(painter, room, self.text_shown.title, weight=theme.SEMI, ink=ink)
        place = QRectF(line.right() - side, line.center().y() - side / 2, side, side)
        arrow = icons.pixmap("chevron-down", "accent" if is_left else "text3", ARROW)
        painter.drawPixmap(painting.mirrored(line, place).topLeft(), arrow)

    def _draw_note(self, painter: QPainter, line: QRectF) -> None:
        text = self.text_shown
        if text.state == "asked":
            side = theme.px(ARROW)
            place = QRectF(line.x(), line.center().y() - side / 2, side, side)
            mark = icons.pixmap("triangle-alert", "warn", ARROW)
            painter.drawPixmap(painting.mirrored(line, place).topLeft(), mark)
            room = painting.mirrored(line, line.adjusted(side + 5, 0, 0, 0))
            painting.draw_text(
                painter, room, text.note, size="small", weight=theme.SEMI, ink="warn"
            )
            return
        width = painting.text_width(text.note, "small", theme.MEDIUM) + 2
        note = painting.mirrored(line, line.adjusted(line.width() - width, 0, 0, 0))
        ink = "good" if text.state == "sure" else "warn"
        painting.draw_text(painter, note, text.note, size="small", weight=theme.MEDIUM, ink=ink)
        record = painting.mirrored(line, line.adjusted(0, 0, -width - 6, 0))
        painting.draw_text(painter, record, text.record, size="small", ink="text3")
