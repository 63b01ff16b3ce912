"""Actions: what we do and what they promised, open ones first."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.account_pages import ActionRow, actions_of
from relmanager_desktop.ui import words
from relmanager_desktop.ui.pages.account_tabs.parts import entry, headed, stacked
from relmanager_desktop.ui.pages.page import Page
from relmanager_desktop.ui.widgets.badges import Initials, Pill
from relmanager_desktop.ui.widgets.basics import Button

MOST_DONE = 20


def build(page: Page, account: int) -> QVBoxLayout:
    """Return the tab's content."""
    found = page.bridge.ask(actions_of, account)
    ours = [action_row(page, a) for a in found if a.state == "open" and a.promised_by == "us"]
    theirs = [action_row(page, a) for a in found if a.state == "open" and a.promised_by == "them"]
    done = [action_row(page, a) for a in found if a.state != "open"][:MOST_DONE]
    add = (
        tr("Add action"),
        partial(page.host.show_dialog, "record", kind="action", values={"account": account}),
    )
    cards = [headed(tr("Ours"), ours, tr("Nothing is open on our side."), add)]
    if theirs:
        cards.append(headed(tr("What they promised"), theirs, ""))
    if done:
        cards.append(headed(tr("Done"), done, ""))
    return stacked(*cards)


def action_row(page: Page, action: ActionRow) -> QWidget:
    """Return one action as a row with its day and a way to complete it."""
    is_open = action.state == "open"
    right: list[QWidget] = []
    if action.owner:
        right.append(Initials(action.owner, 22))
    if is_open and action.due is not None:
        word, tone = words.due_word(action.due, page.today)
        right.append(Pill(word, tone, dot=tone in {"bad", "warn"}))
    elif not is_open:
        state = KINDS["action"].field("state").label_of(action.state)
        day = f" {action.done_on.day}.{action.done_on.month}." if action.done_on else ""
        right.append(Pill(f"{state}{day}", "good" if action.state == "done" else "neutral"))
    if is_open:
        done = partial(
            page.host.show_dialog, "complete_action", action=action.id, title=action.title
        )
        right.append(
            Button(
                "", "check", "ghost", name=tr("Complete {title}", title=action.title), clicked=done
            )
        )
    icon = "circle-dot" if is_open else "circle-check"
    opened = partial(page.host.open_record, "action", action.id)
    return entry(icon, action.title, "", right, opened, ink="line2" if is_open else "good")
