"""What must hold between the fields of one record, beyond what the catalogue says of each."""

from __future__ import annotations

from relmanager_desktop.domain.rules import dates, interactions
from relmanager_desktop.domain.rules.rules import Rule

RULES: dict[str, tuple[Rule, ...]] = {}
for _rules in (dates.RULES, interactions.RULES):
    for _kind, _some in _rules.items():
        RULES[_kind] = RULES.get(_kind, ()) + _some

__all__ = ["RULES", "Rule"]
