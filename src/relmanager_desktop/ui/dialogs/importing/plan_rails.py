"""The right edge of the plan: what changes by kind, the sums, and what a differing cell does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLayout, QRadioButton, QWidget

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.queries.import_looks import Look
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.dialogs.importing.effect_cards import EffectCard
from relmanager_desktop.ui.widgets.basics import (
    Label,
    card,
    column,
    emptied,
    line,
    row,
)
from relmanager_desktop.ui.widgets.labels import CutLabel

NEW, CHANGED = 44, 54
COLLISIONS = (
    ("fill", tr("Fill blanks only")),
    ("overwrite", tr("Take the file’s values")),
    ("keep", tr("Keep mine as it is")),
)
FATES = (
    ("new", tr("new")),
    ("changed", tr("changed")),
    ("same", tr("same")),
    ("conflict", tr("in conflict")),
    ("refused", tr("refused")),
)


class PlanRail(QWidget):
    """Cards beside the plan; ``collided`` is told what a differing cell is to do."""

    def __init__(self, collided: Callable[[str], object]) -> None:
        super().__init__()
        self.effects = EffectCard()
        self._rows = Label("", "small", ink="text3", wrap=True)
        self._kinds = column(gap=5)
        self._sums = column(gap=4)
        self._sum_card = card(
            Label(tr("Sums of the amounts"), "body", theme.SEMI), self._sums, gap=8
        )
        self._group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        choices = column(gap=7)
        for code, label in COLLISIONS:
            choice = QRadioButton(str(label))
            choice.setAccessibleName(f"{tr('Where a cell differs')}: {label}")
            choice.clicked.connect(lambda _on=False, code=code: collided(code))
            self._group.addButton(choice)
            self.choices[code] = choice
            choices.addWidget(choice)
        before = tr("A backup is made. Cancel takes everything back.")
        self.setLayout(
            column(
                self.effects,
                card(
                    Label(tr("By kind of record"), "body", theme.SEMI),
                    self._kinds,
                    self._rows,
                    gap=8,
                ),
                self._sum_card,
                card(Label(tr("Where a cell differs"), "body", theme.SEMI), choices, gap=8),
                card(
                    Label(tr("Before it runs"), "body", theme.SEMI),
                    Label(before, "small", ink="text2", wrap=True),
                    gap=4,
                ),
                None,
                gap=12,
            )
        )

    def show_look(self, look: Look, collisions: str) -> None:
        """Show what a plan comes to."""
        self.choices[collisions].setChecked(True)
        self.effects.show_look(look)
        self._rows.setText(_law(look))
        emptied(self._kinds)
        kinds = {kind: counts for kind, counts in look.by_kind.items() if any(counts)}
        self._kinds.addLayout(_figures("", str(tr("new")), str(tr("changed")), is_head=True))
        for kind, (new, changed) in kinds.items():
            label = str(KINDS[kind].plural)
            self._kinds.addLayout(_figures(label, _number(new), _number(changed)))
        if not kinds:
            self._kinds.addWidget(Label(tr("nothing"), "body", ink="text2"))
        self._show_sums(look)

    def _show_sums(self, look: Look) -> None:
        emptied(self._sums)
        self._sum_card.setVisible(bool(look.sums))
        for number, (header, in_file, taken) in enumerate(look.sums):
            if number:
                self._sums.addWidget(line())
            self._sums.addWidget(CutLabel(header, "small", theme.MEDIUM, "text2"))
            self._sums.addLayout(_sum(tr("In the file"), in_file))
            self._sums.addLayout(_sum(_taken_label(look), taken))
            if missing := in_file - taken:
                self._sums.addLayout(_sum(tr("Not taken"), missing, "warn"))


def _taken_label(look: Look) -> Text:
    """Return what the sum of the rows that are not refused is: not all of it is written."""
    counts = look.counts or {}
    if not (counts.get("same") or counts.get("conflict")):
        return tr("Taken")
    if counts.get("new") or counts.get("changed") or counts.get("conflict"):
        return tr("In rows taken or known")
    return tr("In your portfolio already")


def _law(look: Look) -> str:
    """Return how the rows of the file add up: every one has a fate or is skipped."""
    counts, skipped = look.counts or {}, (look.totals or {}).get("skipped", 0)
    parts = [(counts.get(name, 0), word) for name, word in FATES] + [(skipped, tr("skipped"))]
    listed = " + ".join(f"{count:,} {word}" for count, word in parts if count)
    whole = tr("{n} row in the file", plural="{n} rows in the file", n=look.rows)
    return str(tr("{whole} = {parts}", whole=whole, parts=listed)) if listed else ""


def _number(count: int) -> str:
    return f"{count:,}" if count else "–"


def _figures(label: str, new: str, changed: str, *, is_head: bool = False) -> QLayout:
    size, ink = ("small", "text3") if is_head else ("body", "text")
    parts = row(CutLabel(label, "body"), gap=8)
    parts.setStretch(0, 1)
    for text, weight, width in ((new, theme.SEMI, NEW), (changed, theme.REGULAR, CHANGED)):
        figure = Label(text, size, theme.REGULAR if is_head else weight, ink, tabular=True)
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        figure.setFixedWidth(theme.px(width))
        parts.addWidget(figure)
    return parts


def _sum(label: object, amount: float, ink: str = "text2") -> QLayout:
    figure = Label(f"{amount:,.0f}", "body", theme.MEDIUM, ink, tabular=True)
    return row(Label(label, "small", ink=ink), None, figure)
