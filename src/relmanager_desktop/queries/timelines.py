"""Everything that happened at an account, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from relmanager_desktop.queries.titles import titles_of
from relmanager_desktop.store.tables import TABLES

INTERACTION, MEMBER = TABLES["interaction"], TABLES["member"]
PEOPLE = TABLES["interaction_contact"]
_C = INTERACTION.c
# Made once: making a statement costs more than running it.
_NEWEST = (
    select(
        *(_C.id, _C.at, _C.channel, _C.purpose, _C.state, _C.direction, _C.subject, _C.body),
        *(_C.outcome, _C.minutes, MEMBER.c.name.label("member_name")),
    )
    .join_from(INTERACTION, MEMBER, MEMBER.c.id == _C.member, isouter=True)
    .where(_C.account == bindparam("account"), _C.archived_at.is_(None))
    .order_by(_C.at.desc(), _C.id.desc())
    .limit(bindparam("most"))
)
_BEFORE = _NEWEST.where(_C.at < bindparam("before"))
_PEOPLE = select(PEOPLE.c.interaction, PEOPLE.c.contact).where(
    PEOPLE.c.interaction.in_(bindparam("interactions", expanding=True))
)


@dataclass(frozen=True)
class TimelineEntry:
    """One interaction as the timeline shows it; ``people`` are those who took part."""

    id: int
    at: datetime
    channel: str
    purpose: str
    state: str
    direction: str
    subject: str
    body: str
    outcome: str
    minutes: int | None
    member: str
    people: tuple[str, ...]


def timeline(
    session: Session, account: int, limit: int = 50, before: datetime | None = None
) -> list[TimelineEntry]:
    """Return the interactions of an account before a moment, the newest first."""
    which = {"account": account, "most": limit}
    if before is None:
        rows = session.execute(_NEWEST, which).all()
    else:
        rows = session.execute(_BEFORE, which | {"before": before}).all()
    people = _people(session, [row.id for row in rows])
    return [
        TimelineEntry(
            id=row.id,
            at=row.at,
            channel=row.channel,
            purpose=row.purpose or "",
            state=row.state,
            direction=row.direction or "",
            subject=row.subject,
            body=row.body or "",
            outcome=row.outcome or "",
            minutes=row.minutes,
            member=row.member_name or "",
            people=tuple(people.get(row.id, ())),
        )
        for row in rows
    ]


def _people(session: Session, interactions: list[int]) -> dict[int, list[str]]:
    rows = session.execute(_PEOPLE, {"interactions": interactions}).all()
    names = titles_of(session, "contact", [row.contact for row in rows])
    people: dict[int, list[str]] = {}
    for row in rows:
        people.setdefault(row.interaction, []).append(names.get(row.contact, ""))
    return people
