"""Timeline: what was said and what is planned, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import shown_value, tr
from relmanager_desktop.queries.timelines import TimelineEntry, timeline
from relmanager_desktop.ui import theme, words
from relmanager_desktop.ui.models.entries import Entries, Entry
from relmanager_desktop.ui.pages.account_tabs.parts import headed, stacked
from relmanager_desktop.ui.pages.page import Page
from relmanager_desktop.ui.widgets.basics import Button, Label, boxed, column, row
from relmanager_desktop.ui.widgets.entry_list import EntryList

READ_AT_ONCE = 60


def build(page: Page, account: int) -> QWidget:
    """Return the tab's content."""
    found = page.bridge.ask(timeline, account, READ_AT_ONCE)
    add = (tr("Log touch"), partial(page.host.show_dialog, "log", account=account))
    if not found:
        nothing = tr("Nothing was said yet. Log the first touch with Ctrl+L.")
        return boxed(stacked(headed(tr("What was said"), [], nothing, add)))
    entries = Entries(_first(page, found), _Older(page, account, found))
    opened = partial(page.host.open_record, "interaction")
    head = row(
        Label(tr("What was said"), "lead", theme.SEMI),
        None,
        Button(add[0], "plus", "ghost", clicked=add[1]),
        margins=(18, 10, 18, 4),
    )
    listed = EntryList(tr("Timeline"), entries, opened)
    return boxed(column(head, listed, gap=0, margins=(1, 0, 1, 8)), "card")


class _Older:
    """Reads on where the last block ended."""

    def __init__(self, page: Page, account: int, last: Sequence[TimelineEntry]) -> None:
        self._page, self._account, self._last = page, account, last

    def __call__(self) -> list[Entry]:
        if len(self._last) < READ_AT_ONCE:
            return []
        before = self._last[-1].at
        self._last = self._page.bridge.ask(timeline, self._account, READ_AT_ONCE, before)
        return [_entry(self._page, found) for found in self._last]


def _first(page: Page, found: Sequence[TimelineEntry]) -> list[Entry]:
    """Return the planned ones, the next one first, above what was."""
    planned = [_entry(page, one) for one in reversed(found) if one.state == "planned"]
    past = [_entry(page, one) for one in found if one.state != "planned"]
    if not planned:
        return past
    said = [Entry(0, str(tr("Past"))), *past] if past else []
    return [Entry(0, str(tr("Planned"))), *planned, *said]


def _entry(page: Page, found: TimelineEntry) -> Entry:
    kind = KINDS["interaction"]
    said = (found.body, found.outcome and str(tr("Outcome: {text}", text=found.outcome)))
    minutes = str(tr("{n} min", n=found.minutes, plural="{n} min")) if found.minutes else ""
    facts = (kind.field("channel").label_of(found.channel), ", ".join(found.people), minutes)
    is_held = found.state == "held"
    at = found.at.astimezone()
    return Entry(
        id=found.id,
        title=found.subject,
        facts=" · ".join(part for part in facts if part),
        text="\n".join(part for part in said if part),
        icon=words.CHANNEL_ICONS.get(found.channel, "message-square"),
        when=words.ago(found.at, page.today),
        day=f"{shown_value(at.date())}, {at:%H:%M}",
        pill="" if is_held else kind.field("state").label_of(found.state),
        tone="info" if found.state == "planned" else "neutral",
    )
