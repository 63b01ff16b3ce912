"""Cadence: who is next, each line with its reason, and the rules that decide."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from relmanager_desktop.domain.cadence_words import reason_of
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.cadence import (
    SECTIONS,
    CadenceBoard,
    RuleRow,
    TouchRow,
    cadence_board,
    rules_with_reach,
    section_rows,
)
from relmanager_desktop.queries.tiers import tier_orders
from relmanager_desktop.ui import theme, words
from relmanager_desktop.ui.hosts import Host
from relmanager_desktop.ui.models.lists import touch_pill
from relmanager_desktop.ui.models.touch_lines import (
    MOST_LISTED,
    SHOWN_AT_ONCE,
    SectionHead,
    TouchLine,
)
from relmanager_desktop.ui.pages.page import ACCOUNT, Page
from relmanager_desktop.ui.widgets.basics import (
    Button,
    Label,
    boxed,
    card,
    column,
    emptied,
    line,
    row,
    scrolled,
)
from relmanager_desktop.ui.widgets.labels import CutLabel
from relmanager_desktop.ui.widgets.states import EmptyState
from relmanager_desktop.ui.widgets.touch_list import TouchList

HEADINGS = {
    "late": (tr("Overdue"), "bad"),
    "today": (tr("Today"), "info"),
    "this_week": (tr("This week"), "neutral"),
    "later": (tr("Later"), "neutral"),
    "never": (tr("Never contacted"), "info"),
    "snoozed": (tr("Snoozed"), "neutral"),
    "blocked": (tr("Off the list"), "neutral"),
    "no_rule": (tr("Without a rule"), "warn"),
}
RULES_WIDTH, RULES_FROM = 350, 880


class CadencePage(Page):
    """Who to talk to next, and why."""

    title = tr("Cadence")
    shows = frozenset(
        {"interaction", "account", "contact", "contact_role", "cadence_rule", "snooze", "tier",
         "tag", "account_tag", "consent", "member", "working_calendar", "calendar_day",
         "calendar_window"}
    )  # fmt: skip

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._subtitle = self.build_header(
            Button(tr("New rule"), "repeat", clicked=partial(host.do, "new_rule")),
            Button(tr("Log touch"), "plus", "primary", clicked=partial(host.do, "log")),
        )
        self._subtitle.setText(
            str(tr("Who to talk to next, and why · only two-way touches that were held count"))
        )
        self._orders: dict[str, int] = {}
        self._list = TouchList(
            self.title,
            lambda line: host.open_account(line.account),
            partial(self._show_touch, "log"),
            partial(self._show_touch, "snooze"),
            partial(host.show_dialog, "tiers"),
        )
        self._rules = column(gap=0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_body())
        self._stack.addWidget(self._build_empty())
        self.layout_.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Ask for the sections and the rules."""
        self._orders = self.bridge.ask(tier_orders)
        first = dict.fromkeys(SECTIONS, SHOWN_AT_ONCE)
        board = self.bridge.ask(cadence_board, first, self.today, SHOWN_AT_ONCE)
        self._stack.setCurrentIndex(0 if any(board.counts.values()) else 1)
        self._show_sections(board)
        self._show_rules()

    def at_hand(self) -> dict[str, Any]:
        """Return whom the line in front of the keyboard is about, and what for."""
        line = self._list.chosen() if self._list.hasFocus() else None
        if line is None:
            return {}
        purpose = {"purpose": line.purpose} if line.purpose else {}
        return {ACCOUNT: line.account, "contact": line.contact, **purpose}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the rules out where the window is narrow."""
        super().resizeEvent(event)
        self._rail.setVisible(self.width() >= theme.px(RULES_FROM))

    def _build_body(self) -> QWidget:
        rail = column(gap=0)
        rail.addWidget(
            card(
                Label(tr("Rules"), "lead", theme.SEMI),
                Label(
                    tr("Contact, account, tag, segment, role, tier: the nearest wins."),
                    "small",
                    ink="text3",
                    wrap=True,
                ),
                self._rules,
                gap=6,
            )
        )
        rail.addStretch(1)
        rail_box = scrolled(rail, tr("Rules"))
        rail_box.setFixedWidth(theme.px(RULES_WIDTH))
        self._rail = rail_box
        layout = row(gap=14, margins=(24, 0, 24, 18))
        layout.addWidget(self._list, 1)
        layout.addWidget(rail_box)
        return boxed(layout)

    def _build_empty(self) -> EmptyState:
        return EmptyState(
            "repeat",
            tr("No accounts to keep in touch with yet"),
            tr("Import a list or add an account, give it a tier, and its next touch appears here."),
            (
                (tr("Import a spreadsheet"), "file-up", partial(self.host.do, "import")),
                (tr("New account"), "plus", partial(self.host.do, "new_account")),
            ),
        )

    def _show_sections(self, board: CadenceBoard) -> None:
        heads = [
            SectionHead(name, str(HEADINGS[name][0]), HEADINGS[name][1], board.counts[name],
                        str(tr("Give them a tier…")) if name == "no_rule" else "",
                        max(0, board.counts[name] - MOST_LISTED))
            for name in SECTIONS if board.counts[name]
        ]  # fmt: skip
        first = {name: [self._line(touch) for touch in found] for name, found in board.rows.items()}
        self._list.show_sections(heads, first, self._read)

    def _read(self, section: str, start: int) -> list[TouchLine]:
        found = self.bridge.ask(section_rows, section, self.today, SHOWN_AT_ONCE, start)
        return [self._line(touch) for touch in found]

    def _line(self, touch: TouchRow) -> TouchLine:
        purpose = KINDS["cadence_rule"].field("purpose")
        word, tone = touch_pill(touch, self.today)
        return TouchLine(
            account=touch.account,
            contact=touch.contact,
            purpose=touch.purpose,
            who=f"{touch.person}, {touch.name}" if touch.person else touch.name,
            about=purpose.label_of(touch.purpose) if touch.purpose else "",
            why=str(touch.why),
            icon=words.CHANNEL_ICONS.get(touch.channel, "phone"),
            tier=words.tier_word(touch.tier) if touch.tier else "",
            tier_order=self._orders.get(touch.tier, 0),
            pill=word,
            tone=tone,
            owner=touch.owner,
        )

    def _show_touch(self, dialog: str, line: TouchLine) -> None:
        given = {"account": line.account, "contact": line.contact}
        self.host.show_dialog(dialog, **given, purpose=line.purpose or "check_in")

    def _show_rules(self) -> None:
        emptied(self._rules)
        rules = self.bridge.ask(rules_with_reach)
        for number, found in enumerate(rules):
            if number:
                self._rules.addWidget(line())
            self._rules.addWidget(self._rule(found))
        if not rules:
            self._rules.addWidget(
                Label(
                    tr("No rule yet. A rule says how often, for whom."),
                    "small",
                    ink="text3",
                    wrap=True,
                )
            )

    def _rule(self, found: RuleRow) -> QWidget:
        rule = found.rule
        rhythm = tr(
            "every {n} day, at most {most}",
            plural="every {n} days, at most {most}",
            n=rule.ideal_days,
            most=rule.max_days,
        )
        purpose = KINDS["cadence_rule"].field("purpose").label_of(rule.purpose)
        about = f"{reason_of(rule)} · {purpose}"
        texts = column(
            CutLabel(rule.name, "body", theme.MEDIUM),
            Label(rhythm, "small", ink="text2"),
            Label(about, "small", ink="text3", wrap=True),
            gap=1,
        )
        layout = row(gap=8, margins=(0, 6, 0, 6))
        layout.addLayout(texts, 1)
        edit = partial(self.host.show_dialog, "record", kind="cadence_rule", id_=rule.id)
        layout.addWidget(
            Button("", "pencil", "ghost", name=tr("Edit rule {name}", name=rule.name), clicked=edit)
        )
        return boxed(layout)
