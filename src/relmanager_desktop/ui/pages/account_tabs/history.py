"""History: every change to the account, field by field, each with a way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.history import HistoryEntry, record_history
from relmanager_desktop.ui import words
from relmanager_desktop.ui.pages.account_tabs.parts import entry, headed, stacked
from relmanager_desktop.ui.pages.page import Page
from relmanager_desktop.ui.widgets.basics import Button, Label

ICONS = {"created": "plus", "changed": "pencil", "deleted": "x"}


def build(page: Page, account: int) -> QVBoxLayout:
    """Return the tab's content."""
    entries = page.bridge.ask(record_history, "account", account)
    rows = [_row(page, found) for found in entries]
    return stacked(headed(tr("What was changed"), rows, tr("Nothing was changed yet.")))


def _row(page: Page, found: HistoryEntry) -> QWidget:
    if found.what == "created":
        first: object = tr("Created")
    else:
        nothing = str(tr("(empty)"))
        first = tr(
            "{field}: {before} → {after}",
            field=found.field or "",
            before=found.before or nothing,
            after=found.after or nothing,
        )
    gone = str(tr("Taken back")) if found.is_taken_back else ""
    second = " · ".join(part for part in (found.label, found.author, gone) if part)
    when = Label(
        f"{found.at.astimezone():%H:%M} · {words.ago(found.at, page.today)}", "small", ink="text3"
    )
    right: list[QWidget] = [when]
    if found.what == "changed" and not found.is_taken_back:
        undo = Button("", "undo-2", "ghost", name=tr("Undo: {label}", label=found.label))
        take_back = partial(page.host.take_back, found.number, found.label)
        undo.clicked.connect(lambda _checked=False: take_back())
        right.append(undo)
    return entry(ICONS[found.what], first, second, right)
