"""The Cadence page: every touch that a rule speaks of, by section, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, not_, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.cadence import Due, Rule, State, fits
from relmanager_desktop.domain.texts import Text
from relmanager_desktop.store.cadences import AccountTouches, load_accounts, load_rules
from relmanager_desktop.store.tables import ACCOUNT_FACT, TABLES, TOUCH_FACT

ACCOUNT, TIER, MEMBER, CONTACT = (TABLES[name] for name in ("account", "tier", "member", "contact"))
FACT = TOUCH_FACT
SECTIONS = ("late", "today", "this_week", "later", "never", "snoozed", "blocked", "no_rule")


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


def section_counts(session: Session, today: date) -> dict[str, int]:
    """Return how many lines each section has."""
    counts = {}
    for section in SECTIONS[:-1]:
        statement = select(func.count()).select_from(FACT).where(_in_section(section, today))
        counts[section] = session.execute(statement).scalar_one()
    statement = select(func.count()).select_from(ACCOUNT).where(_without_rule())
    return {**counts, "no_rule": session.execute(statement).scalar_one()}


def section_rows(session: Session, section: str, today: date, limit: int = 100) -> list[TouchRow]:
    """Return the lines of a section, the earliest due first."""
    if section == "no_rule":
        keys = [(id_, 0, "") for id_ in _ids_without_rule(session, limit)]
    else:
        statement = (
            select(FACT.c.account, FACT.c.contact, FACT.c.purpose)
            .where(_in_section(section, today))
            .order_by(FACT.c.due_on.asc().nulls_last(), FACT.c.account)
            .limit(limit)
        )
        keys = [(row.account, row.contact, row.purpose) for row in session.execute(statement)]
    return _explained(session, keys, today)


def touches_of_account(session: Session, account: int, today: date) -> list[TouchRow]:
    """Return the next touches of one account and its people, each with its reason."""
    rules = load_rules(session)
    found = []
    for item in load_accounts(session, [account]):
        names = _names(session, [account])
        people = {person.id: person.name for person in item.people}
        found = [
            _row(item, contact, due, names, people) for contact, due in item.dues(rules, today)
        ]
    return found


def rules_with_reach(session: Session) -> list[RuleRow]:
    """Return the rules in the order in which they win."""
    table = TABLES["cadence_rule"].c
    versions = {row.id: row.version for row in session.execute(select(table.id, table.version))}
    order = {"contact": 0, "account": 1, "tag": 2, "segment": 3, "role": 4, "tier": 5}
    rules = sorted(load_rules(session), key=lambda r: (order[r.target_kind], r.order, r.name))
    return [RuleRow(rule, versions[rule.id]) for rule in rules]


def reach_of(session: Session, rule: Rule) -> int:
    """Return how many accounts a rule fits, whether or not a nearer one wins."""
    if rule.target_kind == "contact":
        return 1
    ids = list(
        session.execute(select(ACCOUNT.c.id).where(ACCOUNT.c.archived_at.is_(None))).scalars()
    )
    return sum(fits(rule, item.subject) for item in load_accounts(session, ids, with_people=False))


def _in_section(section: str, today: date) -> ColumnElement[bool]:
    c = FACT.c
    snoozed = c.snoozed_until.is_not(None) & (c.snoozed_until > today)
    timed = (c.cadence == "timed") & not_(func.coalesce(snoozed, False))
    week = today + timedelta(days=6)
    conditions: dict[str, ColumnElement[bool]] = {
        "late": timed & (c.due_on < today),
        "today": timed & (c.due_on == today),
        "this_week": timed & (c.due_on > today) & (c.due_on <= week),
        "later": timed & (c.due_on > week),
        "never": c.cadence == "never_contacted",
        "snoozed": and_(c.cadence == "timed", snoozed),
        "blocked": c.cadence == "blocked",
    }
    return conditions[section]


def _without_rule() -> ColumnElement[bool]:
    ruled = exists().where(
        ACCOUNT_FACT.c.account == ACCOUNT.c.id, ACCOUNT_FACT.c.cadence != "no_rule"
    )
    return ACCOUNT.c.archived_at.is_(None) & ~ruled


def _ids_without_rule(session: Session, limit: int) -> list[int]:
    statement = (
        select(ACCOUNT.c.id).where(_without_rule()).order_by(ACCOUNT.c.sort_key).limit(limit)
    )
    return list(session.execute(statement).scalars())


def _explained(
    session: Session, keys: Sequence[tuple[int, int, str]], today: date
) -> list[TouchRow]:
    rules = load_rules(session)
    ids = list(dict.fromkeys(account for account, _, _ in keys))
    names = _names(session, ids)
    rows: dict[tuple[int, int, str], TouchRow] = {}
    for item in load_accounts(session, ids):
        people = {person.id: person.name for person in item.people}
        for contact, due in item.dues(rules, today):
            rows[item.id, contact, due.purpose] = _row(item, contact, due, names, people)
    return [rows[key] for key in keys if key in rows]


def _names(session: Session, ids: Sequence[int]) -> dict[int, Any]:
    statement = (
        select(ACCOUNT.c.id, TIER.c.name.label("tier"), MEMBER.c.name.label("owner"))
        .outerjoin(TIER, TIER.c.id == ACCOUNT.c.tier)
        .outerjoin(MEMBER, MEMBER.c.id == ACCOUNT.c.owner)
    )
    return {row.id: row for row in session.execute(statement.where(ACCOUNT.c.id.in_(ids)))}


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
        channel=due.last.channel
        if due.last
        else (due.rule.channels[:1] or ("call",))[0]
        if due.rule
        else "call",
        state=due.state,
        due_on=due.snoozed_until if due.state is State.SNOOZED else due.due_on,
        days_late=due.days_late,
        why=due.why,
    )
