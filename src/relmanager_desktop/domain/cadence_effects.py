"""What an interaction does for the touches that are due: whether it counts, and what it moves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from relmanager_desktop.domain.cadence import CHECK_IN, Due, last_that_counts
from relmanager_desktop.domain.cadence_rules import Rule
from relmanager_desktop.domain.cadence_words import alternatives, purpose_word
from relmanager_desktop.domain.days import short_day
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.domain.touches import TALKS, LastTouch, why_no_touch

USUAL = "call"
Dues = Mapping[tuple[int, str], Due]  # contact (0 for the account itself) and purpose → Due


def what_stays_due(
    channel: str, direction: str | None, state: str, purpose: str, rules: Sequence[Rule]
) -> Text | None:
    """Return the sentence on why an interaction moves nothing, with the mend; None if it does.

    ``rules`` are those that won for whom it is with: asked are the ones of its purpose, or those
    of check-ins where no rule speaks of the purpose.
    """
    if reason := why_no_touch(channel, direction, state):
        return tr("Does not count as a touch, the next one stays due: {why}.", why=reason)
    asked = [rule for rule in rules if rule.purpose == purpose]
    asked = asked or [rule for rule in rules if rule.purpose == CHECK_IN]
    touch = LastTouch(date.min, channel, purpose)
    failed = next((rule for rule in asked if last_that_counts(rule, [touch]) is None), None)
    if failed is None:
        return None
    return tr(
        "Does not count for the {purpose}, which stays due: rule '{rule}' wants {channels}. "
        "Choose that channel if it was one.",
        purpose=purpose_word(failed.purpose),
        rule=failed.name,
        channels=alternatives(failed.channels),
    )


def rules_asked(dues: Dues, contacts: Collection[int]) -> tuple[Rule, ...]:
    """Return the rules that an interaction with these people is judged by: theirs come first."""
    found = sorted(dues.items(), key=lambda item: item[0][0] == 0)
    return tuple(due.rule for (who, _), due in found if due.rule and (who == 0 or who in contacts))


def usual_channel(rule: Rule | None, last: LastTouch | None = None) -> str:
    """Return the channel to begin with: as last time, else the first that the rule wants."""
    if last is not None and last.channel in TALKS:
        return last.channel
    wanted = rule.channels if rule else ()
    return next((channel for channel in wanted if channel in TALKS), (*wanted, USUAL)[0])


def what_moved(before: Dues, after: Dues, purpose: str, today: date) -> Text | None:
    """Return to which day the one touch moved that did, of several the one of ``purpose``."""
    moved = [key for key, due in after.items() if _day(due) and _day(due) != _day(before.get(key))]
    of_purpose = [key for key in moved if key[1] == purpose]
    chosen = moved if len(moved) == 1 else of_purpose
    if len(chosen) != 1 or (day := after[chosen[0]].due_on) is None:
        return None
    named = purpose_word(chosen[0][1])
    return tr("the next {purpose} is due on {day}", purpose=named, day=short_day(day, today))


def _day(due: Due | None) -> date | None:
    return None if due is None or due.snooze or due.blocked else due.due_on
