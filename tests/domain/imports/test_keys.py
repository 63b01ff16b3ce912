"""Keys: what counts as the same name, address, number, and what never does."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.folding import name_key
from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.imports.keys import (
    domain_of,
    domains_of,
    key_id,
    keys_of,
    point_key,
    reference_key,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Müller & Söhne GmbH", "MULLER und SOHNE gmbh"), ("O'Neil-Weiß", "ONeil Weiss")],
)
def test_case_accents_and_signs_do_not_make_another_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_the_legal_form_makes_another_name() -> None:
    assert name_key("Acme Inc.") != name_key("Acme GmbH")


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("ana@Silva.pt", "silva.pt"),
        ("https://www.acme.de/start?x=1", "acme.de"),
        ("www.acme.de", "acme.de"),
        ("acme.de", "acme.de"),
        ("ana@gmail.com", None),
        ("https://linkedin.com/in/ana", None),
        ("n/a", None),
        ("", None),
    ],
)
def test_the_domain_of_an_address(address: str, domain: str | None) -> None:
    assert domain_of(address) == domain


def test_several_domains_stand_in_one_cell() -> None:
    assert domains_of(["acme.de, acme.com", None, "info@acme.de"]) == ("acme.de", "acme.com")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+44 (0)20 7946-0000", "44 0 20 79460000"),
        ("0049 30 123456", "+49 30 123456"),
        ("ANA@silva.pt", "ana@silva.pt"),
        ("https://www.acme.de/", "acme.de"),
    ],
)
def test_one_address_spelled_twice(one: str, other: str) -> None:
    assert point_key(one) == point_key(other)


def test_leading_zeros_of_a_reference_count() -> None:
    assert reference_key("00123") != reference_key("123")


def test_a_key_is_thirteen_letters() -> None:
    assert key_id(to_letters(2**62)) == 2**62
    assert key_id("Northgate Foods") is None
    assert key_id(13) is None


def test_a_key_without_a_field_that_it_needs_is_no_key() -> None:
    assert keys_of("opportunity", ["name", "reference"]) == (("reference",),)


def test_whole_keys_go_before_shortened_ones() -> None:
    fields = ["account", "order_number", "product", "ordered_on"]
    assert keys_of("order_line", fields) == (
        ("account", "order_number", "product"),
        ("account", "order_number"),
    )


def test_a_kind_without_a_key_is_known_by_all_it_says() -> None:
    assert keys_of("snooze", ["until", "reason"]) == (("reason", "until"),)


def test_a_list_of_consents_without_days_means_those_that_stand() -> None:
    assert keys_of("consent", ["contact", "purpose", "state"]) == (("contact", "purpose"),)
    by_channel = keys_of("consent", ["contact", "purpose", "channel", "state"])
    assert by_channel == (("contact", "purpose", "channel"),)
    whole = ("contact", "purpose", "channel", "on")
    assert keys_of("consent", [*whole, "state"]) == (whole,)
