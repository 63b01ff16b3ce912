"""Folding: names compared without case, accents and writing habits."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.folding import (
    digits,
    fold,
    fold_all,
    legal_form,
    name_key,
    name_keys,
    sort_key,
)

NAMES = st.text(st.characters(codec="utf-8"), max_size=30)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ACME", "acme"),
        ("Łódź Ærø Straße", "lodz aero strasse"),
        ("Đorđe Þór İstanbul ısı", "dorde thor istanbul isi"),
        ("ﬁnance Ｗｉｄｅ", "finance wide"),
        ("Ὀδυσσεύς", "οδυσσευσ"),
        ("٠١٢", "012"),
    ],
)
def test_case_and_accents_do_not_matter(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_mark_that_makes_another_letter_stays() -> None:
    assert fold("ガ") != fold("カ")


@given(NAMES)
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x24F), max_size=30))
def test_composed_and_decomposed_letters_are_the_same(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


def test_numbers_sort_by_what_they_count() -> None:
    depots = ["Depot 10", "depot 9", "Depot 100", "Depot 9a"]
    assert sorted(depots, key=sort_key) == ["depot 9", "Depot 9a", "Depot 10", "Depot 100"]


def test_accented_names_stand_among_their_letter() -> None:
    assert sorted(["Zebra", "Ähre", "Acker", "Öl"], key=sort_key) == [
        "Acker",
        "Ähre",
        "Öl",
        "Zebra",
    ]


def test_articles_stay_and_quotes_go() -> None:
    assert sort_key("The Bakery") == "the bakery"
    assert sort_key(" “Acme” ") == sort_key("acme”")
    assert sort_key("???") == "???"
    assert sort_key("") == ""


def test_a_sort_key_is_short() -> None:
    assert len(sort_key("1 " * 500)) == 200


@pytest.mark.parametrize(
    ("text", "found"), [("+49 (0)30 / 12-34", "49030 1234"), ("٠١٢ é3", "0123"), ("none", "")]
)
def test_digits_of_a_phone(text: str, found: str) -> None:
    assert digits(text) == found.replace(" ", "")


SAME = [
    ["Acme Inc", "ACME, Inc.", "Acme Incorporated", " acme  inc "],
    ["Bauer GmbH", "Bauer G.m.b.H.", "BAUER G. m. b. H."],
    [
        "Müller & Söhne GmbH & Co. KG",
        "Muller und Sohne GmbH u. Co KG",
        "Müller + Söhne GmbH & Co KG",
    ],
    ["Foo Ltd", "Foo Ltd.", "Foo Limited"],
    ["Foo S.A.", "Foo SA", "Foo S. A.", "Foo Société Anonyme"],
    ["Foo S.à r.l.", "Foo SARL"],
    ["Foo Sp. z o.o.", "foo spółka z o.o."],
    ["Foo, spol. s r.o.", "Foo s.r.o."],
    ["Novo A/S", "Novo AS"],
    ["McDonald's", "McDonald’s", "McDonalds"],
    ["J.P. Morgan", "JP Morgan", "J. P. Morgan"],
    ["Kim Co., Ltd.", "Kim Company Limited"],
]


@pytest.mark.parametrize("names", SAME)
def test_ways_to_write_a_name_have_one_key(names: list[str]) -> None:
    assert len({name_key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme Inc", "Acme GmbH"),
        ("Acme", "Acme Inc"),
        ("Acme Ltd", "Acme Pty Ltd"),
        ("GmbH", "AG"),
        ("Disney", "Disney+"),
        ("かがみ", "かかみ"),
        ("का", "कि"),
        ("3M", "M"),
    ],
)
def test_different_companies_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Bauer G.m.b.H.", "gmbh"),
        ("Acme Proprietary Limited", "pty ltd"),
        ("Grupo X S.A. de C.V.", "sa de cv"),
        ("Neu UG (haftungsbeschränkt)", "ug"),
        ("Limited", ""),
        ("Kestrel Water", ""),
        ("Limited Water", ""),
        ("Private Haftungsbeschränkt", ""),
        ("", ""),
    ],
)
def test_the_legal_form_stands_behind_a_name(name: str, form: str) -> None:
    assert legal_form(name) == form


@given(NAMES)
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(st.text(st.characters(max_codepoint=127), max_size=30))
def test_plain_and_accented_names_are_read_alike(name: str) -> None:
    assert name_key(name + " é") == name_key(name + " e")


COMPANIES = st.lists(st.text("aBé &+./'-\n1", max_size=10) | NAMES | st.just("Acme, Inc."))


@given(COMPANIES)
def test_names_folded_together_are_folded_as_each_of_them(names: list[str]) -> None:
    assert fold_all(names) == [fold(name) for name in names]


@given(COMPANIES)
def test_names_compared_together_have_the_keys_of_each_of_them(names: list[str]) -> None:
    assert name_keys(names) == [name_key(name) for name in names]
