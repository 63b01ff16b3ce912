"""The sentence behind each line of a cadence: since when it is due, by which rule, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from relmanager_desktop.domain.days import short_day
from relmanager_desktop.domain.texts import Text, joined, tr, verbatim
from relmanager_desktop.domain.touches import CHANNEL_WORDS, PURPOSE_WORDS, LastTouch

if TYPE_CHECKING:
    from relmanager_desktop.domain.cadence_rules import Rule, Snooze
    from relmanager_desktop.domain.calendars import WorkingCalendar

ENDED = "ended"
NO_RULE = tr("No cadence rule fits: give the account a tier, or a rule of its own")


def why(
    rule: Rule | None,
    last: LastTouch | None,
    due_on: date | None,
    today: date,
    *,
    snooze: Snooze | None = None,
    blocked: Text | None = None,
    calendar: WorkingCalendar | None = None,
    passed_over: LastTouch | None = None,
) -> Text:
    """Return the sentence of one line.

    Such as "Due since 3 Nov: last call 20 Oct, every 14 days because tier A (rule 'Strategic')".
    ``passed_over`` is a newer touch that does not count; ``calendar`` is what moved the day.
    """
    if blocked is not None:
        return blocked
    if rule is None:
        return NO_RULE
    if snooze is not None:
        until = short_day(snooze.until, today)
        return tr("Snoozed until {until}: {reason}", until=until, reason=snooze.reason)
    if last is None or due_on is None:
        return _not_yet(rule, passed_over)
    sentence = tr(
        "{due}: last {channel} {last}, {rhythm}",
        due=_due_words(due_on, today),
        channel=channel_word(last.channel),
        last=short_day(last.on, today),
        rhythm=_rhythm(rule),
    )
    remarks = (_moved(rule, last, today, calendar), _not_counted(passed_over, today))
    return joined("; ", sentence, *(remark for remark in remarks if remark is not None))


def why_ended(status: str, ended_on: date | None, today: date) -> Text | None:
    """Return why no touch is owed to an account of this status any more, None where one may be."""
    if status != ENDED:
        return None
    if ended_on is None:
        return tr("The account has ended")
    return tr("The account ended on {day}", day=short_day(ended_on, today))


def reason_of(rule: Rule) -> Text:
    """Return why a rule applies: 'tier A', 'this account has a rule of its own', or a tag."""
    value = rule.target_value
    match rule.target_kind:
        case "tier":
            return tr("tier {value}", value=value)
        case "role":
            return tr("role {value}", value=value)
        case "segment":
            return tr("segment {value}", value=value)
        case "tag":
            return tr("tag '{value}'", value=value)
        case "account":
            return tr("this account has a rule of its own")
        case _:
            return tr("this person has a rule of their own")


def why_this_rule(won: Rule, overruled: Sequence[Rule]) -> Text | None:
    """Return why a rule goes before the next one that fits as well, None where none does."""
    if not overruled:
        return None
    other = overruled[0]
    if won.target_kind != other.target_kind:
        reason = tr("the nearer target wins")
    elif won.order != other.order:
        reason = tr("its order is lower")
    else:
        reason = tr("it is the older one")
    return tr(
        "Rule '{rule}' goes before '{other}' ({target}): {reason}",
        rule=won.name,
        other=other.name,
        target=reason_of(other),
        reason=reason,
    )


def channel_word(channel: str) -> Text:
    """Return a channel as sentences name it, an unknown one as it is."""
    return CHANNEL_WORDS.get(channel) or verbatim(channel)


def purpose_word(purpose: str) -> Text:
    """Return a purpose as sentences name it, an unknown one as it is."""
    return PURPOSE_WORDS.get(purpose) or verbatim(purpose)


def alternatives(channels: Sequence[str]) -> Text:
    """Return channels as a choice: 'video call, meeting or visit'."""
    *others, last = map(channel_word, channels)
    if not others:
        return last
    return tr("{others} or {last}", others=joined(", ", *others), last=last)


def not_counted(channel: str, day: date, today: date, why: Text | None = None) -> Text:
    """Return what is said of an interaction that moves no cadence: 'the e-mail of 3 Nov …'."""
    word, on = channel_word(channel), short_day(day, today)
    if why is None:
        return tr("the {channel} of {day} does not count", channel=word, day=on)
    return tr("the {channel} of {day} does not count: {why}", channel=word, day=on, why=why)


def _rhythm(rule: Rule) -> Text:
    reason = reason_of(rule)
    if rule.channels:
        return tr(
            "every {n} day by {channels} because {reason} (rule '{rule}')",
            plural="every {n} days by {channels} because {reason} (rule '{rule}')",
            n=rule.ideal_days,
            channels=alternatives(rule.channels),
            reason=reason,
            rule=rule.name,
        )
    return tr(
        "every {n} day because {reason} (rule '{rule}')",
        plural="every {n} days because {reason} (rule '{rule}')",
        n=rule.ideal_days,
        reason=reason,
        rule=rule.name,
    )


def _not_yet(rule: Rule, passed_over: LastTouch | None) -> Text:
    rhythm = _rhythm(rule)
    if passed_over is None:
        return tr("Never contacted: {rhythm}", rhythm=rhythm)
    return tr("No {purpose} yet: {rhythm}", purpose=purpose_word(rule.purpose), rhythm=rhythm)


def _due_words(due_on: date, today: date) -> Text:
    if due_on == today:
        return tr("Due today")
    if due_on < today:
        return tr("Due since {day}", day=short_day(due_on, today))
    return tr("Due on {day}", day=short_day(due_on, today))


def _moved(
    rule: Rule, last: LastTouch, today: date, calendar: WorkingCalendar | None
) -> Text | None:
    if calendar is None or not rule.business_days_only:
        return None
    ideal = last.on + timedelta(days=rule.ideal_days)
    off = calendar.why_not(ideal)
    if off is None:
        return None
    return tr("moved from {day} ({reason})", day=short_day(ideal, today), reason=off)


def _not_counted(touch: LastTouch | None, today: date) -> Text | None:
    return None if touch is None else not_counted(touch.channel, touch.on, today)
