"""Hostile files at the terminal: each is looked at or refused in a sentence, nothing is written.

By day every other file that the reader takes is tried, and a few that it refuses; by night all.
"""

from __future__ import annotations

from pathlib import Path
from time import monotonic

import pytest

from relmanager_desktop.cli.commands import ASKED
from tests.cli.conftest import Terminal
from tests.exchange.hostile import FOUND, IS_NIGHT, LONGEST_SECONDS, SEEDS, make, manifest

REFUSED = {"bomb", "both-fail", "broken-zip", "crash", "encrypted"}
# Minutes of the plan of a million blank rows are no matter of hostile files: by night only.
LONG = ("sparse-row-1M.xlsx", "vcf-20000-cards.vcf")


def faults_at(terminal: Terminal, path: Path) -> list[str]:
    began = monotonic()
    terminal("import", path, "--dry-run")
    faults = []
    if monotonic() - began > LONGEST_SECONDS:
        faults.append(f"{path.name} took {monotonic() - began:.0f} s")
    if terminal.code not in (0, 1, 2, ASKED) or "Traceback" in terminal.err:
        faults.append(f"{path.name} left {terminal.code}: {terminal.err}")
    elif not terminal.out:
        is_sentence = path.name in terminal.err and terminal.err.rstrip().endswith(".")
        faults += [] if is_sentence else [f"{path.name}: {terminal.err}"]
    elif "Nothing was written." not in terminal.out:
        faults.append(f"{path.name} wrote: {terminal.out}")
    return faults


def chosen(lines: list[dict[str, str]]) -> list[str]:
    """Return the names of the files to try: all by night."""
    names = []
    for number, line in enumerate(lines):
        is_refused = line.get("want") == "refuse" or line.get("class") in REFUSED
        is_rest = is_refused or line["file"].endswith(".ics")
        is_by_day = number % (6 if is_rest else 2) == 0 and line["file"] not in LONG
        if IS_NIGHT or is_by_day:
            names.append(line["file"])
    return names


@pytest.mark.timeout(1800)
def test_found_files_are_looked_at_or_refused(terminal: Terminal, shared: Path) -> None:
    folder = shared / "corpora" / FOUND
    names = chosen(manifest(folder))
    assert [fault for name in names for fault in faults_at(terminal, folder / name)] == []


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", SEEDS if IS_NIGHT else SEEDS[:1])
def test_made_files_are_looked_at_or_refused(
    terminal: Terminal, shared: Path, tmp_path: Path, seed: int
) -> None:
    folder = tmp_path / "made"
    names = chosen(make(shared / "corpora", folder, seed))
    assert [fault for name in names for fault in faults_at(terminal, folder / name)] == []
