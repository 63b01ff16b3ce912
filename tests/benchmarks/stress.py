"""Every page, every search and every sort of every list on a portfolio as large as they come."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.queries.accounts import VIEWS, AccountsRequest, account_ids, account_rows
from relmanager_desktop.queries.issues import IssuesRequest, issue_ids, issue_rows
from relmanager_desktop.queries.record_rows import record_rows
from relmanager_desktop.queries.records import ListRequest, record_ids
from relmanager_desktop.queries.searching import find_hits
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.portfolios import open_portfolio
from relmanager_desktop.store.tables import TABLES
from tests.benchmarks.make_stress import TODAY
from tests.benchmarks.stress_pages import FIRST_ROWS, PAGE_ROWS, PAGES

PAGE_MS, SEARCH_MS, LIST_MS = 20.0, 16.0, 200.0
ROUNDS = 21
LIST_ROUNDS = 3
HITS = 30  # that the search box shows
LISTED = 10_000  # a list of fewer records is quick whatever its order
WORDS = {
    "a rare word": "schauergrn",
    "a common word": "delivery",
    "a family name": "",
    "a company": "",
    "a city": "hamburg",
    "a subject": "forecast",
}
NUMBERS = ("4930", "49 40 12", "22112345")
PAIRS = ("anna d", "order l", "steel gm", "weekly ca", "call about", "no such thing")
Query = Callable[[Session], object]


@dataclass(frozen=True)
class Figure:
    """One measured query: its times in milliseconds, and what its p95 may be."""

    name: str
    times: tuple[float, ...]
    limit: float

    @property
    def p95(self) -> float:
        """The time that one call in twenty exceeds."""
        return sorted(self.times)[max(0, round(len(self.times) * 0.95) - 1)]

    @property
    def is_kept(self) -> bool:
        """Whether the p95 is within its limit."""
        return self.p95 <= self.limit

    def line(self) -> str:
        """Return the figure as a line of the report."""
        verdict = "kept" if self.is_kept else "MISSED"
        p50 = statistics.median(self.times)
        times = f"p50 {p50:7.1f}  p95 {self.p95:7.1f} ms  (at most {self.limit:.0f})"
        return f"{self.name:52s} {times}  {verdict}"


def figures(path: Path) -> Iterator[Figure]:
    """Yield the figures of the portfolio at ``path``; make_stress makes one."""
    database = open_portfolio(path)
    for name, query in PAGES.items():
        yield Figure(f"page {name}", _times(database, [query] * ROUNDS), PAGE_MS)
    yield from _searches(database)
    yield from _lists(database)
    database.close()


def _times(database: Database, queries: Iterable[Query]) -> tuple[float, ...]:
    """Return how long each took, after the first one was asked once to warm up."""
    times = []
    asked = list(queries)
    for query in asked[:1] + asked:
        start = time.perf_counter()
        with database.read() as session:
            query(session)
        times.append((time.perf_counter() - start) * 1000)
    return tuple(times[1:])


def _searches(database: Database) -> Iterator[Figure]:
    words = {**WORDS, **_names(database)}
    for length in range(1, 9):
        texts = [word[:length] for word in words.values()]
        yield _searching(database, f"search, {length} letters", texts)
    yield _searching(database, "search, two words", PAIRS)
    yield _searching(database, "search, digits of phones", NUMBERS)


def _searching(database: Database, name: str, texts: Iterable[str]) -> Figure:
    asked = [text for text in texts for _ in range(5)]
    queries = [lambda session, text=text: find_hits(session, text, (), HITS) for text in asked]
    return Figure(name, _times(database, queries), SEARCH_MS)


def _names(database: Database) -> dict[str, str]:
    """Return a family name and a company that are there, as people would type them."""
    chance = random.Random(5)
    with database.read() as session:
        found = {}
        for name, kind in (("a family name", "contact"), ("a company", "account")):
            keys = session.execute(select(TABLES[kind].c.sort_key).limit(500)).scalars().all()
            found[name] = chance.choice(keys).split()[-1 if kind == "contact" else 0]
    return found


def _lists(database: Database) -> Iterator[Figure]:
    for name, query in list_queries(database):
        yield Figure(f"list {name}", _times(database, [query] * LIST_ROUNDS), LIST_MS)


def list_queries(database: Database) -> Iterator[tuple[str, Query]]:
    yield from _account_lists()
    yield from _issue_lists()
    yield from _record_lists(database)


def _account_lists() -> Iterator[tuple[str, Query]]:
    from relmanager_desktop.ui.models.account_lists import COLUMNS

    requests = [AccountsRequest(column[0], down) for column in COLUMNS for down in (False, True)]
    requests += [AccountsRequest("name", view=view) for view in VIEWS]
    requests += [AccountsRequest("next_touch", view="late", archived=False)]
    requests += [AccountsRequest(column[0], True, archived=True) for column in COLUMNS]
    requests += [AccountsRequest(text=text) for text in ("st", "hamburg", "tier a", "xyzzy")]
    for request in requests:
        name = f"accounts {request.sort} {request.view} {request.text}"
        name += " down" * request.descending + " archived" * request.archived

        def query(session: Session, request: AccountsRequest = request) -> object:
            ids = account_ids(session, request, TODAY, FIRST_ROWS)
            return account_rows(session, ids[:PAGE_ROWS])

        yield name, query


def _issue_lists() -> Iterator[tuple[str, Query]]:
    sorts = ("issue", "severity", "status", "opened", "owner")
    requests = [
        IssuesRequest(view, sort, down)
        for view in ("open", "mine", "severe", "all")
        for sort in sorts
        for down in (False, True)
    ]
    requests += [IssuesRequest("all", severity="urgent"), IssuesRequest("all", status="closed")]
    requests += [IssuesRequest("all", text=text) for text in ("d", "delivery", "xyzzy")]
    for request in requests:
        name = f"issues {request.view} {request.sort}{' down' * request.descending}"
        name += f" {request.severity}{request.status}{request.text}"

        def query(session: Session, request: IssuesRequest = request) -> object:
            return issue_rows(session, issue_ids(session, request, FIRST_ROWS)[:PAGE_ROWS])

        yield name, query


def _record_lists(database: Database) -> Iterator[tuple[str, Query]]:
    from relmanager_desktop.domain.records import KINDS
    from relmanager_desktop.queries.kind_counts import kind_counts
    from relmanager_desktop.ui.models.records import columns_of

    with database.read() as session:
        counts = kind_counts(session)
    for kind in (kind for kind, count in counts.items() if count >= LISTED):
        columns = [c.name for c in columns_of(KINDS[kind]) if c.can_sort]
        requests = [
            ListRequest(kind, sort=((name, down),)) for name in columns for down in (False, True)
        ]
        requests.append(ListRequest(kind, sort=((columns[0], False),), archived=True))
        words = ("d", "delivery", "anna", "xyzzy")
        requests += [ListRequest(kind, sort=((columns[0], False),), text=text) for text in words]
        for request in requests:
            yield _record_list(request, columns)


def _record_list(request: ListRequest, columns: list[str]) -> tuple[str, Query]:
    field, down = request.sort[0]
    name = f"{request.kind} {field}{' down' * down}{' archived' * bool(request.archived)}"

    def query(session: Session) -> object:
        ids = record_ids(session, request, FIRST_ROWS)
        return record_rows(session, request.kind, ids[:PAGE_ROWS], columns)

    return f"{name} {request.text}", query
