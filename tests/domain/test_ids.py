"""Ids: 63 bits that grow with time, as 13 letters that people can read out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.ids import (
    ALPHABET,
    LARGEST,
    compose,
    from_letters,
    to_letters,
)

IDS = st.integers(0, LARGEST)


@given(IDS)
def test_letters_lead_back_to_the_id(id_: int) -> None:
    letters = to_letters(id_)
    assert len(letters) == 13
    assert set(letters) <= set(ALPHABET)
    assert from_letters(letters) == id_


@given(IDS, IDS)
def test_letters_sort_as_ids_do(first: int, second: int) -> None:
    assert (first < second) == (to_letters(first) < to_letters(second))


def test_no_letter_is_easily_misread() -> None:
    assert not set("ILOU") & set(ALPHABET)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0000000000001", 1),
        ("ooooooooooooi", 1),
        ("OOOOOOOOOOOOL", 1),
        ("  000000000000z ", 31),
        ("7ZZZZZZZZZZZZ", LARGEST),
    ],
)
def test_what_people_type_is_understood(typed: str, meant: int) -> None:
    assert from_letters(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "000000000000",
        "00000000000001",
        "000000000000U",
        "00000 0000001",
        "0_00000000001",
        "+000000000001",
        "８000000000000",
        "8000000000000",
        "ZZZZZZZZZZZZZ",
    ],
)
def test_what_is_no_key_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="is not a key: a key has 13 letters"):
        from_letters(typed)


@given(st.text(max_size=20))
def test_any_text_is_an_id_or_refused(text: str) -> None:
    try:
        found = from_letters(text)
    except ValueError:
        return
    assert 0 <= found <= LARGEST


@given(st.integers(0, 2**41 - 1), st.integers(0, 2**22 - 1))
def test_a_later_millisecond_is_a_larger_id(milliseconds: int, random_bits: int) -> None:
    composed = compose(milliseconds, random_bits)
    assert 0 <= composed <= LARGEST
    assert composed > compose(milliseconds - 1, 2**22 - 1) if milliseconds else composed >= 0


@pytest.mark.parametrize(
    ("milliseconds", "random_bits"), [(2**41, 0), (-1, 0), (0, 2**22), (0, -1)]
)
def test_a_part_that_does_not_fit_is_refused(milliseconds: int, random_bits: int) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        compose(milliseconds, random_bits)


@pytest.mark.parametrize("id_", [-1, LARGEST + 1])
def test_what_is_no_id_has_no_letters(id_: int) -> None:
    with pytest.raises(ValueError, match="is no id"):
        to_letters(id_)
