"""Files that were made or found to break readers: none crashes, none hangs, each gets its due."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest

from relmanager_desktop.domain.cells import ErrorCell
from relmanager_desktop.exchange.readings import Reading, RefusedFile, read_file

LONGEST_SECONDS = 30
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
# The manifest counts texts that are empty or a mere line end, and a hyperlink without a cell.
COUNTED_BLANKS = {
    "calamine__encoded_entities.xlsx": 1,
    "exceljs__test-issue-877.xlsx": 1,
    "poi__54288.xlsx": 15,
    "poi__54288-ref.xlsx": 15,
}


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    path: Path
    reading: Reading | None
    refusal: str
    code: str
    seconds: float


def outcome_of(path: Path) -> Outcome:
    began = monotonic()
    try:
        reading, refusal, code = read_file(path), "", ""
    except RefusedFile as error:
        reading, refusal, code = None, str(error), error.code
    return Outcome(path, reading, refusal, code, monotonic() - began)


def outcomes_of(paths: list[Path]) -> dict[str, Outcome]:
    with ThreadPoolExecutor(2) as pool:
        return {outcome.path.name: outcome for outcome in pool.map(outcome_of, paths)}


def manifest(folder: Path) -> list[dict[str, str]]:
    with (folder / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def cells_in(reading: Reading) -> int:
    return sum(cell is not None for sheet in reading.sheets for row in sheet.rows for cell in row)


@pytest.fixture(scope="module")
def made(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    folder = tmp_path_factory.mktemp("hostile")
    maker = shared / "corpora" / "make_hostile.py"
    subprocess.run([sys.executable, maker, folder, "--big-mb", "16"], check=True, timeout=120)
    outcomes = outcomes_of([folder / row["file"] for row in manifest(folder)])
    outcomes["MANIFEST.tsv"] = outcome_of(folder / "MANIFEST.tsv")
    return outcomes


@pytest.fixture(scope="module")
def found(shared: Path) -> dict[str, Outcome]:
    folder = shared / "corpora" / "hostile-xlsx"
    return outcomes_of([folder / row["file"] for row in manifest(folder)])


def test_every_made_file_is_read_or_refused_as_it_must_be(made: dict[str, Outcome]) -> None:
    wrong = []
    for row in manifest(made["MANIFEST.tsv"].path.parent):
        outcome = made[row["file"]]
        wanted = "refuse" if row["file"].endswith(NOT_LISTS) else row["want"]
        if wanted == "refuse" and outcome.reading:
            wrong.append(f"{row['file']} was read")
        if wanted in ("import", "warn", "export") and outcome.refusal:
            wrong.append(outcome.refusal)
    assert wrong == []


def test_every_found_file_is_read_or_refused_as_it_must_be(
    shared: Path, found: dict[str, Outcome]
) -> None:
    wrong = []
    for row in manifest(shared / "corpora" / "hostile-xlsx"):
        name = row["file"]
        is_refused = row["class"] in REFUSED_CLASSES or name in REFUSED_FILES
        is_refused &= name not in OPENED_FILES
        if (is_refused or name.endswith(NOT_LISTS)) != bool(found[name].refusal):
            wrong.append((name, row["class"], found[name].refusal))
    assert wrong == []


def test_no_cell_that_any_reader_sees_is_lost(shared: Path, found: dict[str, Outcome]) -> None:
    wrong = []
    for row in manifest(shared / "corpora" / "hostile-xlsx"):
        reading = found[row["file"]].reading
        seen = [int(number) for number in re.findall(r" cells=(\d+)", "\t".join(row.values()))]
        blanks = COUNTED_BLANKS.get(row["file"], 0)
        # Only we see errors in binary workbooks: there more may be right.
        ours = cells_in(reading) if reading else 0
        is_open_xml = row["file"].endswith(("xlsx", "xlsm"))
        wanted = max(seen, default=0) - blanks
        if reading and seen and (ours < wanted or (is_open_xml and ours > wanted)):
            wrong.append((row["file"], row["class"], seen, cells_in(reading)))
    assert wrong == []


def test_each_refusal_is_a_sentence_that_names_the_file_and_the_mend(
    made: dict[str, Outcome], found: dict[str, Outcome]
) -> None:
    for outcome in [*made.values(), *found.values()]:
        if outcome.refusal:
            assert outcome.refusal.startswith(outcome.path.name)
            assert outcome.refusal.endswith(".")
            assert outcome.refusal.count(". ") >= 1, outcome.refusal
            assert "{" not in outcome.refusal


def test_no_file_hangs(made: dict[str, Outcome], found: dict[str, Outcome]) -> None:
    assert all(o.seconds < LONGEST_SECONDS for o in [*made.values(), *found.values()])


def test_no_reader_dies_without_saying_why(
    made: dict[str, Outcome], found: dict[str, Outcome]
) -> None:
    assert [o.path.name for o in [*made.values(), *found.values()] if o.code == "crashed"] == []


def test_nothing_is_fetched_from_beside_the_file(made: dict[str, Outcome]) -> None:
    folder = made["MANIFEST.tsv"].path.parent
    secret = (folder / "xxe-secret.txt").read_text(encoding="utf-8")
    texts = [str(o.reading.sheets) for o in made.values() if o.reading]
    assert not any(secret in text for text in texts)
    assert not list(folder.parent.glob("hostile-evil*"))


def rows_of(outcome: Outcome) -> list[list[object]]:
    assert outcome.reading is not None, outcome.refusal
    return [list(row) for row in outcome.reading.sheets[0].rows]


def notes_of(outcome: Outcome) -> str:
    assert outcome.reading is not None, outcome.refusal
    return " ".join(str(note) for note in outcome.reading.facts.notes)


def test_errors_are_told_from_blanks_and_formulas_without_value_are_counted(
    made: dict[str, Outcome],
) -> None:
    values = [row[1] if len(row) > 1 else None for row in rows_of(made["formulas-cached.xlsx"])]
    assert values == ["V", 2, None, ErrorCell("#N/A"), ErrorCell("#DIV/0!"), "ab", True, 0, "x"]
    assert "1 formula has no stored value and reads as blank (B3)" in notes_of(
        made["formulas-cached.xlsx"]
    )


def test_a_date_that_no_calendar_holds_keeps_its_number(made: dict[str, Outcome]) -> None:
    rows = {row[0]: row[1] for row in rows_of(made["dates-edges-1900.xlsx"])}
    assert (rows["-1"], rows["-40000"], rows["60 = 1900-02-29"]) == (-1, -40_000, 60)
    assert rows["max+1"] == 2_958_466
    assert rows["nan"] == ErrorCell("#NUM!")
    assert "outside the calendar" in notes_of(made["dates-edges-1900.xlsx"])


def test_the_1904_calendar_is_1462_days_later(made: dict[str, Outcome]) -> None:
    rows = {row[0]: row[1] for row in rows_of(made["dates-edges-1904.xlsx"])}
    assert str(rows["1"]) == "1904-01-02"


def test_control_characters_are_taken_out_and_counted(made: dict[str, Outcome]) -> None:
    texts = [str(row[1]) for row in rows_of(made["control-chars-escaped.xlsx"])[1:]]
    assert texts[:4] == ["nul", "bell", "vtx", "cr\nlf"]
    assert texts[4] == "esc _x000D_ literal"
    assert "control characters" in notes_of(made["control-chars-escaped.xlsx"])


def test_an_open_quote_swallows_nothing(made: dict[str, Outcome]) -> None:
    assert len(rows_of(made["csv-unclosed-quote.csv"])) == 2_002
    assert notes_of(made["csv-unclosed-quote.csv"]).startswith("Line 2 opens a quote")


def test_long_and_short_rows_keep_their_cells(made: dict[str, Outcome]) -> None:
    lengths = [len(row) for row in rows_of(made["csv-ragged.csv"])]
    assert lengths == [3, 2, 5, 0, 1]


def test_strings_that_look_like_formulas_stay_as_they_were_typed(made: dict[str, Outcome]) -> None:
    texts = [row[1] for row in rows_of(made["formula-injection-strings.xlsx"])[1:]]
    assert texts[:3] == ["=1+1", "=cmd|' /C calc'!A0", texts[2]]
    assert "'=1+1" in texts
