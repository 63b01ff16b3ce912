"""Tests of moving issues from status to status."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.issues import change_status
from relmanager_desktop.commands.records import add_record, get_record
from relmanager_desktop.domain.records.issues import Issue
from relmanager_desktop.store.tables import TABLES


@pytest.fixture
def issue(session: Session, today: date) -> Issue:
    values = {"title": "Gate", "opened_at": datetime(2026, 11, 20, tzinfo=UTC)}
    record = get_record(session, "issue", add_record(session, "issue", values, today))
    assert isinstance(record, Issue)
    return record


def events(session: Session) -> list[tuple[str, str | None, str | None]]:
    event = TABLES["issue_event"].c
    rows = session.execute(select(event.what, event["from"], event.to).order_by(event.id))
    return [tuple(row) for row in rows]


def test_a_new_status_is_kept_as_an_event(session: Session, issue: Issue, today: date) -> None:
    assert change_status(session, issue.id, "in_progress", today)
    assert issue.status == "in_progress"
    assert events(session) == [("status", "new", "in_progress")]


def test_the_same_status_is_no_event(session: Session, issue: Issue, today: date) -> None:
    assert not change_status(session, issue.id, "new", today)
    assert events(session) == []


def test_resolving_notes_when(session: Session, issue: Issue, today: date) -> None:
    change_status(session, issue.id, "resolved", today)
    assert issue.resolved_at is not None
    assert issue.closed_at is None


def test_closing_notes_both(session: Session, issue: Issue, today: date) -> None:
    change_status(session, issue.id, "closed", today)
    assert issue.resolved_at is not None
    assert issue.closed_at is not None


def test_cancelling_resolves_nothing(session: Session, issue: Issue, today: date) -> None:
    change_status(session, issue.id, "cancelled", today)
    assert issue.resolved_at is None
    assert issue.closed_at is not None


def test_reopening_clears_the_end(session: Session, issue: Issue, today: date) -> None:
    change_status(session, issue.id, "closed", today)
    change_status(session, issue.id, "in_progress", today)
    assert (issue.resolved_at, issue.closed_at) == (None, None)
    assert events(session)[-1] == ("reopened", "closed", "in_progress")
