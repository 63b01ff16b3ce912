"""What the bytes of a sheet tell beside its cells."""

from __future__ import annotations

import pytest

from relmanager_desktop.exchange.limits import Refusal
from relmanager_desktop.exchange.sheet_scan import SheetScan, find_odd_numbers, scan_sheet


def scan(rows: str, root: str = "worksheet") -> SheetScan:
    data = bytearray(f"<{root} xmlns='x'><sheetData>{rows}</sheetData></{root}>".encode())
    return scan_sheet(data, "S")


def test_error_cells_are_found_with_their_codes() -> None:
    found = scan('<row r="2"><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>')
    assert found.errors == {(1, 1): "#DIV/0!"}


def test_single_quotes_and_prefixes_hide_no_error() -> None:
    assert scan("<row r='1'><c r='A1' t='e'><v>#N/A</v></c></row>").errors == {(0, 0): "#N/A"}
    prefixed = '<x:row r="1"><x:c r="C1" s="1" t="e"><x:v>#REF!</x:v></x:c></x:row>'
    assert scan(prefixed, "x:worksheet").errors == {(0, 2): "#REF!"}


@pytest.mark.parametrize("tag", ["<v\n>", '<v xml:space="preserve">', "<v >"])
def test_a_value_whose_tag_is_roomy_is_found_like_any_other(tag: str) -> None:
    found = scan(f'<row r="1"><c r="A1" t="e">{tag}#REF!</v></c><c r="B1"><v /></c></row>')
    assert found.errors == {(0, 0): "#REF!"}
    assert found.values == 1


def test_a_text_that_only_looks_like_an_error_cell_is_none() -> None:
    assert scan('<row r="1"><c r="A1" t="inlineStr"><is><t>t="e" #N/A</t></is></c></row>') == (
        SheetScan(rows=1, values=1)
    )


def test_an_error_in_a_cell_without_a_name_is_counted() -> None:
    assert scan('<row><c t="e"><v>#N/A</v></c></row>').unplaced_errors == 1


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("<f>A1</f></c>", 1),
        ("<f>A1</f><v></v></c>", 1),
        ("<f>A1</f><v/></c>", 1),
        ('<f t="shared" si="0"/></c>', 1),
        ("<f>A1</f><v>5</v></c>", 0),
        ("<f>A1</f>\n<v>5</v></c>", 0),
        ('<f t="shared" si="0"/><v>5</v></c>', 0),
    ],
)
def test_formulas_without_a_stored_value_are_counted(cell: str, count: int) -> None:
    found = scan(f'<row r="1"><c r="D1">{cell}</row>')
    assert found.uncached == count
    assert found.first_uncached == ("D1" if count else "")


def test_an_empty_text_is_a_stored_value() -> None:
    assert scan('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>').uncached == 0


def test_whole_numbers_that_are_shown_with_leading_zeros_are_found_as_shown() -> None:
    cells = (
        '<c r="A1" s="1"><v>42</v></c><c r="B1" s="2"><v>42</v></c><c r="C1"><v>42</v></c>'
        '<c s="1" r="D1" t="n"><v>7.0</v></c><c r="E1" s="1" t="s"><v>3</v></c>'
        '<c r="F1" s="1"><f>A1</f><v>42</v></c>'
    )
    data = bytearray(f"<worksheet><sheetData><row r='1'>{cells}</row></sheetData>".encode())
    found = scan_sheet(data, "S", {"1": "00000"}).padded
    assert found == {(0, 0): "00042", (0, 3): "00007", (0, 5): "00042"}


def test_cells_with_dates_in_words_are_found() -> None:
    found = scan('<row r="1"><c r="A1" t="d"><v>2024-02-29</v></c></row>')
    assert found.iso_dates == {(0, 0)}


def test_numbers_that_no_calendar_holds_are_found() -> None:
    data = (
        b'<worksheet><row r="1"><c r="A1" s="1"><v>-1.5</v></c><c r="B1"><v>60</v></c>'
        b'<c r="C1"><v>61</v></c><c r="D1" t="str"><v>-1</v></c></row></worksheet>'
    )
    assert find_odd_numbers(data) == {(0, 0): -1.5, (0, 1): 60}


@pytest.mark.parametrize("index", ["-1", "abc"])
def test_a_text_that_points_nowhere_is_refused(index: str) -> None:
    with pytest.raises(Refusal, match="bad_shared_string"):
        scan(f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>')


@pytest.mark.parametrize("row", [0, 1_048_577, 4_294_967_296])
def test_a_row_that_no_sheet_has_is_refused(row: int) -> None:
    with pytest.raises(Refusal, match="bad_row"):
        scan(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>')


def test_one_stray_cell_far_away_is_refused_by_its_name() -> None:
    with pytest.raises(Refusal) as refused:
        scan(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        )
    assert refused.value.values["cell"] == "XFD1048576"


def test_formatted_blanks_far_away_are_no_reason_to_refuse() -> None:
    found = scan(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="XFD900000" s="3"/></row>'
    )
    assert found.rows == 2
