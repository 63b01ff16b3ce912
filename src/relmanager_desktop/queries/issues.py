"""Issues as their page shows them: which, in which order, and one of them whole."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, text
from sqlalchemy.orm import Session

from relmanager_desktop.domain.problems import NotFoundError
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.issue_orders import first_issues, issue_orders
from relmanager_desktop.queries.kind_counts import living_count
from relmanager_desktop.queries.records import among, hits_of
from relmanager_desktop.queries.titles import titles_of
from relmanager_desktop.store.tables import ISSUE_OPEN, TABLES

CLOSED = ("resolved", "closed", "cancelled", "duplicate")
SEVERE = ("high", "urgent")
EVENTS_SHOWN = 8
BATCH = 500
# The condition of the index of open issues, of this table even where another is joined.
OPEN = ISSUE_OPEN.replace("archived_at", "issue.archived_at").replace("status", "issue.status")


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


_ISSUE, _ACCOUNT, _MEMBER = (TABLES[name].c for name in ("issue", "account", "member"))
_ME = select(_MEMBER.id).where(_MEMBER.is_me)
# In the order of IssueRow; made once, for making a statement costs more than running it.
_ROWS = (
    select(
        *(_ISSUE.id, _ISSUE.number, _ISSUE.title, _ISSUE.account),
        func.coalesce(_ACCOUNT.name, ""),
        *(_ISSUE.severity, _ISSUE.status, _ISSUE.opened_at),
        func.coalesce(_MEMBER.name, ""),
    )
    .select_from(TABLES["issue"])
    .outerjoin(TABLES["account"], _ACCOUNT.id == _ISSUE.account)
    .outerjoin(TABLES["member"], _MEMBER.id == _ISSUE.owner)
    .where(_ISSUE.id.in_(bindparam("ids", expanding=True)))
)


def _open(*asked: ColumnElement[bool]) -> ColumnElement[int]:
    """Return the number of open issues, read off their index alone."""
    number: ColumnElement[int] = (
        select(func.count()).select_from(TABLES["issue"]).where(text(OPEN), *asked)
    ).scalar_subquery()
    return number


_COUNTS = select(
    _open().label("open"),
    # "+ 0" keeps a database from the index of owners, which holds the closed as well.
    _open((_ISSUE.owner + 0).in_(_ME)).label("mine"),
    _open(_ISSUE.severity.in_(SEVERE)).label("severe"),
    living_count("issue").label("all"),
)


def issue_ids(session: Session, request: IssuesRequest, limit: int | None = None) -> array[int]:
    """Return the ids of the issues that fit, in order: all, or the first ``limit``.

    Among equals the newest stands first.
    """
    fitting = _fitting(session, request)
    if limit is not None and not request.text.strip():
        return first_issues(session, request.sort, request.descending, fitting, limit)
    statement = select(TABLES["issue"].c.id).where(*fitting)
    ordered = statement.order_by(*issue_orders(request.sort, request.descending))
    return array("q", session.execute(ordered.limit(limit)).scalars())


def issue_rows(session: Session, ids: Sequence[int]) -> list[IssueRow]:
    """Return the rows of these ids in their order; ids that are gone are left out."""
    found: dict[int, IssueRow] = {}
    for start in range(0, len(ids), BATCH):
        rows = session.execute(_ROWS, {"ids": list(ids[start : start + BATCH])}).all()
        found.update((row[0], IssueRow(*row)) for row in rows)
    return [found[id_] for id_ in ids if id_ in found]


def issue_counts(session: Session) -> dict[str, int]:
    """Return how many issues each view holds."""
    return dict(session.execute(_COUNTS).mappings().one())


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


def _fitting(session: Session, request: IssuesRequest) -> list[ColumnElement[bool]]:
    issue = TABLES["issue"].c
    state: Any = issue.archived_at.is_(None) if request.view == "all" else text(OPEN)
    fitting: list[ColumnElement[bool]] = [state]
    if request.view == "mine":
        fitting.append(issue.owner.in_(_ME))
    if request.view == "severe":
        fitting.append(issue.severity.in_(SEVERE))
    if request.severity:
        fitting.append(issue.severity == request.severity)
    if request.status:
        fitting.append(issue.status == request.status)
    if request.text.strip():
        fitting.append(among(session, issue.id, hits_of(session, "issue", request.text)))
    return fitting


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
