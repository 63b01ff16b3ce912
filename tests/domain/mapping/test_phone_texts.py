"""Several phones in one cell, with the words that people put beside them."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.imports.rows import read_rows
from relmanager_desktop.domain.mapping.phone_texts import phones_in
from relmanager_desktop.domain.mapping.values import reader_of
from tests.domain.imports.lists import fates_of, new_of, plan_of
from tests.domain.mapping.sheets_of import fields_of, sheet_of, understood


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("0351/4567 oder 0170/5554", [("", "0351/4567"), ("", "0170/5554")]),
        ("office: 0113 555 / mobile: 07700 900", [("Work", "0113 555"), ("Mobile", "07700 900")]),
        ("Büro 0351/4567 mobil 0170/5554", [("Work", "0351/4567"), ("Mobile", "0170/5554")]),
        ("01904 555010 ext. 5", [("", "01904 555010 ext. 5")]),
        ("privat: 0228 123456", [("Home", "0228 123456")]),
        ("0170 5554321 (mobil)", [("Mobile", "0170 5554321")]),
        ("tel. 22 555 01 01, kom. 600 555 123", [("", "22 555 01 01"), ("Mobile", "600 555 123")]),
        ("+44 (0)20 7946 0000", [("", "+44 (0)20 7946 0000")]),
        ("ask Jane, room 112", []),
        ("nur per Mail", []),
        ("ext. 5", []),
    ],
)
def test_phones_of_a_cell_are_told_with_their_labels(
    text: str, phones: list[tuple[str, str]]
) -> None:
    assert [*map(tuple, phones_in(text))] == phones


@pytest.mark.parametrize("odd", ["0351/4 oder 0170/5", "office: 0113 / mobile: 0770", "ext. 5"])
def test_an_odd_phone_does_not_leave_its_column_unread(odd: str) -> None:
    sheet = sheet_of(f"Firma;Telefon\nA GmbH;{odd}\nB AG;0228 123456\nC KG;0221 9988776")
    assert fields_of(understood(sheet))["Telefon"] == "account.phone"


def test_the_several_phones_of_a_person_become_as_many_with_labels() -> None:
    sheet = sheet_of(
        "First name;Last name;Phone\nJan;Doe;office: 0113 555 0101 / mobile: 07700 900123\n"
        "Eva;Lee;0228 123456"
    )
    plan = plan_of(read_rows(sheet.rows, understood(sheet), reader_of, is_text=True))
    assert sorted(new_of(plan, "contact_point", "value", "label"), key=str) == [
        ("0113 555 0101", "Work"),
        ("0228 123456", None),
        ("07700 900123", "Mobile"),
    ]


def test_of_several_phones_of_a_company_the_first_is_kept_and_that_is_told() -> None:
    sheet = sheet_of("Firma;Telefon\nA GmbH;0351/4567 oder 0170/5554\nB AG;0228 123456")
    plan = plan_of(read_rows(sheet.rows, understood(sheet), reader_of, is_text=True))
    assert fates_of(plan) == ["new", "new"]
    assert new_of(plan, "account", "phone") == [("0351/4567",), ("0228 123456",)]
    assert "several phones" in str(plan.remarks[0].message)
