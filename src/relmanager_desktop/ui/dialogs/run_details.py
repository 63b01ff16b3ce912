"""What is kept of one import: its rows, its kinds, how it was matched, what it moved."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, joined, shown_value, tr
from relmanager_desktop.queries.import_runs import RunDetails
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.dialogs.importing.effect_cards import EffectCard
from relmanager_desktop.ui.widgets.basics import Label, card, column, row
from relmanager_desktop.ui.widgets.labels import CutLabel

FATES = (
    ("new", tr("New")),
    ("changed", tr("Changed")),
    ("same", tr("Same")),
    ("conflict", tr("Conflict")),
    ("refused", tr("Refused")),
    ("skipped", tr("Skipped")),
)
COLLISIONS = {
    "fill": tr("blanks were filled"),
    "overwrite": tr("the file’s values were taken"),
    "keep": tr("yours were kept"),
}
NOT_KEPT = tr("What it moved was not kept by the version that imported it.")


class RunView(QWidget):
    """One import from top to bottom."""

    def __init__(self, run: RunDetails) -> None:
        super().__init__()
        head = run.row
        at = head.at.astimezone()
        when = tr("{day}, {time}", day=shown_value(at.date()), time=f"{at:%H:%M}")
        by = tr("{when} by {author}", when=when, author=head.author) if head.author else when
        effects = EffectCard(tr("What it moved"))
        effects.show_effects(run.effects, NOT_KEPT)
        self.setLayout(
            column(
                CutLabel(head.file_name, "h2", theme.SEMI),
                Label(by, "small", ink="text2"),
                card(Label(tr("Rows"), "body", theme.SEMI), _counted(run), gap=8),
                card(Label(tr("Records"), "body", theme.SEMI), _kinds(run), gap=8),
                effects,
                Label(_how(run), "small", ink="text3", wrap=True),
                gap=10,
            )
        )


def _counted(run: RunDetails) -> QLayout:
    lines = [(label, run.row.count(fate)) for fate, label in FATES if run.row.count(fate)]
    return column(*(boxed_figure(label, f"{count:,}") for label, count in lines), gap=4)


def _kinds(run: RunDetails) -> QLayout:
    parts = []
    for kind, counts in run.row.counts.items():
        new, changed = counts.get("new", 0), counts.get("changed", 0)
        if (new or changed) and kind in KINDS:
            said = tr("{new} new, {changed} changed", new=f"{new:,}", changed=f"{changed:,}")
            parts.append(boxed_figure(KINDS[kind].plural, said))
    return column(*parts, gap=4)


def boxed_figure(label: Text, figure: object) -> QLayout:
    """Return a line with a label at the left and a figure at the right."""
    return row(Label(label, "small", ink="text2"), None, Label(figure, "body", theme.SEMI))


def _how(run: RunDetails) -> str:
    said = [COLLISIONS.get(run.collisions.get("", "fill"), "")]
    if run.match:
        said.append(tr("matched by {fields}", fields=", ".join(run.match)))
    if run.row.profile:
        said.append(tr("read as in “{name}”", name=run.row.profile))
    words = "; ".join(str(part) for part in said if str(part))
    differed = tr("Where a cell differed: {words}.", words=words)
    return str(joined("\n", differed, tr("SHA-256 {sha}", sha=run.row.sha256)))
