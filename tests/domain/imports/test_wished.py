"""Wishes: fields as people say them, and words that name no field."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.imports.wished import refuse_wrong_constants, settle_wishes
from relmanager_desktop.domain.mapping.maps import Target
from relmanager_desktop.domain.problems import InvalidError
from tests.domain.imports.lists import plain_reader, sheet_map


def test_an_address_of_a_contact_is_a_point() -> None:
    found = settle_wishes(sheet_map({"Mail": "contact.email", "Name": "contact.name"}, "contact"))
    assert found.columns[0].target == Target(
        "contact_point", "value", "email:0", (("kind", "email"),)
    )
    assert found.kinds == ("contact", "contact_point")


def test_the_company_of_a_contact_is_an_account() -> None:
    found = settle_wishes(sheet_map({"Firm": "contact.company"}, "contact"))
    assert found.columns[0].target == Target("account", "name")


def test_a_map_of_the_catalogues_fields_stays_as_it_is() -> None:
    found = sheet_map({"Firm": "account.name", "Rest": None}, "account")
    assert settle_wishes(found) is found


def test_a_field_that_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(InvalidError, match=r"no field “sev”\. Near are: severity, "):
        settle_wishes(sheet_map({"X": "issue.sev"}, "issue"))


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("account.streets", "account.street"),
        ("account.nmae", "account.name"),
        ("contact.mial", "contact.email"),
        ("contact.tagz", "contact.tags"),
    ],
)
def test_a_slip_of_the_pen_is_answered_by_what_was_meant(path: str, meant: str) -> None:
    with pytest.raises(InvalidError, match=rf"Did you mean {meant}\?"):
        settle_wishes(sheet_map({"X": path}, path.partition(".")[0]))


def test_a_kind_that_is_not_there_is_named() -> None:
    with pytest.raises(InvalidError, match="no kind “customer”"):
        settle_wishes(sheet_map({"X": "customer.name"}, "account"))


def test_a_constant_that_does_not_fit_is_refused() -> None:
    refuse_wrong_constants({"account.city": "Ulm"}, plain_reader)
    with pytest.raises(InvalidError, match="not a City"):
        refuse_wrong_constants({"account.city": "bad"}, plain_reader)
    with pytest.raises(InvalidError, match="no field “shoes”"):
        refuse_wrong_constants({"account.shoes": "4"}, plain_reader)
