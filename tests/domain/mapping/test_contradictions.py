"""Headers that all their values contradict are never believed."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.mapping.maps import SURE
from tests.domain.mapping.sheets_of import column_of, fields_of, sheet_of, understood


def two(header: str, one: str, other: str) -> str:
    return f"Company;{header};Owner\nFoo Ltd;{one};Eva Lund\nBar Ltd;{other};Ole Dahl"


def test_e_mails_under_address_are_e_mails() -> None:
    found = understood(sheet_of(two("Address", "info@foo.com", "info@bar.com")))
    assert fields_of(found)["Address"] == "account.email"


@pytest.mark.parametrize(
    ("header", "one", "other"),
    [
        ("City", "https://foo.com/about", "https://bar.com"),
        ("Street", "€ 12.500", "€ 3.100"),
        ("Industry", "03.05.2026", "14.05.2026"),
        ("City", "+49 30 123456", "+49 40 987654"),
        ("Website", "info@foo.com", "info@bar.com"),
        ("Tier", "2026-05-03", "2026-05-14"),
        ("Phone", "info@foo.com", "info@bar.com"),
        ("E-mail", "+49 30 123456", "+49 40 987654"),
    ],
)
def test_values_that_a_field_cannot_be_are_not_taken_for_it(
    header: str, one: str, other: str
) -> None:
    believed = fields_of(understood(sheet_of(f"Company;{header};Owner\nFoo Ltd;;Eva Lund")))
    found = understood(sheet_of(two(header, one, other)))
    assert fields_of(found)[header] != believed[header]
    column = column_of(found, header)
    assert column.target is not None or column.confidence < SURE


def test_companies_called_like_web_sites_are_companies() -> None:
    found = understood(sheet_of("Company;City\nBooking.com;Amsterdam\nCheck24.de;Munich"))
    assert fields_of(found)["Company"] == "account.name"


def test_one_odd_value_contradicts_nothing() -> None:
    text = two("City", "Leeds", "York") + "\nBaz Ltd;info@baz.com;Ida Falk"
    assert fields_of(understood(sheet_of(text)))["City"] == "account.city"
