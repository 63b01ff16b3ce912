"""A link to another record: type a few letters of its name and choose, or add it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.records import KINDS, Field
from relmanager_desktop.domain.suggestions import FEW, what_there_is
from relmanager_desktop.domain.texts import Text, lowered, tr
from relmanager_desktop.queries.records import options_for, without_label
from relmanager_desktop.queries.titles import title_of
from relmanager_desktop.ui import icons
from relmanager_desktop.ui.widgets.editors import Editor, Surroundings
from relmanager_desktop.ui.widgets.line_icons import LineIcon, put_icons

ADDABLE = frozenset({"account", "contact", "member", "tag"})
ID = int(Qt.ItemDataRole.UserRole) + 1
NEW = 0  # no record has the id 0
PAUSE_MS = 100


class LinkEditor(Editor):
    """Finds a record by its name; the arrow, or Down, shows the first ones."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self.id: int | None = None
        self._title = ""
        self.line = QLineEdit()
        self.line.setPlaceholderText(str(tr("Type a few letters")))
        put_icons(
            self.line, LineIcon(self.line, "chevron-down", tr("Show the list"), self.offer_all)
        )
        self._options = QStandardItemModel(self)
        self._completer = QCompleter(self._options, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        self._completer.setWidget(self.line)
        activated: Any = self._completer.activated  # overloaded, which its stub does not say
        activated[QModelIndex].connect(self._chosen)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(lambda: self.offer(self.line.text()))
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self.settle)
        self.take(self.line)

    def value(self) -> Any:
        """Return the id of the record."""
        return self.id

    def show_value(self, value: Any) -> None:
        """Show a record by what it is called."""
        name = self.around.bridge.ask(title_of, self.field.target, value) if value else ""
        self._name(value, name)

    def unreadable(self) -> Text | None:
        """Return that nothing is called what was typed."""
        text = self.line.text().strip()
        if not text or self.id is not None:
            return None
        target = KINDS[self.field.target]
        kind = lowered(target.label)
        names = [name for _, name in self.around.bridge.ask(options_for, target.name, "", FEW + 1)]
        if len(names) > FEW or not target.is_seen:
            return tr(
                "There is no {kind} called “{name}”: choose one of the list.", kind=kind, name=text
            )
        return tr(
            "There is no {kind} called “{name}”. {others} Make one on Records › {kinds}.",
            kind=kind,
            name=text,
            others=what_there_is(text, names),
            kinds=target.plural,
        )

    def offer(self, text: str) -> None:
        """Show the records whose names hold a text."""
        found = self.around.bridge.ask(options_for, self.field.target, text)
        self._options.clear()
        for id_, title in found:
            self._add(id_, title)
        if self.around.add_new is not None and self.field.target in ADDABLE:
            kind = lowered(KINDS[self.field.target].label)
            typed = text.strip()
            words = tr("New {kind} “{name}”…", kind=kind, name=typed)
            self._add(NEW, str(words if typed else tr("New {kind}…", kind=kind)))
        if not self._options.rowCount():
            self._add(None, str(tr("Nothing is called that")))
        self._completer.complete()

    def offer_all(self) -> None:
        """Show the first records, whatever is typed."""
        self.offer("")

    def settle(self) -> None:
        """Take what was typed if just one record is called that, or holds it in its name."""
        text = self.line.text().strip()
        if text and self.id is None and not self._is_open():
            bare = without_label(self.field.target, text)
            ask = partial(self.around.bridge.ask, options_for, self.field.target)
            options = ask(text) or ask(bare)
            same = [pair for pair in options if fold(pair[1]) in {fold(text), fold(bare)}]
            found = same or options
            if len(found) == 1:
                self._take(*found[0])

    def _add(self, id_: int | None, title: str) -> None:
        item = QStandardItem(title)
        item.setData(id_, ID)
        item.setEditable(False)
        item.setEnabled(id_ is not None)
        if id_ == NEW:
            item.setIcon(icons.icon("plus", "accent"))
        self._options.appendRow(item)

    def _typed(self, text: str) -> None:
        self.id = None
        self.edited.emit()
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self._close()

    def _is_open(self) -> bool:
        popup = self._completer.popup()
        return popup is not None and popup.isVisible()

    def _close(self) -> None:
        popup = self._completer.popup()
        if popup is not None:
            popup.hide()

    def _chosen(self, index: QModelIndex) -> None:
        id_, title = index.data(ID), str(index.data())
        if id_ == NEW and self.around.add_new is not None:
            typed = self._title if self.id is not None else self.line.text().strip()
            self.around.add_new(self.field.target, typed, self._take)
        elif id_ is not None:
            self._take(id_, title)
            self.picked.emit()

    def _take(self, id_: int, title: str) -> None:
        self._name(id_, title)
        self.edited.emit()

    def _name(self, id_: int | None, title: str) -> None:
        self.id, self._title = id_, title
        self.line.setText(title)
        self.line.setCursorPosition(0)  # a long name is told by how it begins
