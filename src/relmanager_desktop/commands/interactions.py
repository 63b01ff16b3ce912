"""Deeds of being in touch: log an interaction, put a touch off, plan the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record, change_record
from relmanager_desktop.store.tables import TABLES


@dataclass(frozen=True)
class InteractionDraft:
    """What the form of an interaction holds; ``at`` is aware, links are ids.

    A blank ``direction`` becomes the usual one of the channel; ``own`` are the user's own fields,
    by key.
    """

    account: int | None
    at: datetime | None
    channel: str = "call"
    purpose: str = "check_in"
    direction: str = ""
    state: str = "held"
    subject: str = ""
    body: str = ""
    minutes: int | None = None
    outcome: str = ""
    sentiment: int | None = None
    member: int | None = None
    contacts: tuple[int, ...] = ()
    own: Mapping[str, Any] = field(default_factory=dict)

    def values(self) -> dict[str, Any]:
        """Return the draft by catalogue names, blanks as None."""
        given = {name: getattr(self, name) for name in _FIELDS}
        return {n: (None if value == "" else value) for n, value in (given | {**self.own}).items()}


_FIELDS = (
    "account",
    "at",
    "channel",
    "purpose",
    "direction",
    "state",
    "subject",
    "body",
    "minutes",
    "outcome",
    "sentiment",
    "member",
)


def log_interaction(session: Session, draft: InteractionDraft, today: date) -> int:
    """Log one interaction with those who took part, and return its id.

    Raises:
        InvalidError: If the draft has problems, such as a held one that lies in the future, or
            lacks an own field that is required.
    """
    values = draft.values()
    if values["member"] is None:
        values["member"] = me(session)
    id_ = add_record(session, "interaction", values, today, is_whole=True)
    for contact in draft.contacts:
        add_record(session, "interaction_contact", {"interaction": id_, "contact": contact}, today)
    return id_


def snooze_touch(
    session: Session,
    account: int | None,
    contact: int | None,
    purpose: str | None,
    until: date,
    reason: str,
    today: date,
) -> int:
    """Put a touch off until a day, with the reason; an older snooze of the same is replaced.

    Raises:
        InvalidError: If the day or the reason is missing.
    """
    values = {
        "account": account,
        "contact": contact or None,
        "purpose": purpose,
        "until": until,
        "reason": reason,
    }
    table = TABLES["snooze"].c
    same = select(table.id).where(
        table.account == account, table.contact == (contact or None), table.purpose == purpose
    )
    existing: int | None = session.execute(same).scalars().first()
    if existing is None:
        return add_record(session, "snooze", values, today)
    change_record(session, "snooze", existing, values, today)
    return existing


def me(session: Session) -> int | None:
    """Return the member at this computer, if the portfolio knows."""
    table = TABLES["member"].c
    found: int | None = session.execute(select(table.id).where(table.is_me)).scalar()
    return found


def accounts_of(session: Session, contacts: Sequence[int]) -> dict[int, int]:
    """Return the account of each contact, the primary role first."""
    role = TABLES["contact_role"].c
    rows = session.execute(
        select(role.contact, role.account)
        .where(role.contact.in_(contacts), role.ended_on.is_(None))
        .order_by(role.primary)
    )
    return {row.contact: row.account for row in rows}
