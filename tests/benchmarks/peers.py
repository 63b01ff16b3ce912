"""What people use instead, reading the same list: python -m tests.benchmarks.peers [FILE.xlsx]."""

from __future__ import annotations

import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from relmanager_desktop.store.portfolios import create_portfolio
from tests.benchmarks.imports import READ, ROWS
from tests.benchmarks.portfolios import make_list

ROUNDS = 3
_PANDAS = "import sys, pandas; print(len(pandas.read_excel(sys.argv[1])))"
_MEASURED = (
    "import resource, subprocess, sys\n"
    "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)\n"
    "sys.exit(done.returncode)"
)


def main(arguments: list[str]) -> None:
    """Run each program by turns and print its median seconds and its largest process."""
    with tempfile.TemporaryDirectory(prefix="relmanager-peers-") as name:
        folder = Path(name)
        source = Path(arguments[0]) if arguments else make_list(folder / "list.xlsx", ROWS)
        runs: dict[str, list[tuple[float, int]]] = {}
        for _ in range(ROUNDS):
            for peer, command in _commands(folder, source):
                runs.setdefault(peer, []).append(_run(command))
        for peer, figures in runs.items():
            seconds = statistics.median(took for took, _ in figures)
            print(f"{peer:58s} {seconds:7.1f} s  {max(size for _, size in figures):6d} MB")


def _commands(folder: Path, source: Path) -> Iterator[tuple[str, list[str]]]:
    place = folder / "peers.relm"
    for old in folder.glob(f"{place.name}*"):
        old.unlink()
    create_portfolio(place).close()
    ours = ["-m", "relmanager_desktop", "import", str(place), str(source), "--json"]
    yield "RelManager Desktop: matched, journalled, searchable", [sys.executable, *ours]
    yield "openpyxl, read-only: cells read", [sys.executable, "-c", READ, str(source)]
    if importlib.util.find_spec("pandas"):
        yield "pandas.read_excel: cells read", [sys.executable, "-c", _PANDAS, str(source)]
    if office := shutil.which("soffice"):
        convert = ["--headless", "--convert-to", "csv", "--outdir", str(folder), str(source)]
        yield "LibreOffice, headless: converted to CSV", [office, *convert]


def _run(command: list[str]) -> tuple[float, int]:
    """Return the seconds of a program and the megabytes of its largest process."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *command],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "OPENPYXL_DEFUSEDXML": "False"},
    )
    seconds = time.perf_counter() - start
    if done.returncode > 1:
        raise RuntimeError(f"{command[:3]} ended with {done.returncode}")
    return seconds, int(done.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
