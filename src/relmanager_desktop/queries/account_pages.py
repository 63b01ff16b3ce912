"""The page of one account: its facts with their reasons, its people, its next touches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select
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


def _counted(kind: str) -> Any:
    table = TABLES[kind].c
    counted = select(func.count()).where(
        table.account == bindparam("that_account"), table.archived_at.is_(None)
    )
    if kind == "action":
        counted = counted.where(table.state == "open")
    if kind == "issue":
        counted = counted.where(table.status.not_in(CLOSED))
    return counted.scalar_subquery().label(kind)


COUNTED = ("interaction", "contact_role", "action", "issue", "opportunity", "contract")
_COUNTS = select(*map(_counted, COUNTED))  # made once: making it costs most of it


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
    role, contact = TABLES["contact_role"], TABLES["contact"]
    statement = (
        select(role, contact.c.name, contact.c.do_not_contact)
        .join(contact, contact.c.id == role.c.contact)
        .where(role.c.account == account, contact.c.archived_at.is_(None))
        .order_by(role.c.ended_on.is_not(None), role.c.primary.desc(), contact.c.sort_key)
    )
    rows = session.execute(statement).all()
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
    point = TABLES["contact_point"].c
    statement = (
        select(point.contact, point.kind, point.value)
        .where(point.contact.in_(contacts))
        .order_by(point.primary, point.id.desc())
    )
    return {(row.contact, row.kind): row.value for row in session.execute(statement)}


def _tags(session: Session, account: int) -> list[str]:
    link, tag = TABLES["account_tag"], TABLES["tag"]
    statement = (
        select(tag.c.name).join(link, link.c.tag == tag.c.id).where(link.c.account == account)
    )
    return list(session.execute(statement.order_by(tag.c.sort_key)).scalars())


def _counts(session: Session, account: int) -> dict[str, int]:
    return dict(session.execute(_COUNTS, {"that_account": account}).mappings().one())


def _renewal(session: Session, account: int, today: date) -> date | None:
    c = TABLES["contract"].c
    statement = select(func.min(c.end)).where(c.account == account, c.end >= today)
    found: date | None = session.execute(statement.where(c.archived_at.is_(None))).scalar()
    return found


def _last_interaction(session: Session, account: int) -> tuple[datetime, str, str] | None:
    c = TABLES["interaction"].c
    statement = (
        select(c.at, c.channel, c.subject)
        .where(c.account == account, c.state == "held", c.archived_at.is_(None))
        .order_by(c.at.desc())
        .limit(1)
    )
    row = session.execute(statement).first()
    return None if row is None else (row.at, row.channel, row.subject)
