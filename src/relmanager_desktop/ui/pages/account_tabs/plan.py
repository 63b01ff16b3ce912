"""Plan: objectives, risks, opportunities and contracts of the account."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.plans import (
    ContractRow,
    ObjectiveRow,
    OpportunityRow,
    RiskRow,
    plan_of,
)
from relmanager_desktop.ui import theme, words
from relmanager_desktop.ui.pages.account_tabs.parts import entry, headed, stacked
from relmanager_desktop.ui.pages.page import Page
from relmanager_desktop.ui.widgets.badges import Bar, Initials, Pill
from relmanager_desktop.ui.widgets.basics import Label

GOOD, FAIR = 0.7, 0.4
SEVERE, SERIOUS = 15, 8
NEAR_DAYS = 90


def build(page: Page, account: int) -> QVBoxLayout:
    """Return the tab's content."""
    plan = page.bridge.ask(plan_of, account)

    def adding(kind: str, text: object):  # type: ignore[no-untyped-def]  # a heading's button
        return text, partial(
            page.host.show_dialog, "record", kind=kind, values={"account": account}
        )

    return stacked(
        headed(
            tr("Objectives"),
            [_objective(page, o) for o in plan.objectives],
            tr("No objectives yet: make a plan, then say what both sides want to reach."),
            adding("plan", tr("Add plan")),
        ),
        headed(
            tr("Opportunities"),
            [_opportunity(page, o) for o in plan.opportunities],
            tr("No opportunity is open."),
            adding("opportunity", tr("Add opportunity")),
        ),
        headed(
            tr("Contracts"),
            [_contract(page, c) for c in plan.contracts],
            tr("No contract is kept here yet."),
            adding("contract", tr("Add contract")),
        ),
        headed(
            tr("Risks"),
            [_risk(page, r) for r in plan.risks],
            tr("No risk is named."),
            adding("risk", tr("Add risk")),
        ),
    )


def _objective(page: Page, found: ObjectiveRow) -> QWidget:
    field = KINDS["objective"]
    right: list[QWidget] = []
    if found.progress is not None:
        ink = (
            "goodbar"
            if found.progress >= GOOD
            else "warnbar"
            if found.progress >= FAIR
            else "badbar"
        )
        percent = f"{found.progress:.0%}"
        right += [
            Bar(found.progress, ink, percent),
            Label(percent, "small", theme.SEMI, "text2", tabular=True),
        ]
    state = field.field("state").label_of(found.state)
    right.append(Pill(state, words.tone_of(found.state)))
    if found.owner:
        right.append(Initials(found.owner, 22))
    if found.due is not None:
        right.append(Label(words.due_word(found.due, page.today)[0], "small", ink="text2"))
    side = field.field("side").label_of(found.side)
    second = f"{side} · {found.plan}"
    return entry(
        "target", found.title, second, right, partial(page.host.open_record, "objective", found.id)
    )


def _opportunity(page: Page, found: OpportunityRow) -> QWidget:
    right: list[QWidget] = [Pill(found.stage, words.tone_of(found.outcome or "new"))]
    if found.amount is not None:
        right.append(
            Label(words.money(found.amount, found.currency), "body", theme.SEMI, tabular=True)
        )
    second = tr("Close on {day}", day=found.close_on) if found.close_on else ""
    return entry(
        "trending-up",
        found.name,
        second,
        right,
        partial(page.host.open_record, "opportunity", found.id),
    )


def _contract(page: Page, found: ContractRow) -> QWidget:
    right: list[QWidget] = []
    if found.notice_deadline is not None:
        days = (found.notice_deadline - page.today).days
        word = tr("Notice by {day}", day=found.notice_deadline)
        tone = "bad" if days < 0 else "warn" if days <= NEAR_DAYS else "neutral"
        right.append(Pill(word, tone))
    if found.value is not None:
        right.append(
            Label(words.money(found.value, found.currency), "body", theme.SEMI, tabular=True)
        )
    side = KINDS["contract"].field("side").label_of(found.side)
    ends = str(tr("ends {day}", day=found.end)) if found.end else str(tr("open-ended"))
    second = " · ".join(part for part in (found.number, side, ends) if part)
    return entry(
        "file-text",
        found.title,
        second,
        right,
        partial(page.host.open_record, "contract", found.id),
    )


def _risk(page: Page, found: RiskRow) -> QWidget:
    right: list[QWidget] = []
    if found.rating is not None:
        tone = "bad" if found.rating >= SEVERE else "warn" if found.rating >= SERIOUS else "neutral"
        right.append(Pill(f"{found.likelihood} × {found.impact} = {found.rating}", tone))
    state = KINDS["risk"].field("state").label_of(found.state)
    second = " · ".join(part for part in (found.category, state) if part)
    return entry(
        "shield-alert", found.title, second, right, partial(page.host.open_record, "risk", found.id)
    )
