"""The rail of the wizard: its steps, what each came to, and what is written so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, painting, theme
from relmanager_desktop.ui.widgets.basics import (
    Label,
    boxed,
    column,
    emptied,
    icon_label,
    line,
    row,
)
from relmanager_desktop.ui.widgets.labels import CutLabel

WIDTH, PITCH, DOT, TICK, INSET = 232, 56, 24, 14, 12
Steps = Sequence[tuple[str, object]]


class StepRail(QWidget):
    """Steps from top to bottom, ticked once they are done."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = [(name, str(label)) for name, label in steps]
        self._notes: Mapping[str, tuple[str, str]] = {}
        self._current = 0
        self.setFixedHeight(theme.px(PITCH) * len(self._steps))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_step(self, name: str, notes: Mapping[str, tuple[str, str]]) -> None:
        """Show the step in front; ``notes`` are (text, ink) by step."""
        names = [step for step, _ in self._steps]
        self._current, self._notes = names.index(name), notes
        label = self._steps[self._current][1]
        self.setAccessibleName(
            str(
                tr(
                    "Step {n} of {all}: {name}",
                    n=self._current + 1,
                    all=len(self._steps),
                    name=label,
                )
            )
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the steps and the thread between them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(len(self._steps)):
            self._draw_thread(painter, number)
        for number, (name, label) in enumerate(self._steps):
            self._draw_step(painter, number, label, self._notes.get(name, ("", "text3")))
        painter.end()

    def _box(self, number: int) -> QRectF:
        pitch = theme.px(PITCH)
        return QRectF(0, number * pitch, self.width(), pitch)

    def _dot(self, number: int) -> QRectF:
        box, size = self._box(number), float(theme.px(DOT))
        where = QRectF(INSET, box.center().y() - size / 2, size, size)
        return painting.mirrored(QRectF(self.rect()), where)

    def _draw_thread(self, painter: QPainter, number: int) -> None:
        if number + 1 < len(self._steps):
            ink = "accent" if number < self._current else "line"
            painter.setPen(QPen(theme.colour(ink), 2))
            one, two = self._dot(number), self._dot(number + 1)
            painter.drawLine(
                QPointF(one.center().x(), one.bottom() + 4),
                QPointF(one.center().x(), two.top() - 4),
            )

    def _draw_step(self, painter: QPainter, number: int, label: str, note: tuple[str, str]) -> None:
        is_front = number == self._current
        if is_front:
            self._draw_ground(painter, self._box(number).adjusted(0.5, 2.5, -0.5, -2.5))
        self._draw_dot(painter, number)
        box = self._box(number)
        left = INSET + theme.px(DOT) + 12
        room = QRectF(left, box.y(), box.width() - left - 8, box.height())
        half = theme.px(18)
        first = room
        if note[0]:
            first = QRectF(room.x(), room.center().y() - half, room.width(), half)
            second = QRectF(room.x(), room.center().y(), room.width(), half)
            where = painting.mirrored(QRectF(self.rect()), second)
            painting.draw_text(painter, where, note[0], size="small", ink=note[1])
        ink = "text" if number <= self._current else "text2"
        where = painting.mirrored(QRectF(self.rect()), first)
        painting.draw_text(painter, where, label, weight=theme.SEMI, ink=ink)

    def _draw_ground(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        mark = QRectF(0, box.center().y() - 8, 3, 16)
        painter.drawRoundedRect(painting.mirrored(QRectF(self.rect()), mark), 1.5, 1.5)

    def _draw_dot(self, painter: QPainter, number: int) -> None:
        dot = self._dot(number)
        is_done, is_front = number < self._current, number == self._current
        ink = "accent" if is_done or is_front else "line2"
        painter.setPen(QPen(theme.colour(ink), 1.5))
        painter.setBrush(theme.colour("accent" if is_done else "surface"))
        painter.drawEllipse(dot)
        if is_done:
            half = theme.px(TICK) / 2
            place = QPointF(dot.center().x() - half, dot.center().y() - half)
            painter.drawPixmap(place, icons.pixmap("check", "onaccent", TICK))
            return
        painter.setFont(theme.font("caption", theme.SEMI))
        painter.setPen(theme.colour("accent" if is_front else "text2"))
        painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(number + 1))


class Rail(QFrame):
    """The left edge of the wizard."""

    def __init__(self, path: Path, steps: Steps) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setFixedWidth(theme.px(WIDTH))
        mark = QLabel("R")
        mark.setObjectName("mark")
        mark.setFixedSize(theme.px(30), theme.px(30))
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark.setFont(theme.font("lead", theme.BOLD))
        self._file = path.name
        self.steps = StepRail(steps)
        self._written = CutLabel(tr("Nothing written yet"), "small", ink="text3")
        self._note = column(gap=4, margins=(12, 10, 12, 10))
        note = boxed(self._note, "card")
        self._more = CutLabel(tr("into this portfolio"), "caption", ink="text3")
        title = CutLabel(tr("Import a spreadsheet"), "body", theme.SEMI)
        head = row(mark, gap=10, margins=(4, 0, 0, 0))
        head.addLayout(column(title, self._more, gap=0), 1)
        foot = row(icon_label("lock", "text3", 14), gap=7, margins=(6, 4, 0, 0))
        foot.addWidget(self._written, 1)
        self.setLayout(
            column(
                head, 14, self.steps, None, note, line(), foot,
                gap=8, margins=(12, 14, 12, 12),
            )
        )  # fmt: skip

    def show_step(self, name: str, notes: Mapping[str, tuple[str, str]]) -> None:
        """Show the step in front; ``notes`` are (text, ink) by step."""
        self.steps.show_step(name, {"file": (self._file, "text2"), **notes})

    def say_more(self, count: int) -> None:
        """Say how many files follow after this one."""
        follow = tr("{n} more file follows", plural="{n} more files follow", n=count)
        self._more.setText(str(follow if count else tr("into this portfolio")))

    def say_written(self, text: object) -> None:
        """Say in the foot what is written."""
        self._written.setText(str(text))

    def say_note(self, icon: str, title: object, words: object) -> None:
        """Say something worth knowing of the step in front."""
        emptied(self._note)
        head = row(icon_label(icon, "text2", 14))
        head.addWidget(CutLabel(title, "small", theme.SEMI), 1)
        self._note.addLayout(head)
        self._note.addWidget(Label(words, "small", ink="text2", wrap=True))
