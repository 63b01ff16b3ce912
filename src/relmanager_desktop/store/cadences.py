"""What the cadence rules need to know of accounts, read a batch at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.domain.cadence import Due, Subject, next_touches
from relmanager_desktop.domain.cadence_rules import Rule, Snooze
from relmanager_desktop.domain.calendars import OFFICE, WorkingCalendar
from relmanager_desktop.domain.consents import Consent, why_not_contact
from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.texts import Text
from relmanager_desktop.domain.touches import LastTouch
from relmanager_desktop.store import cadence_reads
from relmanager_desktop.store.cadence_reads import EVER, end_of, read
from relmanager_desktop.store.calendars import home_zone, load_calendars, zone_named

BATCH = 500


@dataclass(frozen=True)
class Person:
    """Somebody at an account, as far as being contacted goes."""

    id: int
    name: str
    reference: str
    do_not_contact: bool
    consents: tuple[Consent, ...] = ()

    def why_not(self, purpose: str, channels: Sequence[str], today: date) -> Text | None:
        """Return why this person is off the list, or None."""
        return why_not_contact(
            self.name, self.do_not_contact, self.consents, channels, purpose, today
        )


@dataclass
class AccountTouches:
    """One account with all that its cadence follows from."""

    id: int
    name: str
    subject: Subject
    calendar: WorkingCalendar
    zone: Any
    last_at: datetime | None = None
    last_channel: str = ""
    touches: list[LastTouch] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    person_touches: dict[int, list[LastTouch]] = field(default_factory=lambda: defaultdict(list))
    snoozes: list[tuple[int, Snooze]] = field(default_factory=list)

    def dues(self, rules: Sequence[Rule], today: date) -> list[tuple[int, Due]]:
        """Return (contact or 0, Due) for the account and for people with rules of their own."""
        own = [snooze for contact, snooze in self.snoozes if not contact]
        dues = [
            (0, due)
            for due in next_touches(
                self.subject,
                rules,
                self.touches,
                own,
                today,
                self.calendar,
                lambda rule: self._blocked(rule, today),
            )
        ]
        for person in self.people:
            dues.extend((person.id, due) for due in self._dues_of(person, rules, today))
        return dues

    def _dues_of(self, person: Person, rules: Sequence[Rule], today: date) -> tuple[Due, ...]:
        keys = frozenset({person.name, person.reference, to_letters(person.id)}) - {""}
        subject = Subject(
            self.id,
            person.id,
            contact_keys=keys,
            status=self.subject.status,
            ended_on=self.subject.ended_on,
        )
        snoozes = [snooze for contact, snooze in self.snoozes if contact == person.id]
        touches = self.person_touches.get(person.id, [])
        return next_touches(
            subject,
            rules,
            touches,
            snoozes,
            today,
            self.calendar,
            lambda rule: person.why_not(rule.purpose, rule.channels, today),
        )

    def _blocked(self, rule: Rule, today: date) -> Text | None:
        """An account is off the list when everybody there is."""
        reasons = [person.why_not(rule.purpose, rule.channels, today) for person in self.people]
        return reasons[0] if reasons and all(reasons) else None


def load_rules(session: Session) -> list[Rule]:
    """Return the living cadence rules."""
    return [
        Rule(
            id=row.id,
            name=row.name,
            target_kind=row.target_kind,
            target_value=row.target_value,
            purpose=row.purpose,
            ideal_days=row.ideal_days,
            max_days=row.max_days,
            channels=tuple(row.channels or ()),
            business_days_only=bool(row.business_days_only),
            order=row.order or 0,
        )
        for row in read(session, cadence_reads.RULES)
    ]


def load_accounts(
    session: Session,
    ids: Sequence[int],
    rules: Sequence[Rule],
    today: date,
    *,
    with_people: bool = True,
    since: datetime = EVER,
) -> Iterator[AccountTouches]:
    """Yield living accounts with what their cadence under ``rules`` follows from today.

    Tags, calendars and the touches of single people are read only where a rule or an account
    speaks of them; touches before ``since`` are left out, see ``touch_bounds``.
    """
    targets = {rule.target_kind for rule in rules}
    home, end = home_zone(session), end_of(today)
    calendars: dict[int, WorkingCalendar] = {}
    for start in range(0, len(ids), BATCH):
        some = list(ids[start : start + BATCH])
        rows = read(session, cadence_reads.ACCOUNTS, some)
        if not calendars and any(row.working_calendar for row in rows):
            calendars = load_calendars(session)
        tags = _tags(session, some) if "tag" in targets else {}
        accounts = {row.id: _account(row, calendars, home, tags.get(row.id, ())) for row in rows}
        _add_touches(session, some, accounts, since, end)
        _add_snoozes(session, some, accounts)
        if with_people:
            _add_people(session, some, accounts)
        if with_people and "contact" in targets:
            _add_person_touches(session, some, accounts, end)
        yield from accounts.values()


def _account(
    row: Any, calendars: dict[int, WorkingCalendar], home: Any, tags: Sequence[str]
) -> AccountTouches:
    subject = Subject(
        account=row.id,
        keys=frozenset({row.name, row.reference or row.name, to_letters(row.id)}),
        tier=row.tier_name or "",
        roles=frozenset(row.roles or ()),
        segment=row.segment or "",
        tags=frozenset(tags),
        status=row.status or "",
        ended_on=row.ended_on,
    )
    calendar = calendars.get(row.working_calendar, OFFICE)
    return AccountTouches(row.id, row.name, subject, calendar, zone_named(row.time_zone, home))


def _tags(session: Session, ids: list[int]) -> dict[int, list[str]]:
    tags: dict[int, list[str]] = defaultdict(list)
    for account, name in read(session, cadence_reads.TAGS, ids):
        tags[account].append(name)
    return tags


def _add_touches(
    session: Session,
    ids: list[int],
    accounts: dict[int, AccountTouches],
    since: datetime,
    end: datetime,
) -> None:
    for row in read(session, cadence_reads.TOUCHES, ids, end, since):
        item = accounts.get(row.account)
        if item is not None:
            item.touches.append(_last(row, item.zone))
            if item.last_at is None or row.at > item.last_at:
                item.last_at, item.last_channel = row.at, row.channel


def _add_snoozes(session: Session, ids: list[int], accounts: dict[int, AccountTouches]) -> None:
    for row in read(session, cadence_reads.SNOOZES, ids):
        if row.account in accounts:
            snooze = Snooze(row.purpose or "", row.until, row.reason)
            accounts[row.account].snoozes.append((row.contact or 0, snooze))


def _add_people(session: Session, ids: list[int], accounts: dict[int, AccountTouches]) -> None:
    rows = read(session, cadence_reads.PEOPLE, ids)
    consents = _consents(session, [row.id for row in rows])
    for row in rows:
        if row.account in accounts:
            held = tuple(consents.get(row.id, ()))
            person = Person(row.id, row.name, row.reference or "", bool(row.do_not_contact), held)
            accounts[row.account].people.append(person)


def _add_person_touches(
    session: Session, ids: list[int], accounts: dict[int, AccountTouches], end: datetime
) -> None:
    for row in read(session, cadence_reads.PERSON_TOUCHES, ids, end):
        item = accounts.get(row.account)
        if item is not None:
            item.person_touches[row.contact].append(_last(row, item.zone))


def _consents(session: Session, contacts: list[int]) -> dict[int, list[Consent]]:
    found: dict[int, list[Consent]] = defaultdict(list)
    for start in range(0, len(contacts), BATCH):
        for row in read(session, cadence_reads.CONSENTS, contacts[start : start + BATCH]):
            held = Consent(row.purpose, row.state, row.on, row.expires_on, row.channel)
            found[row.contact].append(held)
    return found


def _last(row: Any, zone: Any) -> LastTouch:
    return LastTouch(row.at.astimezone(zone).date(), row.channel, row.purpose or "check_in")
