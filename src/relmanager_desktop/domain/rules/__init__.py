"""What must hold between the fields of one record, beyond what the catalogue says of each."""

from __future__ import annotations

from relmanager_desktop.domain.rules import dates, interactions, rates
from relmanager_desktop.domain.rules.rules import Rule

RULES: dict[str, tuple[Rule, ...]] = {}
for _rules in (dates.RULES, interactions.RULES, rates.RULES):
    for _kind, _some in _rules.items():
        RULES[_kind] = RULES.get(_kind, ()) + _some

# Of these links at least one says whom or what the record is about.
ONE_OF: dict[str, tuple[str, ...]] = {
    "loyalty_entry": ("account", "contact"),
    "snooze": ("account", "contact", "action"),
}

__all__ = ["ONE_OF", "RULES", "Rule"]
