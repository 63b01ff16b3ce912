"""Tests of the issues page's questions."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record, archive_record
from relmanager_desktop.domain.problems import NotFoundError
from relmanager_desktop.queries.issues import (
    IssuesRequest,
    issue_counts,
    issue_detail,
    issue_ids,
    issue_rows,
)
from relmanager_desktop.store.database import Database

OPENED = datetime(2026, 11, 20, 8, 12, tzinfo=UTC)


@pytest.fixture
def issues(session: Session, today: date) -> dict[str, int]:
    me = add_record(session, "member", {"name": "Dana", "is_me": True}, today)
    account = add_record(session, "account", {"name": "Harbour & Pine"}, today)
    spec = (
        ("Gate", "urgent", "new", me),
        ("Invoice", "low", "waiting_on_them", None),
        ("Logo", "high", "closed", None),
    )
    return {
        title: add_record(
            session,
            "issue",
            {
                "title": title,
                "severity": severity,
                "status": status,
                "owner": owner,
                "account": account,
                "opened_at": OPENED + timedelta(hours=number),
            },
            today,
        )
        for number, (title, severity, status, owner) in enumerate(spec)
    }


def titles(session: Session, request: IssuesRequest) -> list[str]:
    return [row.title for row in issue_rows(session, issue_ids(session, request))]


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (IssuesRequest(), ["Gate", "Invoice"]),
        (IssuesRequest("mine"), ["Gate"]),
        (IssuesRequest("severe"), ["Gate"]),
        (IssuesRequest("all"), ["Gate", "Logo", "Invoice"]),
        (IssuesRequest("all", "issue", descending=False), ["Gate", "Invoice", "Logo"]),
        (IssuesRequest("all", "opened"), ["Logo", "Invoice", "Gate"]),
        (IssuesRequest("all", "status"), ["Logo", "Invoice", "Gate"]),
        (IssuesRequest("all", "owner", descending=False), ["Gate", "Logo", "Invoice"]),
        (IssuesRequest("all", severity="low"), ["Invoice"]),
        (IssuesRequest("all", status="closed"), ["Logo"]),
    ],
)
def test_a_view_holds_its_issues_in_its_order(
    session: Session, issues: dict[str, int], request_: IssuesRequest, expected: list[str]
) -> None:
    assert titles(session, request_) == expected


def test_a_text_narrows_the_view(database: Database, today: date) -> None:
    with database.write("Add two issues") as session:
        for title in ("Gate", "Invoice"):
            add_record(session, "issue", {"title": title, "opened_at": OPENED}, today)
    with database.read() as session:
        assert titles(session, IssuesRequest("all", text="gat")) == ["Gate"]


def test_counts_are_of_the_views(session: Session, issues: dict[str, int]) -> None:
    assert issue_counts(session) == {"open": 2, "mine": 1, "severe": 1, "all": 3}


def test_archived_issues_are_in_no_view(session: Session, issues: dict[str, int]) -> None:
    archive_record(session, "issue", issues["Gate"])
    session.flush()
    assert titles(session, IssuesRequest("all")) == ["Logo", "Invoice"]


def test_an_issue_comes_with_its_events_newest_first(
    session: Session, issues: dict[str, int], today: date
) -> None:
    for hour, what in ((1, "opened"), (2, "note")):
        event = {"issue": issues["Gate"], "at": OPENED + timedelta(hours=hour), "what": what}
        add_record(session, "issue_event", event, today)
    detail = issue_detail(session, issues["Gate"])
    assert detail.row.account_name == "Harbour & Pine"
    assert [event.what for event in detail.events] == ["note", "opened"]


def test_a_missing_issue_is_said(session: Session) -> None:
    with pytest.raises(NotFoundError):
        issue_detail(session, 1)
