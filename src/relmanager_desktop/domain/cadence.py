"""Cadence: how often we want to be in touch, when the next touch is due, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from relmanager_desktop.domain import cadence_words
from relmanager_desktop.domain.cadence_rules import Rule, Snooze
from relmanager_desktop.domain.calendars import OFFICE, WorkingCalendar
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.texts import Text
from relmanager_desktop.domain.touches import LastTouch, newest

SOON_DAYS = 7
CHECK_IN = "check_in"
NEAREST = ("contact", "account", "tag", "segment", "role", "tier")


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
class Subject:
    """Whom a touch is owed to: an account, or one person at it.

    ``keys`` are what an account or contact rule may name: the key's letters, name, reference.
    ``status`` and ``ended_on`` are the account's: to one that ended no touch is owed.
    """

    account: int
    contact: int = 0
    keys: frozenset[str] = frozenset()
    contact_keys: frozenset[str] = frozenset()
    tier: str = ""
    roles: frozenset[str] = frozenset()
    segment: str = ""
    tags: frozenset[str] = frozenset()
    status: str = ""
    ended_on: date | None = None


@dataclass(frozen=True)
class Due:
    """When the next touch of one purpose is due, and all that its reason needs.

    Attributes:
        due_on: amber from this day on: last touch + ideal, moved to a business day.
        red_on: red from the day after: last touch + maximum, moved likewise.
        snooze: what puts the touch off today.
        passed_over: a newer touch that does not count under the rule.
        overruled: the other rules of this purpose that fit as well, nearest first.
    """

    purpose: str
    state: State
    rule: Rule | None
    last: LastTouch | None
    due_on: date | None
    red_on: date | None
    today: date
    calendar: WorkingCalendar = OFFICE
    snooze: Snooze | None = None
    blocked: Text | None = None
    passed_over: LastTouch | None = None
    overruled: tuple[Rule, ...] = ()

    @property
    def days_late(self) -> int:
        """The whole days since the touch was due, 0 or more."""
        return max(0, (self.today - self.due_on).days) if self.due_on else 0

    @property
    def snoozed_until(self) -> date | None:
        """The day on which a snoozed touch comes back."""
        return self.snooze.until if self.snooze else None

    @property
    def why(self) -> Text:
        """The sentence that explains the line."""
        return cadence_words.why(
            self.rule,
            self.last,
            self.due_on,
            self.today,
            snooze=self.snooze,
            blocked=self.blocked,
            calendar=self.calendar,
            passed_over=self.passed_over,
        )

    @property
    def why_this_rule(self) -> Text | None:
        """Why this rule goes before the next one that fits, None where no other does."""
        return cadence_words.why_this_rule(self.rule, self.overruled) if self.rule else None


# What a subject holds that the target of a rule is compared with; an account has no contact rules.
_HELD: dict[str, Callable[[Subject], Iterable[str]]] = {
    "account": lambda subject: subject.keys,
    "tag": lambda subject: subject.tags,
    "segment": lambda subject: (subject.segment,),
    "role": lambda subject: subject.roles,
    "tier": lambda subject: (subject.tier,),
    "contact": lambda subject: (),
}
# Why nobody may be contacted under a rule, None if somebody may.
Block = Callable[[Rule], Text | None]


def fits(rule: Rule, subject: Subject) -> bool:
    """Whether a rule speaks of this subject; a person is spoken of by contact rules alone."""
    wanted = fold(rule.target_value.strip())
    return wanted != "" and wanted in map(fold, _held(subject, rule.target_kind))


def rules_for(subject: Subject, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rule that wins for each purpose: the nearest target, then order, then age."""
    return tuple(chain[0] for chain in chains_for(subject, rules))


def chains_for(subject: Subject, rules: Iterable[Rule]) -> tuple[tuple[Rule, ...], ...]:
    """Return for each purpose all rules that fit, the winning one first."""
    chains: dict[str, list[Rule]] = {}
    for rule in sorted(rules, key=_nearness):
        if fits(rule, subject):
            chains.setdefault(rule.purpose, []).append(rule)
    return tuple(map(tuple, chains.values()))


def next_touches(
    subject: Subject,
    rules: Sequence[Rule],
    touches: Sequence[LastTouch],
    snoozes: Sequence[Snooze],
    today: date,
    calendar: WorkingCalendar = OFFICE,
    blocked: Block | Text | None = None,
) -> tuple[Due, ...]:
    """Return the next touch for each purpose that a rule speaks of, the earliest first.

    ``touches`` are the newest per channel and purpose; ``blocked`` says why nobody is to be
    contacted, at all or under a rule. Without any rule the answer is one Due of state NO_RULE,
    or BLOCKED where the account ended, for a person none at all.
    """
    ended = cadence_words.why_ended(subject.status, subject.ended_on, today)
    blocked = ended or blocked
    chains = chains_for(subject, rules)
    if not chains:
        return () if subject.contact else (_without_rule(touches, today, ended),)
    found = (
        next_touch(
            won,
            touches,
            snoozes,
            today,
            calendar,
            blocked(won) if callable(blocked) else blocked,
            tuple(overruled),
        )
        for won, *overruled in chains
    )
    return tuple(sorted(found, key=lambda due: (due.due_on or date.min, due.purpose)))


def next_touch(
    rule: Rule,
    touches: Sequence[LastTouch],
    snoozes: Sequence[Snooze],
    today: date,
    calendar: WorkingCalendar = OFFICE,
    blocked: Text | None = None,
    overruled: tuple[Rule, ...] = (),
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
        today=today,
        calendar=calendar,
        snooze=snooze,
        blocked=blocked,
        passed_over=_passed_over(rule, last, touches),
        overruled=overruled,
    )


def last_that_counts(rule: Rule, touches: Iterable[LastTouch]) -> LastTouch | None:
    """Return the newest touch under a rule.

    Any conversation is a check-in, other purposes want their own. A rule that names channels
    counts only touches by these.
    """
    return newest(
        touch
        for touch in touches
        if _is_of_purpose(touch, rule) and (not rule.channels or touch.channel in rule.channels)
    )


def state_of(due_on: date | None, red_on: date | None, today: date) -> State:
    """Return amber from the ideal day on and red past the maximum, never contacted of no day."""
    if due_on is None or red_on is None:
        return State.NEVER_CONTACTED
    if today > red_on:
        return State.OVERDUE
    if today >= due_on:
        return State.DUE
    return State.DUE_SOON if (due_on - today).days <= SOON_DAYS else State.FINE


def _held(subject: Subject, target_kind: str) -> Iterable[str]:
    if subject.contact:
        return subject.contact_keys if target_kind == "contact" else ()
    return _HELD[target_kind](subject)


def _nearness(rule: Rule) -> tuple[int, int, int]:
    return NEAREST.index(rule.target_kind), rule.order, rule.id


def _without_rule(touches: Sequence[LastTouch], today: date, ended: Text | None) -> Due:
    state = State.NO_RULE if ended is None else State.BLOCKED
    return Due("", state, None, newest(touches), None, None, today, blocked=ended)


def _is_of_purpose(touch: LastTouch, rule: Rule) -> bool:
    return rule.purpose in {CHECK_IN, touch.purpose}


def _passed_over(
    rule: Rule, last: LastTouch | None, touches: Iterable[LastTouch]
) -> LastTouch | None:
    """Return the newest touch by a channel that does not count; before the first, any touch."""
    if last is None:
        return newest(touches)
    if not rule.channels:
        return None
    return newest(touch for touch in touches if touch.on > last.on and _is_of_purpose(touch, rule))


def _shifted(day: date, rule: Rule, calendar: WorkingCalendar) -> date:
    return calendar.next_business_day(day) if rule.business_days_only else day


def _snooze_for(purpose: str, snoozes: Iterable[Snooze], today: date) -> Snooze | None:
    running = [s for s in snoozes if s.purpose in {"", purpose} and s.until > today]
    return max(running, key=lambda snooze: snooze.until, default=None)
