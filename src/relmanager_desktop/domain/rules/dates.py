"""Beginnings come before ends."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.rules.rules import Rule
from relmanager_desktop.domain.texts import Text, tr

IN_ORDER: tuple[tuple[str, str, str], ...] = (
    ("account", "since", "ended_on"),
    ("campaign", "from", "to"),
    ("consent", "on", "expires_on"),
    ("contract", "start", "end"),
    ("issue", "opened_at", "first_response_at"),
    ("issue", "opened_at", "resolved_at"),
    ("issue", "opened_at", "closed_at"),
    ("member_absence", "from", "to"),
    ("opportunity", "opened_on", "closed_on"),
    ("plan", "from", "to"),
    ("programme", "from", "to"),
)


def _in_order(kind: str, earlier: str, later: str) -> Rule:
    first, last = KINDS[kind].field(earlier).label, KINDS[kind].field(later).label

    def problem(begin: Any, end: Any, _today: date) -> Text | None:
        if begin <= end:
            return None
        return tr(
            "{last} ({end}) lies before {first} ({begin}): correct one of the two.",
            first=first,
            last=last,
            begin=_day(begin),
            end=_day(end),
        )

    return Rule((earlier, later), problem)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


RULES: dict[str, tuple[Rule, ...]] = {
    kind: tuple(_in_order(*ordered) for ordered in IN_ORDER if ordered[0] == kind)
    for kind in {ordered[0] for ordered in IN_ORDER}
}
