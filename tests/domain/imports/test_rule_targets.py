"""Cadence rules of a list are for somebody that there is, or that comes with the list."""

from __future__ import annotations

import pytest

from tests.domain.imports.lists import plan_of, rows_of

RULES = {
    "Rule": "cadence_rule.name",
    "Applies to": "cadence_rule.target_kind",
    "Which": "cadence_rule.target_value",
    "Ideal": "cadence_rule.ideal_days",
    "Most": "cadence_rule.max_days",
}
TIERS = {"Tier": "tier.name", "Order": "tier.order"}


@pytest.mark.parametrize(
    ("kind", "value", "fate"),
    [
        ("tier", "gold", "new"),
        ("tier", "Silver", "refused"),
        ("role", "customer", "new"),
        ("role", "client of ours", "refused"),
        ("account", "Nobody", "refused"),
        ("segment", "Rail", "new"),
    ],
)
def test_a_rule_for_nobody_is_refused(kind: str, value: str, fate: str) -> None:
    tiers = rows_of(TIERS, [["Gold", 1]], "tier", sheet="Tiers")
    rules = rows_of(RULES, [["Often", kind, value, 7, 14]], "cadence_rule", sheet="Rules")
    plan = plan_of(rules, tiers)
    assert [str(f) for f in plan.sheets[0].fates] == [fate]
    if fate == "refused":
        (row,) = plan.sheets[0].refused.rows
        assert f"There is no {kind} “{value}”, so the rule fits nobody" in str(
            row.problems[0].message
        )
