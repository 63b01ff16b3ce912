"""Deeds on actions: done, dropped, moved to another day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record, change_record, get_record
from relmanager_desktop.domain.records.interactions import Action

_REPEATS = re.compile(r"(\d+)\s*(day|week|month)", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7, "month": 30}


def complete_action(session: Session, id_: int, outcome: str, today: date) -> int | None:
    """Mark an action done; one that repeats gets its next round, whose id is returned.

    The next round counts from completion, not from the old due day.

    Raises:
        NotFoundError: If there is no such action.
    """
    values = {"state": "done", "done_on": today, "outcome": outcome or None}
    change_record(session, "action", id_, values, today)
    record = get_record(session, "action", id_)
    assert isinstance(record, Action)  # noqa: S101 - narrows the type
    days = days_between(record.repeats or "")
    if days is None:
        return None
    return add_record(session, "action", _next_round(record, today + timedelta(days=days)), today)


def reschedule_action(session: Session, id_: int, due: date, today: date) -> None:
    """Move an action to another day.

    Raises:
        NotFoundError: If there is no such action.
    """
    change_record(session, "action", id_, {"due": due}, today)


def days_between(repeats: str) -> int | None:
    """Return the days that 'every 14 days' or '2 weeks' means, or None."""
    match = _REPEATS.search(repeats)
    return None if match is None else int(match[1]) * _DAYS[match[2].lower()]


def _next_round(record: Action, due: date) -> dict[str, object]:
    return {
        "account": record.account,
        "contact": record.contact,
        "title": record.title,
        "due": due,
        "owner": record.owner,
        "priority": record.priority,
        "promised_by": record.promised_by,
        "repeats": record.repeats,
    }
