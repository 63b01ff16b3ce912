"""Issues as their page shows them: which, in which order, and one of them whole."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.problems import NotFoundError
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.titles import titles_of
from relmanager_desktop.store import search
from relmanager_desktop.store.tables import TABLES

CLOSED = ("resolved", "closed", "cancelled", "duplicate")
SEVERE = ("high", "urgent")
EVENTS_SHOWN = 8
BATCH = 500


@dataclass(frozen=True)
class IssuesRequest:
    """Which issues, in which order.

    Attributes:
        view: 'open', 'mine' (open ones of the member at this computer), 'severe' or 'all'.
        sort: issue, severity, status, opened or owner.
        severity, status: a code to narrow the view to, '' for any.
        text: words that the issue must hold, by the search index.
    """

    view: str = "open"
    sort: str = "severity"
    descending: bool = True
    severity: str = ""
    status: str = ""
    text: str = ""


@dataclass(frozen=True)
class IssueRow:
    """One issue as the list shows it."""

    id: int
    number: str
    title: str
    account: int | None
    account_name: str
    severity: str
    status: str
    opened_at: datetime
    owner: str

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.status not in CLOSED


@dataclass(frozen=True)
class IssueEventRow:
    """One thing that happened to an issue; ``what`` is a code of the catalogue."""

    at: datetime
    what: str
    before: str
    after: str
    by: str
    text: str


@dataclass(frozen=True)
class IssueDetail:
    """One issue whole; ``contact`` is a name or ''."""

    row: IssueRow
    kind: str
    owed_by: str
    contact: str
    description: str
    resolution: str
    first_response_at: datetime | None
    resolved_at: datetime | None
    due_at: datetime | None
    events: tuple[IssueEventRow, ...]


def issue_ids(session: Session, request: IssuesRequest) -> array[int]:
    """Return the ids of all issues that fit, in order; the newest first among equals."""
    issue = TABLES["issue"].c
    order = _order(request.sort)
    order = order.desc().nulls_last() if request.descending else order.asc().nulls_last()
    statement = select(issue.id).where(*_fitting(session, request))
    return array("q", session.execute(statement.order_by(order, issue.opened_at.desc())).scalars())


def issue_rows(session: Session, ids: Sequence[int]) -> list[IssueRow]:
    """Return the rows of these ids in their order; ids that are gone are left out."""
    issue = TABLES["issue"].c
    found: dict[int, IssueRow] = {}
    for start in range(0, len(ids), BATCH):
        some = list(ids[start : start + BATCH])
        for row in session.execute(_rows().where(issue.id.in_(some))):
            found[row.id] = IssueRow(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
    return [found[id_] for id_ in ids if id_ in found]


def issue_counts(session: Session) -> dict[str, int]:
    """Return how many issues each view holds."""
    issue = TABLES["issue"].c
    views = ("open", "mine", "severe", "all")
    return {
        view: session.execute(
            select(func.count(issue.id)).where(*_fitting(session, IssuesRequest(view)))
        ).scalar_one()
        for view in views
    }


def issue_detail(session: Session, id_: int) -> IssueDetail:
    """Return one issue with its latest events, the newest first.

    Raises:
        NotFoundError: If there is no such issue.
    """
    rows = issue_rows(session, [id_])
    if not rows:
        raise NotFoundError(tr("This issue is not there any more."))
    table = TABLES["issue"]
    record = session.execute(select(table).where(table.c.id == id_)).mappings().one()
    contact = record["contact"]
    return IssueDetail(
        row=rows[0],
        kind=record["kind"],
        owed_by=record["owed_by"],
        contact=titles_of(session, "contact", [contact]).get(contact, "") if contact else "",
        description=record["description"] or "",
        resolution=record["resolution"] or "",
        first_response_at=record["first_response_at"],
        resolved_at=record["resolved_at"],
        due_at=record["due_at"],
        events=tuple(_events(session, id_)),
    )


def _rows() -> Any:
    issue, account, member = TABLES["issue"], TABLES["account"], TABLES["member"]
    return (
        select(
            issue.c.id,
            issue.c.number,
            issue.c.title,
            issue.c.account,
            func.coalesce(account.c.name, "").label("account_name"),
            issue.c.severity,
            issue.c.status,
            issue.c.opened_at,
            func.coalesce(member.c.name, "").label("owner"),
        )
        .outerjoin(account, account.c.id == issue.c.account)
        .outerjoin(member, member.c.id == issue.c.owner)
    )


def _fitting(session: Session, request: IssuesRequest) -> list[ColumnElement[bool]]:
    issue, member = TABLES["issue"].c, TABLES["member"].c
    fitting: list[ColumnElement[bool]] = [issue.archived_at.is_(None)]
    if request.view != "all":
        fitting.append(issue.status.not_in(CLOSED))
    if request.view == "mine":
        fitting.append(issue.owner.in_(select(member.id).where(member.is_me)))
    if request.view == "severe":
        fitting.append(issue.severity.in_(SEVERE))
    if request.severity:
        fitting.append(issue.severity == request.severity)
    if request.status:
        fitting.append(issue.status == request.status)
    if request.text.strip():
        hits = search.find(session, request.text, kinds=("issue",), limit=10_000)
        fitting.append(issue.id.in_([id_ for _, id_ in hits]))
    return fitting


def _order(sort: str) -> Any:
    issue = TABLES["issue"].c
    if sort in {"severity", "status"}:
        choices = KINDS["issue"].field(sort).choices
        ranks = {choice.code: rank for rank, choice in enumerate(choices)}
        return case(ranks, value=issue[sort], else_=len(ranks))
    if sort == "owner":
        member = TABLES["member"].c
        return select(member.sort_key).where(member.id == issue.owner).scalar_subquery()
    return issue.opened_at if sort == "opened" else issue.sort_key


def _events(session: Session, issue: int) -> list[IssueEventRow]:
    event = TABLES["issue_event"].c
    statement = (
        select(event.at, event.what, event["from"], event.to, event.by, event.text)
        .where(event.issue == issue, event.archived_at.is_(None))
        .order_by(event.at.desc(), event.id.desc())
        .limit(EVENTS_SHOWN)
    )
    return [
        IssueEventRow(row[0], row[1], *(value or "" for value in row[2:]))
        for row in session.execute(statement)
    ]
