"""Whom a new day moves: accounts whose snoozes and consents ended, or whose touches have come."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, exists, func, select, union
from sqlalchemy.orm import Session

from relmanager_desktop.store.cadence_reads import END, end_of, is_touch_row
from relmanager_desktop.store.tables import ACCOUNT_FACT, TABLES, TOUCH_FACT
from relmanager_desktop.store.tables.types import Instant

_ACCOUNT, _I = TABLES["account"].c, TABLES["interaction"].c
_LAST = ACCOUNT_FACT.c.last_touch_at
_NEWER = exists().where(
    _I.account == _ACCOUNT.id,
    _I.at <= END,
    _I.at > func.coalesce(_LAST, bindparam("ever", datetime(1, 1, 2, tzinfo=UTC), Instant())),
    is_touch_row(_I),
)
_WITH_TOUCHES_THAT_CAME = (
    select(_ACCOUNT.id)
    .outerjoin(ACCOUNT_FACT, ACCOUNT_FACT.c.account == _ACCOUNT.id)
    .where(_ACCOUNT.archived_at.is_(None), _NEWER)
)
_SNOOZE, _ROLE = TABLES["snooze"].c, TABLES["contact_role"].c
# Accounts with the end of a snooze there: of their own, or of somebody who is put off everywhere.
_PUT_OFF = (
    union(
        select(_SNOOZE.account, _SNOOZE.until).where(
            _SNOOZE.account.is_not(None), _SNOOZE.archived_at.is_(None)
        ),
        select(_ROLE.account, _SNOOZE.until).where(
            _ROLE.contact == _SNOOZE.contact,
            _SNOOZE.account.is_(None),
            _SNOOZE.archived_at.is_(None),
        ),
    )
    .subquery()
    .c
)
_WITH_TOUCHES_TO_COME = select(ACCOUNT_FACT.c.account).where(END < _LAST)


def moved_by(session: Session, today: date) -> set[int]:
    """Return the accounts whose facts are others today than when they were derived."""
    ended = select(TOUCH_FACT.c.account).where(TOUCH_FACT.c.snoozed_until <= today)
    return (
        _ids(session, ended)
        | _with_consents_that_end(session, today)
        | _snoozed_after_all(session, today)
        | _with_other_touches(session, today)
    )


def other_on(session: Session, day: date) -> set[int]:
    """Return the accounts whose facts may be others on any other day."""
    return (
        _ids(session, select(_PUT_OFF.account))
        | _with_consents_that_end(session, None)
        | _with_other_touches(session, day)
    )


def _with_other_touches(session: Session, today: date) -> set[int]:
    """Return the accounts with a touch whose day has come, or has not: a clock was set back."""
    end = {"end": end_of(today)}
    return _ids(session, _WITH_TOUCHES_THAT_CAME, end) | _ids(session, _WITH_TOUCHES_TO_COME, end)


def _snoozed_after_all(session: Session, today: date) -> set[int]:
    """Return the accounts whose snooze runs and whose facts know none: a clock was set back."""
    known = exists().where(
        TOUCH_FACT.c.account == _PUT_OFF.account, TOUCH_FACT.c.snoozed_until.is_not(None)
    )
    return _ids(session, select(_PUT_OFF.account).where(_PUT_OFF.until > today, ~known))


def _with_consents_that_end(session: Session, before: date | None) -> set[int]:
    """Return the accounts of people whose consent ends some day, or ended before one."""
    consent, role = TABLES["consent"].c, TABLES["contact_role"].c
    ending = consent.expires_on.is_not(None) if before is None else consent.expires_on < before
    people = select(consent.contact).where(ending)
    return _ids(session, select(role.account).where(role.contact.in_(people)).distinct())


def _ids(
    session: Session, statement: Select[Any], values: dict[str, Any] | None = None
) -> set[int]:
    return set(session.connection().execute(statement, values or {}).scalars())
