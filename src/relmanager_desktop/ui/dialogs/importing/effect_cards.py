"""The card that says what an import moves: touches due, tiers, sums, each before and after."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from relmanager_desktop.domain.imports.effect_words import (
    NOT_COUNTED,
    over_capacity,
    told_figures,
)
from relmanager_desktop.domain.imports.effects import Effects
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.queries.import_looks import Look
from relmanager_desktop.ui import painting, theme
from relmanager_desktop.ui.widgets.basics import Label, boxed, card, column, emptied, line, row
from relmanager_desktop.ui.widgets.labels import CutLabel

GROUPS = (
    ("touches", tr("Touches")),
    ("tiers", tr("Accounts per tier")),
    ("sums", tr("Sums in the portfolio")),
)
BAR, MOST_LINES = 8, 6
TITLE = tr("Effect, once imported")
NOTHING_MOVES = tr("No touch, tier or sum moves.")


class EffectCard(QWidget):
    """What an import moves; ``show_effects`` fills it."""

    def __init__(self, title: object = TITLE) -> None:
        super().__init__()
        self._body = column(gap=8)
        self.setLayout(column(card(Label(title, "body", theme.SEMI), self._body, gap=10), gap=0))

    def show_look(self, look: Look) -> None:
        """Show what the plan of a look moves, or why that is not counted."""
        self.show_effects(look.effects, NOT_COUNTED if look.writes_anything else NOTHING_MOVES)

    def show_effects(self, effects: Effects, otherwise: object) -> None:
        """Show effects; ``otherwise`` says why there are none."""
        emptied(self._body)
        if not effects:
            self._body.addWidget(Label(otherwise, "small", ink="text2", wrap=True))
            return
        told = [(name, label) for name, label in GROUPS if any(told_figures(effects, name))]
        for number, (name, label) in enumerate(told):
            if number:
                self._body.addWidget(line())
            self._body.addWidget(boxed(_group(name, label, effects)))
        if not told:
            self._body.addWidget(Label(NOTHING_MOVES, "small", ink="text2", wrap=True))


def _group(name: str, label: Text, effects: Effects) -> QLayout:
    group = column(Label(label, "small", theme.MEDIUM, "text2"), gap=4)
    told = list(told_figures(effects, name))
    for words, before, after in told[:MOST_LINES]:
        group.addLayout(_moved(words, before, after))
    if len(told) > MOST_LINES:
        more = tr("and {n} more", plural="and {n} more", n=len(told) - MOST_LINES)
        group.addWidget(Label(more, "small", ink="text3"))
    if name == "touches":
        _add_week(group, effects)
    return group


def _moved(words: Text, before: str, after: str) -> QLayout:
    old = Label(f"{before} →", "small", ink="text3", tabular=True)
    new = Label(after, "body", theme.SEMI, tabular=True)
    layout = row(CutLabel(words, "small"), old, new, gap=6)
    layout.setStretch(0, 1)
    return layout


def _add_week(group: QLayout, effects: Effects) -> None:
    """Add a bar of the week's touches before and after, and what it has no room for."""
    due = effects.of("touches").figure("this_week")
    room = effects.of("touches").figure("capacity_a_week")
    if due is None:
        return
    bar = WeekBar()
    bar.show_week(int(due.before), int(due.after), int(room.after) if room else 0)
    group.addWidget(bar)
    if over := over_capacity(effects):
        group.addWidget(Label(over, "small", ink="warn", wrap=True))


class WeekBar(QWidget):
    """The touches of a week: those before, those that come, and a mark where the room ends."""

    def __init__(self) -> None:
        super().__init__()
        self._before = self._after = self._room = 0
        self.setFixedHeight(theme.px(BAR))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_week(self, before: int, after: int, room: int) -> None:
        """Show so many touches before and after; ``room`` is how many fit, 0 for unknown."""
        self._before, self._after, self._room = before, after, room
        said = tr("{before} touches before, {after} after", before=before, after=after)
        self.setAccessibleName(str(said))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the track, the touches and the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        most = max(self._before, self._after, self._room, 1) * 1.1
        self._bar(painter, 0, most, most, "line")
        if self._after > self._before:
            self._bar(painter, 0, self._after, most, self._ink_of_new())
        self._bar(painter, 0, min(self._before, self._after), most, "accent")
        if self._room:
            self._bar(painter, self._room, self._room + most * 0.008, most, "text")
        painter.end()

    def _ink_of_new(self) -> str:
        return "warn" if self._room and self._after > self._room else "info"

    def _bar(self, painter: QPainter, first: float, last: float, most: float, ink: str) -> None:
        width = self.width() / most
        where = QRectF(first * width, 0, (last - first) * width, self.height())
        painter.setBrush(theme.colour(ink))
        radius = self.height() / 2 if first == 0 else 0
        painter.drawRoundedRect(painting.mirrored(QRectF(self.rect()), where), radius, radius)
