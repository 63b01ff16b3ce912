"""Importing 100,000 × 15 accounts against openpyxl merely reading the file."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from relmanager_desktop.store.portfolios import create_portfolio
from tests.benchmarks.portfolios import make_list
from tests.benchmarks.ratios import Ratio, measure

ROWS = 100_000
READ = (
    "import sys, openpyxl\n"
    "book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)\n"
    "print(sum(1 for _ in book.active.iter_rows(values_only=True)))"
)


def figures(folder: Path, rows: int = ROWS) -> list[Ratio]:
    """Return the ratio, each side as a whole process, file to committed rows."""
    source = make_list(folder / "accounts.xlsx", rows)
    turn = iter(range(10**6))

    def ours() -> float:
        place = folder / f"import{next(turn)}.relm"
        create_portfolio(place).close()
        return _seconds(["-m", "relmanager_desktop", "import", str(place), str(source), "--json"])

    def yardstick() -> float:
        return _seconds(["-c", READ, str(source)])

    return [measure("import of 100,000 x 15 / openpyxl read-only reading", ours, yardstick, 1.0, 3)]


def _seconds(arguments: list[str]) -> float:
    environment = {**os.environ, "OPENPYXL_DEFUSEDXML": "False"}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment
    )
    return time.perf_counter() - start
