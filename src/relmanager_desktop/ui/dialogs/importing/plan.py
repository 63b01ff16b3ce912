"""The step that shows the plan: every row accounted for, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from relmanager_desktop.domain.imports.decisions import CellPlace, RowPlace
from relmanager_desktop.domain.imports.mending import CellSpot
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.queries.import_lines import Line
from relmanager_desktop.queries.import_looks import Look
from relmanager_desktop.queries.import_pairs import Pair
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.dialogs.importing.corrections import Corrections
from relmanager_desktop.ui.dialogs.importing.mend_rows import mend_rows, mended_rows
from relmanager_desktop.ui.dialogs.importing.pairs import NEW, pair_card
from relmanager_desktop.ui.dialogs.importing.plan_rails import PlanRail
from relmanager_desktop.ui.dialogs.importing.sections import Section, cell_rows, plain_rows
from relmanager_desktop.ui.widgets.basics import (
    Button,
    Label,
    boxed,
    column,
    emptied,
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
STACKED, NARROW, LEAST_RAIL, RAIL = 700, 860, 262, 296
ALL_TILES, MAY_LACK = 680, ("changed", "same", "conflict")
NOTES = {
    "new": tr("rows to add"),
    "changed": tr("with new values"),
    "same": tr("nothing to do"),
    "conflict": tr("yours is kept"),
    "refused": tr("rows to mend"),
}


@dataclass(frozen=True)
class Spec:
    """One section: its lines, what they are called, and whether it is open unasked."""

    name: str
    label: Text
    tone: str
    hint: Text
    is_open: bool = False


SECTIONS = (
    Spec("refused", tr("Refused"), "bad", tr("these rows stay behind with their reasons"), True),
    Spec("mended", tr("Mended here"), "good", tr("read as you typed them")),
    Spec("double", tr("Possible duplicates"), "warn", tr("both are kept unless you say so"), True),
    Spec("conflict", tr("Conflict"), "warn", tr("yours is kept unless you say so"), True),
    Spec("remarks", tr("Left empty"), "neutral", tr("cells not taken; their rows are")),
    Spec("changed", tr("Changed"), "info", tr("nothing is overwritten by a blank")),
    Spec("new", tr("New"), "good", tr("the first of them")),
    Spec("tiers", tr("Accounts that move their tier"), "info", tr("counted by a rehearsal")),
    Spec("next_touches", tr("Next touches that move"), "info", tr("by the cadence rules")),
    Spec("columns", tr("Columns left out"), "neutral", tr("nothing of them is taken")),
    Spec("skipped", tr("Skipped"), "neutral", tr("totals, repeated headers, blank rows")),
)


@dataclass(frozen=True)
class Deeds:
    """What the plan can ask for: another look, or the refused rows as a workbook."""

    collide: Callable[[str], object]
    decide_row: Callable[[Pair, str], object]
    take_cell: Callable[[CellPlace, bool], object]
    save_refused: Callable[[], object]
    mend: Callable[[Mapping[CellSpot, str]], object]
    take_back_mend: Callable[[CellSpot], object]


class PlanStep(QWidget):
    """Tiles, the rows by their fate, and what changes by kind."""

    def __init__(self, deeds: Deeds) -> None:
        super().__init__()
        self._deeds = deeds
        self._opened: dict[str, bool] = {}
        self._pairs: dict[RowPlace, Pair] = {}
        self._look = Look()
        self._decided = Corrections(Path())
        self._tiles = {name: Tile(icon, label) for name, icon, label, _ in TILES}
        self._list = column(gap=0, margins=(0, 2, 0, 8))
        self.rail = PlanRail(deeds.collide)
        self._side, self._below = column(self.rail, gap=0), column(gap=0, margins=(12, 0, 12, 12))
        self._beside = scrolled(self._side, tr("What the plan comes to"))
        area = scrolled(column(self._list, self._below), tr("Rows by what becomes of them"))
        name_body(area, "cardBody")
        content = row(gap=14)
        content.addWidget(boxed(column(area, margins=(1, 1, 1, 1)), "card"), 1)
        content.addWidget(self._beside)
        layout = column(row(*self._tiles.values(), gap=12), gap=12)
        layout.addLayout(content, 1)
        self.setLayout(layout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the rail less room where there is little, and none beside the rows below that."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.px(NARROW)
        is_stacked = self.width() < theme.px(STACKED)
        (self._below if is_stacked else self._side).addWidget(self.rail)
        self._beside.setVisible(not is_stacked)
        self._show_tiles()
        self._beside.setFixedWidth(theme.px(LEAST_RAIL if is_narrow else RAIL))

    def _show_tiles(self) -> None:
        """Leave tiles out that count nothing where there is no room for all of them."""
        is_narrow = self.width() < theme.px(ALL_TILES)
        for name in MAY_LACK:
            self._tiles[name].setVisible(not is_narrow or self._look.counts.get(name, 0) > 0)

    def forget_pairs(self) -> None:
        """Forget pairs that were decided: the rows are read otherwise now."""
        self._pairs.clear()

    def show_look(self, look: Look, decided: Corrections) -> None:
        """Show a plan and what was decided of it."""
        self._look, self._decided = look, decided
        self._pairs = {
            **{place: pair for place, pair in self._pairs.items() if decided.choice_of(place)},
            **{pair.place: pair for pair in look.pairs},
        }
        for name, _, _, tone in TILES:
            count = look.counts.get(name, 0)
            self._tiles[name].show_figure(f"{count:,}", NOTES[name], tone if count else "text2")
        self._show_tiles()
        emptied(self._list)
        shown = [spec for spec in SECTIONS if self._count(spec.name)]
        for number, spec in enumerate(shown):
            self._list.addWidget(self._section(spec, is_first=number == 0))
        if not shown:
            nothing = Label(tr("Nothing differs from your portfolio."), "body", ink="text2")
            self._list.addLayout(row(nothing, margins=(18, 16, 18, 16)))
        self._list.addStretch(1)
        self.rail.show_look(look, decided.collisions)

    def _count(self, name: str) -> int:
        if name == "mended":
            return len(self._decided.mended)
        if name == "double":
            return max(len(self._pairs), self._look.totals.get("double", 0))
        return max(len(self._lines(name)), self._look.totals.get(name, 0))

    def _lines(self, name: str) -> Sequence[Line]:
        return self._look.lines.get(name, ())

    def _section(self, spec: Spec, *, is_first: bool) -> Section:
        action = None
        if spec.name == "refused":
            action = Button(tr("Save as workbook…"), kind="link", clicked=self._deeds.save_refused)
        section = Section(
            spec.label,
            spec.tone,
            self._count(spec.name),
            hint=self._hint(spec),
            folded=partial(self._opened.__setitem__, spec.name),
            action=action,
        )
        is_open = self._opened.get(spec.name, spec.is_open or is_first)
        section.fill(partial(self._rows, spec.name), is_open=is_open)
        return section

    def _hint(self, spec: Spec) -> str:
        if spec.name != "new":
            return str(spec.hint)
        names = [line.title for line in self._lines("new")[:2] if line.title]
        return ", ".join(names) + (" …" if self._count("new") > len(names) else "")

    def _rows(self, name: str, most: int) -> Sequence[QWidget]:
        if name == "double":
            return [self._pair(pair) for pair in list(self._pairs.values())[:most]]
        if name == "mended":
            return mended_rows(self._decided.mended, self._deeds.take_back_mend)[:most]
        lines = self._lines(name)[:most]
        if name == "refused":
            return mend_rows(lines, self._deeds.mend)
        if name in {"conflict", "changed"}:
            return cell_rows(lines, is_taken=name == "changed", offer=self._offer)
        return plain_rows(lines)

    def _pair(self, pair: Pair) -> QWidget:
        choice = self._decided.choice_of(pair.place) or NEW
        return pair_card(pair, choice, partial(self._deeds.decide_row, pair))

    def _offer(self, found: Line) -> QWidget | None:
        """Return the button that decides one cell otherwise, None where nothing can be said."""
        place = found.cell
        if place is None:
            return None
        is_taken = place in self._decided.taken
        is_kept = found in self._lines("conflict")
        if not (is_taken or is_kept):
            return None
        words = tr("Keep mine") if is_taken else tr("Take the file’s")
        spoken = f"{words}: {found.title}, {found.field}"
        return Button(
            words,
            kind="link",
            name=spoken,
            clicked=partial(self._deeds.take_cell, place, not is_taken),
        )
