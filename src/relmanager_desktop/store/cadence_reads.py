"""The statements that read what cadences follow from, made once: making one costs most of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import BindParameter, Executable, bindparam, func, select, union_all
from sqlalchemy.orm import Session

from relmanager_desktop.domain.touches import HELD, TALKS, TWO_WAY, WRITTEN
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.tables.types import Instant

END: BindParameter[datetime] = bindparam("end", type_=Instant())
SINCE: BindParameter[datetime] = bindparam("since", type_=Instant())
EVER = datetime(1, 1, 2, tzinfo=UTC)
LAST_DAY = date(9999, 12, 30)  # the day after it has to be one too, in every zone
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_ACCOUNT, _TIER, _INTERACTION = TABLES["account"], TABLES["tier"], TABLES["interaction"]
_ROLE, _CONTACT, _TAG = TABLES["contact_role"], TABLES["contact"], TABLES["tag"]
_SNOOZE, _TAGGED, _CONSENT = TABLES["snooze"], TABLES["account_tag"], TABLES["consent"]
_PRESENT, _RULE = TABLES["interaction_contact"], TABLES["cadence_rule"]


def is_touch_row(columns: Any) -> Any:
    """Return the SQL of ``touches.is_touch``."""
    way = columns.direction
    is_unsaid_talk = way.is_(None) & columns.channel.in_(TALKS)
    return (
        (columns.state == HELD)
        & columns.archived_at.is_(None)
        & columns.channel.in_(TALKS | WRITTEN)
        & ((way.is_not(None) & (way == TWO_WAY)) | is_unsaid_talk)
    )


def end_of(day: date) -> datetime:
    """Return the last moment of a day by the calendar on the wall, as the rule of touches reads it.

    What is held after it is no touch yet.
    """
    return datetime.combine(min(day, LAST_DAY), time.max).astimezone()


def read(
    session: Session,
    statement: Executable,
    ids: Sequence[int] | None = None,
    end: datetime | None = None,
    since: datetime | None = None,
) -> Sequence[Any]:
    """Return the rows of one of the statements below, for these accounts or contacts.

    ``end`` is the moment up to which touches count, ``since`` the one from which on.
    """
    given = {"ids": ids, "end": end, "since": since}
    values = {name: value for name, value in given.items() if value is not None}
    return session.connection().execute(statement, values).all()


RULES = select(_RULE).where(_RULE.c.archived_at.is_(None))

ACCOUNTS = (
    select(
        _ACCOUNT.c.id,
        _ACCOUNT.c.name,
        _ACCOUNT.c.reference,
        _ACCOUNT.c.roles,
        _ACCOUNT.c.segment,
        _ACCOUNT.c.status,
        _ACCOUNT.c.ended_on,
        _ACCOUNT.c.working_calendar,
        _ACCOUNT.c.time_zone,
        _TIER.c.name.label("tier_name"),
    )
    .outerjoin(_TIER, _TIER.c.id == _ACCOUNT.c.tier)
    .where(_ACCOUNT.c.id.in_(_IDS), _ACCOUNT.c.archived_at.is_(None))
)

TAGS = (
    select(_TAGGED.c.account, _TAG.c.name)
    .join(_TAG, _TAG.c.id == _TAGGED.c.tag)
    .where(_TAGGED.c.account.in_(_IDS))
)

_I = _INTERACTION.c
TOUCHES = (
    select(_I.account, _I.purpose, _I.channel, func.max(_I.at).label("at"))
    .where(_I.account.in_(_IDS), _I.at >= SINCE, _I.at <= END, is_touch_row(_I))
    .group_by(_I.account, _I.purpose, _I.channel)
)
PERSON_TOUCHES = (
    select(_I.account, _PRESENT.c.contact, _I.purpose, _I.channel, func.max(_I.at).label("at"))
    .join_from(_INTERACTION, _PRESENT, _PRESENT.c.interaction == _I.id)
    .where(_I.account.in_(_IDS), _I.at <= END, is_touch_row(_I))
    .group_by(_I.account, _PRESENT.c.contact, _I.purpose, _I.channel)
)

_PUT_OFF = (_SNOOZE.c.contact, _SNOOZE.c.purpose, _SNOOZE.c.until, _SNOOZE.c.reason)
# Who is put off without a word of where is put off everywhere.
SNOOZES = union_all(
    select(_SNOOZE.c.account, *_PUT_OFF).where(
        _SNOOZE.c.account.in_(_IDS), _SNOOZE.c.archived_at.is_(None)
    ),
    select(_ROLE.c.account, *_PUT_OFF)
    .join(_SNOOZE, _SNOOZE.c.contact == _ROLE.c.contact)
    .where(
        _ROLE.c.account.in_(_IDS),
        _ROLE.c.ended_on.is_(None),
        _SNOOZE.c.account.is_(None),
        _SNOOZE.c.archived_at.is_(None),
    ),
)

PEOPLE = (
    select(
        _ROLE.c.account,
        _CONTACT.c.id,
        _CONTACT.c.name,
        _CONTACT.c.reference,
        _CONTACT.c.do_not_contact,
    )
    .join(_CONTACT, _CONTACT.c.id == _ROLE.c.contact)
    .where(_ROLE.c.account.in_(_IDS), _ROLE.c.ended_on.is_(None), _CONTACT.c.archived_at.is_(None))
    .order_by(_ROLE.c.primary.desc(), _CONTACT.c.id)
)

CONSENTS = select(
    _CONSENT.c.contact,
    _CONSENT.c.purpose,
    _CONSENT.c.state,
    _CONSENT.c.on,
    _CONSENT.c.expires_on,
    _CONSENT.c.channel,
).where(_CONSENT.c.contact.in_(_IDS))
