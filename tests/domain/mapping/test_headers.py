"""Header cells taken apart."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.mapping.headers import (
    abbreviated,
    fingerprint,
    fold_phrase,
    read_header,
)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("companyName", "company name"),
        ("customerID", "customer id"),
        ("POST_CODE", "post code"),
        ("E-Mail-Adresse", "email adresse"),
        ("Straße", "strasse"),
        ("UoM", "uom"),
        ("Téléphone", "telephone"),
    ],
)
def test_every_way_of_writing_folds_to_words(text: str, phrase: str) -> None:
    expected = phrase.replace("post code", "postcode")
    assert fold_phrase(text) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "number", "part"),
    [
        ("E-mail 1 - Value", "email", 1, "value"),
        ("Phone 2 - Type", "phone", 2, "label"),
        ("E-mail 2 Address", "email address", 2, ""),
        ("Home Phone 2", "home phone", 2, ""),
        ("Contract No.", "contract number", 0, ""),
    ],
)
def test_numbers_tell_several_of_the_same_apart(
    text: str, phrase: str, number: int, part: str
) -> None:
    header = read_header(text)
    assert (header.phrase, header.number, header.part) == (phrase, number, part)


@pytest.mark.parametrize(
    ("text", "factor"), [("Umsatz in T€", 1000.0), ("Amount (k€)", 1000.0), ("Value (EUR)", 1.0)]
)
def test_units_say_what_numbers_are_multiplied_by(text: str, factor: float) -> None:
    assert read_header(text).factor == factor


def test_a_year_is_no_part_of_the_words() -> None:
    header = read_header("Umsatz 2025")
    assert (header.phrase, header.year) == ("umsatz", 2025)


def test_the_last_step_of_a_path_stands_alone_as_well() -> None:
    assert read_header("Vendors/Price").tails == ("price",)


def test_the_order_of_columns_does_not_change_a_fingerprint() -> None:
    assert fingerprint(["Company", "City"]) == fingerprint(["city", "COMPANY", ""])
    assert fingerprint(["Company"]) != fingerprint(["City"])


@pytest.mark.parametrize("text", ["Col1", "Column 3", "Spalte2", "Unnamed: 4", "F7", "Столбец 1"])
def test_what_a_machine_heads_a_column_with_says_nothing(text: str) -> None:
    assert read_header(text).phrase == ""


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("Годовой оборот, тыс. руб.", 1000.0),
        ("Obrót (tys. zł)", 1000.0),
        ("Wallet (EUR m)", 1e6),
        ("Length (m)", 1.0),
    ],
)
def test_units_of_several_words_multiply_where_they_are_money(text: str, factor: float) -> None:
    assert read_header(text).factor == factor


@pytest.mark.parametrize("text", ["FY25 Revenue", "Revenue FY2025", "Revenue 2025"])
def test_a_fiscal_year_is_a_year(text: str) -> None:
    assert (read_header(text).phrase, read_header(text).year) == ("revenue", 2025)


def test_a_report_that_names_the_name_of_a_record_means_the_record() -> None:
    assert read_header("Parent Account: Account Name").phrase == "parent account"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Auftr.-Datum", "auftragsdatum"),
        ("Strat. Einkäufer", "strategischer einkaufer"),
        ("Vorn.", "vorname"),
    ],
)
def test_words_with_a_point_are_short_for_what_they_begin(text: str, whole: str) -> None:
    pattern = abbreviated(read_header(text))
    assert pattern is not None
    assert pattern.fullmatch(whole)


@pytest.mark.parametrize("text", ["Tel", "St.", "Name", "v1.2"])
def test_other_words_are_short_for_nothing(text: str) -> None:
    assert abbreviated(read_header(text)) is None
