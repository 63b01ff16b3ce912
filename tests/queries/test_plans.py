"""Every question of every page is answered off an index, however large the portfolio.

SQLite's plans hang on what it counted, not on the rows. The product never has it count; but other
programs do (``ANALYZE``), and then it plans by the figures. So each question is looked at twice on
a small portfolio: uncounted, and with the figures that ``ANALYZE`` wrote of the whole portfolio of
``tests.benchmarks.make_stress``. Another is looked at where ``RELMANAGER_STRESS`` names one.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from relmanager_desktop.queries.searching import find_hits
from relmanager_desktop.store import statements
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.portfolios import open_portfolio
from relmanager_desktop.store.statements import run_raw
from relmanager_desktop.store.tables import GREAT, TABLES
from tests.benchmarks.make_stress import make_stress
from tests.benchmarks.stress import list_queries
from tests.benchmarks.stress_pages import PAGES

LARGE = frozenset({*GREAT, "account_fact", "touch_fact", "change"})
SHARE = 0.0005
STATISTICS = Path(__file__).parents[1] / "data" / "portfolios" / "stress_statistics.csv"
# By a piece of the statement, what may be gone through or sorted all the same, and why.
FEW = {
    "ORDER BY coalesce(t.": "at most a thousand who were never contacted; of more, see below",
    "FROM contract k LEFT JOIN account": "the contracts that end within a quarter",
    "FROM exchange_rate": "some dozens of rates",
    "account.archived_at IS NOT NULL": "the archived, off their index",
    "WHERE contact_role.account": "the people of some accounts",
    "WHERE contact_role.contact IN": "the roles of the contacts of one page",
    "contact_point.contact IN": "the addresses of the contacts of one page",
    "WHERE account_tag.account": "the tags of one account",
    "WHERE interaction.account IN": "the touches of some accounts, in groups, off one index",
    "WHERE issue_event.issue": "the events of one issue",
    "FROM scorecard": "some scorecards",
    "CAST(account.roles AS TEXT)": "the three hundred accounts of a table of scores",
    "FROM json_each": "ten thousand keys at the most, gathered beforehand",
    "WHERE kpi_value.account": "the values of one account",
    "ORDER BY account.id LIMIT": "the benchmark itself picks accounts",
}
# Accounts are a hundred thousand at the most: what is asked for on request may sort them.
ON_REQUEST = {
    'ORDER BY tier."order"': "sorted by tier",
    "ORDER BY account.annual_value": "by what it is worth in one currency, which no index knows",
    "ORDER BY account_fact.": "by a fact, which accounts without any rule lack",
    "ORDER BY account.status": "by one of four states",
    "ORDER BY member.sort_key": "by owner",
    "account_fact.cadence = ? ORDER BY account.sort_key": "one view, gathered first",
    "account.sort_key LIKE ? ESCAPE": "a word anywhere, after a look at the first",
    "SELECT DISTINCT account.industry": "the words of places, which a filter looks through",
    "issue.status NOT IN": "the open issues, gathered first",
}
TEXTS = ("d", "de", "del", "delivery", "anna d", "steel gm", "4930", "no such thing")


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A portfolio as it is, and one that SQLite takes for the whole one of 100,000 accounts."""
    if named := os.environ.get("RELMANAGER_STRESS"):
        return {"uncounted": Path(named)}
    folder = tmp_path_factory.mktemp("stress")
    made, counted = folder / "small.relm", folder / "counted.relm"
    make_stress(made, SHARE, lambda _line: None).close()
    shutil.copyfile(made, counted)
    pretend_size(counted)
    return {"uncounted": made, "counted": counted}


@pytest.fixture(params=["uncounted", "counted"])
def stress(request: pytest.FixtureRequest, places: dict[str, Path]) -> Iterator[Database]:
    if request.param not in places:
        pytest.skip("the portfolio that the environment names is looked at as it is")
    database = open_portfolio(places[request.param])
    yield database
    database.close()


def pretend_size(place: Path) -> None:
    """Write the figures of the large portfolio where SQLite looks for those of this one."""
    with STATISTICS.open(encoding="utf-8", newline="") as file:
        figures = [(table, index or None, found) for table, index, found in csv.reader(file)][1:]
    with closing(driver.connect(place)) as connection, connection:
        connection.execute("ANALYZE sqlite_schema")  # which makes their table
        connection.execute("DELETE FROM sqlite_stat1")
        connection.executemany("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", figures)


def faults(database: Database, query: Callable[[Session], object]) -> list[str]:
    """Return the steps of a query's plans that go through, or sort, more than they need."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        asked.append((statement, values))

    def run_noted(connection: Any, statement: str, values: Any = ()) -> Any:
        asked.append((statement, values))
        return run_raw(connection, statement, values)

    event.listen(database.engine, "before_cursor_execute", note)
    with database.read() as session, patch.object(statements, "run_raw", run_noted):
        query(session)
    event.remove(database.engine, "before_cursor_execute", note)
    found = []
    with database.read() as session:
        raw: Any = session.connection().connection.driver_connection
        for statement, values in asked:
            if statement.lstrip().startswith("SELECT"):
                steps = raw.execute(f"EXPLAIN QUERY PLAN {statement}", values)
                words = " ".join(statement.split())
                found += [f"{step[3]}: {words}" for step in steps if is_slow(step[3], words)]
    return found


def is_slow(step: str, statement: str) -> bool:
    """Whether a step goes through a large table without an index, or sorts all that it finds."""
    scanned = re.match(r"SCAN (\w+)(?! .*INDEX)", step)
    names = re.findall(r'(?:FROM|JOIN) "?(\w+)"? (?:AS )?(\w+)', statement)
    tables = {alias: table for table, alias in names}
    is_gone_through = bool(scanned and tables.get(scanned[1], scanned[1]) in LARGE)
    return is_gone_through or ("TEMP B-TREE" in step and "LAST" not in step)


def left_over(found: list[str], reasons: dict[str, str]) -> list[str]:
    return [step for step in found if not any(piece in step for piece in reasons)]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_goes_through_no_large_table(stress: Database, page: str) -> None:
    assert left_over(faults(stress, PAGES[page]), FEW) == []


@pytest.mark.parametrize("text", TEXTS)
def test_a_search_goes_through_no_large_table(stress: Database, text: str) -> None:
    found = faults(stress, lambda session: find_hits(session, text, (), 30))
    assert left_over(found, FEW) == []


def test_the_first_rows_of_a_list_are_read_off_an_index(stress: Database) -> None:
    slow = {
        name: found
        for name, query in list_queries(stress)
        if (found := left_over(faults(stress, query), {**FEW, **ON_REQUEST}))
    }
    assert slow == {}


@pytest.mark.parametrize("stress", ["uncounted"], indirect=True)
def test_the_product_never_has_its_rows_counted(stress: Database) -> None:
    with stress.read() as session:
        counted = "SELECT name FROM sqlite_master WHERE name LIKE 'sqlite_stat%'"
        assert session.connection().exec_driver_sql(counted).all() == []


@pytest.mark.parametrize("stress", ["counted"], indirect=True)
def test_the_figures_are_of_the_whole_portfolio_and_of_indexes_that_there_are(
    stress: Database,
) -> None:
    with stress.read() as session:
        run = session.connection().exec_driver_sql
        named = {name for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'index'")}
        figures = [tuple(row) for row in run("SELECT tbl, idx, stat FROM sqlite_stat1")]
    rows = Counter[str]()
    for table, index, counted in figures:
        assert index is None or index in named
        rows[table] = max(rows[table], int(counted.split()[0]))
    assert rows["interaction"] == 2_000_000
    assert rows["account"] == 100_000


def test_a_plan_that_goes_through_a_large_table_is_noticed(stress: Database) -> None:
    body = TABLES["interaction"].c.body
    query = select(TABLES["interaction"].c.id).where(body != "x").order_by(body).limit(1)
    steps = [step.split(":")[0] for step in faults(stress, lambda session: session.execute(query))]
    assert steps == ["SCAN interaction", "USE TEMP B-TREE FOR ORDER BY"]
