"""Importing long lists against openpyxl merely reading them: new, known, and a little changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from relmanager_desktop.store.portfolios import create_portfolio
from tests.benchmarks.portfolios import make_list
from tests.benchmarks.ratios import Ratio, measure

ROWS = 100_000
CHANGED_EVERY = 100
RETAIL = Path(__file__).parents[3] / "shared/data/online-retail/online_retail.xlsx"
READ = (
    "import sys, openpyxl\n"
    "book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)\n"
    "print(sum(1 for _ in book.active.iter_rows(values_only=True)))"
)


def figures(folder: Path, rows: int = ROWS) -> Iterator[Ratio]:
    """Yield the ratios, each side as a whole process, file to committed rows."""
    source = make_list(folder / "accounts.xlsx", rows)
    changed = make_list(folder / "changed.xlsx", rows, changed_every=CHANGED_EVERY)
    empty, known = folder / "empty.relm", folder / "known.relm"
    create_portfolio(empty).close()
    shutil.copy(empty, known)
    _import(known, source)
    yield _against(source, _into(empty, source), "new", 0.45)
    yield _against(source, _into(known, source), "known already", 0.30)
    yield _against(source, _into(known, changed, "--collisions", "overwrite"), "1 % changed", 0.35)
    if RETAIL.exists():
        yield _against(RETAIL, _into(empty, RETAIL), "", 0.45, "online retail, 541,909 lines")


def _against(
    source: Path, ours: Callable[[], float], what: str, limit: float, rows: str = ""
) -> Ratio:
    name = f"import of {rows or f'100,000 x 15, {what}'} / openpyxl reading"
    return measure(name, ours, lambda: _seconds(["-c", READ, str(source)]), limit, 3)


def _into(portfolio: Path, source: Path, *options: str) -> Callable[[], float]:
    """Return what imports into a copy of a portfolio, and tells its seconds."""
    place = portfolio.with_name("measured.relm")

    def run() -> float:
        for old in place.parent.glob(f"{place.name}*"):
            old.unlink()
        shutil.copy(portfolio, place)
        return _import(place, source, *options)

    return run


def _import(portfolio: Path, source: Path, *options: str) -> float:
    command = ["-m", "relmanager_desktop", "import", str(portfolio), str(source), "--json"]
    return _seconds([*command, *options], refused=1)


def _seconds(arguments: list[str], refused: int = 0) -> float:
    """Return the seconds of a process; ``refused`` is the exit code that is right as well."""
    environment = {**os.environ, "OPENPYXL_DEFUSEDXML": "False"}
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments],
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    if done.returncode not in {0, refused}:
        raise RuntimeError(f"{arguments[:3]} ended with {done.returncode}")
    return time.perf_counter() - start
