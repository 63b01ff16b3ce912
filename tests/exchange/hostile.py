"""Files that were made or found to break readers, and what became of each when it was read."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from relmanager_desktop.exchange.readings import Reading, RefusedFile, read_file

MAKER = "make_hostile.py"
FOUND = "hostile-xlsx"
SEEDS = (1, 2, 3)
LONGEST_SECONDS = 30
IS_NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    path: Path
    reading: Reading | None
    refusal: str
    code: str
    seconds: float


def make(corpora: Path, folder: Path, seed: int = 1) -> list[dict[str, str]]:
    """Make hostile files into a folder; return a line for each, as the manifest tells it."""
    options = [str(folder), "--big-mb", "16", "--seed", str(seed)]
    command = [sys.executable, str(corpora / MAKER), *options]
    subprocess.run(command, check=True, timeout=300, stdout=subprocess.DEVNULL)
    return manifest(folder)


def manifest(folder: Path) -> list[dict[str, str]]:
    with (folder / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def outcome_of(path: Path) -> Outcome:
    began = monotonic()
    try:
        reading, refusal, code = read_file(path), "", ""
    except RefusedFile as error:
        reading, refusal, code = None, str(error), error.code
    return Outcome(path, reading, refusal, code, monotonic() - began)


def outcomes_of(paths: list[Path]) -> dict[str, Outcome]:
    """Read files two at a time; the work is done by other processes."""
    with ThreadPoolExecutor(2) as pool:
        return {outcome.path.name: outcome for outcome in pool.map(outcome_of, paths)}
