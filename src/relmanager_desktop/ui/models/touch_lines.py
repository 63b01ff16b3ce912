"""The lines of the Cadence page by section; a line is read when it is first looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from relmanager_desktop.domain.texts import Text, tr

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
SHOWN_AT_ONCE = 20  # so many lines of a section are read together
MOST_LISTED = 500  # of a section: Qt measures every row before it paints the first


class SectionHead(NamedTuple):
    """The heading above a section; ``offer`` is what can be done for all of it.

    ``hidden`` is how many lines, the last, are counted and not listed.
    """

    section: str
    label: str
    tone: str
    total: int
    offer: str = ""
    hidden: int = 0

    @property
    def listed(self) -> int:
        """How many lines stand below it."""
        return self.total - self.hidden

    @property
    def note(self) -> str:
        """What to say where not all lines are listed, else ''."""
        return str(_listed(self.listed)) if self.hidden else ""

    def spoken(self) -> str:
        """Return the heading as one sentence for screen readers."""
        parts = (f"{self.label}, {self.total:,}", self.note, self.offer)
        return ". ".join(part for part in parts if part)


class TouchLine(NamedTuple):
    """One touch as the list paints it; ``contact`` is 0 for the account itself."""

    account: int
    contact: int
    purpose: str
    who: str
    about: str
    why: str
    icon: str
    tier: str = ""
    tier_order: int = 0
    pill: str = ""
    tone: str = ""
    owner: str = ""

    def spoken(self) -> str:
        """Return the whole line as one sentence for screen readers."""
        return ". ".join(part for part in (self.who, self.about, self.pill, self.why) if part)


Read = Callable[[str, int], Sequence[TouchLine]]


def _listed(n: int) -> Text:
    return tr("the first {n} is listed", plural="the first {n} are listed", n=n)


class TouchLines(QAbstractListModel):
    """Holds headings, and below each its lines in blocks of SHOWN_AT_ONCE.

    ``known_rows`` are the headings and the lines that were read.
    """

    def __init__(self) -> None:
        super().__init__()
        self.known_rows: set[int] = set()
        self._heads: list[SectionHead] = []
        self._starts: list[int] = []
        self._count = 0
        self._blocks: dict[tuple[str, int], Sequence[TouchLine]] = {}
        self._read: Read = lambda _section, _start: ()

    def show_sections(
        self,
        heads: Sequence[SectionHead],
        first: Mapping[str, Sequence[TouchLine]],
        read: Read,
    ) -> None:
        """Show sections; ``read(section, start)`` answers the block that begins at ``start``."""
        self.beginResetModel()
        self._heads, self._read = list(heads), read
        self._blocks = {(section, 0): lines for section, lines in first.items()}
        self._starts, self._count = [], 0
        for head in heads:
            self._starts.append(self._count)
            self._count += 1 + head.listed
        self.known_rows = set(self._starts)
        for head, start in zip(heads, self._starts, strict=True):
            self.known_rows.update(range(start + 1, start + 1 + len(first.get(head.section, ()))))
        self.endResetModel()

    def head_at(self, row: int) -> SectionHead | None:
        """Return the heading in a row, or None where a line stands."""
        number = bisect_right(self._starts, row) - 1
        return self._heads[number] if self._starts[number] == row else None

    def line_at(self, row: int, *, is_read: bool = True) -> TouchLine | None:
        """Return the line in a row; None for a heading, and for what is gone meanwhile.

        Without ``is_read`` it is None too where its block was not read yet.
        """
        number = bisect_right(self._starts, row) - 1
        place = row - self._starts[number] - 1
        key = (self._heads[number].section, place - place % SHOWN_AT_ONCE)
        if place < 0 or (not is_read and key not in self._blocks):
            return None
        if key not in self._blocks:
            self._blocks[key] = self._read(*key)
            start = row - place % SHOWN_AT_ONCE
            self.known_rows.update(range(start, start + len(self._blocks[key])))
        block = self._blocks[key]
        place %= SHOWN_AT_ONCE
        return block[place] if place < len(block) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        """Return how many headings and lines there are."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the heading or the line, or its sentence."""
        if not index.isValid() or index.row() >= self._count:
            return None
        if role not in {
            LINE_ROLE,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return None
        shown = self.head_at(index.row()) or self.line_at(index.row())
        if role == LINE_ROLE:
            return shown
        return shown.spoken() if shown is not None else ""
