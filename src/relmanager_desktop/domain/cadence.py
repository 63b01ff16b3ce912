"""Cadence: how often we want to be in touch, when the next touch is due, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from relmanager_desktop.domain.calendars import OFFICE, WorkingCalendar
from relmanager_desktop.domain.days import short_day
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.texts import Text, joined, tr

SOON_DAYS = 7
CHECK_IN = "check_in"
NEAREST = ("contact", "account", "tag", "segment", "role", "tier")
# A conversation by these channels is two-way by itself.
TALKS = frozenset({"call", "video", "meeting", "visit", "event", "chat"})
# Written channels are two-way only if something came back.
WRITTEN = frozenset({"email", "letter", "social"})
ANSWERED = frozenset({"in", "both"})
WORDS = {
    "call": "call",
    "video": "video call",
    "meeting": "meeting",
    "visit": "visit",
    "email": "e-mail",
    "chat": "chat",
    "letter": "letter",
    "social": "message",
    "event": "event",
}


class State(StrEnum):
    """Where a touch stands today."""

    NEVER_CONTACTED = "never_contacted"
    NO_RULE = "no_rule"
    FINE = "fine"
    DUE_SOON = "due_soon"
    DUE = "due"
    OVERDUE = "overdue"
    SNOOZED = "snoozed"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Rule:
    """One cadence rule; days are calendar days, both at least 1."""

    id: int
    name: str
    target_kind: str
    target_value: str
    purpose: str
    ideal_days: int
    max_days: int
    channels: tuple[str, ...] = ()
    business_days_only: bool = True
    order: int = 0


@dataclass(frozen=True)
class Subject:
    """Whom a touch is owed to: an account, or one person at it.

    ``keys`` are what an account or contact rule may name: the key's letters, name, reference.
    """

    account: int
    contact: int = 0
    keys: frozenset[str] = frozenset()
    contact_keys: frozenset[str] = frozenset()
    tier: str = ""
    roles: frozenset[str] = frozenset()
    segment: str = ""
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class LastTouch:
    """The newest touch of one channel and purpose; ``on`` is the day in the account's zone."""

    on: date
    channel: str
    purpose: str
    interaction: int = 0


@dataclass(frozen=True)
class Snooze:
    """A touch put off until a day; ``purpose`` '' means all."""

    purpose: str
    until: date
    reason: str


@dataclass(frozen=True)
class Due:
    """When the next touch of one purpose is due, and the sentence that explains it.

    Attributes:
        due_on: amber from the day after: last touch + ideal, moved to a business day.
        red_on: red from the day after: last touch + maximum.
        days_late: whole days since ``due_on``, 0 or more.
    """

    purpose: str
    state: State
    rule: Rule | None
    last: LastTouch | None
    due_on: date | None
    red_on: date | None
    snoozed_until: date | None
    days_late: int
    why: Text


def is_touch(channel: str, direction: str | None, state: str) -> bool:
    """Whether an interaction moves a cadence: held, direct and two-way.

    Planned, not held and mass mail never count; a letter or e-mail counts once it was answered.
    """
    if state != "held":
        return False
    return channel in TALKS or (channel in WRITTEN and (direction or "both") in ANSWERED)


def fits(rule: Rule, subject: Subject) -> bool:
    """Whether a rule speaks of this subject."""
    wanted = fold(rule.target_value.strip())
    held: Mapping[str, Iterable[str]] = {
        "contact": subject.contact_keys,
        "account": subject.keys if not subject.contact else (),
        "tag": subject.tags,
        "segment": (subject.segment,),
        "role": subject.roles,
        "tier": (subject.tier,),
    }
    if subject.contact and rule.target_kind != "contact":
        return False
    return wanted != "" and wanted in {fold(value) for value in held[rule.target_kind]}


def rules_for(subject: Subject, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rule that wins for each purpose: the nearest target, then order, then age."""
    best: dict[str, Rule] = {}
    for rule in sorted(rules, key=_nearness):
        if rule.purpose not in best and fits(rule, subject):
            best[rule.purpose] = rule
    return tuple(best.values())


def next_touches(
    subject: Subject,
    rules: Sequence[Rule],
    touches: Sequence[LastTouch],
    snoozes: Sequence[Snooze],
    today: date,
    calendar: WorkingCalendar = OFFICE,
    blocked: Text | None = None,
) -> tuple[Due, ...]:
    """Return the next touch for each purpose that a rule speaks of, the earliest first.

    ``touches`` are the newest per channel and purpose; ``blocked`` says why the person is not to
    be contacted. Without any rule the answer is one Due of state NO_RULE.
    """
    won = rules_for(subject, rules)
    if not won:
        return () if subject.contact else (_without_rule(touches),)
    found = (next_touch(rule, touches, snoozes, today, calendar, blocked) for rule in won)
    return tuple(sorted(found, key=lambda due: (due.due_on or date.min, due.purpose)))


def next_touch(
    rule: Rule,
    touches: Sequence[LastTouch],
    snoozes: Sequence[Snooze],
    today: date,
    calendar: WorkingCalendar = OFFICE,
    blocked: Text | None = None,
) -> Due:
    """Return when the next touch under a rule is due: last touch + ideal days."""
    last = last_that_counts(rule, touches)
    due_on = red_on = None
    if last is not None:
        due_on = _shifted(last.on + timedelta(days=rule.ideal_days), rule, calendar)
        red_on = max(due_on, _shifted(last.on + timedelta(days=rule.max_days), rule, calendar))
    snooze = _snooze_for(rule.purpose, snoozes, today)
    state = state_of(due_on, red_on, today)
    if blocked is not None:
        state = State.BLOCKED
    elif snooze is not None:
        state = State.SNOOZED
    return Due(
        purpose=rule.purpose,
        state=state,
        rule=rule,
        last=last,
        due_on=due_on,
        red_on=red_on,
        snoozed_until=snooze.until if snooze else None,
        days_late=max(0, (today - due_on).days) if due_on else 0,
        why=why(rule, last, due_on, today, snooze=snooze, blocked=blocked, calendar=calendar),
    )


def last_that_counts(rule: Rule, touches: Iterable[LastTouch]) -> LastTouch | None:
    """Return the newest touch under a rule: any for a check-in, else those of its purpose."""
    counting = (
        touch
        for touch in touches
        if (rule.purpose == CHECK_IN or touch.purpose == rule.purpose)
        and (not rule.channels or touch.channel in rule.channels)
    )
    return max(counting, key=lambda touch: touch.on, default=None)


def state_of(due_on: date | None, red_on: date | None, today: date) -> State:
    """Return amber past ideal, red past maximum; a touch is not late on its day."""
    if due_on is None or red_on is None:
        return State.NEVER_CONTACTED
    if today > red_on:
        return State.OVERDUE
    if today >= due_on:
        return State.DUE
    return State.DUE_SOON if (due_on - today).days <= SOON_DAYS else State.FINE


def why(
    rule: Rule,
    last: LastTouch | None,
    due_on: date | None,
    today: date,
    *,
    snooze: Snooze | None = None,
    blocked: Text | None = None,
    calendar: WorkingCalendar | None = None,
) -> Text:
    """Return the sentence of one line, such as "Due since 3 Nov: last call 20 Oct, every 14 days
    because tier A (rule 'Strategic')"."""
    if blocked is not None:
        return blocked
    rhythm = _rhythm(rule)
    if last is None or due_on is None:
        sentence = tr("Never contacted: {rhythm}", rhythm=rhythm)
    else:
        sentence = tr(
            "{due}: last {channel} {last}, {rhythm}",
            due=_due_words(due_on, today),
            channel=tr(WORDS.get(last.channel, last.channel)),
            last=short_day(last.on, today),
            rhythm=rhythm,
        )
        if calendar is not None:
            sentence = _with_shift(sentence, rule, last, calendar)
    if snooze is not None:
        until = short_day(snooze.until, today)
        return tr("Snoozed until {until}: {reason}", until=until, reason=snooze.reason)
    return sentence


def reason_of(rule: Rule) -> Text:
    """Return why a rule applies: 'tier A', 'account rule', 'tag “board”'."""
    patterns = {
        "tier": tr("tier {value}", value=rule.target_value),
        "role": tr("role {value}", value=rule.target_value),
        "segment": tr("segment {value}", value=rule.target_value),
        "tag": tr("tag “{value}”", value=rule.target_value),
        "account": tr("this account has a rule of its own"),
        "contact": tr("this person has a rule of their own"),
    }
    return patterns[rule.target_kind]


def _nearness(rule: Rule) -> tuple[int, int, int]:
    return NEAREST.index(rule.target_kind), rule.order, rule.id


def _without_rule(touches: Sequence[LastTouch]) -> Due:
    last = max(touches, key=lambda touch: touch.on, default=None)
    sentence = tr("No cadence rule fits: give the account a tier, or a rule of its own")
    return Due("", State.NO_RULE, None, last, None, None, None, 0, sentence)


def _shifted(day: date, rule: Rule, calendar: WorkingCalendar) -> date:
    return calendar.next_business_day(day) if rule.business_days_only else day


def _snooze_for(purpose: str, snoozes: Iterable[Snooze], today: date) -> Snooze | None:
    running = [s for s in snoozes if s.purpose in {"", purpose} and s.until > today]
    return max(running, key=lambda snooze: snooze.until, default=None)


def _rhythm(rule: Rule) -> Text:
    return tr(
        "every {n} day because {reason} (rule '{rule}')",
        plural="every {n} days because {reason} (rule '{rule}')",
        n=rule.ideal_days,
        reason=reason_of(rule),
        rule=rule.name,
    )


def _due_words(due_on: date, today: date) -> Text:
    if due_on == today:
        return tr("Due today")
    if due_on < today:
        return tr("Due since {day}", day=short_day(due_on, today))
    return tr("Due on {day}", day=short_day(due_on, today))


def _with_shift(sentence: Text, rule: Rule, last: LastTouch, calendar: WorkingCalendar) -> Text:
    ideal = last.on + timedelta(days=rule.ideal_days)
    off = calendar.why_not(ideal) if rule.business_days_only else None
    if off is None:
        return sentence
    return joined("; ", sentence, tr("moved on from {reason}", reason=off))
