"""Labels, buttons, lines and rows: the parts every page is laid out with."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, theme

MAY_BREAK = "\N{ZERO WIDTH SPACE}"
LONG_WORD, PIECE = re.compile(r"\S{25,}"), re.compile(r"\S{1,12}")
Part = QWidget | QLayout | int | None
KEYBOARD = {
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
}


def breakable(text: str) -> str:
    """Return a text whose words of over 24 letters may break every 12, without a sign."""
    return LONG_WORD.sub(lambda found: MAY_BREAK.join(PIECE.findall(found[0])), text)


class Label(QLabel):
    """A text in one of the type sizes; ``ink`` names its colour."""

    def __init__(
        self,
        text: object = "",
        size: str = "body",
        weight: QFont.Weight = theme.REGULAR,
        ink: str = "text",
        *,
        wrap: bool = False,
        tabular: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(size, weight, tabular=tabular))
        self.setWordWrap(wrap)
        self.setText(str(text))
        self.set_ink(ink)

    def setText(self, text: str) -> None:
        """Show another text; where it wraps, very long words may break too."""
        super().setText(breakable(text) if self.wordWrap() else text)

    def set_ink(self, ink: str) -> None:
        """Colour the text by another ink."""
        if self.property("ink") == ink:
            return
        self.setProperty("ink", ink)
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            self.style().unpolish(self)
            self.style().polish(self)


class Button(QPushButton):
    """A button with an icon; ``kind`` is primary, ghost, link, chip, tab, danger or ''."""

    def __init__(
        self,
        text: object = "",
        icon: str = "",
        kind: str = "",
        *,
        name: object = "",
        clicked: Callable[[], object] | None = None,
    ) -> None:
        words = str(text)
        # Qt leaves 4 px behind an icon; a leading space makes it 8.
        super().__init__(f" {words}" if icon and words else words)
        if kind:
            self.setObjectName(kind)
        self.setAccessibleName(str(name) or words)
        self.setFont(
            theme.font("body", theme.SEMI if kind in {"primary", "link"} else theme.MEDIUM)
        )
        if icon:
            ink = {"primary": "onaccent", "link": "accent", "danger": "bad"}.get(kind, "text2")
            self.setIcon(icons.icon(icon, ink))
            self.setIconSize(QSize(theme.px(16), theme.px(16)))
        if not words:
            self.setFixedSize(theme.px(32), theme.px(32))
            self.setProperty("iconOnly", True)
            self.setToolTip(str(name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring only for the keyboard: the style sheet knows no :focus-visible."""
        self._ring(event.reason() in KEYBOARD)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._ring(False)
        super().focusOutEvent(event)

    def _ring(self, is_shown: bool) -> None:
        if bool(self.property("keyboardFocus")) != is_shown:
            self.setProperty("keyboardFocus", is_shown)
            self.style().unpolish(self)
            self.style().polish(self)


def icon_label(name: str, ink: str = "text3", size: int = 16) -> QLabel:
    """Return an icon that says nothing by itself."""
    label = QLabel()
    label.setPixmap(icons.pixmap(name, ink, size))
    label.setFixedSize(theme.px(size), theme.px(size))
    return label


def row(
    *parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """Lay parts side by side; None stretches, a number is space."""
    layout = QHBoxLayout()
    _fill(layout, parts, gap, margins)
    return layout


def column(
    *parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """Lay parts one below the other; None stretches, a number is space."""
    layout = QVBoxLayout()
    _fill(layout, parts, gap, margins)
    return layout


def _fill(
    layout: QHBoxLayout | QVBoxLayout,
    parts: tuple[Part, ...],
    gap: int,
    margins: tuple[int, int, int, int],
) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)


def boxed(layout: QLayout, name: str = "") -> QFrame:
    """Return a frame around a layout; ``name`` picks its look, such as 'card'."""
    frame = QFrame()
    if name:
        frame.setObjectName(name)
    frame.setLayout(layout)
    return frame


def card(
    *parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (18, 14, 18, 14)
) -> QFrame:
    """Return a white card with a thin line."""
    return boxed(column(*parts, gap=gap, margins=margins), "card")


def line() -> QFrame:
    """Return a thin line across."""
    frame = QFrame()
    frame.setObjectName("line")
    return frame


def scrolled(layout: QLayout, name: object = "") -> QScrollArea:
    """Return a layout in an area that scrolls up and down, by keys as well."""
    body = boxed(layout, "scrollBody")
    area = QScrollArea()
    area.setWidget(body)
    area.setAccessibleName(str(name or tr("Content")))
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def name_body(area: QScrollArea, name: str) -> None:
    """Give what scrolls inside an area another look, such as 'card'."""
    body = area.widget()
    if body is not None:
        body.setObjectName(name)


def emptied(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            emptied(inner)


def discard(widget: QWidget) -> None:
    """Delete a widget at once, or soon where a dialog or menu of its own may wait for it."""
    widget.hide()
    widget.deleteLater()
    if QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None:
        QCoreApplication.sendPostedEvents(widget, QEvent.Type.DeferredDelete)


class OnClick(QObject):
    """Makes a plain widget answer a click and the Enter key."""

    def __init__(self, widget: QWidget, clicked: Callable[[], object]) -> None:
        super().__init__(widget)
        self._clicked = clicked
        widget.installEventFilter(self)
        widget.setCursor(Qt.CursorShape.PointingHandCursor)
        widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        widget.setProperty("clickable", True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass a release of the mouse or Enter on to the deed."""
        is_key = event.type() == QEvent.Type.KeyPress and event.key() in {  # type: ignore[attr-defined]  # a QKeyEvent
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        }
        if event.type() == QEvent.Type.MouseButtonRelease or is_key:
            self._clicked()
            return True
        return super().eventFilter(watched, event)
