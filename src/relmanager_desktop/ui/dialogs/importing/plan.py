"""The step that shows the plan: every row accounted for, before anything is written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_lines import Line
from relmanager_desktop.queries.import_looks import Look
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.painting import pill_width
from relmanager_desktop.ui.widgets.badges import Pill
from relmanager_desktop.ui.widgets.basics import (
    Label,
    boxed,
    card,
    column,
    emptied,
    line,
    name_body,
    row,
    scrolled,
)
from relmanager_desktop.ui.widgets.tiles import Tile

TILES = (
    ("new", "plus", tr("New"), "good"),
    ("changed", "pencil", tr("Changed"), "info"),
    ("same", "check", tr("Same"), "text2"),
    ("conflict", "triangle-alert", tr("Conflict"), "warn"),
    ("refused", "circle-alert", tr("Refused"), "bad"),
)
NOTES = {
    "new": tr("rows to add"),
    "changed": tr("rows with new values"),
    "same": tr("nothing to do"),
    "conflict": tr("yours is kept"),
    "refused": tr("cells to mend"),
}
SECTIONS = (
    ("refused", tr("Refused"), "bad", tr("these rows stay behind with their reasons")),
    ("double", tr("Possible duplicates"), "warn", tr("looked alike; both are kept")),
    ("conflict", tr("Conflict"), "warn", tr("differs on both sides; yours is kept")),
    ("remarks", tr("Left empty"), "neutral", tr("cells that could not be taken; their rows are")),
    ("changed", tr("Changed"), "info", tr("nothing is overwritten by a blank")),
    ("new", tr("New"), "good", tr("the first of them")),
    ("skipped", tr("Skipped"), "neutral", tr("totals, repeated headers, blank rows")),
)
COLLISIONS = (
    ("fill", tr("Fill blanks only")),
    ("overwrite", tr("Take the file's values")),
    ("keep", tr("Keep mine")),
)
RAIL = 300


class PlanStep(QWidget):
    """Tiles, the rows by their fate, and what changes by kind."""

    def __init__(self, collided: Callable[[str], object]) -> None:
        super().__init__()
        self._tiles = {name: Tile(icon, label) for name, icon, label, _ in TILES}
        self._list = column(gap=0, margins=(0, 0, 0, 8))
        self._kinds = column(gap=6)
        self._collisions = QComboBox()
        self._collisions.setAccessibleName(str(tr("Where a cell differs")))
        for code, label in COLLISIONS:
            self._collisions.addItem(str(label), code)
        self._collisions.activated.connect(lambda _n: collided(str(self._collisions.currentData())))
        area = scrolled(self._list)
        name_body(area, "card")
        rail = column(
            card(Label(tr("By kind of record"), "body", theme.SEMI), self._kinds, gap=8),
            card(Label(tr("Where a cell differs"), "body", theme.SEMI), self._collisions, gap=8),
            card(
                Label(tr("Before it runs"), "body", theme.SEMI),
                Label(
                    tr("A backup is made. Cancel takes everything back."),
                    "small",
                    ink="text2",
                    wrap=True,
                ),
                gap=4,
            ),
            None,
            gap=12,
        )
        rail_box = boxed(rail)
        rail_box.setFixedWidth(theme.px(RAIL))
        content = row(gap=14)
        content.addWidget(area, 1)
        content.addWidget(rail_box)
        layout = column(row(*self._tiles.values(), gap=12), gap=12)
        layout.addLayout(content, 1)
        self.setLayout(layout)

    def show_look(self, look: Look) -> None:
        """Show a plan."""
        counts = look.counts or {}
        for name, _, _, tone in TILES:
            count = counts.get(name, 0)
            self._tiles[name].show_figure(f"{count:,}", NOTES[name], tone if count else "text2")
        emptied(self._list)
        for name, label, tone, hint in SECTIONS:
            lines = (look.lines or {}).get(name, ())
            if lines:
                count = max(len(lines), look.totals.get(name, 0))
                self._add_section(label, tone, hint, lines, count)
        self._list.addStretch(1)
        self._show_kinds(look)

    def _add_section(
        self, label: object, tone: str, hint: object, lines: tuple[Line, ...], count: int
    ) -> None:
        head = row(
            Label(label, "body", theme.SEMI),
            Pill(f"{count:,}", tone),
            Label(hint, "small", ink="text3"),
            None,
            gap=10,
            margins=(16, 9, 16, 9),
        )
        self._list.addWidget(boxed(head))
        self._list.addWidget(line())
        place = max(int(pill_width(found.place)) for found in lines) + 4
        for found in lines:
            self._list.addWidget(_shown(found, place))
        if count > len(lines):
            more = tr("and {n} more", plural="and {n} more", n=count - len(lines))
            self._list.addLayout(row(Label(more, "small", ink="text3"), margins=(16, 5, 16, 8)))
        self._list.addWidget(line())

    def _show_kinds(self, look: Look) -> None:
        emptied(self._kinds)
        for kind, (new, changed) in (look.by_kind or {}).items():
            texts = [str(tr("{n} new", plural="{n} new", n=new))] if new else []
            texts += [str(tr("{n} changed", plural="{n} changed", n=changed))] if changed else []
            words = ", ".join(texts) or str(tr("nothing"))
            self._kinds.addLayout(
                row(Label(KINDS[kind].plural, "body"), None, Label(words, "body", theme.SEMI))
            )
        for header, in_file, taken in look.sums:
            text = tr(
                "{header}: {taken} of {all} taken",
                header=header,
                taken=f"{taken:,.0f}",
                all=f"{in_file:,.0f}",
            )
            self._kinds.addWidget(Label(text, "small", ink="text2", wrap=True))


def _shown(found: Line, place: int) -> QFrame:
    cell = boxed(row(Pill(found.place, "neutral"), None))
    cell.setFixedWidth(place)
    layout = row(cell, gap=10, margins=(16, 5, 16, 5))
    texts = column(Label(found.title or "–", "body", theme.MEDIUM, wrap=True), gap=0)
    if found.detail:
        texts.addWidget(Label(found.detail, "small", ink="text2", wrap=True))
    layout.addLayout(texts, 1)
    return boxed(layout)
