"""What holds of exchange rates: whatever is changed is worth something."""

from __future__ import annotations

from datetime import date

from relmanager_desktop.domain.rules.rules import Rule
from relmanager_desktop.domain.texts import Text, tr


def _worth_something(rate: float, _today: date) -> Text | None:
    if rate != 0:  # what is below is refused by the catalogue's minimum
        return None
    return tr("The rate is above 0: say what one unit was worth in the portfolio's currency.")


RULES: dict[str, tuple[Rule, ...]] = {"exchange_rate": (Rule(("rate",), _worth_something),)}
