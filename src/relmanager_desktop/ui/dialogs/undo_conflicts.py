"""One record that was edited since: kept or taken back, whole or cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import shorten

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from relmanager_desktop.commands.undoing import Overruled
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, shown_value, tr
from relmanager_desktop.queries.later_changes import undo_first
from relmanager_desktop.queries.undo_previews import CellRow, ConflictRow
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.basics import Label, column

INDENT = 24
LONGEST = 28  # signs of a value in a line that cannot wrap


class ConflictChoice(QWidget):
    """A record with a box, and a box for each of its cells; ``told`` is called on a choice."""

    def __init__(self, conflict: ConflictRow, told: Callable[[], object]) -> None:
        super().__init__()
        self._conflict = conflict
        self._told = told
        self._cells: dict[str, QCheckBox] = {}
        self.box = QCheckBox(_name(conflict))
        self.box.setToolTip(str(tr("Take it back all the same")))
        self.box.setAccessibleName(
            str(tr("Take back {record} all the same", record=_name(conflict)))
        )
        self.box.setAccessibleDescription(why(conflict))
        if conflict.cells:
            self.box.clicked.connect(self._clicked)
        else:
            self.box.toggled.connect(lambda _on: told())
        parts: list[QWidget] = [self.box, Label(why(conflict), "small", ink="text2", wrap=True)]
        if conflict.cells:
            parts.append(self._cell_boxes())
        self.setLayout(column(*parts, gap=2))

    @property
    def overruled(self) -> Overruled:
        """What is taken back: the record, or the cells of it that are ticked."""
        kind, id_ = self._conflict.kind, self._conflict.id
        if not self._cells:
            return frozenset({(kind, id_)} if self.box.isChecked() else ())
        return frozenset((kind, id_, f) for f, box in self._cells.items() if box.isChecked())

    def take(self, is_taken: bool) -> None:
        """Take all of the record back, or keep all that was edited."""
        for box in self._cells.values():
            box.setChecked(is_taken)
        self.box.setCheckState(Qt.CheckState.Checked if is_taken else Qt.CheckState.Unchecked)

    def _clicked(self) -> None:
        """Take every cell back, or keep them all where all were ticked."""
        self.take(not all(box.isChecked() for box in self._cells.values()))
        self._told()

    def _cell_boxes(self) -> QWidget:
        rows = column(gap=2)
        rows.setContentsMargins(theme.px(INDENT), 0, 0, 0)
        for cell in self._conflict.cells:
            box = QCheckBox(str(said_of_cell(cell, LONGEST)))
            box.setToolTip(str(said_of_cell(cell)))
            name = tr(
                "Take back {field} of {record}", field=cell.label, record=_name(self._conflict)
            )
            box.setAccessibleName(str(name))
            box.toggled.connect(self._cell_chosen)
            self._cells[cell.field] = box
            rows.addWidget(box)
        holder = QWidget()
        holder.setLayout(rows)
        return holder

    def _cell_chosen(self) -> None:
        ticked = [box.isChecked() for box in self._cells.values()]
        some = Qt.CheckState.PartiallyChecked if any(ticked) else Qt.CheckState.Unchecked
        self.box.setCheckState(Qt.CheckState.Checked if all(ticked) else some)
        self._told()


class FixedConflict(QWidget):
    """A record that stays as it is, whoever wishes otherwise, and why."""

    def __init__(self, conflict: ConflictRow) -> None:
        super().__init__()
        name = Label(_name(conflict), "body", theme.MEDIUM, wrap=True)
        self.setLayout(column(name, Label(why(conflict), "small", ink="text2", wrap=True), gap=2))


def said_of_cell(cell: CellRow, longest: int = 2000) -> Text:
    """Return a cell with all that it held, each value of at most ``longest`` signs."""
    values = (
        shorten(text, longest, placeholder="…") or tr("(empty)")
        for text in (cell.now, cell.written, cell.before)
    )
    now, written, before = values
    return tr(
        "{field}: now {now}; written {written}, before {before}",
        field=cell.label,
        now=now,
        written=written,
        before=before,
    )


def why(conflict: ConflictRow) -> str:
    """Return why a record stays, who edited it when, and what stands in the way."""
    said, way = _reason(conflict), undo_first([conflict.later])
    return f"{said} {way}" if way else said


def _reason(conflict: ConflictRow) -> str:
    if conflict.at is None:
        return conflict.reason
    at = conflict.at.astimezone()
    when = f"{shown_value(at.date())}, {at:%H:%M}"
    who = f"{when}, {conflict.author}" if conflict.author else when
    return f"{conflict.reason} ({who})"


def _name(conflict: ConflictRow) -> str:
    return f"{KINDS[conflict.kind].label} {conflict.title}".strip()
