"""The Cadence page: every touch that a rule speaks of, by section, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.cadence import Due, State
from relmanager_desktop.domain.cadence_effects import usual_channel
from relmanager_desktop.domain.cadence_rules import Rule
from relmanager_desktop.domain.texts import Text, joined
from relmanager_desktop.queries.attempts import last_attempts
from relmanager_desktop.queries.tiers import ids_without_rule, unruled_count
from relmanager_desktop.store.cadence_reads import EVER
from relmanager_desktop.store.cadences import AccountTouches, load_accounts, load_rules
from relmanager_desktop.store.tables import TABLES, TOUCH_FACT
from relmanager_desktop.store.touch_bounds import touches_tell_from
from relmanager_desktop.store.touch_sections import SECTIONS as TOUCH_SECTIONS
from relmanager_desktop.store.touch_sections import days_of, in_section, number_in_section

ACCOUNT, TIER, MEMBER, CONTACT = (TABLES[name] for name in ("account", "tier", "member", "contact"))
FACT = TOUCH_FACT
KEY = (FACT.c.account, FACT.c.contact, FACT.c.purpose)
FEW = 1_000
Key = tuple[int, int, str]  # account, contact or 0, purpose
SECTIONS = (*TOUCH_SECTIONS, "no_rule")
_COUNTS = select(*map(number_in_section, TOUCH_SECTIONS), unruled_count())
_NAMES = (
    select(ACCOUNT.c.id, TIER.c.name.label("tier"), MEMBER.c.name.label("owner"))
    .outerjoin(TIER, TIER.c.id == ACCOUNT.c.tier)
    .outerjoin(MEMBER, MEMBER.c.id == ACCOUNT.c.owner)
    .where(ACCOUNT.c.id.in_(bindparam("ids", expanding=True)))
)
_NEVER = select(number_in_section("never"))


@dataclass(frozen=True)
class TouchRow:
    """One line of the Cadence page; ``contact`` is 0 for the account itself."""

    account: int
    name: str
    tier: str
    owner: str
    contact: int
    person: str
    purpose: str
    channel: str
    state: State
    due_on: date | None
    days_late: int
    why: Text


@dataclass(frozen=True)
class RuleRow:
    """One rule with the number of accounts or people that it speaks of."""

    rule: Rule
    version: int


@dataclass(frozen=True)
class CadenceBoard:
    """The whole page: how many lines each section has, and the first of those that have any."""

    counts: dict[str, int]
    rows: dict[str, list[TouchRow]]


def cadence_board(
    session: Session, most: Mapping[str, int], today: date, enough: int = 0
) -> CadenceBoard:
    """Return the page; ``most`` is how many lines of each section are wanted.

    With ``enough``, the sections behind so many lines are left to be read when they are looked at.
    """
    counts = section_counts(session, today)
    limits: dict[str, int] = {}
    for name, limit in most.items():
        if counts[name] and (not enough or sum(limits.values()) < enough):
            limits[name] = min(limit, counts[name])
    return CadenceBoard(counts, sections_rows(session, limits, today))


def section_counts(session: Session, today: date) -> dict[str, int]:
    """Return how many lines each section has, by the totals that are kept."""
    found = session.execute(_COUNTS, days_of(today)).one()
    return dict(zip(SECTIONS, found, strict=True))


def section_rows(
    session: Session, section: str, today: date, limit: int = 100, start: int = 0
) -> list[TouchRow]:
    """Return the lines of a section from a place in it on, the earliest due first."""
    return sections_rows(session, {section: limit}, today, start)[section]


def sections_rows(
    session: Session, limits: Mapping[str, int], today: date, start: int = 0
) -> dict[str, list[TouchRow]]:
    """Return the lines of several sections, read together; ``limits`` is how many of each."""
    keys = {name: _keys(session, name, today, limit, start) for name, limit in limits.items()}
    explained = _explained(session, {key for some in keys.values() for key in some}, today)
    return {
        name: [explained[key] for key in some if key in explained] for name, some in keys.items()
    }


def touches_of_account(session: Session, account: int, today: date) -> list[TouchRow]:
    """Return the next touches of one account and its people, each with its reason."""
    rules = load_rules(session)
    found = []
    for item in _loaded(session, account, rules, today):
        names = _names(session, [account])
        people = {person.id: person.name for person in item.people}
        found = [
            _row(item, contact, due, names, people) for contact, due in item.dues(rules, today)
        ]
    return found


def dues_of_account(session: Session, account: int, today: date) -> dict[tuple[int, str], Due]:
    """Return the next touches of an account and its people by (contact or 0, purpose)."""
    rules = load_rules(session)
    items = _loaded(session, account, rules, today)
    return {(who, due.purpose): due for item in items for who, due in item.dues(rules, today)}


def rules_with_reach(session: Session) -> list[RuleRow]:
    """Return the rules in the order in which they win."""
    table = TABLES["cadence_rule"].c
    versions = {row.id: row.version for row in session.execute(select(table.id, table.version))}
    order = {"contact": 0, "account": 1, "tag": 2, "segment": 3, "role": 4, "tier": 5}
    rules = sorted(load_rules(session), key=lambda r: (order[r.target_kind], r.order, r.name))
    return [RuleRow(rule, versions[rule.id]) for rule in rules]


def _loaded(
    session: Session, account: int, rules: Sequence[Rule], today: date
) -> Iterator[AccountTouches]:
    since = touches_tell_from(session, account, today) or EVER
    return load_accounts(session, [account], rules, today, since=since)


def _keys(session: Session, section: str, today: date, limit: int, start: int) -> list[Key]:
    if section == "no_rule":
        return [(id_, 0, "") for id_ in ids_without_rule(session, limit, start)]
    if section == "never":
        return never_contacted(session, limit, start)
    statement = (
        select(*KEY)
        .where(in_section(section, today))
        .order_by(FACT.c.due_on.asc().nulls_last(), FACT.c.account)
    )
    return _read_keys(session, statement.limit(limit).offset(start))


def never_contacted(session: Session, limit: int, start: int = 0) -> list[Key]:
    """Return whom nobody was ever in touch with: the best tier first, in it who is worth most.

    A few are put in order; of many, the accounts of each tier are gone through by value.
    """
    joined = select(*KEY).join(ACCOUNT, ACCOUNT.c.id == FACT.c.account)
    is_never = FACT.c.cadence == "never_contacted"
    by_worth = (ACCOUNT.c.annual_value.desc().nulls_last(), FACT.c.account)
    if session.execute(_NEVER).scalar_one() <= FEW:
        tiered = joined.outerjoin(TIER, TIER.c.id == ACCOUNT.c.tier).where(is_never)
        ordered = tiered.order_by(TIER.c.order.asc().nulls_last(), *by_worth)
        return _read_keys(session, ordered.limit(limit).offset(start))
    found: list[Key] = []
    # No index is to be had for what is joined to nothing: most of the accounts qualify.
    joined = joined.where(FACT.c.cadence.concat("") == "never_contacted").order_by(*by_worth)
    tiers = session.execute(select(TIER.c.id).order_by(TIER.c.order, TIER.c.id)).scalars().all()
    for tier in (*tiers, None):
        if (wanted := start + limit - len(found)) <= 0:
            break
        found += _read_keys(session, joined.where(ACCOUNT.c.tier == tier).limit(wanted))
    return found[start:]


def _read_keys(session: Session, statement: Select[Any]) -> list[Key]:
    return [(row.account, row.contact, row.purpose) for row in session.execute(statement)]


def _explained(session: Session, keys: Set[Key], today: date) -> dict[Key, TouchRow]:
    rules = load_rules(session)
    ids = sorted({account for account, _, _ in keys})
    names = _names(session, ids)
    rows: dict[Key, TouchRow] = {}
    unreached: set[Key] = set()
    for item in load_accounts(session, ids, rules, today):
        people = {person.id: person.name for person in item.people}
        for contact, due in item.dues(rules, today):
            key = (item.id, contact, due.purpose)
            if key in keys:
                rows[key] = _row(item, contact, due, names, people)
                if due.state is State.NEVER_CONTACTED and due.passed_over is None and not contact:
                    unreached.add(key)
    attempts = last_attempts(session, {account for account, _, _ in unreached}, today)
    for key in unreached:
        if (attempt := attempts.get(key[0])) is not None:
            rows[key] = replace(rows[key], why=joined("; ", rows[key].why, attempt))
    return rows


def _names(session: Session, ids: Sequence[int]) -> dict[int, Any]:
    return {row.id: row for row in session.execute(_NAMES, {"ids": ids})}


def _row(
    item: AccountTouches,
    contact: int,
    due: Due,
    names: dict[int, Any],
    people: dict[int, str],
) -> TouchRow:
    named = names.get(item.id)
    return TouchRow(
        account=item.id,
        name=item.name,
        tier=(named.tier if named else "") or "",
        owner=(named.owner if named else "") or "",
        contact=contact,
        person=people.get(contact, ""),
        purpose=due.purpose,
        channel=due.last.channel if due.last else usual_channel(due.rule),
        state=due.state,
        due_on=max(filter(None, (due.due_on, due.snoozed_until)), default=None),
        days_late=due.days_late,
        why=due.why,
    )
