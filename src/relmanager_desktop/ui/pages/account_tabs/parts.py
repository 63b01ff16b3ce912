"""What the tabs of an account are made of: headed cards and quiet rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.basics import (
    Button,
    Label,
    OnClick,
    boxed,
    column,
    icon_label,
    line,
    row,
)


def headed(
    title: object,
    rows: Sequence[QWidget],
    nothing: object,
    add: tuple[object, Callable[[], object]] | None = None,
) -> QFrame:
    """Return a card with a heading over rows, or with what is said where there are none."""
    head = row(Label(title, "lead", theme.SEMI), None)
    if add is not None:
        head.addWidget(Button(add[0], "plus", "ghost", clicked=add[1]))
    layout = column(head, gap=2, margins=(18, 10, 18, 12))
    for number, widget in enumerate(rows):
        if number:
            layout.addWidget(line())
        layout.addWidget(widget)
    if not rows:
        layout.addWidget(Label(nothing, "body", ink="text3", wrap=True))
    return boxed(layout, "card")


def entry(
    icon: str,
    first: object,
    second: object,
    right: Sequence[QWidget] = (),
    opened: Callable[[], object] | None = None,
    *,
    ink: str = "text3",
) -> QWidget:
    """Return one row: icon, a strong line over a quiet one, and what stands at the right."""
    texts = column(Label(first, "body", theme.MEDIUM, wrap=True), gap=1)
    if str(second):
        texts.addWidget(Label(second, "small", ink="text3", wrap=True))
    layout = row(gap=11, margins=(0, 7, 0, 7))
    if icon:
        layout.addWidget(icon_label(icon, ink, 16))
    layout.addLayout(texts, 1)
    for widget in right:
        layout.addWidget(widget)
    made = boxed(layout)
    made.setAccessibleName(f"{first}. {second}".strip(". "))
    if opened is not None:
        OnClick(made, opened)
    return made


def stacked(*cards: QWidget) -> QVBoxLayout:
    """Return cards one below the other with room at the end."""
    layout = column(gap=12)
    for widget in cards:
        layout.addWidget(widget)
    layout.addStretch(1)
    return layout
