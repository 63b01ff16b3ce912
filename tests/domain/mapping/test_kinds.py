"""Which kind a table is about, where several kinds have a word for its columns."""

from __future__ import annotations

import pytest

from tests.domain.mapping.sheets_of import fields_of, sheet_of, understood


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Customer;Tier\nAcme Ltd;A\nBeta GmbH;B\nGamma;C", "account.tier"),
        ("Customer;Owner\nAcme Ltd;Ann Lee\nBeta GmbH;Bob Ray", "account.owner"),
        ("Customer;Segment\nAcme Ltd;Gold\nBeta GmbH;Silver", "account.segment"),
        ("Client;Industry\nAcme Ltd;Food\nBeta GmbH;Steel", "account.industry"),
        ("Supplier;Category\nAcme Ltd;Packaging\nBeta GmbH;Steel", "account.segment"),
        ("Kunde;Stufe\nAcme;A\nBeta;B", "account.tier"),
        ("Company;Tags\nAcme Ltd;vip\nBeta GmbH;steel", "account_tag.tag"),
        ("Customer;Tag\nAcme Ltd;vip\nBeta GmbH;steel", "account_tag.tag"),
    ],
)
def test_companies_with_one_thing_said_of_each_are_the_list(text: str, target: str) -> None:
    found = understood(sheet_of(text))
    assert found.main == "account"
    assert list(fields_of(found).values()) == ["account.name", target]


def test_a_list_of_tiers_stays_one() -> None:
    assert understood(sheet_of("Tier;Order\nA;1\nB;2")).main == "tier"


def test_whole_names_with_birthdays_and_no_company_are_people() -> None:
    found = understood(
        sheet_of("name;email;bday\nElla Stone;ella@s.example;1990-03-12\nIvy Marsh;;1985-11-28")
    )
    assert found.main == "contact"
    assert fields_of(found)["name"] == "contact.name"


def test_a_file_of_donors_with_their_numbers_and_names_lists_people() -> None:
    text = "Donor ID;Donor Name;Donor Email\n1;Ella Stone;ella@s.example\n2;Ivy Marsh;ivy@m.example"
    found = understood(sheet_of(text), "donors.csv")
    assert fields_of(found)["Donor ID"] == "contact.reference"
