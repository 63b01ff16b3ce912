"""One account: its facts with their reasons, and everything that hangs on it in tabs."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from relmanager_desktop.domain.problems import NotFoundError
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.account_pages import AccountPage as AccountView
from relmanager_desktop.queries.account_pages import account_page
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.hosts import Host
from relmanager_desktop.ui.pages.account_heads import AccountHead
from relmanager_desktop.ui.pages.account_tabs import (
    actions,
    beside,
    contacts,
    facts,
    history,
    plan,
    timeline,
)
from relmanager_desktop.ui.pages.account_tabs.parts import stacked
from relmanager_desktop.ui.pages.page import ACCOUNT, Page
from relmanager_desktop.ui.widgets.basics import boxed, column, emptied, row, scrolled
from relmanager_desktop.ui.widgets.states import EmptyState
from relmanager_desktop.ui.widgets.tabs import FoldingTabs

TABS: dict[str, tuple[Any, Any, str]] = {
    "timeline": (tr("Timeline"), timeline, "interaction"),
    "plan": (tr("Plan"), plan, ""),
    "contacts": (tr("Contacts"), contacts, "contact_role"),
    "actions": (tr("Actions"), actions, "action"),
    "facts": (tr("Facts"), facts, ""),
    "history": (tr("History"), history, ""),
}
RAIL = 304
BESIDE = "beside"
RAIL_FROM = 1000
RAIL_MARGINS = 36


class AccountPage(Page):
    """The page of one account."""

    title = tr("Account")
    shows = frozenset(
        {"account", "interaction", "interaction_contact", "contact", "contact_role", "action",
         "contact_point", "issue", "plan", "objective", "risk", "opportunity", "contract",
         "cadence_rule", "snooze", "tier", "member", "account_tag", "consent"}
    )  # fmt: skip

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.account: int | None = None
        self._tab = "timeline"
        self._head = AccountHead(self)
        labels = {name: label for name, (label, _, _) in TABS.items()}
        self._tabs = FoldingTabs({**labels, BESIDE: tr("Next touches")}, self.choose_tab)
        self._view: AccountView | None = None
        self._is_gone = False
        self._body = QStackedWidget()
        self._rail = column(gap=12)
        header = column(self._head, boxed(row(self._tabs, margins=(24, 0, 24, 0))), gap=4)
        self.layout_.addWidget(boxed(header, "accountHeader"))
        self.layout_.addWidget(boxed(column(self.messages, margins=(24, 8, 24, 0))))
        self._rail_box = scrolled(self._rail_layout(), tr("People and next touches"))
        self._rail_box.setFixedWidth(theme.px(RAIL) + RAIL_MARGINS)
        self._content = row(gap=0)
        self._content.addWidget(self._body, 1)
        self._content.addWidget(self._rail_box)
        self.layout_.addLayout(self._content, 1)

    def open(self, account: int) -> None:
        """Show another account."""
        if account != self.account:
            self.account = account
            self._is_stale = True

    def at_hand(self) -> dict[str, Any]:
        """Return the account."""
        return {} if self.account is None or self._is_gone else {ACCOUNT: self.account}

    @property
    def tab(self) -> str:
        """The name of the tab in front."""
        return self._tab

    def choose_tab(self, name: str) -> None:
        """Show another tab."""
        self._tab = name
        self._tabs.choose(name)
        self._show_tab()

    def refresh(self) -> None:
        """Ask for the account again."""
        if self.account is None:
            return
        try:
            view = self.bridge.ask(account_page, self.account, self.today)
        except NotFoundError:
            self._show_gone()
            return
        self._view, self._is_gone = view, False
        self._arrange()
        self._head.show_account(view)
        self._tabs.show_counts(
            {name: view.counts.get(kind, 0) for name, (_, _, kind) in TABS.items()}
        )
        self._show_tab()
        self._show_rail(view)

    def resizeEvent(self, event: Any) -> None:
        """Make the rail a tab where the window is narrow, and fold the head where it is low."""
        super().resizeEvent(event)
        self._head.fit(self.size())
        self._arrange()

    def _arrange(self) -> None:
        """Show tabs and rail, as far as there is room and an account."""
        has_rail = self.width() >= theme.px(RAIL_FROM) and not self._is_gone
        self._tabs.setVisible(not self._is_gone)
        self._rail_box.setVisible(has_rail)
        self._tabs.offer(BESIDE, is_offered=not has_rail)
        if has_rail and self._tab == BESIDE:
            self.choose_tab(next(iter(TABS)))
        self._content.setContentsMargins(0, 0, 0 if has_rail else 12, 0)

    def _rail_layout(self) -> QVBoxLayout:
        layout = column(gap=0, margins=(12, 16, 24, 18))
        layout.addLayout(self._rail)
        layout.addStretch(1)
        return layout

    def _show_gone(self) -> None:
        self._view, self._is_gone = None, True
        self._arrange()
        self._head.show_account(None)
        gone = EmptyState(
            "building-2",
            tr("This account is gone"),
            tr("It was deleted here or in another window. Undo brings back what was deleted here."),
            ((tr("All accounts"), "arrow-right", partial(self.host.do, "go_accounts")),),
        )
        self._replace(gone)

    def _show_tab(self) -> None:
        if self.account is None or self._view is None:
            return
        if self._tab == BESIDE:
            cards = beside.touches_card(self, self._view), beside.people_card(self, self._view)
            self._show_content(tr("Next touches"), stacked(*cards))
        else:
            label, tab, _ = TABS[self._tab]
            self._show_content(label, tab.build(self, self.account))

    def _show_content(self, name: object, content: QWidget | QLayout) -> None:
        """Show what a tab made; what is no layout scrolls by itself."""
        inner = column(content, gap=0, margins=(24, 16, 12, 18))
        self._replace(boxed(inner) if isinstance(content, QWidget) else scrolled(inner, name))

    def _replace(self, widget: QWidget) -> None:
        old = self._body.currentWidget()
        position = area.verticalScrollBar().value() if (area := _scrolling(old)) else 0
        self._body.addWidget(widget)
        self._body.setCurrentWidget(widget)
        if old is not None:
            self._body.removeWidget(old)
            old.deleteLater()
        if position and (area := _scrolling(widget)) is not None:
            area.verticalScrollBar().setValue(position)

    def _show_rail(self, view: AccountView) -> None:
        emptied(self._rail)
        self._rail.addWidget(beside.people_card(self, view))
        self._rail.addWidget(beside.touches_card(self, view))


def _scrolling(content: QWidget | None) -> QAbstractScrollArea | None:
    """Return what scrolls in a tab's content."""
    if content is None or isinstance(content, QAbstractScrollArea):
        return content
    return next(iter(content.findChildren(QAbstractScrollArea)), None)
