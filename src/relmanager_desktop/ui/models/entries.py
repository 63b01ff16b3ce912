"""What happened, the newest first: entries under headings, older ones read as one scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class Entry(NamedTuple):
    """One thing that happened as a list paints it; a heading has ``id`` 0 and a title alone."""

    id: int
    title: str
    facts: str = ""
    text: str = ""
    icon: str = ""
    when: str = ""
    day: str = ""
    pill: str = ""
    tone: str = "neutral"

    def spoken(self) -> str:
        """Return the whole entry as one sentence for screen readers."""
        parts = (self.title, self.pill, self.facts, self.text.replace("\n", ". "), self.day)
        return ". ".join(part for part in parts if part)


class Entries(QAbstractListModel):
    """Holds entries; ``older()`` answers the next ones, none when there are no more."""

    def __init__(self, entries: Sequence[Entry], older: Callable[[], Sequence[Entry]]) -> None:
        super().__init__()
        self._entries = list(entries)
        self._older = older
        self._is_whole = not entries

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's way
        """Return how many entries are read."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return the entry, or its sentence."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return entry.spoken()
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let headings be passed over."""
        if index.isValid() and not self._entries[index.row()].id:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether older entries may be there."""
        return not parent.isValid() and not self._is_whole

    def fetchMore(self, _parent: Index) -> None:
        """Read the next older entries."""
        older = self._older()
        self._is_whole = not older
        if older:
            first = len(self._entries)
            self.beginInsertRows(QModelIndex(), first, first + len(older) - 1)
            self._entries += older
            self.endInsertRows()
