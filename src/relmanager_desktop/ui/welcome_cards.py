"""The three ways to begin, as cards: side by side, one below the other where it is narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, theme
from relmanager_desktop.ui.widgets.basics import (
    Button,
    Label,
    boxed,
    card,
    column,
    icon_label,
    row,
)

FORMATS = ("xlsx", "xlsb", "xls", "ods", "csv", "vcf")
WIDTHS, LEAST_WIDTHS, HEIGHT, GAP = (280, 386, 280), (216, 316, 216), 330, 14
CHOICES: dict[str, tuple[str, Any, Any, tuple[Any, ...]]] = {
    "sample": (
        "building-2",
        tr("Look around first"),
        tr("40 invented accounts to play with."),
        (
            tr("touches, issues and plans filled in"),
            tr("dates move with today"),
            tr("removed in one step"),
        ),
    ),
    "empty": (
        "notebook-pen",
        tr("Start empty"),
        tr("Type the first account yourself."),
        (
            tr("tiers and rhythms are ready"),
            tr("search, undo and history from the first key"),
            tr("import later, as often as you like"),
        ),
    ),
}
PROMISES = (
    tr("tables and columns are found and explained"),
    tr("every row is shown before one is written"),
    tr("one step to undo, any time later"),
)


class Cards(QWidget):
    """Three cards in a row, or in a column where the row is narrower than they need."""

    def __init__(self, *cards: QFrame) -> None:
        super().__init__()
        self._cards = cards
        self._layout = row(None, gap=GAP)
        for card_, width in zip(cards, WIDTHS, strict=True):
            self._layout.addWidget(card_, width)
        self._layout.addStretch(1)
        self.setLayout(self._layout)
        self._arrange(is_row=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in a row or in a column."""
        super().resizeEvent(event)
        needed = sum(map(theme.px, LEAST_WIDTHS)) + GAP * (len(self._cards) - 1)
        self._arrange(is_row=self.width() >= needed)

    def _arrange(self, *, is_row: bool) -> None:
        ways, widest = QBoxLayout.Direction, theme.px(max(WIDTHS))
        self._layout.setDirection(ways.LeftToRight if is_row else ways.TopToBottom)
        beside = 0 if is_row else max(0, (self.width() - widest) // 2)
        self._layout.setContentsMargins(beside, 0, beside, 0)
        for card_, width in zip(self._cards, WIDTHS, strict=True):
            card_.setMaximumWidth(theme.px(width) if is_row else widest)
            card_.setMinimumHeight(theme.px(HEIGHT) if is_row else 0)


def choice_card(name: str, text: object, deed: Callable[[], object]) -> QFrame:
    """Return the card of one of CHOICES; ``text`` is on the button that does it."""
    icon, title, hint, points = CHOICES[name]
    return card(
        row(icon_label(icon, "accent", 28), None),
        10,
        Label(title, "lead", theme.SEMI),
        Label(hint, "body", ink="text2", wrap=True),
        6,
        *map(_point, points),
        None,
        row(Button(text, "arrow-right", clicked=deed), None),
        gap=7,
        margins=(20, 20, 20, 20),
    )


def drop_card(choose: Callable[[], object]) -> QFrame:
    """Return the card that takes a list; ``choose`` asks for a file."""
    picture = QLabel()
    picture.setPixmap(icons.pixmap("file-spreadsheet", "accent", 40))
    chips = row(
        None, *(Label(name, "caption", theme.SEMI, "text3") for name in FORMATS), None, gap=12
    )
    hint = Label(
        tr("Drop a customer list, a CRM export or contact cards here, or paste cells of a sheet."),
        "body",
        ink="text2",
        wrap=True,
    )
    hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
    button = Button(tr("Choose a file"), "file-up", "primary", clicked=choose)
    points = column(*(_point(promise, wrap=False) for promise in PROMISES), gap=7)
    layout = column(
        None, row(None, picture, None), 6,
        row(None, Label(tr("Start from your spreadsheet"), "h2", theme.SEMI), None), hint, 8,
        row(None, button, None), chips, 8, row(None, points, None), None,
        gap=7, margins=(20, 20, 20, 20),
    )  # fmt: skip
    made = boxed(layout, "dropCard")
    made.setStyleSheet(
        f"#dropCard {{ background: {theme.colour('surface').name()};"
        f" border: 2px dashed {theme.colour('line2').name()}; border-radius: 12px; }}"
    )
    return made


def _point(text: object, *, wrap: bool = True) -> QWidget:
    layout = row(icon_label("check", "good", 14), gap=8)
    layout.addWidget(Label(text, "small", ink="text2", wrap=wrap), 1)
    return boxed(layout)
