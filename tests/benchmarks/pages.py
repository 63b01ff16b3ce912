"""The first query of every page on 10,000 accounts and 200,000 interactions."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from relmanager_desktop.queries.first_pages import FIRST_QUERIES
from tests.benchmarks.portfolios import make_portfolio

LIMIT_MS = 50.0
TODAY = date(2026, 11, 24)


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
