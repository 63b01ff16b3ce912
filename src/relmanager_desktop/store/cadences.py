"""What the cadence rules need to know of accounts, read a batch at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.cadence import Due, Snooze, Subject, next_touches
from relmanager_desktop.domain.cadence_rules import Rule
from relmanager_desktop.domain.calendars import OFFICE, SpecialDay, WorkingCalendar
from relmanager_desktop.domain.consents import Consent, why_not_contact
from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.records.calendars import WEEKDAYS
from relmanager_desktop.domain.texts import Text
from relmanager_desktop.domain.touches import ANSWERED, TALKS, WRITTEN, LastTouch
from relmanager_desktop.store.tables import TABLES

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
        subject = Subject(self.id, person.id, contact_keys=keys)
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
    table = TABLES["cadence_rule"]
    rows = session.execute(select(table).where(table.c.archived_at.is_(None)))
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
        for row in rows
    ]


def load_accounts(
    session: Session,
    ids: Sequence[int],
    rules: Sequence[Rule],
    *,
    with_people: bool = True,
) -> Iterator[AccountTouches]:
    """Yield living accounts with what their cadence under ``rules`` follows from.

    The touches of single people are read only where a rule speaks of a person.
    """
    speaks_of_people = any(rule.target_kind == "contact" for rule in rules)
    calendars = load_calendars(session)
    home = _home_zone(session)
    for start in range(0, len(ids), BATCH):
        some = list(ids[start : start + BATCH])
        accounts = {item.id: item for item in _accounts(session, some, calendars, home)}
        _add_touches(session, some, accounts)
        _add_snoozes(session, some, accounts)
        if with_people:
            _add_people(session, some, accounts)
        if with_people and speaks_of_people:
            _add_person_touches(session, some, accounts)
        yield from accounts.values()


def load_calendars(session: Session) -> dict[int, WorkingCalendar]:
    """Return the working calendars by id."""
    calendar, window, special = (
        TABLES[name] for name in ("working_calendar", "calendar_window", "calendar_day")
    )
    windows: dict[int, list[tuple[int, time, time]]] = defaultdict(list)
    names = WEEKDAYS.split()
    for row in session.execute(select(window)).mappings():
        start, end = time.fromisoformat(row["from"]), time.fromisoformat(row["to"])
        windows[row["calendar"]].append((names.index(row["weekday"]), start, end))
    days: dict[int, dict[date, SpecialDay]] = defaultdict(dict)
    for row in session.execute(select(special)).mappings():
        days[row["calendar"]][row["on"]] = SpecialDay(row["name"] or "", bool(row["working"]))
    return {
        row.id: WorkingCalendar(
            zone=row.zone,
            windows=tuple(windows[row.id]) or OFFICE.windows,
            country=row.country or "",
            region=row.region or "",
            days=days[row.id],
            all_hours=bool(row.all_hours),
        )
        for row in session.execute(select(calendar))
    }


def is_touch_row(columns: Any) -> Any:
    """Return the SQL of ``touches.is_touch``."""
    written = columns.channel.in_(WRITTEN) & func.coalesce(columns.direction, "both").in_(ANSWERED)
    return (
        (columns.state == "held")
        & columns.archived_at.is_(None)
        & (columns.channel.in_(TALKS) | written)
    )


def zone_named(name: str | None, home: Any) -> Any:
    """Return a zone by name, or the portfolio's where the name is unknown."""
    try:
        return ZoneInfo(name) if name else home
    except (ZoneInfoNotFoundError, ValueError):
        return home


def _home_zone(session: Session) -> Any:
    table = TABLES["setting"].c
    name = session.execute(select(table.value).where(table.key == "zone")).scalar()
    return zone_named(name, UTC)


def _accounts(
    session: Session, ids: list[int], calendars: dict[int, WorkingCalendar], home: Any
) -> Iterator[AccountTouches]:
    account, tier = TABLES["account"], TABLES["tier"]
    tags = _tags(session, ids)
    statement = (
        select(account, tier.c.name.label("tier_name"))
        .outerjoin(tier, tier.c.id == account.c.tier)
        .where(account.c.id.in_(ids), account.c.archived_at.is_(None))
    )
    for row in session.execute(statement):
        subject = Subject(
            account=row.id,
            keys=frozenset({row.name, row.reference or row.name, to_letters(row.id)}),
            tier=row.tier_name or "",
            roles=frozenset(row.roles or ()),
            segment=row.segment or "",
            tags=frozenset(tags.get(row.id, ())),
        )
        calendar = calendars.get(row.working_calendar, OFFICE)
        yield AccountTouches(row.id, row.name, subject, calendar, zone_named(row.time_zone, home))


def _tags(session: Session, ids: list[int]) -> dict[int, list[str]]:
    link, tag = TABLES["account_tag"], TABLES["tag"]
    statement = select(link.c.account, tag.c.name).join(tag, tag.c.id == link.c.tag)
    tags: dict[int, list[str]] = defaultdict(list)
    for account, name in session.execute(statement.where(link.c.account.in_(ids))):
        tags[account].append(name)
    return tags


def _add_touches(session: Session, ids: list[int], accounts: dict[int, AccountTouches]) -> None:
    c = TABLES["interaction"].c
    statement = (
        select(c.account, c.purpose, c.channel, func.max(c.at).label("at"))
        .where(c.account.in_(ids), is_touch_row(c))
        .group_by(c.account, c.purpose, c.channel)
    )
    for row in session.execute(statement):
        item = accounts.get(row.account)
        if item is not None:
            item.touches.append(_last(row, item.zone))
            if item.last_at is None or row.at > item.last_at:
                item.last_at, item.last_channel = row.at, row.channel


def _add_snoozes(session: Session, ids: list[int], accounts: dict[int, AccountTouches]) -> None:
    c = TABLES["snooze"].c
    for row in session.execute(
        select(TABLES["snooze"]).where(c.account.in_(ids), c.archived_at.is_(None))
    ):
        if row.account in accounts:
            snooze = Snooze(row.purpose or "", row.until, row.reason)
            accounts[row.account].snoozes.append((row.contact or 0, snooze))


def _add_people(session: Session, ids: list[int], accounts: dict[int, AccountTouches]) -> None:
    role, contact = TABLES["contact_role"], TABLES["contact"]
    statement = (
        select(
            role.c.account,
            contact.c.id,
            contact.c.name,
            contact.c.reference,
            contact.c.do_not_contact,
        )
        .join(contact, contact.c.id == role.c.contact)
        .where(role.c.account.in_(ids), role.c.ended_on.is_(None), contact.c.archived_at.is_(None))
        .order_by(role.c.primary.desc(), contact.c.id)
    )
    rows = session.execute(statement).all()
    consents = _consents(session, [row.id for row in rows])
    for row in rows:
        if row.account in accounts:
            held = tuple(consents.get(row.id, ()))
            person = Person(row.id, row.name, row.reference or "", bool(row.do_not_contact), held)
            accounts[row.account].people.append(person)


def _add_person_touches(
    session: Session, ids: list[int], accounts: dict[int, AccountTouches]
) -> None:
    c, link = TABLES["interaction"].c, TABLES["interaction_contact"]
    statement = (
        select(c.account, link.c.contact, c.purpose, c.channel, func.max(c.at).label("at"))
        .join_from(TABLES["interaction"], link, link.c.interaction == c.id)
        .where(c.account.in_(ids), is_touch_row(c))
        .group_by(c.account, link.c.contact, c.purpose, c.channel)
    )
    for row in session.execute(statement):
        item = accounts.get(row.account)
        if item is not None:
            item.person_touches[row.contact].append(_last(row, item.zone))


def _consents(session: Session, contacts: list[int]) -> dict[int, list[Consent]]:
    c = TABLES["consent"].c
    found: dict[int, list[Consent]] = defaultdict(list)
    for start in range(0, len(contacts), BATCH):
        some = contacts[start : start + BATCH]
        for row in session.execute(select(TABLES["consent"]).where(c.contact.in_(some))):
            held = Consent(row.purpose, row.state, row.on, row.expires_on, row.channel)
            found[row.contact].append(held)
    return found


def _last(row: Any, zone: Any) -> LastTouch:
    return LastTouch(row.at.astimezone(zone).date(), row.channel, row.purpose or "check_in")
