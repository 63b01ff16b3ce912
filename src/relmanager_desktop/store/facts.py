"""Facts: what the domain's rules derive from records, stored to be sorted and filtered by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, Text, bindparam, cast, delete, insert, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.cadence import Due, State, Subject, rules_for
from relmanager_desktop.domain.cadence_rules import Rule
from relmanager_desktop.domain.cadence_words import ENDED
from relmanager_desktop.store import account_totals, fact_totals, kind_totals, reaches
from relmanager_desktop.store.cadences import AccountTouches, load_accounts, load_rules
from relmanager_desktop.store.day_changes import moved_by, other_on
from relmanager_desktop.store.fact_totals import Tally, tally, tally_pairs
from relmanager_desktop.store.statements import insert_many
from relmanager_desktop.store.tables import (
    ACCOUNT_FACT,
    ACCOUNT_TOTAL,
    FACT_TOTAL,
    TABLES,
    TOUCH_FACT,
)

if TYPE_CHECKING:
    from relmanager_desktop.store.journal import Touched

BATCH = 500
TIMED, NEVER, BLOCKED = "timed", "never_contacted", "blocked"
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_ACCOUNT, _TIER = TABLES["account"], TABLES["tier"]
_UNTOUCHED = (
    select(
        _ACCOUNT.c.id,
        _ACCOUNT.c.status,
        _TIER.c.name,
        cast(_ACCOUNT.c.roles, Text),
        _ACCOUNT.c.segment,
    )
    .select_from(_ACCOUNT.outerjoin(_TIER, _TIER.c.id == _ACCOUNT.c.tier))
    .where(
        _ACCOUNT.c.id.between(bindparam("first"), bindparam("last")),
        _ACCOUNT.c.archived_at.is_(None),
    )
)
_OF_ACCOUNT = ("account", "cadence", "purpose")
_OF_TOUCH = ("account", "contact", "purpose", "rule", "cadence", "ideal_days")
_OF = {ACCOUNT_FACT: "account", TOUCH_FACT: "touch"}  # as their totals name them
_FORGETTING = {
    of: delete(table).where(table.c.account.in_(_IDS)).returning(table.c.cadence, table.c.due_on)
    for table, of in _OF.items()
}


def refresh(session: Session, touched: Touched, at: datetime) -> None:
    """Derive the facts of the accounts that a write touched anew."""
    account_totals.refresh(session, touched)
    if not reaches.moves_any(touched, reaches.FEEDING):
        return
    if reaches.moves_any(touched, reaches.EVERYTHING):
        rebuild(session, at.date())
        return
    known = reaches.accounts_of(session, touched)
    new = list(touched.blocks.get("account", ()))
    gone = {row["id"] for row in touched.gone.get("account", ())}
    moved = Tally()
    if known or gone:
        moved.subtract(_forget(session, known | gone))
        moved.update(_derive(session, sorted(known), at.date()))
    rules = load_rules(session) if new else []
    for first, count in new:
        moved.update(_derive_untouched(session, first, count, rules, known, at.date()))
    fact_totals.add(session, moved)


def rebuild(session: Session, today: date) -> None:
    """Derive all facts anew."""
    kind_totals.rebuild(session)
    account_totals.rebuild(session)
    fact_totals.forget(session)
    for table in _OF:
        session.connection().execute(delete(table))
    ids = list(session.connection().execute(select(TABLES["account"].c.id)).scalars())
    fact_totals.add(session, _derive(session, ids, today))


def catch_up(session: Session, today: date) -> int:
    """Derive anew what a new day moves, see day_changes; return how many accounts that were.

    ``today`` is today; how another day would find the portfolio, ``move_to`` says.
    """
    ids = moved_by(session, today)
    _derive_anew(session, ids, today)
    return len(ids)


def move_to(session: Session, day: date) -> None:
    """Derive all facts that are others on another day; for a trial that is not kept."""
    _derive_anew(session, other_on(session, day), day)


def facts_as_stored(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Return all facts in order, and their totals, to be proved against a rebuild."""
    found = {}
    for table in (ACCOUNT_FACT, TOUCH_FACT, FACT_TOTAL, ACCOUNT_TOTAL):
        rows = select(table).order_by(*table.primary_key.columns)
        if "number" in table.c:  # what came and went
            rows = rows.where(table.c.number != 0)
        found[table.name] = [tuple(row) for row in session.connection().execute(rows)]
    return found


def _derive_anew(session: Session, ids: set[int], day: date) -> None:
    moved = Tally()
    moved.subtract(_forget(session, ids))
    moved.update(_derive(session, sorted(ids), day))
    fact_totals.add(session, moved)


def _derive(session: Session, ids: Sequence[int], today: date) -> Tally:
    """Derive the facts of accounts that have none; return how many stand where."""
    if not ids:
        return Tally()
    rules = load_rules(session)
    account_rows: list[dict[str, Any]] = []
    touch_rows: list[dict[str, Any]] = []
    for item in load_accounts(session, ids, rules, today):
        dues = item.dues(rules, today)
        touch_rows.extend(_touch_row(item, contact, due) for contact, due in dues if due.rule)
        account_rows.extend(_account_rows(item, dues))
    return _store(session, account_rows, touch_rows)


def _derive_untouched(
    session: Session,
    first: int,
    count: int,
    rules: Sequence[Rule],
    known: set[int],
    today: date,
) -> Tally:
    """Derive new accounts: those without a touch differ only by the rules that fit."""
    own = any(rule.target_kind in {"account", "contact", "tag"} for rule in rules)
    if own or count <= BATCH:
        return _derive(session, [i for i in range(first, first + count) if i not in known], today)
    won: dict[tuple[Any, ...], tuple[Rule, ...]] = {}
    account_rows: list[tuple[Any, ...]] = []
    touch_rows: list[tuple[Any, ...]] = []
    between = {"first": first, "last": first + count - 1}
    for id_, status, *whose in session.connection().execute(_UNTOUCHED, between):
        if id_ in known:
            continue
        key = tuple(whose)
        if key not in won:
            won[key] = _rules_won(rules, *whose)
        state = BLOCKED if status == ENDED else NEVER
        if won[key] or state == BLOCKED:
            purpose = min((rule.purpose for rule in won[key]), default=None)
            account_rows.append((id_, state, purpose))
            touch_rows.extend(
                (id_, 0, rule.purpose, rule.id, state, rule.ideal_days) for rule in won[key]
            )
    connection = session.connection()
    insert_many(connection, ACCOUNT_FACT, _OF_ACCOUNT, account_rows)
    insert_many(connection, TOUCH_FACT, _OF_TOUCH, touch_rows)
    states = tally_pairs("account", ((row[1], None) for row in account_rows))
    return states + tally_pairs("touch", ((row[4], None) for row in touch_rows))


def _rules_won(
    rules: Sequence[Rule], tier: str | None, roles: str | None, segment: str | None
) -> tuple[Rule, ...]:
    """Return the rules for accounts of this kind; ``roles`` are JSON, as they are stored."""
    fitting = frozenset(json.loads(roles) if roles else ())
    return rules_for(Subject(0, tier=tier or "", roles=fitting, segment=segment or ""), rules)


def _store(
    session: Session, account_rows: list[dict[str, Any]], touch_rows: list[dict[str, Any]]
) -> Tally:
    stored = Tally()
    for (table, of), rows in zip(_OF.items(), (account_rows, touch_rows), strict=True):
        if rows:
            session.connection().execute(insert(table), rows)
            stored.update(tally(of, rows))
    return stored


def _account_rows(
    item: AccountTouches, dues: Iterable[tuple[int, Due]]
) -> Iterator[dict[str, Any]]:
    ruled = [due for _, due in dues if due.rule is not None or due.blocked is not None]
    if not ruled and item.last_at is None:
        return
    first = min(ruled, key=_urgency, default=None)
    yield {
        "account": item.id,
        "last_touch_at": item.last_at,
        "last_channel": item.last_channel or None,
        "cadence": _cadence(first),
        "purpose": (first.purpose or None) if first else None,
        "due_on": _effective(first.due_on, first) if first else None,
        "red_on": _effective(first.red_on, first) if first else None,
    }


def _touch_row(item: AccountTouches, contact: int, due: Due) -> dict[str, Any]:
    return {
        "account": item.id,
        "contact": contact,
        "purpose": due.purpose,
        "rule": due.rule.id if due.rule else None,
        "cadence": _cadence(due),
        "last_on": due.last.on if due.last else None,
        "last_channel": due.last.channel if due.last else None,
        "due_on": _effective(due.due_on, due),
        "red_on": _effective(due.red_on, due),
        "snoozed_until": due.snoozed_until,
        "ideal_days": due.rule.ideal_days if due.rule else None,
    }


def _cadence(due: Due | None) -> str:
    if due is not None and due.state is State.BLOCKED:
        return BLOCKED
    if due is None or due.rule is None:
        return "no_rule"
    return TIMED if due.due_on or due.snoozed_until else NEVER


def _effective(day: date | None, due: Due) -> date | None:
    if due.snoozed_until is None:
        return day
    return max(day, due.snoozed_until) if day else due.snoozed_until


def _urgency(due: Due) -> tuple[bool, bool, date]:
    day = _effective(due.due_on, due)
    return (due.state is State.BLOCKED, day is None, day or date.max)


def _forget(session: Session, ids: set[int]) -> Tally:
    """Delete the facts of accounts; return how many stood where."""
    wanted, gone = sorted(ids), Tally()
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        for of, statement in _FORGETTING.items():
            rows = session.connection().execute(statement, {"ids": some})
            gone.update(tally_pairs(of, ((row[0], row[1]) for row in rows)))
    return gone
