"""What taking back would do: what goes, and what was edited since, to be chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QCheckBox, QWidget

from relmanager_desktop.commands.undoing import Overruled
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.queries.undo_previews import ConflictRow, UndoPreview
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.dialogs.undo_conflicts import ConflictChoice, FixedConflict
from relmanager_desktop.ui.widgets.basics import Label, card, column, line


class UndoChoices(QWidget):
    """What goes and what stays; ``told`` is called when a choice changes."""

    def __init__(self, preview: UndoPreview, told: Callable[[], object]) -> None:
        super().__init__()
        self._preview = preview
        self._told = told
        self._choices: list[ConflictChoice] = []
        parts: list[QWidget] = [
            card(Label(tr("What is taken back"), "body", theme.SEMI), _goes(preview), gap=6)
        ]
        if preview.conflicts:
            parts.append(self._conflicts())
        self.setLayout(column(*parts, gap=10))

    @property
    def overruled(self) -> Overruled:
        """The records and cells that are taken back although they were edited since."""
        return frozenset(key for choice in self._choices for key in choice.overruled)

    @property
    def is_idle(self) -> bool:
        """Whether nothing would be taken back."""
        return self._preview.is_empty and not self.overruled

    def _conflicts(self) -> QWidget:
        kept = self._preview.kept
        said = tr(
            "{n} record was edited since; what was edited stays as it is, unless you tick it.",
            plural="{n} records were edited since; what was edited stays as it is, unless you tick "
            "it.",
            n=kept,
        )
        rows = column(gap=6)
        for conflict in self._preview.conflicts:
            rows.addWidget(line())
            rows.addWidget(self._conflict(conflict))
        if kept > len(self._preview.conflicts):
            more = kept - len(self._preview.conflicts)
            words = tr("and {n} more, which stays", plural="and {n} more, which stay", n=more)
            rows.addWidget(Label(words, "small", ink="text3"))
        title = Label(tr("Edited since"), "body", theme.SEMI)
        advice = Label(said, "small", ink="text2", wrap=True)
        if len(self._choices) < 2:
            return card(title, advice, rows, gap=8)
        every = QCheckBox(str(tr("Take all of them back")))
        every.clicked.connect(self._take_all)
        return card(title, advice, every, rows, gap=8)

    def _conflict(self, conflict: ConflictRow) -> QWidget:
        if not conflict.is_choice:
            return FixedConflict(conflict)
        choice = ConflictChoice(conflict, self._told)
        self._choices.append(choice)
        return choice

    def _take_all(self, is_taken: bool) -> None:
        for choice in self._choices:
            choice.take(is_taken)
        self._told()


def _goes(preview: UndoPreview) -> Label:
    words = [
        *_counted(preview.removed, tr("{kinds}: {count} go")),
        *_counted(preview.changed, tr("{kinds}: {count} get back what they held")),
        *_counted(preview.restored, tr("{kinds}: {count} come back")),
    ]
    return Label("\n".join(words) or tr("Nothing is left to take back."), "body", wrap=True)


def _counted(counts: Mapping[str, int], pattern: Text) -> list[str]:
    return [
        str(tr(pattern.message, kinds=KINDS[kind].plural, count=f"{count:,}"))
        for kind, count in counts.items()
        if kind in KINDS and count
    ]
