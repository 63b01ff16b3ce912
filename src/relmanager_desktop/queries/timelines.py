"""Everything that happened at an account, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.queries.titles import titles_of
from relmanager_desktop.store.tables import TABLES

INTERACTION, MEMBER = TABLES["interaction"], TABLES["member"]
PEOPLE = TABLES["interaction_contact"]


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
    c = INTERACTION.c
    statement = (
        select(INTERACTION, MEMBER.c.name.label("member_name"))
        .outerjoin(MEMBER, MEMBER.c.id == c.member)
        .where(c.account == account, c.archived_at.is_(None))
        .order_by(c.at.desc(), c.id.desc())
        .limit(limit)
    )
    if before is not None:
        statement = statement.where(c.at < before)
    rows = list(session.execute(statement))
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
    statement = select(PEOPLE.c.interaction, PEOPLE.c.contact)
    rows = session.execute(statement.where(PEOPLE.c.interaction.in_(interactions))).all()
    names = titles_of(session, "contact", [row.contact for row in rows])
    people: dict[int, list[str]] = {}
    for row in rows:
        people.setdefault(row.interaction, []).append(names.get(row.contact, ""))
    return people
