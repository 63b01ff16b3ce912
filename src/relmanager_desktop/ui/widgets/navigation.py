"""The sidebar: the portfolio, the search box, the destinations, and what is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, painting, theme
from relmanager_desktop.ui.widgets.basics import Button, column, line

WIDE, NARROW = 232, 56
MARK = 30
SEARCH_KEYS = "Ctrl K"


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
        self._name, self._file = "", ""
        self.is_narrow = False
        self.setMinimumWidth(0)
        self.setMaximumWidth(16_777_215)
        self.setFixedHeight(theme.px(42))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str, file: str) -> None:
        """Show the portfolio's name and its file."""
        self._name, self._file = name, file
        self.setAccessibleName(str(tr("Portfolio {name}, menu", name=name)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint over the button's ground: the mark, and where there is room the name and file."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        mark = painting.mirrored(whole, QRectF(3, (self.height() - MARK) // 2, MARK, MARK))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(mark, 8, 8)
        painter.setPen(theme.colour("onaccent"))
        painter.setFont(theme.font("lead", theme.BOLD))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, "R")
        if not self.is_narrow:
            self._paint_words(painter, whole)
        painter.end()

    def _paint_words(self, painter: QPainter, whole: QRectF) -> None:
        side, line = theme.px(16), theme.px(17)
        arrow = QRectF(whole.width() - 8 - side, (self.height() - side) // 2, side, side)
        where = painting.mirrored(whole, arrow).topLeft()
        painter.drawPixmap(where, icons.pixmap("chevron-down", "text3"))
        left = 13 + MARK
        top = (self.height() - 2 * line) // 2
        name = QRectF(left, top, arrow.left() - 10 - left, line)
        file = painting.mirrored(whole, name.translated(0, line + 1))
        painting.draw_text(painter, painting.mirrored(whole, name), self._name, weight=theme.SEMI)
        painting.draw_text(painter, file, self._file, size="small", ink="text3")


class SearchButton(Button):
    """What looks like a search box and opens the search; its keys stand at its end."""

    def __init__(self, clicked: Callable[[], object]) -> None:
        super().__init__(tr("Search or jump to"), "search", "search", clicked=clicked)
        self.is_narrow = False
        self.setMinimumHeight(theme.px(32))

    def set_narrow(self, is_narrow: bool) -> None:
        """Show only the icon, or the words as well."""
        self.is_narrow = is_narrow
        self.setToolTip(str(tr("Search or jump to (Ctrl+K)")) if is_narrow else "")
        self.setText("" if is_narrow else f" {tr('Search or jump to')}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the keys over the button."""
        super().paintEvent(event)
        if self.is_narrow:
            return
        painter = QPainter(self)
        width = painting.room_of(SEARCH_KEYS, "caption", theme.MEDIUM).width()
        keys = QRectF(self.width() - width - 10, 0, width, self.height())
        room = painting.mirrored(QRectF(self.rect()), keys)
        painting.draw_text(
            painter, room, SEARCH_KEYS, size="caption", weight=theme.MEDIUM, ink="text3"
        )
        painter.end()


class SavedLine(QWidget):
    """The foot of the sidebar: what is on the disk."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.is_saved = True
        self.is_narrow = False
        self.setFixedHeight(6 + painting.line_height("small"))

    def say(self, text: object, *, is_saved: bool = True) -> None:
        """Say something else, with a tick or a warning."""
        self.text, self.is_saved = str(text), is_saved
        self.setToolTip("" if is_saved else self.text)
        self.setAccessibleName(self.text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sign, and the words where there is room."""
        painter = QPainter(self)
        whole = QRectF(self.rect())
        side = theme.px(14)
        line = whole.adjusted(0, 6, 0, 0)
        mark = QRectF(8, line.y() + (line.height() - side) // 2, side, side)
        where = painting.mirrored(whole, mark).topLeft()
        icon, tone = ("check", "good") if self.is_saved else ("triangle-alert", "bad")
        painter.drawPixmap(where, icons.pixmap(icon, tone, 14))
        if not self.is_narrow:
            room = painting.mirrored(whole, line.adjusted(15 + side, 0, -4, 0))
            ink = "text3" if self.is_saved else "bad"
            painting.draw_text(painter, room, self.text, size="small", ink=ink)
        painter.end()


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
        self._search = SearchButton(searched)
        self._group = QButtonGroup(self)
        self.buttons = {spec.id: NavButton(spec, chosen) for spec in destinations}
        self._saved = SavedLine()
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
        layout.addWidget(self._saved)
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

    @property
    def saved_text(self) -> str:
        """What the foot says."""
        return self._saved.text

    @property
    def is_saved(self) -> bool:
        """Whether the foot says that all is on the disk."""
        return self._saved.is_saved

    def say_saved(self, text: object, *, is_saved: bool = True) -> None:
        """Say in the foot what is on the disk, or that nothing gets there."""
        self._saved.say(text, is_saved=is_saved)

    def set_narrow(self, is_narrow: bool) -> None:
        """Fold to icons, or unfold."""
        self.setFixedWidth(NARROW if is_narrow else theme.px(WIDE))
        self._search.set_narrow(is_narrow)
        margins = 8 if is_narrow else 12
        self.layout().setContentsMargins(margins, 12, margins, 12)  # type: ignore[union-attr]  # set above
        parts: tuple[NavButton | Switcher | SavedLine, ...]
        parts = (*self.buttons.values(), self.settings, self.switcher, self._saved)
        for part in parts:
            part.is_narrow = is_narrow
            part.update()
