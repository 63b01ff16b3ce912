"""Lists side by side on one sheet are told apart; a blank column alone parts none."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.cells import Cell, MergedRange, Sheet, SheetInfo
from relmanager_desktop.domain.mapping.sides import has_gaps, sides_of
from relmanager_desktop.exchange.aliases import load_vocabulary
from tests.domain.mapping.sheets_of import fields_of, sheet_of, understood


def parts_of(text: str) -> list[str]:
    sheet = sheet_of(text)
    return [part.info.name for part in sides_of(sheet, load_vocabulary())]


@pytest.mark.parametrize(
    "text",
    [
        "Customer;City;;Supplier;Country\nAcme;Leeds;;Steel;DE\nZeta;Berlin;;Iron;FR",
        "Name;City;;Name;City\nAcme;Leeds;;Steel;Ulm\nZeta;Berlin;;Iron;Bonn",
        "Kunden-Nr.;Kunde;;Lieferanten-Nr.;Lieferant\n1;Acme;;7;Steel\n2;Zeta;;8;Iron",
        "Task;Owner;;Risk;Owner\nPlan;Ann;;Fire;Bob\n;;;Flood;Cy\n;;;Storm;Dee",
    ],
)
def test_lists_that_each_name_their_records_are_told_apart(text: str) -> None:
    assert parts_of(text) == ["Sheet1 (A–B)", "Sheet1 (D–E)"]


@pytest.mark.parametrize(
    "text",
    [
        "Company;City;;Contact;E-mail\nAcme;Leeds;;Ann;a@x.com\nZeta;Ulm;;Bob;b@x.com",
        "Company;City;;Phone;Website\nAcme;Leeds;;0123 456789;x.com\nZeta;Ulm;;0123 456780;z.com",
        "Customer;City;;Total;600\nAcme;Leeds;;;\nZeta;Ulm;;;",
        "Contact;E-mail;;Contact 2;E-mail 2\nAnn;a@x.com;;Bob;b@x.com\nCy;c@x.com;;Dee;d@x.com",
        "Company;City;;Contact;E-mail\nAcme;Leeds;;Ann;a@x.com\nZeta;Ulm;;;\nEta;Ulm;;;\nDelta;;;;",
        "Company;City\nAcme;Leeds\nZeta;Ulm",
    ],
)
def test_a_blank_column_within_one_list_parts_nothing(text: str) -> None:
    assert parts_of(text) == ["Sheet1"]


def test_a_column_with_a_header_or_a_single_value_is_no_gap() -> None:
    rows: list[list[Cell]] = [["Customer", "City", None, "Supplier", "Country"]]
    rows += [["Acme", "Leeds", None, "Steel", "DE"] for _ in range(80)]
    assert len(sides_of(Sheet(SheetInfo("S"), rows), load_vocabulary())) == 2
    rows[70][2] = "x"
    assert len(sides_of(Sheet(SheetInfo("S"), rows), load_vocabulary())) == 1


def test_each_list_is_read_by_itself_and_its_cells_stay_where_they_are() -> None:
    sheet = sheet_of("Customer;City;;Supplier;Country\nAcme;Leeds;;Steel;DE\nZeta;Berlin")
    sheet.info = SheetInfo("Sheet1", merged=(MergedRange(1, 3, 2, 3),))
    left, right = sides_of(sheet, load_vocabulary())
    assert fields_of(understood(left)) == {"Customer": "account.name", "City": "account.city"}
    found = understood(right)
    assert fields_of(found) == {"Supplier": "account.name", "Country": "account.country"}
    assert [c.column for c in found.columns] == [3, 4]
    assert found.constants == {"account.roles": "supplier"}
    assert right.rows == [[None] * 3 + ["Supplier", "Country"], [None] * 3 + ["Steel", "DE"], []]
    assert (left.info.merged, len(right.info.merged)) == ((), 1)
    assert {left.info.part_of, right.info.part_of} == {"Sheet1"}


def test_the_name_of_a_sheet_with_two_lists_speaks_of_neither() -> None:
    text = "Customer;City;;Supplier;Country\nAcme;Leeds;;Steel;DE\nZeta;Berlin;;Iron;FR"
    _left, right = sides_of(sheet_of(text, "Customers"), load_vocabulary())
    assert understood(right).constants == {"account.roles": "supplier"}


def test_a_sheet_without_a_gap_is_told_without_any_words() -> None:
    assert not has_gaps(sheet_of("Company;City\nAcme;Leeds\n;Ulm").rows)
    assert has_gaps(sheet_of("Company;;City\nAcme;;Leeds").rows)


def test_three_lists_are_told_apart() -> None:
    text = "Customer;City;;Supplier;City;;Vendor;City\nA;Ulm;;B;Bonn;;C;Kiel\nD;Ulm;;E;Bonn;;F;Kiel"
    assert len(parts_of(text)) == 3
