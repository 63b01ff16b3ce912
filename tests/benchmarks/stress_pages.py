"""What each page of the window asks first, as the page asks it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.queries.account_figures import accounts_summary
from relmanager_desktop.queries.account_pages import account_page
from relmanager_desktop.queries.accounts import AccountsRequest, account_ids, account_rows
from relmanager_desktop.queries.cadence import SECTIONS, cadence_board, rules_with_reach
from relmanager_desktop.queries.issues import (
    IssuesRequest,
    issue_counts,
    issue_detail,
    issue_ids,
    issue_rows,
)
from relmanager_desktop.queries.kind_counts import kind_counts
from relmanager_desktop.queries.record_rows import record_rows
from relmanager_desktop.queries.records import ListRequest, count_records, record_ids
from relmanager_desktop.queries.scorecards import (
    count_kpis,
    kpi_courses,
    score_table,
    scorecards_of,
)
from relmanager_desktop.queries.searching import find_hits
from relmanager_desktop.queries.tiers import tier_orders
from relmanager_desktop.queries.timelines import timeline
from relmanager_desktop.queries.today import today_board
from relmanager_desktop.store.tables import TABLES
from tests.benchmarks.make_stress import TODAY

FIRST_ROWS, PAGE_ROWS = 256, 128  # ui/models/rows.py: ids that are asked for first, rows of a page
LINES = 20  # of a section of the Cadence page, ui/models/touch_lines.py
_turns = random.Random(9)


def _today(session: Session) -> None:
    today_board(session, TODAY)


def _accounts(session: Session) -> None:
    ids = account_ids(session, AccountsRequest(), TODAY, FIRST_ROWS)
    account_rows(session, ids[:PAGE_ROWS])


def _accounts_heading(session: Session) -> None:
    accounts_summary(session, AccountsRequest(), TODAY)


@cache
def _some_accounts() -> list[int]:
    return []


def _account(session: Session) -> None:
    known = _some_accounts()
    if not known:
        table = TABLES["account"].c
        known.extend(session.execute(select(table.id).order_by(table.id).limit(5_000)).scalars())
    account = _turns.choice(known)
    account_page(session, account, TODAY)
    timeline(session, account)


def _busiest(session: Session) -> None:
    table = TABLES["account"].c
    account = session.execute(select(table.id).order_by(table.id).limit(1)).scalar_one()
    account_page(session, account, TODAY)
    timeline(session, account)


def _cadence(session: Session) -> None:
    tier_orders(session)
    cadence_board(session, dict.fromkeys(SECTIONS, LINES), TODAY, LINES)
    rules_with_reach(session)


def _issues(session: Session) -> None:
    ids = issue_ids(session, IssuesRequest(), FIRST_ROWS)
    issue_rows(session, ids[:PAGE_ROWS])
    issue_counts(session)
    issue_detail(session, ids[0])


def _scorecards(session: Session) -> None:
    scorecards_of(session)
    table = score_table(session, None)
    count_kpis(session)
    kpi_courses(session, table.rows[0].id, None)


def _counts(session: Session) -> None:
    kind_counts(session)


def _list_of(kind: str, sort: Sequence[tuple[str, bool]], columns: Sequence[str]) -> Query:
    def ask(session: Session) -> None:
        ids = record_ids(session, ListRequest(kind, sort=tuple(sort)), FIRST_ROWS)
        record_rows(session, kind, ids[:PAGE_ROWS], columns)
        count_records(session, ListRequest(kind))

    return ask


def _search(session: Session) -> None:
    find_hits(session, "wee", (), 30)


Query = Callable[[Session], None]
PAGES: dict[str, Query] = {
    "Today": _today,
    "Accounts": _accounts,
    "Accounts, its heading": _accounts_heading,
    "Account": _account,
    "Account, the busiest": _busiest,
    "Cadence": _cadence,
    "Issues": _issues,
    "Scorecards": _scorecards,
    "Records, the counts of all kinds": _counts,
    "Records, contacts": _list_of("contact", [("name", False)], ("name", "country", "owner")),
    "Records, interactions": _list_of(
        "interaction", [("at", True)], ("subject", "account", "at", "channel", "purpose", "member")
    ),
    "Records, order lines": _list_of(
        "order_line", [("order_number", False)], ("order_number", "line", "account", "ordered_on")
    ),
    "Search": _search,
}
