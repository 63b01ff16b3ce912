"""The first query of every page on 10,000 accounts and 200,000 interactions."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.queries.account_figures import accounts_summary
from relmanager_desktop.queries.account_pages import account_page
from relmanager_desktop.queries.accounts import AccountsRequest, account_ids, account_rows
from relmanager_desktop.queries.cadence import SECTIONS, cadence_board
from relmanager_desktop.queries.issues import IssuesRequest, issue_counts, issue_ids, issue_rows
from relmanager_desktop.queries.kind_counts import kind_counts
from relmanager_desktop.queries.records import ListRequest, record_ids, rows_of
from relmanager_desktop.queries.scorecards import score_table, scorecards_of
from relmanager_desktop.queries.searching import find_hits
from relmanager_desktop.queries.timelines import timeline
from relmanager_desktop.queries.today import today_board
from relmanager_desktop.store.tables import TABLES
from tests.benchmarks.portfolios import make_portfolio

FIRST = 100  # rows that a first page shows at the most
LIMIT_MS = 50.0
TODAY = date(2026, 11, 24)


def _accounts(session: Session, today: date) -> None:
    request = AccountsRequest()
    account_rows(session, account_ids(session, request, today)[:FIRST])
    accounts_summary(session, request, today)


def _accounts_late(session: Session, today: date) -> None:
    request = AccountsRequest(sort="next_touch", view="late")
    account_rows(session, account_ids(session, request, today)[:FIRST])


def _account(session: Session, today: date) -> None:
    account = session.execute(select(TABLES["account"].c.id).limit(1)).scalar_one()
    account_page(session, account, today)
    timeline(session, account)


def _cadence(session: Session, today: date) -> None:
    cadence_board(session, dict.fromkeys(SECTIONS, 12), today)


def _issues(session: Session, _today: date) -> None:
    issue_counts(session)
    issue_rows(session, issue_ids(session, IssuesRequest())[:FIRST])


def _scorecards(session: Session, _today: date) -> None:
    scorecards_of(session)
    score_table(session, None)


def _interactions(session: Session, _today: date) -> None:
    kind_counts(session)
    ids = record_ids(session, ListRequest("interaction", sort=(("at", True),)), FIRST)
    rows_of(session, "interaction", list(ids), ("subject", "at", "account", "channel"))


def _search(session: Session, _today: date) -> None:
    find_hits(session, "wee")


FIRST_QUERIES: dict[str, Callable[[Session, date], object]] = {
    "Today": today_board,
    "Accounts": _accounts,
    "Accounts, late ones": _accounts_late,
    "Account": _account,
    "Cadence": _cadence,
    "Issues": _issues,
    "Scorecards": _scorecards,
    "Records, 200,000 interactions": _interactions,
    "Search": _search,
}


def lines(folder: Path) -> tuple[list[str], bool]:
    """Return a line a page with its median query time, and whether all are within 50 ms."""
    database = make_portfolio(folder / "pages.relm", 10_000, 200_000, TODAY)
    report, is_kept = [], True
    for name, query in FIRST_QUERIES.items():
        milliseconds = _median_ms(database, query)
        is_kept = is_kept and milliseconds <= LIMIT_MS
        report.append(f"first query of {name:43s} {milliseconds:6.1f} ms  (at most {LIMIT_MS:.0f})")
    database.close()
    return report, is_kept


def _median_ms(database: Any, query: Callable[..., Any]) -> float:
    times = []
    for _ in range(6):
        start = time.perf_counter()
        with database.read() as session:
            query(session, TODAY)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[1:])
