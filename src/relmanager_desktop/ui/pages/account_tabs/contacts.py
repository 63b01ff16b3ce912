"""Contacts: who is there, in which role, and how to reach them; leavers stay."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.account_pages import PersonRow, people_of
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.pages.account_tabs.parts import headed, stacked
from relmanager_desktop.ui.pages.page import Page
from relmanager_desktop.ui.widgets.badges import Initials, Pill
from relmanager_desktop.ui.widgets.basics import OnClick, boxed, column, row
from relmanager_desktop.ui.widgets.labels import CutLabel

SUPPORT_TONES = {
    "mentor": "good",
    "supporter": "good",
    "neutral": "neutral",
    "non_supporter": "warn",
    "enemy": "bad",
}


def build(page: Page, account: int) -> QVBoxLayout:
    """Return the tab's content."""
    people = page.bridge.ask(people_of, account)
    here = [person_row(page, p) for p in people if p.ended_on is None]
    left = [person_row(page, p) for p in people if p.ended_on is not None]
    add = (
        tr("Add contact"),
        partial(page.host.show_dialog, "record", kind="contact", values={"account": account}),
    )
    cards = [headed(tr("People"), here, tr("Nobody yet. Add who you talk to."), add)]
    if left:
        cards.append(headed(tr("Left"), left, ""))
    return stacked(*cards)


def person_row(page: Page, person: PersonRow, *, is_short: bool = False) -> QWidget:
    """Return one person as a row."""
    job = " · ".join(part for part in (person.title, person.department) if part)
    reach = "   ".join(part for part in (person.email, person.phone) if part)
    texts = column(CutLabel(person.name, "body", theme.MEDIUM), gap=1)
    if job:
        texts.addWidget(CutLabel(job, "small", ink="text3"))
    if reach and not is_short:
        texts.addWidget(CutLabel(reach, "small", ink="text2"))
    layout = row(Initials(person.name, 28), gap=10, margins=(0, 6, 0, 6))
    layout.addLayout(texts, 1)
    for pill in _pills(person):
        layout.addWidget(pill)
    made = boxed(layout)
    made.setAccessibleName(f"{person.name}, {job}")
    OnClick(made, partial(page.host.open_record, "contact", person.contact))
    return made


def _pills(person: PersonRow) -> list[Pill]:
    fields = KINDS["contact_role"]
    pills = []
    if person.do_not_contact:
        pills.append(Pill(tr("Do not contact"), "bad"))
    elif person.buying_role:
        tone = SUPPORT_TONES.get(person.support, "neutral")
        pills.append(Pill(fields.field("buying_role").label_of(person.buying_role), tone))
    elif person.is_primary:
        pills.append(Pill(tr("Main contact"), "info"))
    if person.ended_on is not None:
        pills.append(Pill(tr("Left {day}", day=person.ended_on), "neutral"))
    return pills
