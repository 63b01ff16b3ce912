"""The head of an account's page: who it is, what to do with it, and its facts with their reasons.

Where the page is low, the way to it goes, and the reasons are said under the mouse only: what the
page is opened for stands below its head.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import shown_value, tr
from relmanager_desktop.queries.account_pages import AccountPage as AccountView
from relmanager_desktop.queries.cadence import TouchRow
from relmanager_desktop.ui import theme, words
from relmanager_desktop.ui.models.lists import touch_pill
from relmanager_desktop.ui.pages.page import Page
from relmanager_desktop.ui.widgets.badges import Initials, Pill, TierBadge
from relmanager_desktop.ui.widgets.basics import (
    Button,
    Label,
    boxed,
    column,
    emptied,
    icon_label,
    row,
)
from relmanager_desktop.ui.widgets.flows import flowing
from relmanager_desktop.ui.widgets.labels import CutLabel, CutLines

LOW, NARROW = 480, 700  # a page below these, in pixels at 100 %
REASON_LINES = 2


class Shape(NamedTuple):
    """What a page has too little of: height for reasons, width for words on buttons."""

    is_low: bool = False
    is_narrow: bool = False


class Fact(NamedTuple):
    """One fact: ``note`` stands below its value, ``more`` is said under the mouse."""

    name: object
    value: object
    note: str = ""
    ink: str = "text3"
    more: str = ""
    is_typed: bool = False


class AccountHead(QWidget):
    """Shows one account, or none."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self._host = page, page.host
        self._view: AccountView | None = None
        self._shape = Shape()
        self._layout = column(gap=12, margins=(24, 14, 24, 0))
        self.setLayout(self._layout)

    def show_account(self, view: AccountView | None) -> None:
        """Show another account, or the same one as it is now."""
        self._view = view
        emptied(self._layout)
        if view is not None:
            if not self._shape.is_low:
                self._layout.addLayout(self._crumbs(view.row.name))
            self._layout.addLayout(self._name_row(view))
            facts = [_shown(fact, self._shape) for fact in _facts(view, self._page.today)]
            self._layout.addLayout(row(flowing(*facts, gap=28, line_gap=8), margins=(0, 0, 0, 8)))

    def fit(self, page: QSize) -> None:
        """Take the shape for a page of this size."""
        shape = Shape(page.height() < theme.px(LOW), page.width() < theme.px(NARROW))
        if shape != self._shape:
            self._shape = shape
            self.show_account(self._view)

    def _crumbs(self, name: str) -> QHBoxLayout:
        return row(
            Button(tr("Accounts"), kind="crumb", clicked=partial(self._host.do, "go_accounts")),
            icon_label("chevron-right", "text3", 14),
            CutLabel(name, "small", theme.MEDIUM, "text2"),
            None,
            gap=4,
        )

    def _name_row(self, view: AccountView) -> QHBoxLayout:
        found, show = view.row, self._host.show_dialog
        layout = row(Initials(found.name, 50, square=True), gap=14)
        layout.addLayout(column(CutLabel(found.name, "h1", theme.SEMI), _badges(view), gap=6), 1)
        edit = partial(show, "record", kind="account", id_=found.id)
        issue = partial(show, "record", kind="issue", values={"account": found.id})
        for name, icon, deed in (
            (tr("Edit"), "pencil", edit),
            (tr("New issue"), "circle-alert", issue),
        ):
            word = "" if self._shape.is_narrow else name
            layout.addWidget(Button(word, icon, name=name, clicked=deed))
        log = partial(show, "log", account=found.id)
        layout.addWidget(Button(tr("Log touch"), "plus", "primary", clicked=log))
        return layout


def _badges(view: AccountView) -> QHBoxLayout:
    """Return the tier, the status, and in one line what else the account is called by."""
    found, layout = view.row, row(gap=8)
    if found.tier:
        layout.addWidget(TierBadge(words.tier_word(found.tier), found.tier_order))
    status = KINDS["account"].field("status").label_of(found.status)
    layout.addWidget(Pill(status, words.tone_of(found.status), dot=True))
    if found.is_archived:
        layout.addWidget(Pill(tr("Archived"), "neutral"))
    roles = KINDS["account"].field("roles")
    about = (
        ", ".join(roles.label_of(role) for role in found.roles),
        found.industry,
        found.city,
        ", ".join(view.tags),
    )
    layout.addWidget(CutLabel(" · ".join(part for part in about if part), "body", ink="text2"))
    layout.addStretch(1)
    return layout


def _facts(view: AccountView, today: date) -> tuple[Fact, ...]:
    found, renewal = view.row, view.renewal
    due, why, ink = _next_touch(view.next_touch, today)
    channel = KINDS["interaction"].field("channel")
    last = channel.label_of(found.last_channel) if found.last_channel else ""
    on = found.last_touch_at and shown_value(found.last_touch_at.astimezone().date())
    left = ""
    if renewal is not None:
        left = str(tr("in {n} day", plural="in {n} days", n=(renewal - today).days))
    value = words.money(found.annual_value, found.currency, short=True)
    return (
        Fact(tr("Annual value"), value or "–"),
        Fact(tr("Last touch"), words.ago(found.last_touch_at, today), last, more=on or ""),
        Fact(tr("Renewal"), shown_value(renewal) if renewal else "–", left),
        Fact(tr("Owner"), found.owner or "–", is_typed=True),
        Fact(tr("Next touch"), due, why, ink),
    )


def _next_touch(touch: TouchRow | None, today: date) -> tuple[str, str, str]:
    """Return when a touch is due, why, and the ink of the reason; a person is named in it."""
    if touch is None:
        return "–", "", "text3"
    word, tone = touch_pill(touch, today)
    if touch.state == "never_contacted":
        word = str(tr("Never contacted"))
    why = str(tr("{name}: {why}", name=touch.person, why=touch.why) if touch.person else touch.why)
    return word or "–", why, tone if tone in {"bad", "warn"} else "text3"


def _shown(fact: Fact, shape: Shape) -> QFrame:
    """Return a fact: its name, its value, and its note; on a low page that is only spoken."""
    kind = CutLabel if fact.is_typed else Label
    is_urgent = shape.is_low and fact.ink != Fact._field_defaults["ink"]
    value = kind(fact.value, "lead", theme.SEMI, fact.ink if is_urgent else "text")
    layout = column(Label(fact.name, "small", ink="text3"), value, gap=2)
    more = [fact.more]
    if shape.is_low:
        more.insert(0, fact.note)
        value.setAccessibleDescription(fact.note)
    else:
        layout.addWidget(CutLines(fact.note, REASON_LINES, size="small", ink=fact.ink))
    layout.addStretch(1)
    said = " · ".join(part for part in more if part)
    if said:
        value.setToolTip(said)
    return boxed(layout)
