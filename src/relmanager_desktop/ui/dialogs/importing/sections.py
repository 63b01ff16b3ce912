"""A section of the plan: its rows of one fate, folded until somebody wants them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QLayout, QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_lines import Line
from relmanager_desktop.ui import icons, painting, theme
from relmanager_desktop.ui.widgets.badges import Pill
from relmanager_desktop.ui.widgets.basics import (
    Button,
    Label,
    boxed,
    column,
    emptied,
    line,
    row,
)
from relmanager_desktop.ui.widgets.labels import CutLabel

AT_FIRST = 12
INDENT = 42


class Section(QFrame):
    """A head that folds, and below it one widget a row; the first few until all are wanted."""

    def __init__(
        self,
        label: object,
        tone: str,
        count: int,
        *,
        hint: object = "",
        folded: Callable[[bool], object] = lambda _is_open: None,
        action: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._count, self._folded = count, folded
        self.setAccessibleName(f"{label}, {count:,}")
        self._make: Callable[[int], Sequence[QWidget]] = lambda _most: ()
        self._most = AT_FIRST
        self._body = column(gap=0)
        self._holder = boxed(self._body)
        self._holder.hide()
        self._fold = Button(label, "chevron-right", "fold", clicked=self.toggle)
        self._fold.setAccessibleName(f"{label}, {count:,}")
        self._hint = CutLabel(hint, "small", ink="text3")
        head = row(self._fold, Pill(f"{count:,}", tone), self._hint, gap=10)
        head.setContentsMargins(10, 5, 14, 5)
        head.setStretch(2, 1)
        if action is not None:
            head.addWidget(action)
        self.setLayout(column(boxed(head), self._holder, line(), gap=0))

    @property
    def is_open(self) -> bool:
        """Whether its rows are shown."""
        return not self._holder.isHidden()

    def fill(self, make: Callable[[int], Sequence[QWidget]], *, is_open: bool) -> None:
        """Take what makes the first so many rows, and show them if it is open."""
        self._make = make
        self._unfold(is_open)

    def toggle(self) -> None:
        """Fold or unfold."""
        self._unfold(not self.is_open)
        self._folded(self.is_open)

    def _unfold(self, is_open: bool) -> None:
        self._holder.setVisible(is_open)
        self._fold.setIcon(icons.icon("chevron-down" if is_open else "chevron-right", "text2"))
        state = tr("unfolded") if is_open else tr("folded")
        self._fold.setAccessibleDescription(str(state))
        if is_open:
            self._show_rows()

    def _show_rows(self) -> None:
        emptied(self._body)
        made = self._make(self._most)
        for widget in made:
            self._body.addWidget(line())
            self._body.addWidget(widget)
        if self._most == AT_FIRST and self._count > len(made) >= AT_FIRST:
            more = Button(tr("Show more"), kind="link", clicked=self._show_more)
            self._body.addLayout(row(more, None, margins=(INDENT - 4, 4, 16, 8)))
        elif self._count > len(made):
            rest = tr("and {n} more", plural="and {n} more", n=self._count - len(made))
            said = Label(rest, "small", ink="text3")
            self._body.addLayout(row(said, None, margins=(INDENT, 4, 16, 8)))

    def _show_more(self) -> None:
        self._most = 10_000
        self._show_rows()


def plain_rows(lines: Sequence[Line]) -> list[QWidget]:
    """Return a row for each line: its place, what it is, and what is said of it."""
    width = max((int(painting.pill_width(found.place)) for found in lines), default=0) + 4
    return [_plain_row(found, width) for found in lines]


def _plain_row(found: Line, width: int) -> QFrame:
    layout = row(_place(found.place, width), gap=10, margins=(INDENT, 6, 16, 6))
    layout.addWidget(Label(found.title or "–", "body", theme.MEDIUM, wrap=True), 3)
    if found.detail:
        layout.addWidget(Label(found.detail, "small", ink="text3", wrap=True), 1)
    return boxed(layout)


def _place(place: str, width: int) -> QWidget:
    cell = boxed(row(Pill(place, "neutral"), None))
    cell.setFixedWidth(width)
    return cell


def cell_rows(
    lines: Sequence[Line], *, is_taken: bool, offer: Callable[[Line], QWidget | None]
) -> list[QWidget]:
    """Return a row for each cell that differs; the value that wins is the bold one."""
    return [_cell_row(found, offer(found), is_taken=is_taken) for found in lines]


def _cell_row(found: Line, offer: QWidget | None, *, is_taken: bool) -> QFrame:
    name = Label(found.title or found.place, "body", theme.MEDIUM, wrap=True)
    name.setToolTip(found.place)
    field = Label(found.field, "small", ink="text3")
    layout = row(gap=12, margins=(INDENT, 6, 14, 6))
    layout.addLayout(column(name, field, gap=0), 2)
    ours = found.said_in or tr("yours")
    layout.addLayout(_side(ours, found.old, is_bold=not is_taken), 2)
    theirs = found.place if found.said_in else tr("in the file")
    layout.addLayout(_side(theirs, found.new, is_bold=is_taken), 2)
    if offer is not None:
        layout.addWidget(offer)
    return boxed(layout)


def _side(label: object, value: str, *, is_bold: bool) -> QLayout:
    weight, ink = (theme.SEMI, "text") if is_bold else (theme.REGULAR, "text2")
    shown = Label(value, "body", weight, ink, wrap=True)
    shown.setMinimumWidth(1)
    return column(Label(label, "small", ink="text3"), shown, gap=0)
