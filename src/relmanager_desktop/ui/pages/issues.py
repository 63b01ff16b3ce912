"""Issues: what went wrong, by severity and status, with the chosen one beside the list."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeySequence, QPainter, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QStackedWidget

from relmanager_desktop.commands.issues import change_status
from relmanager_desktop.domain.problems import NotFoundError
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import lowered, tr
from relmanager_desktop.queries.issues import (
    IssueRow,
    IssuesRequest,
    issue_counts,
    issue_detail,
    issue_ids,
    issue_rows,
)
from relmanager_desktop.ui import removals, theme, words
from relmanager_desktop.ui.hosts import Host
from relmanager_desktop.ui.models import cells
from relmanager_desktop.ui.models.rows import Column, RowsModel
from relmanager_desktop.ui.models.tables import Table
from relmanager_desktop.ui.pages.list_pages import ListPage
from relmanager_desktop.ui.pages.page import ActionButton
from relmanager_desktop.ui.widgets.basics import Button, boxed, card, column, row
from relmanager_desktop.ui.widgets.choosers import QuietCombo
from relmanager_desktop.ui.widgets.filters import FilterField
from relmanager_desktop.ui.widgets.issue_details import IssueDetails
from relmanager_desktop.ui.widgets.states import EmptyState
from relmanager_desktop.ui.widgets.tabs import FoldingTabs

VIEWS = {
    "open": tr("Open"),
    "mine": tr("Mine"),
    "severe": tr("High and urgent"),
    "all": tr("All"),
}
WIDE_FROM = 1100
MARGIN = 24
KIND = KINDS["issue"]


def columns(today: Callable[[], date]) -> tuple[Column, ...]:
    """Return the columns of the list; ``today()`` is asked anew for each cell."""
    severity, status = KIND.field("severity"), KIND.field("status")
    return (
        Column("issue", str(tr("Issue")), spoken_issue, "issue", 0),
        Column(
            "severity",
            str(severity.label),
            lambda r: severity.label_of(r.severity),
            "severity",
            112,
        ),
        Column("status", str(status.label), lambda r: status.label_of(r.status), "status", 146),
        Column(
            "opened",
            str(tr("Opened")),
            lambda r: words.ago(r.opened_at, today()),
            "",
            120,
            more=lambda r: words.day_of(r.opened_at),
        ),
        Column("owner", str(tr("Owner")), lambda r: r.owner, "owner", 150),
    )


def spoken_issue(found: IssueRow) -> str:
    """Return an issue in one line for screen readers."""
    return " · ".join(part for part in (found.title, found.number, found.account_name) if part)


class IssueSource:
    """Asks for the issues that the page wants."""

    def __init__(self, page: IssuesPage) -> None:
        self._page = page

    def ids(self, sort: str, descending: bool) -> array[int]:
        """Return all ids in order."""
        return self._page.bridge.ask(issue_ids, self._page.wanted(sort, descending))

    def first_ids(self, sort: str, descending: bool, limit: int) -> array[int]:
        """Return the first ids in order."""
        return self._page.bridge.ask(issue_ids, self._page.wanted(sort, descending), limit)

    def later_ids(self, sort: str, descending: bool, then: Callable[[array[int]], None]) -> None:
        """Hand all ids in order to ``then``, later."""
        self._page.bridge.fetch(issue_ids, self._page.wanted(sort, descending), then=then)

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return the rows of these ids."""
        return self._page.bridge.ask(issue_rows, ids)


class IssuesPage(ListPage):
    """All issues."""

    title = tr("Issues")
    shows = frozenset({"issue", "issue_event", "account", "member", "contact"})

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._view = "open"
        self._subtitle = self.build_header(
            Button(
                tr("Export"), "download",
                clicked=lambda: host.show_dialog("export", kinds=("issue", "issue_event")),
            ),
            ActionButton(host, "new_issue", tr("New issue"), "plus", "primary"),
        )  # fmt: skip
        self.views = FoldingTabs(VIEWS, self._choose_view, kind="chip", gap=8)
        self._filter = FilterField(tr("Filter issues"), self.refresh, self.focus_list, width=190)
        self._severity = self._build_combo("severity", tr("Any severity"))
        self._status = self._build_combo("status", tr("Any status"))
        self.model = RowsModel(columns(lambda: self.today), IssueSource(self))
        self.table = Table(self.model, PAINTERS, self.title, self._open)
        header = self.table.horizontalHeader()
        self.model.sort(1, Qt.SortOrder.DescendingOrder)
        header.setSortIndicator(1, Qt.SortOrder.DescendingOrder)
        self.details = IssueDetails(self._move, self._open, self._note, host.open_account)
        selection = self.table.selectionModel()
        selection.currentRowChanged.connect(lambda _new, _old: self._show_chosen())
        self._stack = QStackedWidget()
        for part in (card(self.table, margins=(1, 1, 1, 1)), self._empty(), self._nothing()):
            self._stack.addWidget(part)
        self._lay_out()
        QShortcut(QKeySequence.StandardKey.Delete, self).activated.connect(self._remove)

    def wanted(self, sort: str, descending: bool) -> IssuesRequest:
        """Return what the page shows now."""
        return IssuesRequest(
            self._view,
            sort,
            descending,
            self._severity.currentData() or "",
            self._status.currentData() or "",
            self._filter.text(),
        )

    def refresh(self) -> None:
        """Ask again for the list, the counts and the chosen issue."""
        kept = self.table.current_id()
        self.model.refresh()
        counts = self.bridge.ask(issue_counts)
        self.views.show_counts(counts)
        self._subtitle.setText(self._spoken_counts(counts))
        shown = self.model.rowCount()
        self._stack.setCurrentIndex(0 if shown else 2 if counts["all"] else 1)
        self.details.setVisible(bool(shown) and self._is_wide())
        if kept is not None:
            self.table.select_id(kept)
        if self.table.current_id() is None and shown:
            self.table.selectRow(0)
        self._show_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the chosen issue beside the list where there is room, and the filters in line."""
        super().resizeEvent(event)
        needed = self.views.sizeHint().width() + self._filters.sizeHint().width() + 2 * MARGIN
        ways = QBoxLayout.Direction
        self._bar.setDirection(ways.LeftToRight if self.width() >= needed else ways.TopToBottom)
        self.details.setVisible(self._is_wide() and self.model.rowCount() > 0)

    def _lay_out(self) -> None:
        self._filters = boxed(row(self._severity, self._status, self._filter, None, gap=8))
        bar = self._bar = row(self.views, None, self._filters, gap=8)
        body = row(gap=14)
        body.addWidget(self._stack, 1)
        body.addWidget(self.details)
        layout = column(bar, gap=14, margins=(MARGIN, 0, MARGIN, 18))
        layout.addLayout(body, 1)
        self.layout_.addLayout(layout, 1)

    def _build_combo(self, name: str, any_: object) -> QuietCombo:
        combo = QuietCombo()
        combo.addItem(str(any_), "")
        for choice in KIND.field(name).choices:
            combo.addItem(str(choice.label), choice.code)
        combo.setAccessibleName(str(KIND.field(name).label))
        combo.activated.connect(lambda _number: self.refresh())
        return combo

    def _empty(self) -> EmptyState:
        return EmptyState(
            "circle-alert",
            tr("No issues yet"),
            tr("An issue is a matter between you and an account that has to be put right."),
            (
                (tr("New issue"), "plus", lambda: self.host.do("new_issue")),
                (tr("Import issues"), "file-up", lambda: self.host.do("import")),
            ),
        )

    def _nothing(self) -> EmptyState:
        return EmptyState(
            "filter",
            tr("No issue fits"),
            tr("The view, the severity, the status or the text above hides all issues."),
            ((tr("Show all issues"), "x", self._clear),),
        )

    def _clear(self) -> None:
        self._filter.clear()
        for combo in (self._severity, self._status):
            combo.setCurrentIndex(0)
        self.views.choose("all")
        self._choose_view("all")

    def _choose_view(self, view: str) -> None:
        self._view = view
        self.refresh()

    def _spoken_counts(self, counts: dict[str, int]) -> str:
        severe = tr("{n} high or urgent", plural="{n} high or urgent", n=counts["severe"])
        return str(
            tr("{n} open · {severe}", plural="{n} open · {severe}", n=counts["open"], severe=severe)
        )

    def _is_wide(self) -> bool:
        return self.window().width() >= theme.px(WIDE_FROM)

    def _show_chosen(self) -> None:
        id_ = self.table.current_id()
        try:
            detail = None if id_ is None else self.bridge.ask(issue_detail, id_)
        except NotFoundError:
            detail = None
        self.details.show_issue(detail, self.today)

    def _open(self, id_: int) -> None:
        self.host.open_record("issue", id_)

    def _move(self, id_: int, status: str) -> None:
        (found,) = self.bridge.ask(issue_rows, [id_])
        word = KIND.field("status").label_of(status)
        label = tr("Set {number} to {status}", number=found.number, status=lowered(word))

        def done(is_changed: bool) -> None:
            if is_changed:
                self.host.offer_undo(label)

        self.bridge.run(label, change_status, id_, status, self.today, then=done)

    def _note(self, id_: int) -> None:
        values = {"issue": id_, "what": "note", "at": self.now.replace(second=0, microsecond=0)}
        self.host.show_dialog("record", kind="issue_event", values=values)

    def _remove(self) -> None:
        id_ = self.table.current_id()
        if id_ is not None and self.table.hasFocus():
            (found,) = self.bridge.ask(issue_rows, [id_])
            removals.archive(self.host, "issue", id_, found.number)


def _paint_issue(painter: QPainter, box: QRectF, found: IssueRow, _text: str) -> None:
    second = " · ".join(part for part in (found.number, found.account_name) if part)
    cells.two_lines(painter, box, found.title, second)


def _paint_severity(painter: QPainter, box: QRectF, found: IssueRow, text: str) -> None:
    cells.pill(painter, box, text, words.tone_of(found.severity))


def _paint_status(painter: QPainter, box: QRectF, found: IssueRow, text: str) -> None:
    cells.pill(painter, box, text, words.tone_of(found.status), dot=False)


def _paint_owner(painter: QPainter, box: QRectF, found: IssueRow, _text: str) -> None:
    cells.person(painter, box, found.owner)


PAINTERS: dict[str, cells.Paint] = {
    "issue": _paint_issue,
    "severity": _paint_severity,
    "status": _paint_status,
    "owner": _paint_owner,
}
