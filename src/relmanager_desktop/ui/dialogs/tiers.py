"""The question after a first import: which tier the accounts get that no rhythm holds for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relmanager_desktop.commands.tiers import give_tier
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.queries.tiers import TierRhythm, tier_rhythms, unruled_by_role
from relmanager_desktop.ui import theme, words
from relmanager_desktop.ui.dialogs.frames import Form
from relmanager_desktop.ui.widgets.basics import Label, column
from relmanager_desktop.ui.widgets.choosers import Chips

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host

WIDTH, HEIGHT = 600, 350
DAYS_A_WEEK = 7


class TierForm(Form):
    """Puts many accounts into a tier and says what that means in touches a week."""

    def __init__(self, window: Host) -> None:
        hint = tr("No cadence rule fits these accounts, so nothing of theirs comes due.")
        super().__init__(window, tr("Give accounts a tier"), "layers", hint)
        self._groups = self.bridge.ask(unruled_by_role)
        self._tiers = {tier.id: tier for tier in self.bridge.ask(tier_rhythms)}
        roles = [(role, self._group_word(role)) for role in self._groups]
        self._who = Chips(roles, str(tr("Which accounts")), self.check, is_single=True)
        rhythms = [(tier.id, _rhythm_word(tier)) for tier in self._tiers.values()]
        self._tier = Chips(rhythms, str(tr("Tier")), self.check, is_single=True)
        self._effect = Label("", "body", ink="text2", wrap=True)
        for heading, chips in ((tr("Which accounts"), self._who), (tr("Tier"), self._tier)):
            self.body.addLayout(column(Label(heading, "small", theme.MEDIUM), chips, gap=6))
        self.body.addWidget(self._effect)
        self.body.addStretch(1)
        self.build_footer(tr("Give tier"), "layers")
        self._who.choose(("",))
        self.check()

    def check(self) -> None:
        """Say how many touches a week the choice means, or what is missing."""
        tier, accounts = self._chosen()
        self._effect.setText("" if tier is None else str(effect(tier, len(accounts))))
        missing = tr("Choose a tier.") if tier is None else ""
        self.say_missing(missing if accounts else tr("Every account has a rule."))

    def save(self) -> None:
        """Put them into the tier, as one step."""
        tier, accounts = self._chosen()
        if tier is None:
            return
        label = tr(
            "Give {n} account tier {tier}",
            plural="Give {n} accounts tier {tier}",
            n=len(accounts),
            tier=tier.name,
        )

        def done(_count: int) -> None:
            self.window_.offer_undo(label)
            self.done_with()

        self.bridge.run(label, give_tier, tier.id, accounts, then=done)

    def _chosen(self) -> tuple[TierRhythm | None, list[int]]:
        roles, tiers = self._who.chosen(), self._tier.chosen()
        accounts = self._groups[roles[0]] if roles else []
        return (self._tiers[tiers[0]] if tiers else None), accounts

    def _group_word(self, role: str) -> str:
        n = len(self._groups[role])
        if not role:
            return str(tr("All {n}", plural="All {n}", n=n))
        return f"{KINDS['account'].field('roles').label_of(role)} {n:,}"


def _rhythm_word(tier: TierRhythm) -> str:
    name = words.tier_word(tier.name)
    if not tier.ideal_days:
        return str(tr("{tier} · no rule", tier=name))
    days = tr("every {n} day", plural="every {n} days", n=tier.ideal_days)
    return f"{name} · {days}"


def effect(tier: TierRhythm, accounts: int) -> Text:
    """Return what a rhythm means for so many accounts: touches a week, rounded up."""
    if not tier.ideal_days:
        return tr("This tier has no cadence rule yet: nothing comes due until it gets one.")
    touches = -(-accounts * DAYS_A_WEEK // tier.ideal_days)
    return tr(
        "That is about {n} touch a week.", plural="That is about {n} touches a week.", n=touches
    )


def open_tiers(window: Host) -> TierForm:
    """Ask which tier the accounts without a rule get."""
    form = TierForm(window)
    form.show_up(WIDTH, HEIGHT)
    return form
