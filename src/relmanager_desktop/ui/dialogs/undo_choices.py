"""What taking back would do: what goes, and each record that was edited since, to be chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QCheckBox, QWidget

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, shown_value, tr
from relmanager_desktop.queries.undo_previews import ConflictRow, UndoPreview
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.basics import Label, card, column, line


class UndoChoices(QWidget):
    """What goes and what stays; ``told`` is called when a choice changes."""

    def __init__(self, preview: UndoPreview, told: Callable[[], object]) -> None:
        super().__init__()
        self._preview = preview
        self._told = told
        self._boxes: dict[tuple[str, int], QCheckBox] = {}
        parts: list[QWidget] = [
            card(Label(tr("What is taken back"), "body", theme.SEMI), _goes(preview), gap=6)
        ]
        if preview.conflicts:
            parts.append(self._conflicts())
        self.setLayout(column(*parts, gap=10))

    @property
    def overruled(self) -> frozenset[tuple[str, int]]:
        """The records that are taken back although they were edited since."""
        return frozenset(key for key, box in self._boxes.items() if box.isChecked())

    @property
    def is_idle(self) -> bool:
        """Whether nothing would be taken back."""
        return self._preview.is_empty and not self.overruled

    def _conflicts(self) -> QWidget:
        kept = self._preview.kept
        said = tr(
            "{n} record was edited since and stays as it is, unless you tick it.",
            plural="{n} records were edited since and stay as they are, unless you tick them.",
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
        return card(title, Label(said, "small", ink="text2", wrap=True), rows, gap=8)

    def _conflict(self, conflict: ConflictRow) -> QWidget:
        kind = KINDS[conflict.kind].label
        name = f"{kind} {conflict.title}".strip()
        reason = Label(_why(conflict), "small", ink="text2", wrap=True)
        holder = QWidget()
        if not conflict.is_choice:
            holder.setLayout(column(Label(name, "body", theme.MEDIUM, wrap=True), reason, gap=2))
            return holder
        box = QCheckBox(name)
        box.setToolTip(str(tr("Take it back all the same")))
        box.setAccessibleName(str(tr("Take back {record} all the same", record=name)))
        box.setAccessibleDescription(_why(conflict))
        box.toggled.connect(lambda _on: self._told())
        self._boxes[conflict.kind, conflict.id] = box
        holder.setLayout(column(box, reason, gap=2))
        return holder


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


def _why(conflict: ConflictRow) -> str:
    if conflict.at is None:
        return conflict.reason
    at = conflict.at.astimezone()
    when = f"{shown_value(at.date())}, {at:%H:%M}"
    who = f"{when}, {conflict.author}" if conflict.author else when
    return f"{conflict.reason} ({who})"
