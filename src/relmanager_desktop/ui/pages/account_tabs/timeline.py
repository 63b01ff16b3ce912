"""Timeline: what was said and what is planned, the newest first."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.timelines import TimelineEntry, timeline
from relmanager_desktop.ui import words
from relmanager_desktop.ui.pages.account_tabs.parts import entry, headed, stacked
from relmanager_desktop.ui.pages.page import Page
from relmanager_desktop.ui.widgets.badges import Pill
from relmanager_desktop.ui.widgets.basics import Button, Label

MOST = 60


def build(page: Page, account: int) -> QVBoxLayout:
    """Return the tab's content."""
    entries = page.bridge.ask(timeline, account, MOST)
    planned = [e for e in entries if e.state == "planned"]
    past = [e for e in entries if e.state != "planned"]
    cards = []
    if planned:
        cards.append(headed(tr("Planned"), [_row(page, e) for e in reversed(planned)], ""))
    add = (tr("Log touch"), partial(page.host.show_dialog, "log", account=account))
    nothing = tr("Nothing was said yet. Log the first touch with Ctrl+L.")
    cards.append(headed(tr("What was said"), [_row(page, e) for e in past], nothing, add))
    layout = stacked(*cards)
    if len(entries) == MOST:
        more = Button(tr("Show earlier ones"), "chevron-down", "ghost")
        more.clicked.connect(lambda: _append(page, account, layout, more, entries[-1]))
        layout.insertWidget(layout.count() - 1, more)
    return layout


def _append(
    page: Page, account: int, layout: QVBoxLayout, more: Button, last: TimelineEntry
) -> None:
    older = page.bridge.ask(timeline, account, MOST, last.at)
    more.setVisible(False)
    card = headed(tr("Earlier"), [_row(page, e) for e in older], tr("There is nothing earlier."))
    layout.insertWidget(layout.count() - 1, card)


def _row(page: Page, found: TimelineEntry) -> QWidget:
    kind = KINDS["interaction"]
    said = [found.body, found.outcome and str(tr("Outcome: {text}", text=found.outcome))]
    people = ", ".join(found.people)
    minutes = str(tr("{n} min", n=found.minutes, plural="{n} min")) if found.minutes else ""
    facts = [kind.field("channel").label_of(found.channel), people, minutes]
    second = " · ".join(part for part in facts if part)
    text = "\n".join(part for part in said if part)
    right: list[QWidget] = []
    if found.state != "held":
        right.append(
            Pill(
                kind.field("state").label_of(found.state),
                "info" if found.state == "planned" else "neutral",
            )
        )
    when = words.ago(found.at, page.today)
    right.append(Label(when, "small", ink="text3", tabular=True))
    icon = words.CHANNEL_ICONS.get(found.channel, "message-square")
    detail = f"{second}\n{text}" if text else second
    return entry(
        icon, found.subject, detail, right, partial(page.host.open_record, "interaction", found.id)
    )
