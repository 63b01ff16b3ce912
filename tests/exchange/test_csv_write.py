"""A text file of ours runs nothing in a spreadsheet, and reads back as it was."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relmanager_desktop.exchange.cells_out import to_cell
from relmanager_desktop.exchange.csv_write import guard, write_csv
from relmanager_desktop.exchange.readings import read_file

MOMENT = datetime.fromisoformat("2026-01-02T03:04")
SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
TEXTS = st.text(st.sampled_from("=+-@'\t ab,;\"ä1\n\uff1d"), max_size=12)


def lines_of(folder: Path, rows: Sequence[Sequence[Any]], **given: Any) -> str:
    path = folder / "list.csv"
    write_csv(path, ["Name", "Value"], rows, **given)
    return path.read_bytes().decode("utf-8-sig")


def test_texts_stand_in_quotes_and_values_do_not(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ['a, "b"', 12.5],
        [None, date(2026, 1, 2)],
        [True, MOMENT],
    ]
    assert lines_of(tmp_path, rows) == (
        '"Name","Value"\r\n"a, ""b""",12.5\r\n,2026-01-02\r\nTRUE,2026-01-02 03:04:00\r\n'
    )


def test_a_time_and_a_whole_number_are_plain(tmp_path: Path) -> None:
    assert lines_of(tmp_path, [[time(8, 30), 7]], delimiter=";").endswith("08:30:00;7\r\n")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\uff1d1", "''=1", "'=1", "+"]
)
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["+44 20 7946 0000", "+49 (30) 123-456", "Acme", "a=b", "'tis"])
def test_phone_numbers_and_plain_texts_stay_as_they_are(text: str) -> None:
    assert guard(text) == text


def test_numbers_below_zero_are_numbers(tmp_path: Path) -> None:
    assert lines_of(tmp_path, [[-5, -2.5]]).endswith("-5,-2.5\r\n")


def test_programs_get_texts_as_they_are(tmp_path: Path) -> None:
    assert lines_of(tmp_path, [["=1", 1]], is_raw=True).endswith('"=1",1\r\n')


@given(texts=st.lists(TEXTS, min_size=1, max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_in_the_file_begins_like_a_formula(texts: list[str], tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write_csv(path, ["Name"], [[text] for text in texts])
    with path.open(encoding="utf-8-sig", newline="") as stream:
        cells = [row[0] for row in csv.reader(stream) if row]
    assert not [
        cell for cell in cells if cell.lstrip().startswith(SIGNS) or cell[:1] in {"\t", "\n"}
    ]


@pytest.mark.parametrize("text", ["=1+1", "'=1", "-x", "@a", "+44 20 7946 0000", "a\nb", '"', "'"])
def test_our_own_reader_takes_the_apostrophe_off_again(text: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    cell, _ = to_cell(text)
    write_csv(path, ["Name", "Value"], [[cell, 1], ["plain", 2]])
    assert read_file(path).sheets[0].rows[1][0] == text
