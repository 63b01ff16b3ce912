"""Journalled, searchable rows through the bulk door against a plain executemany of the driver."""

from __future__ import annotations

import itertools
import time
from datetime import date
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from relmanager_desktop.store.bulk import insert_rows
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.portfolios import create_portfolio
from tests.benchmarks.ratios import Ratio, measure

ROWS = 100_000
FIELDS = ("name", "reference", "city", "country", "email", "phone", "turnover", "since")


def figures(folder: Path, rows: int = ROWS) -> list[Ratio]:
    """Return the ratio of inserting the same rows into the same table with its indices."""
    made = [_account(number) for number in range(rows)]
    turn = itertools.count()

    def ours() -> float:
        database: Database = create_portfolio(folder / f"insert{next(turn)}.relm")
        start = time.perf_counter()
        with database.write("Fill") as session:
            insert_rows(session, "account", FIELDS, made, rows)
        seconds = time.perf_counter() - start
        database.close()
        return seconds

    def yardstick() -> float:
        return _plainly(folder / f"insert{next(turn)}.relm", made)

    return [measure("bulk insert, journalled, searchable / executemany", ours, yardstick, 2.0, 3)]


def _plainly(place: Path, rows: list[tuple[object, ...]]) -> float:
    create_portfolio(place).close()
    connection = driver.connect(str(place), isolation_level=None)
    for pragma in ("synchronous=FULL", "secure_delete=ON", "cache_size=-64000"):
        connection.execute(f"PRAGMA {pragma}")
    names = ", ".join(("id", *FIELDS, "created_at", "updated_at", "version", "sort_key"))
    marks = ", ".join("?" * (len(FIELDS) + 5))
    moment = "2026-01-01 00:00:00.000000"
    whole = [
        (number, *row[:-1], str(row[-1]), moment, moment, 1, row[0])
        for number, row in enumerate(rows, start=1)
    ]
    start = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(f"INSERT INTO account ({names}) VALUES ({marks})", whole)
    connection.execute("COMMIT")
    seconds = time.perf_counter() - start
    connection.close()
    return seconds


def _account(number: int) -> tuple[object, ...]:
    return (
        f"{('Hanse', 'Alpine', 'Rhein')[number % 3]} Works {number}",
        f"C-{number}",
        "Hamburg",
        "DE",
        f"office@works{number}.example",
        f"+49 40 {number:07d}",
        number * 100,
        date(2020, 1, 1 + number % 28),
    )
