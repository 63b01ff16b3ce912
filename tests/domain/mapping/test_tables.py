"""Finding tables on sheets as people lay them out."""

from __future__ import annotations

from relmanager_desktop.domain.cells import Sheet, SheetInfo, TableRange
from relmanager_desktop.domain.mapping.tables import Table, find_tables
from relmanager_desktop.exchange.aliases import load_vocabulary
from tests.domain.mapping.sheets_of import sheet_of


def tables_in(sheet: Sheet, header_row: int | None = None) -> list[Table]:
    return find_tables(sheet, load_vocabulary(), header_row)


def test_a_header_under_title_rows() -> None:
    text = "Customers North\nas of 14.11.2026\n;\nCompany;City;Phone\nAcme;Bonn;0228 555010"
    (table,) = tables_in(sheet_of(text))
    assert (table.header_row, table.header) == (3, ("Company", "City", "Phone"))


def test_two_header_rows_are_joined() -> None:
    text = "Company;Address;;;Sales\n;Street;City;Country;2025\nAcme;Kaistr. 5;Bonn;DE;12000"
    (table,) = tables_in(sheet_of(text))
    assert table.header_row == 1
    assert table.header[:4] == (
        "Company",
        "Address / Street",
        "Address / City",
        "Address / Country",
    )


def test_the_users_row_wins() -> None:
    (table,) = tables_in(sheet_of("Company;City\nName;Town\nAcme;Bonn"), 2)
    assert table.header == ("Name", "Town")


def test_a_row_that_is_not_there_is_no_table() -> None:
    assert tables_in(sheet_of("Company;City\nAcme;Bonn"), 9) == []


def test_two_tables_one_below_the_other() -> None:
    text = (
        "Company;City;Phone\nAcme;Bonn;0228 555010\nBolt;Ulm;0731 555010\n;\n"
        "First name;Last name;E-mail\nAda;Brock;ada@lumen.example"
    )
    first, second = tables_in(sheet_of(text))
    assert (first.header_row, first.last_row) == (0, 2)
    assert second.header == ("First name", "Last name", "E-mail")


def test_a_note_beneath_the_table_is_no_row_of_it() -> None:
    text = "Company;City;Phone\nAcme;Bonn;0228 555010\n;\nExported on 3 May 2026 by A. Seidel"
    (table,) = tables_in(sheet_of(text))
    assert table.last_row == 1


def test_an_excel_table_says_where_its_header_is() -> None:
    sheet = sheet_of("Notes;first\nCompany;City\nAcme;Bonn")
    marked = TableRange("tbl", 1, 2, 2, None, 0, 1, ("Company", "City"))
    found = Sheet(SheetInfo("Sheet1", tables=(marked,)), sheet.rows)
    assert [table.header_row for table in tables_in(found)] == [1]


def test_a_sheet_of_prose_has_no_table() -> None:
    assert tables_in(sheet_of("This sheet explains how the list is kept.\nPlease read it.")) == []


def test_an_empty_sheet_has_no_table() -> None:
    assert tables_in(Sheet(SheetInfo("Sheet1"), [])) == []


def test_a_header_that_is_repeated_soon_is_found_where_it_stands_first() -> None:
    text = (
        "Company;City;Phone\nAaa;Paris;+33 1 1\nBbb;Ulm;+49 1 2\nCcc;Rome;+39 1\n"
        "Company;City;Phone\nDdd;Bari;+39 2\nEee;Graz;+43 1"
    )
    (table,) = tables_in(sheet_of(text))
    assert (table.header_row, table.last_row) == (0, None)


def test_a_header_of_two_rows_that_is_repeated_behind_a_gap_begins_no_table() -> None:
    text = (
        "Company;Address;;Phone\n;Street;City;\nAcme;Kaistr. 5;Bonn;0228 555010\n;\n"
        "Company;Address;;Phone\n;Street;City;\nBolt;Ring 3;Ulm;0731 555010"
    )
    (table,) = tables_in(sheet_of(text))
    assert (table.header_row, table.last_row) == (1, None)


def test_the_users_row_has_the_names_that_it_is_found_with() -> None:
    text = "Company;Address;;Phone\n;Street;City;\nAcme;Kaistr. 5;Bonn;0228 555010"
    (table,) = tables_in(sheet_of(text), 2)
    assert table.header == ("Company", "Address / Street", "Address / City", "Phone")


def test_a_row_of_letters_is_no_header_of_a_small_matrix() -> None:
    text = (
        "Project RACI matrix\nTask;Jane Roe;Bob Ray;Legal;IT\nKick-off;R;A;C;I\n"
        "Contract;A/R;C;R;\nGo live;I;X;;R"
    )
    (table,) = tables_in(sheet_of(text))
    assert table.header_row == 1
