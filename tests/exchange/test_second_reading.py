"""No cell is read wrong in silence: what we read, other readers read too, or we said so.

The other readers are ours, slow and literal after the standards (``second_readers``), openpyxl, and
LibreOffice where it is installed.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from relmanager_desktop.domain.cells import Sheet, cell_name
from relmanager_desktop.exchange.cell_texts import fit
from relmanager_desktop.exchange.readings import RefusedFile, stream_file
from tests.exchange import raw_books
from tests.exchange.hostile import FOUND, IS_NIGHT, make
from tests.exchange.second_readers.differences import Difference, differences_of
from tests.exchange.second_readers.listed import LITERAL, listed_in
from tests.exchange.second_readers.open_document import OpenDocument
from tests.exchange.second_readers.openpyxl_reads import read_by_openpyxl
from tests.exchange.second_readers.values import Cells

Sheets = list[tuple[str, Cells]]

LISTS = Path(__file__).parents[1] / "data" / "lists"
ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
LARGEST_BYTES = 3_000_000 if IS_NIGHT else 400_000  # for a reader that is slow and literal
# Too much for a literal reader: a million rows, thirty thousand merges.
SLOW = ("sparse-*", "*-1M-*", "*-1M.*", "merge*", "shared-strings-*", "zip-*")
# What a literal reader gives up, and we would be no better for giving up as well.
NOT_LITERAL = {
    "exceljs__invalid-xml.xlsx": "a relation part is no XML",
    "poi__xlsx-corrupted.xlsx": "a relation part is no XML",
    "phpspreadsheet__issue.3730.xlsx": "parts are parted by backslashes",
    "control-chars-raw-00.xlsx": "not well-formed: we take the character out and say so",
    "control-chars-raw-0b.xlsx": "not well-formed: we take the character out and say so",
    "control-chars-ref-1f.xlsx": "not well-formed: we take the character out and say so",
    "poi__50833.xls": "locked with the password that Excel tries unasked",
    "poi__58616.xlsx": "locked with the password that Excel tries unasked",
    "control-chars-ref-fffe.xlsx": "not well-formed: we take the character out and say so",
}
# What openpyxl does not read as Excel shows it.
NOT_BY_OPENPYXL = {
    ("exceljs__test-issue-877.xlsx", "A1"): "a blank cell with a link reads as the link",
    ("phpspreadsheet__issue.3654.xlsx", "J"): "format 58 is a date of East Asia",
    ("rows-out-of-order.xlsx", "A"): "it drops rows that come out of order",
    ("test_files__wtf_path.xlsx", "C3"): "it looks for the formats where they seldom lie",
}


@dataclass(frozen=True)
class Ours:
    """What we read of a file: ``listed`` is how many cells its notes account for."""

    sheets: list[Sheet]
    format: str
    listed: int

    def silent(self, theirs: Sheets) -> list[Difference]:
        """Return the differences to another reader, unless the notes account for them."""
        found = differences_of(self.sheets, theirs)
        return found if len(found) > self.listed else []


def read(path: Path) -> Ours | None:
    """Return what we read of a file, each sheet whole; None where it is refused."""
    try:
        with stream_file(path) as stream:
            sheets = [Sheet(s.info, [row for rows in s for row in rows]) for s in stream]
    except RefusedFile:
        return None
    return Ours(sheets, stream.facts.format, listed_in(stream.facts.notes))


def silent(path: Path) -> list[str]:
    """Return the differences to other readers that no note accounts for."""
    ours = read(path)
    if ours is None:
        return []
    found: list[Difference] = []
    if ours.format in LITERAL and path.name not in NOT_LITERAL:
        found += ours.silent(LITERAL[ours.format](path).sheets)
    if ours.format in ("xlsx", "xlsm") and (theirs := read_by_openpyxl(path)):
        found += [it for it in ours.silent(theirs) if not is_its_own(path, it)]
    return [f"{path.name} {difference}" for difference in found]


def is_its_own(path: Path, difference: Difference) -> bool:
    cell = cell_name(*difference.place)
    return any(path.name == name and cell.startswith(at) for name, at in NOT_BY_OPENPYXL)


def silent_in(paths: list[Path]) -> list[str]:
    assert paths
    # openpyxl warns of what it does not keep; the filters are those of all threads at once.
    with warnings.catch_warnings(), ThreadPoolExecutor(2) as pool:
        warnings.simplefilter("ignore")
        return [line for lines in pool.map(silent, paths) for line in lines]


def workbooks_in(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix in ENDINGS
        and path.stat().st_size < LARGEST_BYTES
        and not any(path.match(pattern) for pattern in SLOW)
    ]


def test_our_samples_hold_no_silent_difference() -> None:
    assert silent_in(workbooks_in(LISTS)) == []


def test_shared_workbooks_hold_no_silent_difference(shared: Path) -> None:
    assert silent_in(workbooks_in(shared / "data")) == []


@pytest.mark.timeout(600)
def test_found_workbooks_hold_no_silent_difference(shared: Path) -> None:
    assert silent_in(workbooks_in(shared / "corpora" / FOUND)) == []


@pytest.mark.timeout(600)
def test_made_workbooks_hold_no_silent_difference(shared: Path, tmp_path: Path) -> None:
    make(shared / "corpora", tmp_path)
    assert silent_in(workbooks_in(tmp_path)) == []


@pytest.mark.timeout(1800)
@pytest.mark.skipif(not IS_NIGHT, reason="LibreOffice takes seconds for each file: by night only")
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
def test_found_workbooks_are_read_as_libreoffice_reads_them(shared: Path, tmp_path: Path) -> None:
    paths = [p for p in workbooks_in(shared / "corpora" / FOUND) if p.suffix in (".xlsx", ".xls")]
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    command += ["--convert-to", "ods", "--outdir", str(tmp_path), *map(str, paths)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=1500)
    lines = []
    for path in paths:
        ours, converted = read(path), tmp_path / f"{path.stem}.ods"
        if ours and converted.exists():
            found = ours.silent(OpenDocument(converted).sheets)
            lines += [f"{path.name} {difference}" for difference in found]
    assert lines == []


def test_text_files_are_read_as_the_standard_library_reads_them(shared: Path) -> None:
    folders = (shared / "data", shared / "corpora" / FOUND)
    paths = [path for folder in folders for path in sorted(folder.rglob("*.[ct]sv"))]
    small = [path for path in paths if path.stat().st_size < LARGEST_BYTES]
    assert [path.name for path in small if path.name != "MANIFEST.tsv" and is_other(path)] == []


def is_other(path: Path) -> bool:
    """Whether the csv module reads other rows, with the encoding and delimiter that we found."""
    received = raw_books.read(path)
    text = path.read_bytes().decode(received.facts["encoding"]).lstrip("\ufeff")
    delimiter = received.facts["delimiter"]
    lines = io.StringIO(re.sub(r"^sep=.\r?\n", "", text), newline="")
    rows = [
        [fit(cell)[0] or None for cell in row] for row in csv.reader(lines, delimiter=delimiter)
    ]
    return [_bare(row) for row in rows if any(row)] != [row for row in received.sheets[0] if row]


def _bare(row: list[str | None]) -> list[str | None]:
    while row and row[-1] is None:
        row.pop()
    return row
