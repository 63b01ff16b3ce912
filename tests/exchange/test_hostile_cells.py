"""What single cells of hostile files are read as, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from relmanager_desktop.domain.cells import ErrorCell
from tests.exchange.hostile import Outcome, make, outcome_of

Made = Callable[[str], Outcome]


@pytest.fixture(scope="module")
def folder(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All hostile files, made once."""
    folder = tmp_path_factory.mktemp("made")
    make(shared / "corpora", folder)
    return folder


@pytest.fixture
def made(folder: Path) -> Made:
    """Read one hostile file."""
    return lambda name: outcome_of(folder / name)


def rows_of(outcome: Outcome) -> list[list[object]]:
    assert outcome.reading is not None, outcome.refusal
    return [list(row) for row in outcome.reading.sheets[0].rows]


def notes_of(outcome: Outcome) -> str:
    assert outcome.reading is not None, outcome.refusal
    return " ".join(str(note) for note in outcome.reading.facts.notes)


def test_errors_are_told_from_blanks_and_formulas_without_value_are_counted(
    made: Made,
) -> None:
    values = [row[1] if len(row) > 1 else None for row in rows_of(made("formulas-cached.xlsx"))]
    assert values == ["V", 2, None, ErrorCell("#N/A"), ErrorCell("#DIV/0!"), "ab", True, 0, "x"]
    assert "1 formula has no stored value and reads as blank (B3)" in notes_of(
        made("formulas-cached.xlsx")
    )


def test_a_date_that_no_calendar_holds_keeps_its_number(made: Made) -> None:
    rows = {row[0]: row[1] for row in rows_of(made("dates-edges-1900.xlsx"))}
    assert (rows["-1"], rows["-40000"], rows["60 = 1900-02-29"]) == (-1, -40_000, 60)
    assert rows["max+1"] == 2_958_466
    assert rows["nan"] == ErrorCell("#NUM!")
    assert "outside the calendar" in notes_of(made("dates-edges-1900.xlsx"))


def test_the_1904_calendar_is_1462_days_later(made: Made) -> None:
    rows = {row[0]: row[1] for row in rows_of(made("dates-edges-1904.xlsx"))}
    assert str(rows["1"]) == "1904-01-02"


def test_control_characters_are_taken_out_and_counted(made: Made) -> None:
    texts = [str(row[1]) for row in rows_of(made("control-chars-escaped.xlsx"))[1:]]
    assert texts[:4] == ["nul", "bell", "vtx", "cr\nlf"]
    assert texts[4] == "esc _x000D_ literal"
    assert "control characters" in notes_of(made("control-chars-escaped.xlsx"))


def test_an_open_quote_swallows_nothing(made: Made) -> None:
    assert len(rows_of(made("csv-unclosed-quote.csv"))) == 2_002
    assert notes_of(made("csv-unclosed-quote.csv")).startswith("Line 2 opens a quote")


def test_long_and_short_rows_keep_their_cells(made: Made) -> None:
    lengths = [len(row) for row in rows_of(made("csv-ragged.csv"))]
    assert lengths == [3, 2, 5, 0, 1]


def test_strings_that_look_like_formulas_stay_as_they_were_typed(made: Made) -> None:
    texts = [row[1] for row in rows_of(made("formula-injection-strings.xlsx"))[1:]]
    assert texts[:3] == ["=1+1", "=cmd|' /C calc'!A0", texts[2]]
    assert "'=1+1" in texts


def test_a_number_that_is_none_keeps_its_text_and_is_named(made: Made) -> None:
    outcome = made("numbers-edges.xlsx")
    values = [row[0] if row else None for row in rows_of(outcome)]
    assert values[1:4] == [442_079_460_000, 1.7976931348623157e308, ErrorCell("#NUM!")]
    assert values[7:] == ["1,5", "1 234,50", None, "abc"]
    assert "3 cells are marked as numbers and hold none (first A8)" in notes_of(outcome)


def test_a_cell_given_twice_is_named(made: Made) -> None:
    assert "1 cell is given twice (A2)" in notes_of(made("ref-duplicate-cell.xlsx"))


def test_rows_out_of_order_are_put_in_order(made: Made) -> None:
    assert rows_of(made("rows-out-of-order.xlsx")) == [["Name"], ["second"], ["third"]]


def test_hidden_sheets_are_read_and_marked_as_hidden(made: Made) -> None:
    reading = made("sheets-hidden.xlsx").reading
    assert reading is not None
    assert [sheet.info.hidden for sheet in reading.sheets] == [False, False, True, True]


def test_long_texts_are_kept_whole(made: Made) -> None:
    lengths = [len(str(row[1])) for row in rows_of(made("cell-32768-and-1MB.xlsx"))[1:]]
    assert lengths == [32_768, 1_048_576]


def test_names_are_stored_in_one_form_and_otherwise_as_given(made: Made) -> None:
    names = [row[0] for row in rows_of(made("unicode-names.xlsx"))]
    assert names[1] == names[2] == "Zo\u00eb"
    assert "\u202eevil\u202c" in names


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("macro-named.xlsx", "macros in this workbook are left out"),
        ("macro-real.xlsm", "macros in this workbook are left out"),
        ("external-link-unc.xlsx", "Links to other workbooks and programs are not followed"),
        ("sparse-row-1M.xlsx", "999,993 blank rows lie between the list and a stray cell"),
        ("csv-cp1252.csv", "Nothing says how the letters are encoded; read as Windows-1252"),
        ("csv-mixed-encoding.csv", "Line 3 is not written in UTF-8 like the rest"),
        ("csv-nul-bytes.csv", "1 control character in the text was taken out"),
        ("text-named.xlsx", "plain text although its name ends in .xlsx"),
    ],
)
def test_what_is_left_out_or_guessed_is_said(made: Made, name: str, note: str) -> None:
    assert note in notes_of(made(name))
