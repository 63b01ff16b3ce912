"""Deeds on people: a contact with its place at an account and how to reach them, in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.store.tables import TABLES


@dataclass(frozen=True)
class ContactDraft:
    """What the form of a new contact holds; ``values`` are the contact's own fields."""

    values: Mapping[str, Any] = field(default_factory=dict)
    account: int | None = None
    title: str | None = None
    email: str | None = None
    phone: str | None = None


def add_contact(session: Session, draft: ContactDraft, today: date) -> int:
    """Add a person, their role at the account and their addresses; return the contact's id.

    Whoever comes first to an account is its primary contact.

    Raises:
        InvalidError: If the draft has problems, such as no name.
    """
    contact = add_record(session, "contact", draft.values, today)
    if draft.account is not None:
        role = {
            "contact": contact,
            "account": draft.account,
            "title": draft.title,
            "primary": not _has_people(session, draft.account),
        }
        add_record(session, "contact_role", role, today)
    for kind, value in (("email", draft.email), ("phone", draft.phone)):
        if value:
            point = {"contact": contact, "kind": kind, "value": value, "primary": True}
            add_record(session, "contact_point", point, today)
    return contact


def _has_people(session: Session, account: int) -> bool:
    role = TABLES["contact_role"].c
    here = select(role.id).where(
        role.account == account, role.ended_on.is_(None), role.archived_at.is_(None)
    )
    return session.execute(here.limit(1)).first() is not None
