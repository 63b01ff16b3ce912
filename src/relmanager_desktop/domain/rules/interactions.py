"""What holds of touches: none was held tomorrow, none is put off until a day that is past."""

from __future__ import annotations

from datetime import date, datetime

from relmanager_desktop.domain.rules.rules import Rule
from relmanager_desktop.domain.texts import Text, shown_value, tr


def _not_in_the_future(state: str, at: datetime, today: date) -> Text | None:
    # The day is the one of the calendar on the wall, so the zone is that of this machine.
    if state != "held" or at.astimezone().date() <= today:
        return None
    return tr(
        "It cannot have been held on {day}, which is still to come: plan it or correct the day.",
        day=at.astimezone().date(),
    )


def _ideal_within_maximum(ideal_days: int, max_days: int, _today: date) -> Text | None:
    if ideal_days <= max_days:
        return None
    return tr(
        "The maximum of {maximum} days is below the ideal of {ideal} days: raise the maximum.",
        maximum=max_days,
        ideal=ideal_days,
    )


def _not_over_already(until: date, today: date) -> Text | None:
    if until > today:
        return None
    return tr(
        "A snooze until {day} would be over already: choose a day after today.",
        day=shown_value(until),
    )


RULES: dict[str, tuple[Rule, ...]] = {
    "interaction": (Rule(("state", "at"), _not_in_the_future),),
    "cadence_rule": (Rule(("ideal_days", "max_days"), _ideal_within_maximum),),
    "snooze": (Rule(("until",), _not_over_already, spares_rows=True),),
}
