"""Columns that hold several things in one cell are asked, never taken whole nor left out."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.mapping.maps import Wishes
from tests.domain.mapping.sheets_of import column_of, fields_of, sheet_of, understood

PLACES = "Firma;{};Straße\nFoo GmbH;80331 München;Weg 1\nBar GmbH;50667 Köln;Ring 2"
PEOPLE = "Firma;Ort;{}\nFoo GmbH;München;Hans Maier, 089 123456\nBar GmbH;Köln;Eva Klein, 0221 5566"


@pytest.mark.parametrize(
    ("text", "header", "answers"),
    [
        (PLACES, "PLZ Ort", {"account.postcode", "account.city"}),
        (PLACES, "PLZ/Ort", {"account.postcode", "account.city"}),
        (PLACES, "PLZ und Ort", {"account.postcode", "account.city"}),
        (PLACES, "PLZ", {"account.postcode"}),
        (PLACES, "Ort", {"account.city"}),
        (PEOPLE, "Ansprechpartner / Tel.", {"contact.name"}),
        (PEOPLE, "Contact & phone", {"contact.name"}),
    ],
)
def test_a_combined_column_is_asked(text: str, header: str, answers: set[str]) -> None:
    found = understood(sheet_of(text.format(header)))
    column = column_of(found, header)
    assert column.target is None
    (question,) = (q for q in found.questions if q.column == column.column)
    assert question.about == "field"
    assert answers <= set(dict(question.answers))


def test_a_combined_column_says_why_it_is_asked() -> None:
    column = column_of(understood(sheet_of(PLACES.format("PLZ/Ort"))), "PLZ/Ort")
    assert "holds several things in one cell" in str(column.reason)


def test_the_user_may_take_a_combined_column_whole() -> None:
    wishes = Wishes(fields={"plz ort": "account.city"})
    found = understood(sheet_of(PLACES.format("PLZ/Ort")), wishes=wishes)
    assert fields_of(found)["PLZ/Ort"] == "account.city"


@pytest.mark.parametrize("codes", [("80331", "50667"), ("SW1A 1AA", "LS2 7UB"), ("1234 AB", "K1A")])
def test_postcodes_alone_are_taken(codes: tuple[str, str]) -> None:
    text = f"Company;Post code;City\nFoo Ltd;{codes[0]};Leeds\nBar Ltd;{codes[1]};York"
    assert fields_of(understood(sheet_of(text)))["Post code"] == "account.postcode"


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Last contact", "does not say by which channel"),
        ("Letzter Kontakt", "does not say by which channel"),
        ("Last visit", "held on that day: visit"),
    ],
)
def test_a_column_of_last_days_says_what_it_makes_of_them(header: str, said: str) -> None:
    found = understood(sheet_of(f"Company;City;{header}\nAcme Ltd;York;2026-11-03"))
    assert said in str(column_of(found, header).reason)


def test_a_column_of_who_began_says_that_talks_go_both_ways() -> None:
    text = "Date;Company;Type;Direction;Subject\n2026-11-03;Acme Ltd;Call;Outbound;Renewal"
    found = understood(sheet_of(text))
    assert "says who began" in str(column_of(found, "Direction").reason)
