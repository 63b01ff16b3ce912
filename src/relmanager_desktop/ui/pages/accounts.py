"""Accounts: one windowed table over the database, with views, a filter and editing in place."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMenu, QStackedWidget, QVBoxLayout

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.account_figures import AccountsSummary, accounts_summary
from relmanager_desktop.queries.accounts import (
    AccountRow,
    AccountsRequest,
    account_ids,
    account_rows,
)
from relmanager_desktop.ui import icons, removals, theme, words
from relmanager_desktop.ui.hosts import Host
from relmanager_desktop.ui.models.account_lists import columns, painters
from relmanager_desktop.ui.models.editing import Desk
from relmanager_desktop.ui.models.rows import RowsModel
from relmanager_desktop.ui.models.tables import Table
from relmanager_desktop.ui.pages.list_pages import ListPage
from relmanager_desktop.ui.pages.page import ACCOUNT, ActionButton
from relmanager_desktop.ui.widgets.basics import Label, card, column, row
from relmanager_desktop.ui.widgets.filters import FilterField
from relmanager_desktop.ui.widgets.states import EmptyState
from relmanager_desktop.ui.widgets.tabs import FoldingTabs

VIEWS = {
    "all": tr("All accounts"),
    "customers": tr("Customers"),
    "suppliers": tr("Suppliers"),
    "late": tr("Overdue"),
    "never": tr("Never contacted"),
    "no_rule": tr("No cadence rule"),
}


class AccountSource:
    """Asks for the accounts that the page wants."""

    def __init__(self, page: AccountsPage) -> None:
        self._page = page

    def ids(self, sort: str, descending: bool) -> array[int]:
        """Return all ids in order."""
        return self._page.bridge.ask(account_ids, *self._wanted(sort, descending))

    def first_ids(self, sort: str, descending: bool, limit: int) -> array[int]:
        """Return the first ids in order."""
        return self._page.bridge.ask(account_ids, *self._wanted(sort, descending), limit)

    def later_ids(self, sort: str, descending: bool, then: Callable[[array[int]], None]) -> None:
        """Hand all ids in order to ``then``, later."""
        self._page.bridge.fetch(account_ids, *self._wanted(sort, descending), then=then)

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return the rows of these ids."""
        return self._page.bridge.ask(account_rows, ids)

    def _wanted(self, sort: str, descending: bool) -> tuple[AccountsRequest, date]:
        return self._page.wanted(sort, descending), self._page.today


class AccountsPage(ListPage):
    """All accounts."""

    title = tr("Accounts")
    shows = frozenset(
        {"account", "interaction", "tier", "member", "cadence_rule", "snooze", "account_tag"}
    )

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._view = "all"
        self._subtitle = self.build_header(
            ActionButton(host, "import", tr("Import a spreadsheet"), "file-up"),
            ActionButton(host, "new_account", tr("New account"), "plus", "primary"),
        )
        self._tabs = FoldingTabs(VIEWS, self._choose_view)
        self._filter = FilterField(tr("Filter accounts"), self.refresh, self.focus_list)
        self._archived = QCheckBox(str(tr("Archived")))
        self._archived.toggled.connect(lambda _on: self.refresh())
        self._shown = Label("", "small", theme.MEDIUM, "text2")
        self._model = RowsModel(columns(lambda: self.today), AccountSource(self))
        desk = Desk(self.bridge, "account", self.messages, lambda: self.today)
        self.table = Table(
            self._model, painters(lambda: self.today), self.title, host.open_account,
            desk=desk, removed=self._remove,
        )  # fmt: skip
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self._stack = QStackedWidget()
        self._stack.addWidget(card(self.table, margins=(1, 1, 1, 1)))
        self._stack.addWidget(self._build_empty())
        self._stack.addWidget(self._build_filtered())
        self.layout_.addLayout(self._build_body(), 1)

    def wanted(self, sort: str, descending: bool) -> AccountsRequest:
        """Return what the page shows now."""
        return AccountsRequest(
            sort=sort,
            descending=descending,
            text=self._filter.text(),
            view=self._view,
            archived=self._archived.isChecked(),
        )

    def refresh(self) -> None:
        """Ask again for ids and figures, once nobody types into a cell."""
        self.table.when_free(self._refresh)

    def _refresh(self) -> None:
        self._model.refresh()
        request = self.wanted("name", False)
        then = partial(self._show_summary, request)
        if self._model.is_whole:
            then(self.bridge.ask(accounts_summary, request, self.today))
        else:
            self._stack.setCurrentIndex(0)
            self.bridge.fetch(accounts_summary, request, self.today, then=then)

    def _show_summary(self, request: AccountsRequest, summary: AccountsSummary) -> None:
        if request != self.wanted("name", False):
            return  # something else was asked for meanwhile
        total = summary.views["all"]
        tiers = tr("{n} tier", plural="{n} tiers", n=summary.tiers)
        said = {
            False: tr("{n} account in {tiers}", plural="{n} accounts in {tiers}",
                      n=total, tiers=tiers),
            True: tr("{n} archived account in {tiers}", plural="{n} archived accounts in {tiers}",
                     n=total, tiers=tiers),
        }  # fmt: skip
        self._subtitle.setText(str(said[request.archived]))
        self._tabs.show_counts(summary.views)
        value = words.total(summary.annual_value)
        self._shown.setText(
            str(
                tr(
                    "{n} shown · {value}",
                    plural="{n} shown · {value}",
                    n=summary.shown,
                    value=value,
                )
            )
        )
        is_filtered = (
            bool(self._filter.text().strip()) or self._view != "all" or self._archived.isChecked()
        )
        self._stack.setCurrentIndex(
            0 if summary.shown else 2 if is_filtered and (total or request.archived) else 1
        )

    def _build_body(self) -> QVBoxLayout:
        bar = row(self._filter, self._archived, None, self._shown, gap=14)
        layout = column(self._tabs, 12, bar, 12, gap=0, margins=(24, 0, 24, 18))
        layout.addWidget(self._stack, 1)
        return layout

    def _build_empty(self) -> EmptyState:
        return EmptyState(
            "building-2",
            tr("No accounts yet"),
            tr("An account is a party you deal with: a customer, a supplier, a partner, a family."),
            (
                (tr("Import a spreadsheet"), "file-up", lambda: self.host.do("import")),
                (tr("New account"), "plus", lambda: self.host.do("new_account")),
                (tr("Try the sample"), "building-2", lambda: self.host.do("sample")),
            ),
        )

    def _build_filtered(self) -> EmptyState:
        return EmptyState(
            "filter",
            tr("Nothing fits this view"),
            tr("The view or the filter above hides all accounts."),
            ((tr("Show all accounts"), "x", self._clear),),
        )

    def _clear(self) -> None:
        self._filter.clear()
        self._archived.setChecked(False)
        self._tabs.choose("all")
        self._choose_view("all")

    def _choose_view(self, view: str) -> None:
        self._view = view
        self.refresh()

    def at_hand(self) -> dict[str, Any]:
        """Return the account that is chosen in the list."""
        account = self.table.current_id()
        return {} if account is None else {ACCOUNT: account}

    def _current(self) -> AccountRow | None:
        id_ = self.table.current_id()
        position = None if id_ is None else self._model.position_of(id_)
        return None if position is None else self._model.row_at(position)

    def _remove(self, _account: int) -> None:
        if (found := self._current()) is not None:
            removals.delete(self.host, "account", found.id, found.name)

    def _open_menu(self, where: Any) -> None:
        found = self._current()
        if found is None:
            return
        menu = QMenu(self)
        for text, icon, deed in self._deeds(found):
            menu.addAction(icons.icon(icon), str(text)).triggered.connect(
                lambda _checked=False, deed=deed: deed()
            )
        menu.exec(self.table.viewport().mapToGlobal(where))

    def _deeds(self, found: AccountRow) -> Sequence[tuple[object, str, Callable[[], object]]]:
        account = found.id
        run = partial(partial, host=self.host, kind="account", id_=account, title=found.name)
        dialog = partial(partial, self.host.show_dialog)
        return (
            (tr("Open"), "arrow-up-right", partial(self.host.open_account, account)),
            (tr("Log touch…"), "phone", dialog("log", account=account)),
            (tr("Edit…"), "pencil", dialog("record", kind="account", id_=account)),
            (tr("Bring back"), "rotate-ccw", run(removals.restore))
            if found.is_archived
            else (tr("Archive"), "inbox", run(removals.archive)),
            (tr("Delete"), "x", run(removals.delete)),
        )
