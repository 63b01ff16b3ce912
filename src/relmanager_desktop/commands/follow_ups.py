"""Deeds with what follows from them: an interaction and the action that was promised in it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from relmanager_desktop.commands.interactions import InteractionDraft, log_interaction
from relmanager_desktop.commands.records import add_record


def log_with_follow_up(
    session: Session, draft: InteractionDraft, title: str | None, due: date | None, today: date
) -> int:
    """Log an interaction and, where ``title`` says what is next, plan that action too.

    Raises:
        InvalidError: If either has problems.
    """
    id_ = log_interaction(session, draft, today)
    if title:
        values = {
            "account": draft.account,
            "contact": draft.contacts[0] if len(draft.contacts) == 1 else None,
            "title": title,
            "due": due,
            "origin_kind": "interaction",
            "origin": id_,
        }
        add_record(session, "action", values, today)
    return id_
