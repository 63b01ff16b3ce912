"""What the columns of a list say of each other: whose e-mail and phone stand beside a contact."""

from __future__ import annotations

import pytest

from tests.domain.mapping.sheets_of import fields_of, sheet_of, understood

POINT = "contact_point.value"


def fields(header: str, *rows: str) -> dict[str, str]:
    return fields_of(understood(sheet_of("\n".join([header, *rows]), "Companies")))


@pytest.mark.parametrize("mail", ["vip@nord.example", "anna@nord.example", "ak77@nord.example"])
def test_an_e_mail_behind_a_contact_is_the_contacts(mail: str) -> None:
    found = fields(
        "Company;City;Phone;Contact;E-mail",
        f"Nord GmbH;Kiel;+49 431 123456;Anna Kern;{mail}",
        "Süd GmbH;Ulm;+49 731 123456;Ole Dahl;od12@sued.example",
    )
    assert found["E-mail"] == POINT
    assert found["Phone"] == "account.phone"


def test_a_phone_behind_a_contact_is_the_contacts() -> None:
    found = fields(
        "Company;City;Contact;Phone;E-mail;Website",
        "Nord GmbH;Kiel;Anna Kern;+49 431 123456;vip@nord.example;www.nord.example",
        "Süd GmbH;Ulm;Ole Dahl;+49 731 123456;od12@sued.example;www.sued.example",
    )
    assert (found["Phone"], found["E-mail"]) == (POINT, POINT)


def test_an_e_mail_that_looks_like_a_name_is_the_contacts_wherever_it_stands() -> None:
    found = fields(
        "Company;E-mail;City;Contact",
        "Nord GmbH;a.kern@nord.example;Kiel;Frau Kern",
        "Süd GmbH;o.dahl@sued.example;Ulm;Herr Dahl",
    )
    assert found["E-mail"] == POINT


def test_mailboxes_of_the_house_are_the_companys_even_behind_a_contact() -> None:
    found = fields(
        "Company;City;Contact;E-mail",
        "Nord GmbH;Kiel;Anna Kern;info@nord.example",
        "Süd GmbH;Ulm;Ole Dahl;office@sued.example",
    )
    assert found["E-mail"] == "account.email"


def test_what_follows_the_companys_address_is_the_companys() -> None:
    found = fields(
        "Company;Contact;Street;City;Phone",
        "Nord GmbH;Anna Kern;Kai 3;Kiel;+49 431 123456",
        "Süd GmbH;Ole Dahl;Ring 9;Ulm;+49 731 123456",
    )
    assert found["Phone"] == "account.phone"


def test_of_two_equal_headers_the_first_has_the_field() -> None:
    text = "Company;Phone;Phone;Email;Email\nAcme;020 79460000;020 79460001;a@a.com;b@a.com"
    found = understood(sheet_of(text))
    paths = [c.target.path if c.target else "" for c in found.columns]
    assert paths == ["account.name", "account.phone", "", "account.email", ""]
    assert "same header" in str(found.columns[2].reason)


def test_of_two_equal_headers_both_reach_the_person() -> None:
    text = "Company;Contact;Phone;Phone\nAcme;Ann Lee;020 79460000;020 79460001"
    found = understood(sheet_of(text))
    points = [c.target for c in found.columns[2:] if c.target]
    assert [target.path for target in points] == [POINT, POINT]
    assert points[0].slot != points[1].slot
