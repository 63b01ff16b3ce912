"""Cadence: who is next, each line with its reason, and the rules that decide."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from relmanager_desktop.domain.cadence import State
from relmanager_desktop.domain.cadence_words import reason_of
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.cadence import (
    SECTIONS,
    RuleRow,
    TouchRow,
    cadence_board,
    rules_with_reach,
)
from relmanager_desktop.queries.tiers import tier_orders
from relmanager_desktop.ui import theme, words
from relmanager_desktop.ui.pages.page import ACCOUNT, Host, Page
from relmanager_desktop.ui.widgets.badges import Initials, Pill, TierBadge
from relmanager_desktop.ui.widgets.basics import (
    Button,
    Label,
    OnClick,
    boxed,
    card,
    column,
    emptied,
    icon_label,
    line,
    row,
    scrolled,
)
from relmanager_desktop.ui.widgets.labels import CutLabel
from relmanager_desktop.ui.widgets.states import EmptyState

HEADINGS = {
    "late": (tr("Late"), "bad"),
    "today": (tr("Today"), "info"),
    "this_week": (tr("This week"), "neutral"),
    "later": (tr("Later"), "neutral"),
    "never": (tr("Never contacted"), "info"),
    "snoozed": (tr("Snoozed"), "neutral"),
    "blocked": (tr("Off the list"), "neutral"),
    "no_rule": (tr("Without a rule"), "warn"),
}
SHOWN_AT_ONCE = 12
SHOWN_MORE = 200
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
        self._shown = dict.fromkeys(SECTIONS, SHOWN_AT_ONCE)
        self._orders: dict[str, int] = {}
        self._list = column(gap=0, margins=(0, 0, 0, 8))
        self._rules = column(gap=0)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_body())
        self._stack.addWidget(self._build_empty())
        self.layout_.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Ask for the sections and the rules."""
        board = self.bridge.ask(cadence_board, self._shown, self.today)
        self._orders = self.bridge.ask(tier_orders)
        self._stack.setCurrentIndex(0 if any(board.counts.values()) else 1)
        emptied(self._list)
        for section, touches in board.rows.items():
            self._add_section(section, touches, board.counts[section])
        self._list.addStretch(1)
        self._show_rules()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the rules out where the window is narrow."""
        super().resizeEvent(event)
        self._rail.setVisible(self.width() >= theme.px(RULES_FROM))

    def _build_body(self) -> QWidget:
        inner = QVBoxLayout()
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(self._list)
        inner.addStretch(1)
        area = scrolled(inner, self.title)
        if (body := area.widget()) is not None:
            body.setObjectName("card")
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
        layout.addWidget(area, 1)
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

    def _add_section(self, section: str, touches: Sequence[TouchRow], count: int) -> None:
        heading, tone = HEADINGS[section]
        head = row(
            Label(heading, "body", theme.SEMI),
            Pill(f"{count:,}", tone),
            None,
            gap=10,
            margins=(16, 9, 16, 9),
        )
        if section == "no_rule":
            give = partial(self.host.show_dialog, "tiers")
            head.addWidget(Button(tr("Give them a tier…"), "layers", "link", clicked=give))
        self._list.addWidget(boxed(head))
        self._list.addWidget(line())
        for touch in touches:
            self._list.addWidget(self._touch(touch))
            self._list.addWidget(line())
        if count > len(touches):
            more = Button(
                tr("Show more of {n}", plural="Show more of {n}", n=count), "chevron-down", "ghost"
            )
            more.clicked.connect(partial(self._open_section, section))
            self._list.addWidget(more)

    def _open_section(self, section: str) -> None:
        self._shown[section] += SHOWN_MORE
        self.refresh()

    def _touch(self, touch: TouchRow) -> QWidget:
        who = f"{touch.person}, {touch.name}" if touch.person else touch.name
        head = row(CutLabel(who, "body", theme.SEMI), gap=8)
        if touch.purpose:
            purpose = KINDS["cadence_rule"].field("purpose").label_of(touch.purpose)
            head.addWidget(Label(purpose, "body", ink="text2"))
        if touch.tier:
            order = self._orders.get(touch.tier, 0)
            head.addWidget(TierBadge(words.tier_word(touch.tier), order))
        head.addStretch(1)
        texts = column(head, Label(touch.why, "small", ink="text2", wrap=True), gap=2)
        layout = row(
            icon_label(words.CHANNEL_ICONS.get(touch.channel, "phone"), "text2"),
            gap=12,
            margins=(16, 7, 14, 7),
        )
        layout.addLayout(texts, 1)
        for widget in self._touch_deeds(touch):
            layout.addWidget(widget)
        made = boxed(layout)
        made.setAccessibleName(f"{who}. {touch.why}")
        made.setProperty(ACCOUNT, touch.account)
        OnClick(made, partial(self.host.open_account, touch.account))
        return made

    def _touch_deeds(self, touch: TouchRow) -> list[QWidget]:
        given = {
            "account": touch.account,
            "contact": touch.contact,
            "purpose": touch.purpose or "check_in",
        }
        found: list[QWidget] = []
        if touch.due_on is not None:
            is_red = touch.state is State.OVERDUE
            word, tone = words.touch_word(touch.due_on, self.today, is_red=is_red)
            found.append(Pill(word, tone, dot=tone in {"bad", "warn"}))
        if touch.owner:
            found.append(Initials(touch.owner, 24))
        if touch.purpose:
            found.append(
                Button(
                    "",
                    "clock",
                    "ghost",
                    name=tr("Snooze"),
                    clicked=partial(self.host.show_dialog, "snooze", **given),
                )
            )
            found.append(
                Button(
                    "",
                    "phone",
                    "ghost",
                    name=tr("Log touch"),
                    clicked=partial(self.host.show_dialog, "log", **given),
                )
            )
        return found

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
