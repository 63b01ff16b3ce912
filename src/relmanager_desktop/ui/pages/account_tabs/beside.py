"""What stands beside each tab, or on a tab of its own where the window is narrow."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.account_pages import AccountPage as AccountView
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.models.lists import touch_pill
from relmanager_desktop.ui.pages.account_tabs import contacts
from relmanager_desktop.ui.pages.page import Page
from relmanager_desktop.ui.widgets.badges import Pill
from relmanager_desktop.ui.widgets.basics import Button, Label, card, line, row
from relmanager_desktop.ui.widgets.labels import CutLabel

PEOPLE_SHOWN = 5


def people_card(page: Page, view: AccountView) -> QFrame:
    """Return who is there now, the first few."""
    here = [p for p in view.people if p.ended_on is None]
    add = partial(page.host.show_dialog, "record", kind="contact", values={"account": view.row.id})
    head = row(
        Label(tr("People"), "body", theme.SEMI),
        None,
        Button("", "plus", "ghost", name=tr("Add contact"), clicked=add),
    )
    layout = card(head, gap=2, margins=(16, 8, 12, 12))
    inner = layout.layout()
    assert isinstance(inner, QVBoxLayout)  # noqa: S101 - card makes one
    for person in here[:PEOPLE_SHOWN]:
        inner.addWidget(contacts.person_row(page, person, is_short=True))
    if not here:
        inner.addWidget(Label(tr("Nobody yet."), "small", ink="text3"))
    return layout


def touches_card(page: Page, view: AccountView) -> QFrame:
    """Return when each touch that a rule speaks of is due, and why."""
    made = card(Label(tr("Next touches"), "body", theme.SEMI), gap=8, margins=(16, 12, 12, 12))
    inner = made.layout()
    assert isinstance(inner, QVBoxLayout)  # noqa: S101 - card makes one
    purpose = KINDS["cadence_rule"].field("purpose")
    for number, touch in enumerate(view.touches):
        if number:
            inner.addWidget(line())
        name = touch.person or (
            purpose.label_of(touch.purpose) if touch.purpose else str(tr("No rule"))
        )
        head = row(CutLabel(name, "body", theme.MEDIUM), None, gap=6)
        word, tone = touch_pill(touch, page.today)
        if word:
            head.addWidget(Pill(word, tone))
        inner.addLayout(head)
        inner.addWidget(Label(touch.why, "small", ink="text3", wrap=True))
    return made
