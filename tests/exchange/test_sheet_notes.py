"""What is said of a sheet whose cells are not what they are marked to be, or are given twice."""

from __future__ import annotations

from pathlib import Path

from relmanager_desktop.domain.cells import Cell
from tests.exchange.raw_books import MAIN, OFFICE, PACKAGE, Received, book, read, sheet


def cells_and_notes(folder: Path, rows: str) -> tuple[list[list[Cell]], dict[str, object]]:
    received = read(book(folder, sheet(rows)))
    return received.sheets[0], dict(received.notes)


def test_a_text_in_a_cell_of_numbers_is_read_and_named(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1,5</v></c><c r="B1"><v>2</v></c><c r="C1"><v>x</v></c></row>'
    assert cells_and_notes(tmp_path, rows) == (
        [["1,5", 2, "x"]],
        {"no_numbers": {"n": 2, "sheet": "List", "cell": "A1"}},
    )


def test_a_text_among_numbers_that_stops_the_reader_stops_no_other_cell(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="n"><v>1,5</v></c><c r="B1" t="n"><v>2</v></c></row>'
    assert cells_and_notes(tmp_path, rows) == (
        [["1,5", 2]],
        {"no_numbers": {"n": 1, "sheet": "List", "cell": "A1"}},
    )


def test_blanks_around_a_number_leave_it_a_number(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="n"><v>\n 7 </v></c><c r="B1"><v>+3.5</v></c></row>'
    assert cells_and_notes(tmp_path, rows) == ([[7, 3.5]], {})


def test_a_cell_given_twice_is_said(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'
    assert cells_and_notes(tmp_path, rows) == (
        [[2]],
        {"given_twice": {"n": 1, "sheet": "List", "cell": "A1"}},
    )


def test_an_error_that_is_spelled_oddly_is_not_taken_for_a_blank(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r = "B1" t = "e"><v>#N/A</v></c></row>'
    assert cells_and_notes(tmp_path, rows)[1] == {"cells_left_out": {"n": 1, "sheet": "List"}}


def with_texts(folder: Path, texts: list[str]) -> Received:
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(len(texts)))
    relations = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>'
    )
    parts = {
        "xl/_rels/workbook.xml.rels": relations,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{items}</sst>',
    }
    return read(book(folder, sheet(f"<row>{cells}</row>"), parts=parts))


def test_blank_texts_are_no_lost_cells(tmp_path: Path) -> None:
    received = with_texts(tmp_path, ["Name", "", "City"])
    assert received.sheets[0] == [["Name", None, "City"]]
    assert received.notes == {}


def test_empty_results_of_formulas_are_no_lost_cells(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>'
    assert cells_and_notes(tmp_path, rows) == ([[None, 1]], {})
