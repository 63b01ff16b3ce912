"""The issue that is chosen in the list, whole: facts, description, what happened last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import shown_value, tr
from relmanager_desktop.queries.issues import IssueDetail, IssueEventRow
from relmanager_desktop.ui import painting, theme, words
from relmanager_desktop.ui.widgets.badges import Pill
from relmanager_desktop.ui.widgets.basics import (
    Button,
    Label,
    boxed,
    column,
    emptied,
    line,
    row,
    scrolled,
)
from relmanager_desktop.ui.widgets.choosers import QuietCombo
from relmanager_desktop.ui.widgets.labels import CutLabel

ISSUE, EVENT = KINDS["issue"], KINDS["issue_event"]
WIDTH, ACCOUNT_WIDTH = 332, 190
# What an open issue goes to by the primary button, and a closed one by the same.
NEXT = {True: ("resolved", tr("Resolve"), "check"), False: ("in_progress", tr("Reopen"), "undo-2")}


class IssueDetails(QFrame):
    """Shows one issue; ``moved(id, status)``, ``opened(id)``, ``noted(id)`` are the ways on."""

    def __init__(
        self,
        moved: Callable[[int, str], object],
        opened: Callable[[int], object],
        noted: Callable[[int], object],
        account_opened: Callable[[int], object],
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFixedWidth(theme.px(WIDTH))
        self.setAccessibleName(str(tr("The chosen issue")))
        self._moved, self._opened, self._noted = moved, opened, noted
        self._account_opened = account_opened
        self._body = column(gap=10, margins=(20, 16, 20, 8))
        self._foot = row(gap=8, margins=(20, 10, 20, 16))
        layout = column(gap=0)
        layout.addWidget(self._on_surface(), 1)
        layout.addLayout(self._foot)
        self.setLayout(layout)

    def show_issue(self, detail: IssueDetail | None, today: date) -> None:
        """Show an issue, or how to choose one."""
        emptied(self._body)
        emptied(self._foot)
        if detail is None:
            hint = Label(tr("Choose an issue to see it here."), ink="text3", wrap=True)
            self._body.addWidget(hint)
            self._body.addStretch(1)
            return
        self._show_head(detail)
        self._show_facts(detail, today)
        self._show_texts(detail)
        self._show_events(detail.events)
        self._body.addStretch(1)
        self._show_foot(detail)

    def _on_surface(self) -> QWidget:
        area = scrolled(self._body)
        body = area.widget()
        if body is not None:
            body.setObjectName("issueBody")
            ground = theme.colour("surface").name()
            area.setStyleSheet(
                f"#issueBody, QScrollArea {{ background: {ground}; border: none;"
                " border-radius: 10px; }"
            )
        return area

    def _show_head(self, detail: IssueDetail) -> None:
        found = detail.row
        number = CutLabel(found.number, "small", theme.SEMI, "text3")
        go = Button(
            "", "arrow-up-right", "ghost", name=tr("Open the issue"),
            clicked=lambda: self._opened(found.id),
        )  # fmt: skip
        self._body.addLayout(row(number, None, go))
        self._body.addWidget(Label(found.title, "h2", theme.SEMI, wrap=True))
        severity = ISSUE.field("severity").label_of(found.severity)
        status = ISSUE.field("status").label_of(found.status)
        pills = row(
            Pill(severity, words.tone_of(found.severity), dot=True),
            Pill(status, words.tone_of(found.status)),
            None,
        )
        self._body.addLayout(pills)
        combo = QuietCombo()
        combo.setAccessibleName(str(tr("Status")))
        for choice in ISSUE.field("status").choices:
            combo.addItem(str(choice.label), choice.code)
        combo.setCurrentIndex(combo.findData(found.status))
        combo.activated.connect(lambda _n: self._moved(found.id, combo.currentData()))
        self._status = combo
        self._body.addWidget(Label(tr("Status"), "small", theme.MEDIUM, "text2"))
        self._body.addWidget(combo)
        self._body.addWidget(line())

    def _show_facts(self, detail: IssueDetail, today: date) -> None:
        found = detail.row
        facts = (
            (tr("Account"), found.account_name),
            (tr("Reported by"), detail.contact),
            (tr("Kind"), ISSUE.field("kind").label_of(detail.kind)),
            (tr("Owed by"), ISSUE.field("owed_by").label_of(detail.owed_by)),
            (tr("Opened"), moment(found.opened_at)),
            (tr("Age"), words.ago(found.opened_at, today) if found.is_open else ""),
            (tr("First response"), moment(detail.first_response_at)),
            (tr("Due"), moment(detail.due_at)),
            (tr("Resolved"), moment(detail.resolved_at)),
            (tr("Owner"), found.owner or str(tr("nobody"))),
        )
        for name, value in facts:
            if value:
                self._body.addLayout(self._fact(name, value, found.account))

    def _fact(self, name: object, value: str, account: int | None) -> QHBoxLayout:
        label = Label(name, "small", ink="text2")
        if str(name) == str(tr("Account")) and account is not None:
            room = theme.px(ACCOUNT_WIDTH)
            shown = painting.cut(value, room, weight=theme.SEMI)
            shown = shown.replace("&", "&&")  # a single one would underline the next letter
            link = Button(
                shown, kind="link", name=value, clicked=lambda: self._account_opened(account)
            )
            return row(label, None, link)
        words_ = CutLabel(value, "body", theme.SEMI)
        words_.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return row(label, None, words_)

    def _show_texts(self, detail: IssueDetail) -> None:
        for name, text in (
            (tr("Description"), detail.description),
            (tr("Resolution"), detail.resolution),
        ):
            if text:
                self._body.addWidget(line())
                self._body.addWidget(Label(name, "small", theme.SEMI, "text2"))
                self._body.addWidget(Label(text, ink="text2", wrap=True))

    def _show_events(self, events: tuple[IssueEventRow, ...]) -> None:
        if not events:
            return
        self._body.addWidget(line())
        self._body.addWidget(Label(tr("What happened last"), "small", theme.SEMI, "text2"))
        for event in events:
            head = Label(spoken_event(event), "body", theme.MEDIUM, wrap=True)
            who = " · ".join(part for part in (moment(event.at), event.by) if part)
            parts = [head, CutLabel(who, "small", ink="text3")]
            if event.text:
                parts.insert(1, Label(event.text, ink="text2", wrap=True))
            self._body.addWidget(boxed(column(*parts, gap=1)))

    def _show_foot(self, detail: IssueDetail) -> None:
        found = detail.row
        note = Button(tr("Add note"), "message-square", clicked=lambda: self._noted(found.id))
        status, text, icon = NEXT[found.is_open]
        move = Button(text, icon, "primary", clicked=lambda: self._moved(found.id, status))
        for part in (note, None, move):
            if part is None:
                self._foot.addStretch(1)
            else:
                self._foot.addWidget(part)


def spoken_event(event: IssueEventRow) -> str:
    """Return what happened in words: 'Status: New → In progress'."""
    what = EVENT.field("what").label_of(event.what)
    if not event.after:
        return what
    name = "severity" if event.what == "severity" else "status"
    named = ISSUE.field(name).label_of if event.what in {"status", "severity", "reopened"} else str
    after = named(event.after)
    if not event.before:
        return str(tr("{what}: {after}", what=what, after=after))
    return str(tr("{what}: {before} → {after}", what=what, before=named(event.before), after=after))


def moment(at: datetime | None) -> str:
    """Return '24 Nov 2026, 08:12' in this computer's zone, '' for none."""
    if at is None:
        return ""
    local = at.astimezone()
    return f"{shown_value(local.date())}, {local:%H:%M}"
