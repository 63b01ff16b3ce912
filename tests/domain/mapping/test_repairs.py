"""Texts that were decoded wrongly are noticed, and repaired only when somebody says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.domain.mapping.readings import field_of
from relmanager_desktop.domain.mapping.repairs import repaired
from relmanager_desktop.domain.mapping.values import reader_of
from tests.domain.mapping.sheets_of import column_of, sheet_of, understood

DAMAGED = "Firma;Ort\nMÃ¼ller GmbH;KÃ¶ln\nGroß & Co. KG;Bonn\nWeiss AG;Ulm"


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("MÃ¼ller", "Müller"),
        ("StraÃŸe", "Straße"),
        ("Itâ€™s", "It’s"),
        ("â‚¬ 12", "€ 12"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
    ],
)
def test_damage_is_taken_back(damaged: str, sound: str) -> None:
    assert repaired(damaged) == sound


@pytest.mark.parametrize("sound", ["Müller", "São Paulo", "Łódź", "Ã", "Привет", "naïve Ãsland"])
def test_sound_texts_are_no_damage(sound: str) -> None:
    assert repaired(sound) is None


@given(st.text(alphabet=st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=30))
def test_a_text_once_damaged_is_repaired_to_itself(text: str) -> None:
    raw = text.encode("utf-8")
    damaged = "".join(
        chr(byte) if byte in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else bytes([byte]).decode("cp1252")
        for byte in raw
    )
    assert repaired(damaged) in {text, None}
    if any(character in "äöüßéèñ" for character in text) and text.isprintable():
        assert repaired(damaged) == text


def test_the_repair_is_offered_once_for_the_sheet() -> None:
    found = understood(sheet_of(DAMAGED))
    (question,) = [q for q in found.questions if q.about == "repair"]
    assert "“MÃ¼ller GmbH” was “Müller GmbH”" in str(question.text)
    assert not column_of(found, "Firma").reading.repairs


@pytest.mark.parametrize(("said", "name"), [("yes", "Müller GmbH"), ("no", "MÃ¼ller GmbH")])
def test_what_somebody_said_is_done_and_not_asked_again(said: str, name: str) -> None:
    found = understood(sheet_of(DAMAGED), wishes=Wishes(repair=said))
    assert not [q for q in found.questions if q.about == "repair"]
    column = column_of(found, "Firma")
    assert column.target is not None
    field = field_of(column.target)
    assert field is not None
    assert reader_of(field, column.reading)("MÃ¼ller GmbH") == name


def test_damaged_headers_are_understood() -> None:
    found = understood(sheet_of("Firma;StraÃŸe\nNord GmbH;Am Ring 1\nWest AG;Am See 2"))
    assert column_of(found, "Straße").target is not None
