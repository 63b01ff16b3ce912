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
