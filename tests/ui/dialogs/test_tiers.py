"""Tests of the question which tier the accounts get that no rule fits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from relmanager_desktop.queries.accounts import account_rows
from relmanager_desktop.queries.tiers import TierRhythm, tier_rhythms, unruled_by_role
from relmanager_desktop.ui.dialogs.tiers import effect, open_tiers
from relmanager_desktop.ui.main_window import MainWindow

Add = Callable[..., int]


@pytest.fixture
def tier(add: Add) -> int:
    made = add("tier", name="B", order=2)
    add("cadence_rule", name="Growth", target_kind="tier", target_value="B", ideal_days=30,
        max_days=45)  # fmt: skip
    return made


def test_all_accounts_without_a_rule_get_the_tier_in_one_step(
    qtbot: QtBot, window: MainWindow, add: Add, tier: int
) -> None:
    accounts = [add("account", name=name) for name in ("Acme", "Zest")]
    form = open_tiers(window)
    assert not form.ok.isEnabled()
    form._tier.choose((tier,))
    form.check()
    with qtbot.waitSignal(window.bridge.changed):
        form.try_save()
    assert [row.tier for row in window.bridge.ask(account_rows, accounts)] == ["B", "B"]
    assert window.bridge.ask(unruled_by_role) == {"": []}
    with qtbot.waitSignal(window.bridge.changed):
        window.deeds.undoing.undo()
    assert [row.tier for row in window.bridge.ask(account_rows, accounts)] == ["", ""]


def test_one_role_can_be_chosen(qtbot: QtBot, window: MainWindow, add: Add, tier: int) -> None:
    customer = add("account", name="Acme", roles=["customer"])
    supplier = add("account", name="Zest", roles=["supplier"])
    form = open_tiers(window)
    form._who.choose(("supplier",))
    form._tier.choose((tier,))
    form.check()
    with qtbot.waitSignal(window.bridge.changed):
        form.try_save()
    rows = window.bridge.ask(account_rows, [customer, supplier])
    assert [row.tier for row in rows] == ["", "B"]


def test_the_effect_is_said_before(window: MainWindow, tier: int) -> None:
    assert window.bridge.ask(tier_rhythms) == [TierRhythm(tier, "B", 30)]
    assert str(effect(TierRhythm(tier, "B", 30), 172)) == "That is about 41 touches a week."
    assert "no cadence rule yet" in str(effect(TierRhythm(tier, "D", 0), 3))
