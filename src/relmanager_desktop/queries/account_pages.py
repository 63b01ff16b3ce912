"""The page of one account: its facts with their reasons, its people, its next touches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.orm import Session

from relmanager_desktop.queries.accounts import AccountRow, account_rows
from relmanager_desktop.queries.cadence import TouchRow, touches_of_account
from relmanager_desktop.queries.records import RecordView, one_record
from relmanager_desktop.store.tables import TABLES

CLOSED = ("resolved", "closed", "cancelled", "duplicate")


@dataclass(frozen=True)
class PersonRow:
    """Somebody at the account; leavers stay with their last day."""

    contact: int
    role: int
    name: str
    title: str
    department: str
    buying_role: str
    support: str
    email: str
    phone: str
    is_primary: bool
    ended_on: date | None
    do_not_contact: bool


@dataclass(frozen=True)
class ActionRow:
    """One action of the account."""

    id: int
    title: str
    due: date | None
    owner: str
    state: str
    promised_by: str
    priority: str
    done_on: date | None


@dataclass(frozen=True)
class AccountPage:
    """All that the head of the page and its rail show; ``counts`` are of the tabs."""

    row: AccountRow
    record: RecordView
    people: tuple[PersonRow, ...]
    touches: tuple[TouchRow, ...]
    tags: tuple[str, ...]
    counts: dict[str, int]
    renewal: date | None
    last_interaction: tuple[datetime, str, str] | None

    @property
    def next_touch(self) -> TouchRow | None:
        """The touch that comes due first, of the account or of a person there; None without any."""
        return min(self.touches, key=_urgency, default=None)


# Statements are made once: making one costs more than running it.
_THAT: BindParameter[int] = bindparam("that_account")
_ROLE, _CONTACT, _POINT = (TABLES[name] for name in ("contact_role", "contact", "contact_point"))
_PEOPLE = (
    select(_ROLE, _CONTACT.c.name, _CONTACT.c.do_not_contact)
    .join(_CONTACT, _CONTACT.c.id == _ROLE.c.contact)
    .where(_ROLE.c.account == _THAT, _CONTACT.c.archived_at.is_(None))
    .order_by(_ROLE.c.ended_on.is_not(None), _ROLE.c.primary.desc(), _CONTACT.c.sort_key)
)
_POINTS = (
    select(_POINT.c.contact, _POINT.c.kind, _POINT.c.value)
    .where(_POINT.c.contact.in_(bindparam("contacts", expanding=True)))
    .order_by(_POINT.c.primary, _POINT.c.id.desc())
)
_TAG, _TAGGED = TABLES["tag"].c, TABLES["account_tag"].c
_TAGS = (
    select(_TAG.name)
    .join_from(TABLES["tag"], TABLES["account_tag"], _TAGGED.tag == _TAG.id)
    .where(_TAGGED.account == _THAT)
    .order_by(_TAG.sort_key)
)
_END = TABLES["contract"].c
_RENEWAL = select(func.min(_END.end)).where(
    _END.account == _THAT, _END.end >= bindparam("today"), _END.archived_at.is_(None)
)
_I = TABLES["interaction"].c
_LAST_INTERACTION = (
    select(_I.at, _I.channel, _I.subject)
    .where(_I.account == _THAT, _I.state == "held", _I.archived_at.is_(None))
    .order_by(_I.at.desc())
    .limit(1)
)


def _counted(kind: str) -> Any:
    table = TABLES[kind].c
    counted = select(func.count()).where(table.account == _THAT, table.archived_at.is_(None))
    if kind == "action":
        counted = counted.where(table.state == "open")
    if kind == "issue":
        counted = counted.where(table.status.not_in(CLOSED))
    return counted.scalar_subquery().label(kind)


COUNTED = ("interaction", "contact_role", "action", "issue", "opportunity", "contract")
_COUNTS = select(*map(_counted, COUNTED))


def account_page(session: Session, account: int, today: date) -> AccountPage:
    """Return the page of an account.

    Raises:
        NotFoundError: If there is no such account.
    """
    record = one_record(session, "account", account)
    return AccountPage(
        row=account_rows(session, [account])[0],
        record=record,
        people=tuple(people_of(session, account)),
        touches=tuple(touches_of_account(session, account, today)),
        tags=tuple(_tags(session, account)),
        counts=_counts(session, account),
        renewal=_renewal(session, account, today),
        last_interaction=_last_interaction(session, account),
    )


def people_of(session: Session, account: int) -> list[PersonRow]:
    """Return who is at an account: the primary first, leavers last."""
    rows = session.execute(_PEOPLE, {"that_account": account}).all()
    points = _points(session, [row.contact for row in rows])
    return [_person(row, points) for row in rows]


def actions_of(session: Session, account: int, limit: int = 200) -> list[ActionRow]:
    """Return the actions of an account: open ones first, the earliest due on top."""
    action, member = TABLES["action"], TABLES["member"]
    statement = (
        select(action, member.c.name.label("owner_name"))
        .outerjoin(member, member.c.id == action.c.owner)
        .where(action.c.account == account, action.c.archived_at.is_(None))
        .order_by(action.c.state != "open", action.c.due.asc().nulls_last())
        .limit(limit)
    )
    return [
        ActionRow(
            row.id,
            row.title,
            row.due,
            row.owner_name or "",
            row.state,
            row.promised_by or "us",
            row.priority or "normal",
            row.done_on,
        )
        for row in session.execute(statement)
    ]


def _urgency(touch: TouchRow) -> tuple[bool, bool, date]:
    return touch.state == "blocked", touch.due_on is None, touch.due_on or date.max


def _person(row: Any, points: dict[tuple[int, str], str]) -> PersonRow:
    return PersonRow(
        contact=row.contact,
        role=row.id,
        name=row.name,
        title=row.title or "",
        department=row.department or "",
        buying_role=row.buying_role or "",
        support=row.support or "",
        email=points.get((row.contact, "email"), ""),
        phone=points.get((row.contact, "phone"), ""),
        is_primary=bool(row.primary),
        ended_on=row.ended_on,
        do_not_contact=bool(row.do_not_contact),
    )


def _points(session: Session, contacts: list[int]) -> dict[tuple[int, str], str]:
    rows = session.execute(_POINTS, {"contacts": contacts})
    return {(row.contact, row.kind): row.value for row in rows}


def _tags(session: Session, account: int) -> list[str]:
    return list(session.execute(_TAGS, {"that_account": account}).scalars())


def _counts(session: Session, account: int) -> dict[str, int]:
    return dict(session.execute(_COUNTS, {"that_account": account}).mappings().one())


def _renewal(session: Session, account: int, today: date) -> date | None:
    found: date | None = session.execute(
        _RENEWAL, {"that_account": account, "today": today}
    ).scalar()
    return found


def _last_interaction(session: Session, account: int) -> tuple[datetime, str, str] | None:
    row = session.execute(_LAST_INTERACTION, {"that_account": account}).first()
    return None if row is None else (row.at, row.channel, row.subject)
