"""A table copied from a page becomes rows, spans and all."""

from __future__ import annotations

from pathlib import Path

import pytest

from relmanager_desktop.exchange.html_tables import rows_of
from relmanager_desktop.exchange.limits import COLUMNS, Refusal
from relmanager_desktop.exchange.readings import RefusedFile, Request, read_file

EXCEL = (
    "<table border=0 cellpadding=0><col width=64><tr height=20><td class=xl63>Company</td>"
    "<td>City</td></tr><tr><td>Acme &amp; Sons</td><td>Bad&nbsp;Homburg<br>  v.d.H.</td></tr>"
    "</table>"
)


def test_cells_of_excel_are_cells() -> None:
    assert rows_of(EXCEL) == [["Company", "City"], ["Acme & Sons", "Bad Homburg\nv.d.H."]]


def test_blanks_between_marks_are_one() -> None:
    page = "<table><tr>\n <th> Name\n  of it </th>\n<td><b>A</b> <i>b</i></td></tr></table>"
    assert rows_of(page) == [["Name of it", "A b"]]


def test_cells_that_span_leave_blanks() -> None:
    page = (
        "<table><tr><td rowspan=2>A</td><td colspan=2>B</td></tr>"
        "<tr><td>C</td><td>D</td></tr><tr><td>E</td></tr></table>"
    )
    assert rows_of(page) == [["A", "B", None], [None, "C", "D"], ["E"]]


def test_what_nobody_closes_is_closed() -> None:
    assert rows_of("<table><tr><td>A<td>B<tr><td>C</table>") == [["A", "B"], ["C"]]


def test_a_table_in_a_cell_is_its_text_and_a_second_one_is_left() -> None:
    page = (
        "<table><tr><td>A<table><tr><td>x</td></tr></table></td><td>B</td></tr></table>"
        "<table><tr><td>C</td></tr></table>"
    )
    assert rows_of(page) == [["Ax", "B"]]


def test_styles_and_scripts_are_no_text() -> None:
    assert rows_of("<table><tr><td><style>td{}</style>A<script>x</script></td></tr></table>") == [
        ["A"]
    ]


def test_a_cell_cannot_be_wider_than_any_list() -> None:
    with pytest.raises(Refusal, match="line_too_wide"):
        rows_of(f"<table><tr><td>A</td><td colspan={COLUMNS * 9}>B</td></tr></table>")


def test_a_page_is_read_where_it_was_pasted_and_refused_as_a_file(tmp_path: Path) -> None:
    reading = read_file(Request(Path("Clipboard"), content=EXCEL.encode()))
    assert [sheet.info.name for sheet in reading.sheets] == ["Clipboard"]
    assert reading.sheets[0].rows[1][0] == "Acme & Sons"
    path = tmp_path / "page.xls"
    path.write_bytes(EXCEL.encode())
    with pytest.raises(RefusedFile, match="is a web page"):
        read_file(path)
