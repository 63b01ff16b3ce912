"""Deeds with what follows from them: an interaction and the action that was promised in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.commands.interactions import InteractionDraft, log_interaction
from relmanager_desktop.commands.records import add_record


def log_with_follow_up(
    session: Session,
    draft: InteractionDraft,
    title: str | None,
    due: date | None,
    today: date,
    own: Mapping[str, Any] | None = None,
) -> int:
    """Log an interaction and, where ``title`` says what is next, plan that action too.

    ``own`` are the user's own fields of the action, by key.

    Raises:
        InvalidError: If either has problems, or lacks an own field that is required.
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
            **(own or {}),
        }
        add_record(session, "action", values, today, is_whole=True)
    return id_
