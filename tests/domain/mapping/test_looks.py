"""What values alone tell of a column whose header says nothing."""

from __future__ import annotations

import pytest

from tests.domain.mapping.sheets_of import fields_of, sheet_of, understood


@pytest.mark.parametrize("word", ["no", "NO", "si", "Si", "ne", "ja"])
def test_answers_of_two_letters_make_no_country(word: str) -> None:
    found = understood(sheet_of(f"Company;City;Flag\nFoo Ltd;Rome;{word}\nBar Ltd;Bari;{word}"))
    assert fields_of(found)["Flag"] == ""


def test_codes_of_countries_under_an_unknown_header_are_asked() -> None:
    found = understood(sheet_of("Company;City;Flag\nFoo Ltd;Rome;IT\nBar Ltd;Wien;AT"))
    assert fields_of(found)["Flag"] == ""
    (question,) = found.questions
    assert "account.country" in dict(question.answers)


def test_names_of_countries_under_an_unknown_header_tell() -> None:
    found = understood(sheet_of("Company;City;Flag\nFoo Ltd;Rome;Italy\nBar Ltd;York;UK"))
    assert fields_of(found)["Flag"] == "account.country"
