"""Today: whom to contact and why, what to do, and the weeks ahead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.domain.touches import PURPOSE_WORDS
from relmanager_desktop.queries.today import Column, TodayBoard, today_board
from relmanager_desktop.queries.today_cards import ActionCard, TouchCard
from relmanager_desktop.ui import icons, theme, words
from relmanager_desktop.ui.hosts import Host
from relmanager_desktop.ui.models.cards import PUT_OFF_KEYS, Card, CardList
from relmanager_desktop.ui.pages.page import ACCOUNT, ActionButton, Page
from relmanager_desktop.ui.widgets.basics import boxed, column, row
from relmanager_desktop.ui.widgets.card_columns import CardColumn
from relmanager_desktop.ui.widgets.headings import HeadedCard
from relmanager_desktop.ui.widgets.states import EmptyState, Message
from relmanager_desktop.ui.widgets.tiles import Tile, WeekStrip

TILES = (
    ("touches", "phone", tr("Touches due")),
    ("actions", "circle-check", tr("Actions due")),
    ("renewals", "calendar-clock", tr("Renewals in 90 days")),
    ("issues", "circle-alert", tr("Open issues")),
)
COLUMNS = (
    ("overdue", tr("Overdue"), "bad", tr("Nothing is late."), "circle-check"),
    ("due", tr("Today"), "info", tr("Nothing is due today."), "sun"),
    ("this_week", tr("This week"), "neutral", tr("Nothing more is due this week."),
     "calendar-check"),
)  # fmt: skip
LEGEND = (
    ("series1", tr("due")),
    ("warnbar", tr("more than fits")),
    ("series4", tr("renewal")),
)
WEEKS_FROM = 620  # the height from which the weeks ahead are shown


class TodayPage(Page):
    """The page that opens first."""

    title = tr("Today")
    shows = frozenset(
        {"interaction", "action", "account", "cadence_rule", "snooze", "issue", "contract", "tier",
         "contact", "contact_role", "consent", "member"}
    )  # fmt: skip

    def __init__(self, host: Host, first: TodayBoard | None = None) -> None:
        super().__init__(host)
        self._subtitle = self.build_header(
            ActionButton(host, "new_action", tr("New action"), "circle-check"),
            ActionButton(host, "log", tr("Log touch"), "plus", "primary"),
        )
        self._tiles = {name: Tile(icon, label) for name, icon, label in TILES}
        self._columns = {
            name: CardColumn(
                label,
                tone,
                icon,
                hint,
                CardList(label, self._open, self._step, self._put_off, self._fill_menu),
            )
            for name, label, tone, hint, icon in COLUMNS
        }
        self._strip = WeekStrip()
        self._board = boxed(self._build_board())
        self.layout_.addWidget(self._board, 1)
        if first is not None:
            self._is_stale = False
            self.show_board(first)

    def refresh(self) -> None:
        """Ask for today's board."""
        self.show_board(self.bridge.ask(today_board, self.today))

    def show_board(self, board: TodayBoard) -> None:
        """Show a board that was asked for."""
        has_accounts = board.counts["accounts"] > 0
        if not has_accounts or "_empty" in self.__dict__:
            self._empty.setVisible(not has_accounts)
        self._board.setVisible(has_accounts)
        self._show_heading(board)
        self._show_tiles(board)
        self._show_unruled(board.counts)
        for name, shown in self._columns.items():
            show_column(shown, getattr(board, name), board.today)
        weeks = [(week.monday, week.touches) for week in board.weeks]
        self._strip.show_weeks(weeks, board.capacity_a_week, board.renewals)
        if fits := board.capacity_a_week:
            self._weeks.say(tr("Next 13 weeks: touches that come due, {n} fit in a week", n=fits))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the weeks out where the cards would have no room."""
        super().resizeEvent(event)
        self._weeks.setVisible(self.height() >= theme.px(WEEKS_FROM))

    def _build_board(self) -> QVBoxLayout:
        tiles = row(*self._tiles.values(), gap=12)
        columns = row(gap=16)
        for shown in self._columns.values():
            columns.addWidget(shown, 1)
        title = tr("Next 13 weeks: touches that come due")
        self._weeks = HeadedCard("calendar-check", title, LEGEND, self._strip)
        self._notes = column(gap=0)
        layout = column(tiles, self._notes, 4, gap=12, margins=(24, 0, 24, 18))
        layout.addLayout(columns, 1)
        layout.addWidget(self._weeks)
        return layout

    @cached_property
    def _empty(self) -> EmptyState:
        made = EmptyState(
            "building-2",
            tr("No accounts yet"),
            tr(
                "Drop a spreadsheet anywhere on this window, or paste its cells, and its columns "
                "are understood for you. Nothing leaves this computer."
            ),
            (
                (tr("Choose a spreadsheet"), "file-up", lambda: self.host.do("import")),
                (tr("New account"), "plus", lambda: self.host.do("new_account")),
                (tr("Try the sample"), "building-2", lambda: self.host.do("sample")),
            ),
        )
        self.layout_.addWidget(made, 1)
        return made

    def _show_unruled(self, counts: dict[str, int]) -> None:
        """Say that most accounts have no rhythm, as after the import of a plain list."""
        is_most = 0 < counts["accounts"] <= 2 * counts["unruled"]
        if is_most or "_unruled" in self.__dict__:
            self._unruled.setVisible(is_most)
        if is_most:
            n = counts["unruled"]
            self._unruled.say(
                tr("{n} account has no rhythm yet", plural="{n} accounts have no rhythm yet", n=n)
            )

    @cached_property
    def _unruled(self) -> Message:
        give = partial(self.host.show_dialog, "tiers")
        made = Message(
            "info",
            "",
            tr("No cadence rule fits them, so nothing of theirs comes due."),
            (tr("Give them a tier…"), "layers", give),
        )
        self._notes.addWidget(made)
        return made

    def _show_heading(self, board: TodayBoard) -> None:
        late = board.overdue.total
        todo = late + board.due.total
        doing = tr("{n} thing to do", plural="{n} things to do", n=todo)
        overdue = tr("{n} overdue", plural="{n} overdue", n=late)
        self._subtitle.setText(f"{words.long_day(board.today)} · {doing}, {overdue}")

    def _show_tiles(self, board: TodayBoard) -> None:
        counts = board.counts
        late, never = counts["touches_late"], counts["never"]
        note = tr("{n} overdue", plural="{n} overdue", n=late)
        if never:
            note = tr(
                "{late}, {n} never contacted",
                plural="{late}, {n} never contacted",
                n=never,
                late=note,
            )
        touches = late + counts["touches_today"]
        self._tiles["touches"].show_figure(f"{touches:,}", note, "bad" if late else "text2")
        late_actions = counts["actions_late"]
        self._tiles["actions"].show_figure(
            f"{late_actions + counts['actions_today']:,}",
            tr("{n} overdue", plural="{n} overdue", n=late_actions),
            "bad" if late_actions else "text2",
        )
        self._tiles["renewals"].show_figure(
            words.total(board.renewal_value),
            tr("{n} contract", plural="{n} contracts", n=counts["renewals"]),
            "warn" if counts["renewals"] else "text2",
        )
        urgent = counts["issues_urgent"]
        self._tiles["issues"].show_figure(
            f"{counts['issues_open']:,}",
            tr("{n} high or urgent", plural="{n} high or urgent", n=urgent),
            "bad" if urgent else "text2",
        )

    def at_hand(self) -> dict[str, Any]:
        """Return whom the card in front of the keyboard is about, and what for."""
        lists = (shown.list for shown in self._columns.values() if shown.list.hasFocus())
        chosen = next((found.chosen() for found in lists), None)
        if chosen is None or chosen.account is None:
            return {}
        given: dict[str, Any] = {ACCOUNT: chosen.account}
        if chosen.kind == "touch":
            given |= {"contact": chosen.contact, "purpose": chosen.purpose}
        return given

    def _open(self, chosen: Card) -> None:
        if chosen.account is not None:
            self.host.open_account(chosen.account)
        else:
            self.host.open_record("action", chosen.id)

    def _step(self, chosen: Card) -> None:
        if chosen.kind == "touch":
            self.host.show_dialog(
                "log", account=chosen.id, contact=chosen.contact, purpose=chosen.purpose
            )
        else:
            self.host.show_dialog("complete_action", action=chosen.id, title=chosen.title)

    def _put_off(self, chosen: Card) -> None:
        if chosen.kind == "touch":
            given = {"contact": chosen.contact, "purpose": chosen.purpose}
            self.host.show_dialog("snooze", account=chosen.id, **given)
        else:
            self.host.show_dialog("reschedule", action=chosen.id, title=chosen.title)

    def _fill_menu(self, chosen: Card, menu: QMenu) -> None:
        for text, icon, deed in self._deeds(chosen):
            menu.addAction(icons.icon(icon), str(text)).triggered.connect(
                lambda _checked=False, deed=deed: deed(chosen)
            )

    def _deeds(self, chosen: Card) -> Sequence[tuple[object, str, Callable[[Card], None]]]:
        is_touch = chosen.kind == "touch"
        later = tr("Snooze…") if is_touch else tr("Another day…")
        return (
            (tr("Log touch…"), "phone", self._step)
            if is_touch
            else (tr("Complete…"), "circle-check", self._step),
            (f"{later}\t{PUT_OFF_KEYS}", "clock" if is_touch else "calendar-days", self._put_off),
            (tr("Open"), "arrow-up-right", self._open),
        )


def show_column(place: CardColumn, shown: Column, today: date) -> None:
    """Show the touches and actions of a column as cards."""
    touches = len(shown.touches)

    def card_at(number: int) -> Card:
        if number < touches:
            return touch_card(shown.touches[number], today)
        return action_card(shown.actions[number - touches], today)

    place.show_cards(touches + len(shown.actions), card_at, shown.total)


def touch_card(touch: TouchCard, today: date) -> Card:
    """Return the card of a touch: its purpose, whom, and the reason."""
    purpose = str(PURPOSE_WORDS.get(touch.purpose, touch.purpose))
    purpose = purpose[:1].upper() + purpose[1:]
    is_red = touch.red_on is not None and touch.red_on < today
    pill, tone = words.touch_word(touch.due_on, today, is_red=is_red)
    place = f"{touch.person}, {touch.name}" if touch.person else touch.name
    return Card(
        kind="touch",
        id=touch.account,
        title=place,
        place=f"{purpose} · {touch.city}" if touch.city else purpose,
        detail=str(touch.why),
        icon=words.CHANNEL_ICONS.get(touch.channel, "phone"),
        pill=pill,
        tone=tone,
        tier=words.tier_word(touch.tier) if touch.tier else "",
        tier_order=touch.tier_order,
        owner=touch.owner,
        contact=touch.contact,
        purpose=touch.purpose,
        account=touch.account,
    )


def action_card(action: ActionCard, today: date) -> Card:
    """Return the card of an action."""
    pill, tone = words.due_word(action.due, today)
    is_ours = action.promised_by == "us"
    return Card(
        kind="action",
        id=action.id,
        title=action.title,
        place=action.name,
        detail=str(tr("We promised it")) if is_ours else str(tr("They promised it")),
        icon="circle-check" if is_ours else "handshake",
        pill=pill,
        tone=tone,
        owner=action.owner,
        account=action.account,
    )
