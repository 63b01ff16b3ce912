"""Files that were made or found to break readers: none crashes, none hangs, each gets its due."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from relmanager_desktop.exchange.readings import Reading
from tests.exchange.hostile import (
    FOUND,
    LONGEST_SECONDS,
    SEEDS,
    Outcome,
    make,
    manifest,
    outcomes_of,
)

NOT_LISTS = (".ics",)
# What the manifest of found files says of a file, and what we do with it.
REFUSED_CLASSES = {"bomb", "both-fail", "broken-zip", "crash", "encrypted"}
REFUSED_FILES = {
    # A part fails its checksum: what the forgiving reader takes from it may be anything.
    "poi__clusterfuzz-testcase-minimized-POIXSSFFuzzer-5937385319563264.xlsx",
    # The one reader fails, the other finds no cell in a sheet that has some.
    "poi__sample-beta.xlsx",
    # A sheet whose state is "show": both readers fail.
    "exceljs__test-row-styles.xlsx",
}
# Behind the password of the whole world, which Excel tries unasked.
OPENED_FILES = {"poi__50833.xls", "poi__58616.xlsx"}
# The manifest counts texts that are empty, a mere line end or half a character, a hyperlink without
# a cell, and the cells of a sheet of macros.
COUNTED_BLANKS = {
    "calamine__encoded_entities.xlsx": 1,
    "exceljs__test-issue-877.xlsx": 1,
    "phpspreadsheet__issue.4724.xlsx": 1,
    "poi__54288.xlsx": 15,
    "poi__54288-ref.xlsx": 15,
    "poi__64420.xlsm": 1,
}


@pytest.mark.timeout(600)
def test_found_files_get_their_due(shared: Path) -> None:
    folder = shared / "corpora" / FOUND
    lines = manifest(folder)
    outcomes = outcomes_of([folder / line["file"] for line in lines])
    assert len(outcomes) == 119
    assert [*faults_of(outcomes.values())] == []
    assert [outcomes[line["file"]] for line in lines if is_unlike_found(line, outcomes)] == []
    assert [line["file"] for line in lines if is_of_other_size(line, outcomes)] == []


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", SEEDS)
def test_made_files_get_their_due(shared: Path, tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "made"
    lines = make(shared / "corpora", folder, seed)
    outcomes = outcomes_of([folder / line["file"] for line in lines])
    assert len(outcomes) == 141
    assert [*faults_of(outcomes.values())] == []
    assert [outcomes[line["file"]] for line in lines if is_unlike_made(line, outcomes)] == []
    secret = (folder / "xxe-secret.txt").read_text(encoding="utf-8")
    assert not any(secret in str(it.reading.sheets) for it in outcomes.values() if it.reading)
    assert not list(tmp_path.glob("hostile-evil*"))


def faults_of(outcomes: Iterable[Outcome]) -> Iterable[str]:
    """Yield what no file may do: hang, kill its reader, or be refused without words."""
    for outcome in outcomes:
        name, refusal = outcome.path.name, outcome.refusal
        if outcome.seconds > LONGEST_SECONDS:
            yield f"{name} took {outcome.seconds:.0f} s"
        if outcome.code == "crashed":
            yield f"{name} killed its reader"
        if refusal and not is_sentence_with_mend(refusal, name):
            yield f"{name}: {refusal}"


def is_sentence_with_mend(refusal: str, name: str) -> bool:
    """Whether it begins with the file's name, and what is wrong is followed by what to do."""
    is_one = "\n" not in refusal and "{" not in refusal and refusal.endswith(".")
    return refusal.startswith(name) and is_one and ". " in refusal.removeprefix(name)


def is_unlike_made(line: dict[str, str], outcomes: dict[str, Outcome]) -> bool:
    outcome = outcomes[line["file"]]
    wanted = "refuse" if line["file"].endswith(NOT_LISTS) else line["want"]
    if wanted == "refuse":
        return outcome.reading is not None
    return wanted in ("import", "warn", "export") and bool(outcome.refusal)


def is_unlike_found(line: dict[str, str], outcomes: dict[str, Outcome]) -> bool:
    name = line["file"]
    is_refused = line["class"] in REFUSED_CLASSES or name in REFUSED_FILES
    is_refused &= name not in OPENED_FILES
    return (is_refused or name.endswith(NOT_LISTS)) != bool(outcomes[name].refusal)


def is_of_other_size(line: dict[str, str], outcomes: dict[str, Outcome]) -> bool:
    """Whether another reader saw more cells than we, by what the manifest tells of it."""
    reading = outcomes[line["file"]].reading
    seen = [int(number) for number in re.findall(r" cells=(\d+)", "\t".join(line.values()))]
    if reading is None or not seen:
        return False
    wanted = max(seen) - COUNTED_BLANKS.get(line["file"], 0)
    # Only we see errors in binary workbooks: there more may be right.
    is_open_xml = line["file"].endswith(("xlsx", "xlsm"))
    return cells_in(reading) < wanted or (is_open_xml and cells_in(reading) > wanted)


def cells_in(reading: Reading) -> int:
    return sum(cell is not None for sheet in reading.sheets for row in sheet.rows for cell in row)
