"""Error cells of OpenDocument spreadsheets."""

from __future__ import annotations

import pytest

from relmanager_desktop.exchange.limits import Refusal
from relmanager_desktop.exchange.ods_scan import scan_ods


def errors_in(rows: str) -> dict[tuple[int, int], str]:
    content = f'<office:body><table:table table:name="T">{rows}</table:table></office:body>'
    scans = scan_ods(bytearray(content.encode()))
    return scans["T"].errors if scans else {}


def cell(attributes: str, shown: str) -> str:
    return f"<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>"


BLANK = '<table:table-cell table:number-columns-repeated="2"/>'


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ('table:formula="of:=1/0" calcext:value-type="error"', "#DIV/0!"),
        ('table:formula="of:=#N/A" office:value-type="float" office:value="0"', "#N/A"),
        ('calcext:value-type="error"', "Err:502"),
    ],
)
def test_each_program_s_errors_are_found(attributes: str, shown: str) -> None:
    row = f"<table:table-row>{BLANK}{cell(attributes, shown)}</table:table-row>"
    assert errors_in(row) == {(0, 2): shown}


def test_a_typed_text_is_no_error() -> None:
    row = cell('office:value-type="string"', "#N/A")
    assert errors_in(f"<table:table-row>{row}</table:table-row>") == {}


def test_repeated_cells_and_rows_repeat_their_error() -> None:
    error = cell('table:number-columns-repeated="2" calcext:value-type="error"', "#REF!")
    above = '<table:table-row table:number-rows-repeated="3"/>'
    rows = f'{above}<table:table-row table:number-rows-repeated="2">{error}</table:table-row>'
    assert set(errors_in(rows)) == {(3, 0), (3, 1), (4, 0), (4, 1)}


def test_what_is_not_well_formed_tells_nothing() -> None:
    assert scan_ods(bytearray(b'<a calcext:value-type="error">')) == {}


def test_texts_that_the_reader_takes_for_blanks_are_refused() -> None:
    with pytest.raises(Refusal):
        scan_ods(bytearray(b"<text:p><![CDATA[Ana]]></text:p>"))
