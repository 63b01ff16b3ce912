"""Records: every kind as a list and a form, read off the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMenu, QStackedWidget

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.kind_counts import kind_counts
from relmanager_desktop.queries.own_fields import whole_kind
from relmanager_desktop.queries.record_rows import RecordRow
from relmanager_desktop.queries.records import ListRequest, count_records
from relmanager_desktop.queries.titles import title_of
from relmanager_desktop.ui import icons, removals, theme
from relmanager_desktop.ui.hosts import Host
from relmanager_desktop.ui.models.editing import Desk
from relmanager_desktop.ui.models.records import (
    FIRST_SORT,
    RecordSource,
    columns_of,
    listed_fields,
    painters_of,
)
from relmanager_desktop.ui.models.rows import RowsModel
from relmanager_desktop.ui.models.tables import Table
from relmanager_desktop.ui.pages.list_pages import ListPage
from relmanager_desktop.ui.pages.page import ActionButton
from relmanager_desktop.ui.phrases import lowered, meaning
from relmanager_desktop.ui.widgets.basics import Button, Label, boxed, card, column, row
from relmanager_desktop.ui.widgets.filters import FilterField
from relmanager_desktop.ui.widgets.kind_lists import KindList
from relmanager_desktop.ui.widgets.states import EmptyState

FIRST_KIND = "contact"
Deed = tuple[object, str, Callable[[], object]]


class RecordsPage(ListPage):
    """Every kind of record."""

    title = tr("Records")
    shows = frozenset(KINDS)

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.kind = KINDS[FIRST_KIND]
        self._new = Button(tr("New record"), "plus", "primary", clicked=self._add)
        self._subtitle = self.build_header(
            ActionButton(host, "import", tr("Import a spreadsheet"), "file-up"),
            Button(tr("Export"), "download", clicked=self._export),
            self._new,
        )
        self._filter = FilterField("", self._show_list, self.focus_list)
        self._archived = QCheckBox(str(tr("Archived")))
        self._archived.toggled.connect(lambda _on: self.refresh())
        self._shown = Label("", "small", theme.MEDIUM, "text2")
        self._stack = QStackedWidget()
        self.kinds = KindList(self.show_kind)
        side = card(self.kinds, margins=(1, 6, 1, 6))
        bar = row(self._filter, self._archived, None, self._shown, gap=14)
        right = column(bar, gap=12)
        right.addWidget(self._stack, 1)
        body = row(side, gap=16, margins=(24, 0, 24, 18))
        body.addLayout(right, 1)
        self.layout_.addLayout(body, 1)
        self.kinds.choose(FIRST_KIND)

    def show_kind(self, name: str) -> None:
        """Show the records of another kind."""
        self.kind = self.bridge.ask(whole_kind, name)
        label = lowered(self.kind.label)
        self._new.setText(f" {tr('New {kind}', kind=label)}")
        self._new.setAccessibleName(str(tr("New {kind}", kind=label)))
        placeholder = str(tr("Filter {kinds}", kinds=lowered(self.kind.plural)))
        self._filter.say(placeholder)
        self._filter.blockSignals(True)
        self._filter.clear()
        self._filter.blockSignals(False)
        self._archived.setVisible(self.kind.can_be_archived)
        self._build_list()
        self._show_list()

    def refresh(self) -> None:
        """Ask again for all counts and the rows of this kind, once nobody types into a cell."""
        self.table.when_free(self._refresh)

    def _refresh(self) -> None:
        self.kinds.show_counts(self.bridge.ask(kind_counts))
        kind = self.bridge.ask(whole_kind, self.kind.name)
        if kind.fields != self.kind.fields:
            self.kind = kind
            self._build_list()
        self._show_list()

    def wanted(self, sort: tuple[tuple[str, bool], ...] = ()) -> ListRequest:
        """Return what the list shows now."""
        return ListRequest(self.kind.name, (), sort, self._filter.text(), self._wants_archived())

    def _wants_archived(self) -> bool:
        """Whether the box is ticked; where it is hidden, its tick is of another kind."""
        return self.kind.can_be_archived and self._archived.isChecked()

    def _build_list(self) -> None:
        while (old := self._stack.widget(0)) is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        names = [field.name for field in listed_fields(self.kind)]
        columns = columns_of(self.kind)
        source = RecordSource(self.bridge, names, self.wanted)
        self.model = RowsModel(columns, source)
        desk = Desk(self.bridge, self.kind.name, self.messages, lambda: self.today)
        self.table = Table(
            self.model, painters_of(self.kind), self.kind.plural, self._open,
            two_lines=False, desk=desk, removed=self._remove,
        )  # fmt: skip
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        if (first := FIRST_SORT.get(self.kind.name)) is not None and first[0] in names:
            descending = Qt.SortOrder.DescendingOrder
            order = descending if first[1] else Qt.SortOrder.AscendingOrder
            self.table.horizontalHeader().setSortIndicator(names.index(first[0]), order)
        for part in (card(self.table, margins=(1, 1, 1, 1)), self._empty(), self._nothing()):
            self._stack.addWidget(part)

    def _show_list(self) -> None:
        self.model.refresh()
        shown = self.model.rowCount()
        total = self.bridge.ask(count_records, ListRequest(self.kind.name))
        self._subtitle.setText(
            str(
                tr(
                    "{n} {kind}",
                    plural="{n} {kinds}",
                    n=total,
                    kind=lowered(self.kind.label),
                    kinds=lowered(self.kind.plural),
                )
            )
        )
        self._shown.setText(str(tr("{n} shown", plural="{n} shown", n=shown)))
        is_filtered = bool(self._filter.text().strip()) or self._wants_archived()
        if not shown and is_filtered:
            self._say_filter()
        self._stack.setCurrentIndex(0 if shown else 2 if is_filtered else 1)

    def _empty(self) -> EmptyState:
        kinds = lowered(self.kind.plural)
        return EmptyState(
            self.kind.icon,
            tr("No {kinds} yet", kinds=kinds),
            meaning(self.kind),
            (
                (tr("New {kind}", kind=lowered(self.kind.label)), "plus", self._add),
                (tr("Import a spreadsheet"), "file-up", lambda: self.host.do("import")),
            ),
        )

    def _nothing(self) -> Any:
        self._hidden = Label("", "h2", theme.SEMI)
        self._hidden.setAlignment(Qt.AlignmentFlag.AlignCenter)
        clear = Button(tr("Clear filter"), "x", "primary", clicked=self._clear)
        return boxed(column(None, self._hidden, 8, row(None, clear, None), None, gap=6))

    def _say_filter(self) -> None:
        text = self._filter.text().strip()
        kinds = lowered(self.kind.plural)
        if text and self._wants_archived():
            said = tr("No archived {kinds} hold “{text}”", kinds=kinds, text=text)
        elif text:
            said = tr("No {kinds} hold “{text}”", kinds=kinds, text=text)
        else:
            said = tr("No {kinds} are archived", kinds=kinds)
        self._hidden.setText(str(said))

    def _clear(self) -> None:
        self._filter.clear()
        self._archived.setChecked(False)
        self._show_list()

    def _add(self) -> None:
        self.host.show_dialog("record", kind=self.kind.name)

    def _open(self, id_: int) -> None:
        self.host.open_record(self.kind.name, id_)

    def _export(self) -> None:
        self.host.show_dialog("export", kinds=(self.kind.name,))

    def _current(self) -> RecordRow | None:
        id_ = self.table.current_id()
        place = None if id_ is None else self.model.position_of(id_)
        return None if place is None else self.model.row_at(place)

    def _remove(self, id_: int) -> None:
        title = self.bridge.ask(title_of, self.kind.name, id_)
        removals.delete(self.host, self.kind.name, id_, title)

    def _open_menu(self, where: Any) -> None:
        found = self._current()
        if found is None:
            return
        menu = QMenu(self)
        for text, icon, deed in self.deeds_on(found):
            chosen = menu.addAction(icons.icon(icon), str(text)).triggered
            chosen.connect(lambda _checked=False, deed=deed: deed())
        menu.exec(self.table.viewport().mapToGlobal(where))

    def deeds_on(self, found: RecordRow) -> Sequence[Deed]:
        """Return what can be done with a row."""
        kind, id_ = self.kind.name, found.id
        title = self.bridge.ask(title_of, kind, id_)
        run = partial(partial, host=self.host, kind=kind, id_=id_, title=title)
        deeds: list[Deed] = [(tr("Open"), "arrow-up-right", partial(self._open, id_))]
        if self.kind.can_be_archived and found.is_archived:
            deeds.append((tr("Bring back"), "rotate-ccw", run(removals.restore)))
        elif self.kind.can_be_archived:
            deeds.append((tr("Archive"), "inbox", run(removals.archive)))
        deeds.append((tr("Delete"), "x", run(removals.delete)))
        return deeds
