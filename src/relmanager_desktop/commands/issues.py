"""Deeds on issues: a step from one status to the next, kept as an event."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record, change_record, get_record
from relmanager_desktop.domain.records.issues import Issue
from relmanager_desktop.store.journal import journal_of

DONE = frozenset({"resolved", "closed", "cancelled", "duplicate"})


def change_status(session: Session, id_: int, status: str, today: date) -> bool:
    """Move an issue to another status; return whether it was another.

    The first time it is resolved or closed is noted; opening it again clears both.

    Raises:
        NotFoundError: If there is no such issue.
        InvalidError: If there is no such status.
    """
    issue = get_record(session, "issue", id_)
    assert isinstance(issue, Issue)  # noqa: S101 - narrows the type
    before = issue.status
    if status == before:
        return False
    is_reopened = before in DONE and status not in DONE
    change_record(session, "issue", id_, _values(session, issue, status), today)
    event = {
        "issue": id_,
        "at": journal_of(session).at,
        "what": "reopened" if is_reopened else "status",
        "from": before,
        "to": status,
    }
    add_record(session, "issue_event", event, today)
    return True


def _values(session: Session, issue: Issue, status: str) -> dict[str, Any]:
    values: dict[str, Any] = {"status": status}
    if status not in DONE:
        return {**values, "resolved_at": None, "closed_at": None}
    at = max(journal_of(session).at, issue.opened_at)
    if status in {"resolved", "closed"} and issue.resolved_at is None:
        values["resolved_at"] = at
    if status != "resolved" and issue.closed_at is None:
        values["closed_at"] = at
    return values
