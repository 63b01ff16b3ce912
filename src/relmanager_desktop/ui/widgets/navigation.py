"""The sidebar: the portfolio, the search box, the destinations, and what is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QSizePolicy, QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, painting, theme
from relmanager_desktop.ui.widgets.basics import Button, Label, column, icon_label, line, row
from relmanager_desktop.ui.widgets.labels import CutLabel

WIDE, NARROW = 232, 56


class Destination(NamedTuple):
    """One entry of the sidebar."""

    id: str
    title: str
    icon: str
    shortcut: str


class NavButton(Button):
    """A destination: icon, name, and a badge that is red only for what is late."""

    def __init__(self, spec: Destination, chosen: Callable[[str], object]) -> None:
        super().__init__("", kind="nav", name=spec.title)
        self.spec = spec
        self._badge, self._tone = "", "neutral"
        self.is_narrow = False
        self.setCheckable(True)
        self.setMinimumWidth(0)
        self.setMaximumWidth(16_777_215)
        self.setFixedHeight(theme.px(32))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(f"{spec.title} ({spec.shortcut})" if spec.shortcut else spec.title)
        self.clicked.connect(lambda _checked=False: chosen(spec.id))

    def show_badge(self, text: str, tone: str = "neutral") -> None:
        """Show a count; tone 'bad' is for what is late."""
        self._badge, self._tone = text, tone
        self.setAccessibleName(f"{self.spec.title}, {text}" if text else self.spec.title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint over the button's ground."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        is_on = self.isChecked()
        if is_on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            mark = painting.mirrored(QRectF(self.rect()), QRectF(0, middle - 8, 3, 16))
            painter.drawRoundedRect(mark, 1.5, 1.5)
        side = theme.px(16)
        left = (self.width() - side) // 2 if self.is_narrow else 12
        where = painting.mirrored(QRectF(self.rect()), QRectF(left, middle - side / 2, side, side))
        ink = "accent" if is_on else "text2"
        painter.drawPixmap(where.topLeft(), icons.pixmap(self.spec.icon, ink))
        if not self.is_narrow:
            self._paint_words(painter, middle, is_on)
        painter.end()

    def _paint_words(self, painter: QPainter, middle: float, is_on: bool) -> None:
        whole = QRectF(self.rect())
        left = 22 + theme.px(16)
        badge = painting.pill_width(self._badge) if self._badge else 0
        room = painting.mirrored(whole, whole.adjusted(left, 0, -badge - 12, 0))
        weight = theme.SEMI if is_on else theme.MEDIUM
        painting.draw_text(
            painter, room, self.spec.title, weight=weight, ink="text" if is_on else "text2"
        )
        if self._badge and self._tone != "neutral":
            box = painting.mirrored(whole, QRectF(self.width() - badge - 8, middle, badge, 1))
            painting.draw_pill(painter, box.x(), middle, self._badge, self._tone)
        elif self._badge:
            where = painting.mirrored(whole, QRectF(self.width() - 72, 0, 60, self.height()))
            painting.draw_text(
                painter,
                where,
                self._badge,
                size="small",
                ink="text3",
                align=painting.RIGHT,
                tabular=True,
            )


class Switcher(Button):
    """The portfolio's name; a click opens the menu of portfolios and settings."""

    def __init__(self, clicked: Callable[[], object]) -> None:
        super().__init__("", kind="switcher", name=tr("Portfolio menu"), clicked=clicked)
        self.setMinimumWidth(0)
        self.setMaximumWidth(16_777_215)
        self.setFixedHeight(theme.px(42))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        mark = QLabel("R")
        mark.setObjectName("mark")
        mark.setFixedSize(30, 30)
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark.setFont(theme.font("lead", theme.BOLD))
        self._name = CutLabel("", "body", theme.SEMI)
        self._file = CutLabel("", "small", ink="text3")
        for label in (self._name, self._file):
            label.setFixedHeight(theme.px(17))
            label.setMinimumWidth(0)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._words = QWidget()
        self._words.setLayout(column(None, self._name, self._file, None, gap=1))
        self._arrow = icon_label("chevron-down", "text3")
        layout = row(mark, gap=10, margins=(3, 0, 8, 0))
        layout.addWidget(self._words, 1)
        layout.addWidget(self._arrow)
        self.setLayout(layout)
        for child in (mark, self._words, self._arrow):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_name(self, name: str, file: str) -> None:
        """Show the portfolio's name and its file."""
        self._name.setText(name)
        self._file.setText(file)
        self.setAccessibleName(str(tr("Portfolio {name}, menu", name=name)))

    def set_narrow(self, is_narrow: bool) -> None:
        """Show only the mark."""
        self._words.setVisible(not is_narrow)
        self._arrow.setVisible(not is_narrow)


class Sidebar(QWidget):
    """The left edge of the window."""

    def __init__(
        self,
        destinations: Sequence[Destination],
        chosen: Callable[[str], object],
        searched: Callable[[], object],
        menu: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.switcher = Switcher(menu)
        self._search = Button(tr("Search or jump to"), "search", "search", clicked=searched)
        self._search.setMinimumHeight(theme.px(32))
        keys = Label("Ctrl K", "caption", theme.MEDIUM, "text3")
        self._search.setLayout(row(None, keys, margins=(0, 0, 10, 0)))
        self._keys = keys
        self._group = QButtonGroup(self)
        self.buttons = {spec.id: NavButton(spec, chosen) for spec in destinations}
        self._saved = Label("", "small", ink="text3")
        self._saved_icon = icon_label("check", "good", 14)
        self.settings = NavButton(
            Destination("settings", str(tr("Settings")), "settings", ""), lambda _id: menu()
        )
        self.settings.setCheckable(False)
        layout = column(self.switcher, 8, self._search, 8, gap=3, margins=(12, 12, 12, 12))
        for button in self.buttons.values():
            self._group.addButton(button)
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self.settings)
        layout.addWidget(line())
        foot = row(self._saved_icon, self._saved, None, gap=7, margins=(8, 6, 4, 0))
        layout.addLayout(foot)
        self.setLayout(layout)
        self.setFixedWidth(theme.px(WIDE))

    def choose(self, name: str) -> None:
        """Mark a destination as the one shown; an unknown name marks none."""
        if name in self.buttons:
            self.buttons[name].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self.buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def say_saved(self, text: object) -> None:
        """Say in the foot what is on the disk."""
        self._saved.setText(str(text))

    def set_narrow(self, is_narrow: bool) -> None:
        """Fold to icons, or unfold."""
        self.setFixedWidth(NARROW if is_narrow else theme.px(WIDE))
        self.switcher.set_narrow(is_narrow)
        self._keys.setVisible(not is_narrow)
        self._search.setToolTip(str(tr("Search or jump to (Ctrl+K)")) if is_narrow else "")
        self._search.setText("" if is_narrow else f" {tr('Search or jump to')}")
        self._saved.setVisible(not is_narrow)
        margins = 8 if is_narrow else 12
        self.layout().setContentsMargins(margins, 12, margins, 12)  # type: ignore[union-attr]  # set above
        for button in (*self.buttons.values(), self.settings):
            button.is_narrow = is_narrow
            button.update()
