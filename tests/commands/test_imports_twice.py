"""Lists of every kind: taken twice they are taken once, and mended rows bring the rest."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from relmanager_desktop.commands.imports import apply_import
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.fates import Fate
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.domain.records import KINDS, SEEN, FieldType
from relmanager_desktop.queries.exports import export_csv
from relmanager_desktop.queries.import_plans import preview_import
from relmanager_desktop.queries.import_refusals import refused_workbook
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.portfolios import create_portfolio, open_portfolio
from tests.queries.full_portfolio import fill

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio with records of every kind, made once."""
    place = tmp_path_factory.mktemp("filled") / "north.relm"
    database = create_portfolio(place)
    with database.write("Fill") as session:
        fill(session)
    database.close()
    return place


@pytest.fixture
def database(filled: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copy(filled, tmp_path / "north.relm")
    opened = open_portfolio(tmp_path / "north.relm")
    yield opened
    opened.close()


def list_of(database: Database, kind: str, path: Path) -> Wishes:
    """Write the records of a kind as a plain list of somebody else's, new by their titles."""
    with database.read() as session:
        export_csv(session, path, kind)
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    fields = {str(field.label): field for field in KINDS[kind].shown_fields}
    kept = [n for n, name in enumerate(header) if name in fields]
    title = KINDS[kind].field(KINDS[kind].title[0])
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow([header[n] for n in kept])
        for row in rows:
            told = [row[n] for n in kept]
            if title.type is FieldType.TEXT and str(title.label) in header:
                told[[header[n] for n in kept].index(str(title.label))] += " of theirs"
            out.writerow(told)
    named = {fold(header[n]): f"{kind}.{fields[header[n]].name}" for n in kept}
    return Wishes(kind=kind, fields=named, dates="dmy", decimals=".")


def planned(database: Database, path: Path, wishes: Wishes) -> ImportPlan:
    with database.read() as session:
        return preview_import(session, path, wishes, now=NOW).plan


@pytest.mark.parametrize("kind", [kind.name for kind in SEEN])
def test_the_same_file_again_brings_nothing_new(
    database: Database, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "theirs.csv"
    wishes = list_of(database, kind, path)
    first = planned(database, path, wishes)
    assert all(sheet.is_complete for sheet in first.sheets)
    with database.write("Import", source="import") as session:
        apply_import(session, first)
    again = planned(database, path, wishes)
    assert again.count(Fate.NEW) == 0
    assert again.count(Fate.REFUSED) == first.count(Fate.REFUSED)
    assert not any(records.rows for records in again.new.values())


TYPED = frozenset(
    {
        *(FieldType.INTEGER, FieldType.DECIMAL, FieldType.PERCENT, FieldType.MONEY),
        *(FieldType.DATE, FieldType.INSTANT, FieldType.MONTH, FieldType.TIME),
    }
)
WRONG = "neither nor"


def spoilt(path: Path, kind: str) -> str:
    """Spoil a cell of the first row that is no text; return what it held, '' where none is."""
    labels = {str(f.label) for f in KINDS[kind].shown_fields if f.type in TYPED}
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    place = next((n for n, name in enumerate(header) if name in labels and rows[0][n]), None)
    if place is None:
        return ""
    held, rows[0][place] = rows[0][place], WRONG
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return held


@pytest.mark.parametrize("kind", [kind.name for kind in SEEN])
def test_a_refused_row_of_any_kind_joins_once_it_is_mended(
    database: Database, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "theirs.csv"
    wishes = list_of(database, kind, path)
    refused_before = planned(database, path, wishes).count(Fate.REFUSED)
    held = spoilt(path, kind)
    plan = planned(database, path, wishes)
    if not held or plan.count(Fate.REFUSED) == refused_before:
        pytest.skip("every cell of such a list is text, or no row is taken anyway")
    place = refused_workbook(tmp_path / "mend.xlsx", plan)
    book = openpyxl.load_workbook(place)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value == WRONG:
                cell.value = held
    book.save(place)
    again = planned(database, place, Wishes())
    assert [str(p.message) for p in again.problems][refused_before:] == []
    assert sum(sheet.rows for sheet in again.sheets) == plan.count(Fate.REFUSED)
